import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { Chip, diversify, manufacture } from '@mibun/card';
import { connectInProcess, openIssuerChannel } from '@mibun/reader';
import { personaliseThrowAwayCard } from './harness/throw-away-card.ts';
import { witnessBlockedPinWithOpenSc, witnessCardWithOpenSc } from './opensc.ts';

const chipSerial = '000000000000001';
const issuerKeys = diversify(randomBytes(32), chipSerial);
const image = manufacture({ chipSerial, profile: 'generation-1', issuerKeys });
const chip = new Chip(image, {
  random: randomBytes,
  generateRsaKey: (modulusLength) =>
    generateKeyPairSync('rsa', {
      modulusLength,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    }).privateKey,
  save: () => undefined,
});
const card = { chip, authPin: '1234', signPassword: 'MIBUN123' };
await personaliseThrowAwayCard({ ...card, issuerKeys, random: randomBytes });

const usable = await witnessCardWithOpenSc(card);
const blocked = await witnessBlockedPinWithOpenSc(card);

const connection = connectInProcess(chip);
const issuer = await openIssuerChannel(connection, issuerKeys, randomBytes);
await issuer.unblock('authentication');
await connection.close();
const unblocked = await witnessCardWithOpenSc(card);

for (const [when, observations] of [
  ['handed over', usable],
  ['blocked', blocked],
  ['unblocked', unblocked],
] as const) {
  for (const { claim, ok, detail } of observations) {
    test(`card ${when}: ${claim}`, () => assert.ok(ok, detail));
  }
}
