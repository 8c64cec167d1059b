import assert from 'node:assert/strict';
import { verify } from 'node:crypto';
import { test } from 'node:test';
import { FILES } from '@mibun/card';
import { certificateBytes, JPKI_KEYS, SAMPLE, sampleCard } from '../testing/sample-card.ts';
import { readFile } from './files.ts';
import {
  readAuthenticationCa,
  readAuthenticationCertificate,
  readCertificatePresence,
  readSignatureCertificate,
  readTokenInfo,
  signWithAuthentication,
  signWithSignature,
} from './jpki.ts';
import { changePin, triesLeft, verifyPin } from './pin.ts';
import { inApplication } from './session.ts';

const { pins } = SAMPLE;
const MESSAGE = Buffer.from('message');

test('CHIP-02 both certificates and the CA are read', async () => {
  const { connection } = await sampleCard();
  assert.deepEqual(await readAuthenticationCertificate(connection), certificateBytes(0xaa));
  assert.deepEqual(await readAuthenticationCa(connection), certificateBytes(0xab));
  assert.deepEqual(await readSignatureCertificate(connection, pins.signature), certificateBytes(0x5a));
});

test('chip.md §2.1 token information and certificate presence', async () => {
  const { connection } = await sampleCard();
  assert.equal((await readTokenInfo(connection)).label, 'JPKIAPICCTOKEN2');
  assert.deepEqual(await readCertificatePresence(connection), { signature: true, authentication: true });
});

test('chip.md §4.6 signatures of both keys verify', async () => {
  const { connection } = await sampleCard();
  const authentication = await signWithAuthentication(connection, pins.authentication, MESSAGE);
  assert.ok(verify('sha256', MESSAGE, JPKI_KEYS.authentication, authentication));
  const signature = await signWithSignature(connection, pins.signature, MESSAGE);
  assert.ok(verify('sha256', MESSAGE, JPKI_KEYS.signature, signature));
});

test('CHIP-08 after a signature nothing is verified any more', async () => {
  const { connection } = await sampleCard();
  await signWithSignature(connection, pins.signature, MESSAGE);
  const read = inApplication(connection, 'jpki', () => readFile(connection, FILES.jpki.signatureCertificate));
  await assert.rejects(read, { code: 'security-status' });
});

test('verifyPin leaves the PIN verified in its application', async () => {
  const { connection } = await sampleCard();
  await verifyPin(connection, 'signature', pins.signature);
  const certificate = await inApplication(connection, 'jpki', () =>
    readFile(connection, FILES.jpki.signatureCertificate),
  );
  assert.deepEqual(certificate, certificateBytes(0x5a));
});

test('CHIP-07 wrong PINs count down to blocked, a right one restores', async () => {
  const { connection } = await sampleCard();
  assert.equal(await triesLeft(connection, 'authentication'), 3);
  await assert.rejects(verifyPin(connection, 'authentication', '9999'), { code: 'wrong-pin', triesLeft: 2 });
  await verifyPin(connection, 'authentication', pins.authentication);
  assert.equal(await triesLeft(connection, 'authentication'), 3);
  for (const left of [2, 1]) {
    await assert.rejects(verifyPin(connection, 'authentication', '9999'), {
      code: 'wrong-pin',
      triesLeft: left,
    });
  }
  await assert.rejects(verifyPin(connection, 'authentication', '9999'), {
    code: 'pin-blocked',
    triesLeft: 0,
  });
  await assert.rejects(verifyPin(connection, 'authentication', pins.authentication), { code: 'pin-blocked' });
  assert.equal(await triesLeft(connection, 'signature'), 5);
});

test('PIN-04 malformed input costs no try', async () => {
  const { connection } = await sampleCard();
  await assert.rejects(verifyPin(connection, 'signature', 'mibun123'), { code: 'malformed-pin' });
  assert.equal(await triesLeft(connection, 'signature'), 5);
});

for (const [kind, next] of [
  ['signature', 'OTHER456'],
  ['authentication', '8765'],
  ['registry', '8765'],
  ['text', '8765'],
] as const) {
  test(`PIN-01 the holder changes the ${kind} secret`, async () => {
    const { connection } = await sampleCard();
    await changePin(connection, kind, pins[kind], next);
    await verifyPin(connection, kind, next);
    await assert.rejects(verifyPin(connection, kind, pins[kind]), { code: 'wrong-pin' });
  });

  test(`PIN-01 the ${kind} secret is not changed by somebody who does not know it`, async () => {
    const { connection } = await sampleCard();
    await assert.rejects(changePin(connection, kind, next, next), { code: 'wrong-pin' });
    await verifyPin(connection, kind, pins[kind]);
  });
}

test('a card taken out is gone for every command', async () => {
  const { connection } = await sampleCard();
  await connection.close();
  await connection.close();
  await assert.rejects(triesLeft(connection, 'text'), { code: 'card-removed' });
  await assert.rejects(connection.reset(), { code: 'card-removed' });
});
