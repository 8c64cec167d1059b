import assert from 'node:assert/strict';
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';
import { diversify, FILES, publicKeyToSpki } from '@mibun/card';
import {
  blankCard,
  certificateBytes,
  ISSUER_KEYS,
  JPKI_KEYS,
  openSampleChannel,
  SAMPLE,
  sampleCard,
} from '../testing/sample-card.ts';
import { send } from './command.ts';
import type { CardConnection } from './connection.ts';
import { openIssuerChannel } from './issuer.ts';
import { readAuthenticationCertificate, readSignatureCa, signWithAuthentication } from './jpki.ts';
import { setInitialPin, triesLeft, verifyPin } from './pin.ts';

const { jpki, text } = FILES;
const { pins } = SAMPLE;
const MESSAGE = Buffer.from('message');

test('SCP03 opens with the keys of this chip and with no others', async () => {
  const { connection } = blankCard();
  const others = diversify(new Uint8Array(32).fill(0x11), '900000000000018');
  await assert.rejects(openIssuerChannel(connection, others, randomBytes), { code: 'secure-channel' });
  const issuer = await openSampleChannel(connection);
  assert.equal((await issuer.chipState()).chipSerial, SAMPLE.chipSerial);
});

test('SCP03 the channel ends with a reset and with every other command on the card', async () => {
  const { connection } = await sampleCard();
  const one = await openSampleChannel(connection);
  await connection.reset();
  await assert.rejects(one.chipState(), { code: 'secure-channel' });
  const two = await openSampleChannel(connection);
  await triesLeft(connection, 'text');
  await assert.rejects(two.chipState(), { code: 'secure-channel' });
  const three = await openSampleChannel(connection);
  await three.close();
  await assert.rejects(three.chipState(), { code: 'secure-channel' });
});

test('PRD-04 a key pair is made in the chip and read back from it', async () => {
  const { connection } = blankCard();
  const issuer = await openSampleChannel(connection);
  const made = await issuer.generateKeyPair('jpki', jpki.authenticationKey);
  assert.deepEqual(await issuer.readPublicKey('jpki', jpki.authenticationKey), made);
  assert.deepEqual((await issuer.chipState()).keys, [{ application: 'jpki', id: jpki.authenticationKey }]);
});

for (const length of [0, 1, 234, 235, 236, 470, 5000]) {
  test(`PRD-03 a file of ${length} bytes is read back as it was written`, async () => {
    const { connection } = blankCard();
    const issuer = await openSampleChannel(connection);
    const file = Uint8Array.from(randomBytes(length));
    await issuer.storeFile('jpki', jpki.signatureCa, file);
    assert.deepEqual(await issuer.readBack('jpki', jpki.signatureCa), file);
    const start = await issuer.readBack('jpki', jpki.signatureCa, { length: 4 });
    assert.deepEqual(start, file.subarray(0, 4));
  });
}

test('INC-05 a file that was not finished leaves the old one', async () => {
  const { connection, chip } = await sampleCard();
  const before = await readSignatureCa(connection);
  let left = 6;
  const pulled = {
    ...connection,
    transmit: async (command: Uint8Array) => {
      left -= 1;
      if (left < 0) throw new Error('pulled out');
      return chip.transmit(command);
    },
  };
  const issuer = await openSampleChannel(pulled);
  await assert.rejects(issuer.storeFile('jpki', jpki.signatureCa, certificateBytes(0x77)), {
    code: 'card-removed',
  });
  await connection.reset();
  assert.deepEqual(await readSignatureCa(connection), before);
});

test('pending keys and files change nothing until they are activated, all at once', async () => {
  const { connection } = await sampleCard();
  let issuer = await openSampleChannel(connection);
  const next = await issuer.generateKeyPair('jpki', jpki.authenticationKey, { pending: true });
  const certificate = certificateBytes(0x77);
  await issuer.storeFile('jpki', jpki.authenticationCertificate, certificate, { pending: true });
  const pending = await issuer.readBack('jpki', jpki.authenticationCertificate, { pending: true });
  assert.deepEqual(pending, certificate);
  const old = await signWithAuthentication(connection, pins.authentication, MESSAGE);
  assert.ok(verify('sha256', MESSAGE, JPKI_KEYS.authentication, old));
  assert.notDeepEqual(await readAuthenticationCertificate(connection), certificate);

  issuer = await openSampleChannel(connection);
  await issuer.activatePending('jpki');
  const key = createPublicKey({ key: Buffer.from(publicKeyToSpki(next)), format: 'der', type: 'spki' });
  const signature = await signWithAuthentication(connection, pins.authentication, MESSAGE);
  assert.ok(verify('sha256', MESSAGE, key, signature));
  assert.deepEqual(await readAuthenticationCertificate(connection), certificate);
});

test('PIN-03 the issuer lets the holder set a PIN, once, and never sees it', async () => {
  const { connection } = blankCard();
  await assert.rejects(setInitialPin(connection, 'registry', '2345'), { code: 'security-status' });
  await (await openSampleChannel(connection)).letHolderSet('registry');
  await setInitialPin(connection, 'registry', '2345');
  await verifyPin(connection, 'registry', '2345');
  await assert.rejects(setInitialPin(connection, 'registry', '5432'), { code: 'security-status' });
});

test('PIN-07 unblocking fills the counter and keeps the value', async () => {
  const { connection } = await sampleCard();
  for (let attempt = 0; attempt < 3; attempt++) {
    await assert.rejects(verifyPin(connection, 'registry', '9999'));
  }
  assert.equal(await triesLeft(connection, 'registry'), 0);
  await (await openSampleChannel(connection)).unblock('registry');
  assert.equal(await triesLeft(connection, 'registry'), 3);
  await verifyPin(connection, 'registry', pins.registry);
});

test('the issuer sees the state of credentials, never their values', async () => {
  const { connection } = blankCard();
  const issuer = await openSampleChannel(connection);
  const ofPin = async () =>
    (await issuer.credentialStates()).find(
      ({ application, id }) => application === 'text' && id === text.pin,
    );
  assert.partialDeepStrictEqual(await ofPin(), { state: 'unset', holderMaySet: false });
  await issuer.letHolderSet('text');
  assert.partialDeepStrictEqual(await ofPin(), { state: 'unset', holderMaySet: true });
  await issuer.setCredential('text', text.pin, Buffer.from('8642'));
  assert.partialDeepStrictEqual(await ofPin(), { state: 'set', triesLeft: 3, maxTries: 3 });
});

test('a chip that was not handed over does not sign, a chip that was does', async () => {
  const { connection } = blankCard();
  let issuer = await openSampleChannel(connection);
  await issuer.generateKeyPair('jpki', jpki.authenticationKey);
  await issuer.setStatus('personalised');
  await issuer.letHolderSet('authentication');
  await setInitialPin(connection, 'authentication', '1234');
  await assert.rejects(signWithAuthentication(connection, '1234', MESSAGE), { code: 'not-activated' });
  issuer = await openSampleChannel(connection);
  await issuer.setStatus('active');
  assert.equal((await issuer.chipState()).state, 'active');
  assert.equal((await signWithAuthentication(connection, '1234', MESSAGE)).length, 256);
});

test('PUT KEY the channel goes on, the next one needs the new keys', async () => {
  const { connection } = blankCard();
  const issuer = await openSampleChannel(connection);
  const next = diversify(new Uint8Array(32).fill(0x22), SAMPLE.chipSerial, 2);
  await issuer.putKeys(next);
  assert.equal((await issuer.chipState()).keyVersion, 2);
  await issuer.putKeys({ ...ISSUER_KEYS, version: 3 });
  await assert.rejects(openSampleChannel(connection), { statusWord: 0x6a88 });
  const again = await openIssuerChannel(connection, { ...ISSUER_KEYS, version: 3 }, randomBytes);
  assert.equal((await again.chipState()).keyVersion, 3);
});

/** What somebody without the keys can do: a challenge, and a guess at the answer. */
async function guess(connection: CardConnection): Promise<number> {
  const challenge = { cla: 0x80, ins: 0x50, p1: 0, p2: 0, data: new Uint8Array(8), le: 256 };
  while ((await send(connection, challenge)).statusWord === 0x69f0);
  const { statusWord } = await send(connection, {
    ...{ cla: 0x84, ins: 0x82, p1: 0x33, p2: 0 },
    data: randomBytes(16),
  });
  return statusWord;
}

test('SCP03 keys that are not this card’s cost no try: the card proves itself first', async () => {
  const { connection, memory } = blankCard();
  const others = diversify(new Uint8Array(32).fill(0x11), '900000000000018');
  await assert.rejects(openIssuerChannel(connection, others, randomBytes), { code: 'secure-channel' });
  assert.equal(memory.image.issuerTriesLeft, 10);
});

test('SCP03 after somebody’s guesses the host waits and gets through', async () => {
  const { connection, memory } = blankCard();
  for (let i = 0; i < 5; i++) assert.equal(await guess(connection), 0x6982);
  assert.equal(memory.image.issuerWait, 32);
  const issuer = await openSampleChannel(connection);
  assert.equal((await issuer.chipState()).issuerTriesLeft, 10);
});

test('SCP03 after any number of guesses the office still opens its card', async () => {
  const { connection, memory } = blankCard();
  for (let i = 0; i < 14; i++) assert.equal(await guess(connection), 0x6982);
  assert.equal(memory.image.issuerWait, 512);
  const issuer = await openSampleChannel(connection);
  assert.equal((await issuer.chipState()).issuerTriesLeft, 10);
});
