import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import { testKey } from '../testing/fixtures.ts';
import { signatureOfCard } from './card-signature.ts';
import { ecdsaValue } from './ecdsa-value.ts';

const message = new TextEncoder().encode('what the card signs');
const spkiOf = (key: Parameters<typeof createPublicKey>[0]) =>
  new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));

test('chip.md §7 r ‖ s of a card becomes the value that CMS has; in no other form or length it is a signature', () => {
  const { privateKey: key } = testKey('holder', 'ec-p384');
  const spki = spkiOf(key);
  const pair = sign('sha384', message, { key, dsaEncoding: 'ieee-p1363' });
  const value = signatureOfCard(spki, message, pair);
  assert.deepEqual(value, ecdsaValue(pair));
  assert.ok(verify('sha384', message, createPublicKey(key), value ?? Buffer.alloc(0)));
  const wrong = [
    ecdsaValue(pair),
    pair.subarray(1),
    Buffer.concat([pair, Buffer.alloc(1)]),
    Buffer.alloc(96),
  ];
  wrong.push(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }));
  for (const one of wrong) assert.equal(signatureOfCard(spki, message, one), undefined);
});

test('a signature of RSA is as the chip gives it', () => {
  const { privateKey: key } = testKey('holder', 'rsa-2048');
  const signature = sign('sha256', message, key);
  assert.deepEqual(signatureOfCard(spkiOf(key), message, signature), signature);
  assert.equal(signatureOfCard(spkiOf(key), message, sign('sha384', message, key)), undefined);
  assert.equal(signatureOfCard(spkiOf(key), message.subarray(1), signature), undefined);
});

test('a key with which no card signs has signed nothing', () => {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pair = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  assert.equal(signatureOfCard(spkiOf(key), message, pair), undefined);
});
