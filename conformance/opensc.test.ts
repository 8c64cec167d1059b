import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { connectInProcess, openIssuerChannel } from '@mibun/reader';
import { makeTestCard } from '@mibun/test-card';
import { witnessBlockedPinWithOpenSc, witnessCardWithOpenSc } from './opensc.ts';

const { chip, connection: atTheCounter, credentials, issuerKeys } = await makeTestCard({ photo: 'none' });
await atTheCounter.close();
const card = { chip, authPin: credentials.authentication, signPassword: credentials.signature };

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
