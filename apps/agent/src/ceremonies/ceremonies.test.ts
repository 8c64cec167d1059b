import assert from 'node:assert/strict';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { FILES, publicKeyToSpki } from '@mibun/card';
import { signedAttributes } from '@mibun/pki/cms';
import {
  authenticationMessage,
  type CardError,
  type InsertedCard,
  openIssuerChannel,
  triesLeft,
} from '@mibun/reader';
import { makeTestCard, type TestCard } from '@mibun/test-card';
import { issuerKeysOf, PINS, personalise, temporaryTray } from '../../testing/personalised-card.ts';
import { watched } from '../../testing/watched.ts';
import { authenticate } from './authenticate.ts';
import type { SecretRequest } from './present-secret.ts';
import { Declined } from './relay-error.ts';
import { OtherCertificate, OtherDigest, sign } from './sign.ts';

const SERIAL = '900000000000101';
const REQUEST = {
  origin: 'http://localhost:8700',
  nonce: 'q83vEjRWeJC6q83vEjRWeJC6q83vEjRWeJC6',
  statement: 'マイページにログインします',
};

const publicKeyOf = async (card: InsertedCard, key: number) => {
  const issuer = await openIssuerChannel(card, issuerKeysOf(SERIAL), (n) => new Uint8Array(n).fill(1));
  const spki = publicKeyToSpki(await issuer.readPublicKey('jpki', key));
  await issuer.close();
  return { key: Buffer.from(spki), format: 'der', type: 'spki' } as const;
};

describe('ceremonies with a chip', () => {
  const { tray, remove } = temporaryTray();
  let card: InsertedCard;
  let issued: Awaited<ReturnType<typeof personalise>>;
  before(async () => {
    issued = await personalise(tray, { chipSerial: SERIAL, label: '見本 花子', place: 'wallet' });
    card = tray.insert(SERIAL);
  });
  after(async () => {
    await card.close();
    remove();
  });

  test('VER-01 the card signs origin, nonce and statement, and CHIP-08 is reset afterwards', async () => {
    const { connection, seen } = watched(card);
    const proof = await authenticate({ connection, pin: PINS.authentication, ...REQUEST });
    const key = await publicKeyOf(card, FILES.jpki.authenticationKey);
    assert.ok(verify('sha256', authenticationMessage(REQUEST), key, proof.signature));
    assert.deepEqual(proof.certificate, issued.authentication);
    assert.deepEqual(seen.order, ['verify', 'sign', 'reset']);
  });

  test('PIN-04 full-width digits are normalised before they reach the card', async () => {
    await authenticate({ connection: card, pin: '２５８０', ...REQUEST });
    assert.equal(await triesLeft(card, 'authentication'), 3);
  });

  test('PIN-04 a malformed PIN never reaches the card', async () => {
    const { connection, seen } = watched(card);
    for (const pin of ['258', '25800', 'abcd', '', '25 80']) {
      const attempt = authenticate({ connection, pin, ...REQUEST });
      await assert.rejects(attempt, (error: CardError) => error.code === 'malformed-pin');
    }
    assert.equal(seen.verifies, 0);
    assert.equal(await triesLeft(card, 'authentication'), 3);
  });

  test('PIN-05 a plain value that is wrong is presented once and never retried', async () => {
    const { connection, seen } = watched(card);
    const attempt = authenticate({ connection, pin: '9999', ...REQUEST });
    await assert.rejects(attempt, (error: CardError) => error.code === 'wrong-pin' && error.triesLeft === 2);
    assert.equal(seen.verifies, 1);
  });

  test('PIN-05 a person sees the tries left before each try and why they are asked again', async () => {
    const asked: SecretRequest[] = [];
    const typed = ['12', '9999', PINS.authentication];
    const pin = async (request: SecretRequest) => {
      asked.push(request);
      return typed[asked.length - 1] ?? '';
    };
    await authenticate({ connection: card, pin, ...REQUEST });
    assert.deepEqual(
      asked.map(({ triesLeft: left, problem }) => [left, problem?.reason]),
      [
        [2, undefined],
        [2, 'malformed'],
        [1, 'wrong'],
      ],
    );
    assert.equal(await triesLeft(card, 'authentication'), 3);
  });

  test('a person who declines costs no try', async () => {
    const pin = () => Promise.reject(new Declined());
    await assert.rejects(authenticate({ connection: card, pin, ...REQUEST }), Declined);
    assert.equal(await triesLeft(card, 'authentication'), 3);
  });

  test('a request that could be read in two ways is refused before the card is touched', async () => {
    const { connection, seen } = watched(card);
    const statement = 'a\norigin: https://bank.example';
    await assert.rejects(
      authenticate({ connection, pin: PINS.authentication, ...REQUEST, statement }),
      RangeError,
    );
    assert.deepEqual(seen.order, []);
  });

  test('signing: the octets are made here from the digest and the card’s own certificate, and from nothing else', async () => {
    const { connection, seen } = watched(card);
    const digest = createHash('sha256').update('the document that the person saw').digest();
    const signed = await sign({ connection, password: 'mibun2026', digest });
    assert.deepEqual(signed.certificate, issued.signature);
    const octets = signedAttributes({ digest, certificate: signed.certificate });
    assert.ok(verify('sha256', octets, await publicKeyOf(card, FILES.jpki.signatureKey), signed.signature));
    assert.deepEqual(seen.order, ['verify', 'reset', 'verify', 'sign', 'reset']);
  });

  test('a document that was prepared for another certificate is not signed, nor is what is no digest', async () => {
    const { connection, seen } = watched(card);
    const password = PINS.signature;
    const other = { connection, password, digest: Buffer.alloc(32), certificateSha256: 'ab'.repeat(32) };
    await assert.rejects(sign(other), OtherCertificate);
    for (const octets of [0, 20, 31, 33, 47, 64]) {
      await assert.rejects(sign({ connection, password, digest: Buffer.alloc(octets) }), RangeError);
    }
    assert.equal(seen.order.includes('sign'), false);
  });

  test('a digest of another kind than the card’s key is refused before the password is asked', async () => {
    const { connection, seen } = watched(card);
    const password = () => Promise.reject(new Error('nobody is to be asked'));
    await assert.rejects(sign({ connection, password, digest: Buffer.alloc(48) }), OtherDigest);
    assert.deepEqual(seen.order, []);
  });

  test('PIN-01 the third wrong PIN blocks it, and then nobody is asked any more', async () => {
    const asked: number[] = [];
    const pin = async ({ triesLeft: left }: SecretRequest) => {
      asked.push(left);
      return '9999';
    };
    const blocked = (error: CardError) => error.code === 'pin-blocked' && error.triesLeft === 0;
    await assert.rejects(authenticate({ connection: card, pin, ...REQUEST }), blocked);
    assert.deepEqual(asked, [3, 2, 1]);
    await assert.rejects(authenticate({ connection: card, pin, ...REQUEST }), blocked);
    assert.equal(asked.length, 3);
  });
});

describe('ceremonies with a card whose keys are on P-384 (chip.md §7)', () => {
  let card: TestCard;
  before(async () => {
    card = await makeTestCard({ profile: 'generation-2', photo: 'none' });
  });
  after(() => card.connection.close());

  test('it signs the SHA-384 of a document; the signature is r ‖ s, as the chip gives it', async () => {
    const { connection, credentials } = card;
    const digest = createHash('sha384').update('the document that the person saw').digest();
    const signed = await sign({ connection, password: credentials.signature, digest });
    assert.deepEqual(signed.certificate, card.certificates.signature);
    const octets = signedAttributes({ digest, certificate: signed.certificate });
    const { publicKey } = new X509Certificate(signed.certificate);
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    assert.equal(signed.signature.length, 96);
    assert.ok(verify('sha384', octets, key, signed.signature));
  });

  test('it does not sign a SHA-256, and nobody is asked for the password', async () => {
    const { connection } = card;
    const password = () => Promise.reject(new Error('nobody is to be asked'));
    await assert.rejects(sign({ connection, password, digest: Buffer.alloc(32) }), OtherDigest);
  });

  test('it logs its holder in', async () => {
    const { connection, credentials } = card;
    const proof = await authenticate({ connection, pin: credentials.authentication, ...REQUEST });
    const { publicKey } = new X509Certificate(proof.certificate);
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    assert.ok(verify('sha384', authenticationMessage(REQUEST), key, proof.signature));
  });
});
