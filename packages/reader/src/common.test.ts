import assert from 'node:assert/strict';
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';
import { FILES, publicKeyToSpki } from '@mibun/card';
import { openSampleChannel, SAMPLE, sampleCard } from '../testing/sample-card.ts';
import { bytes, hex, scriptedConnection } from '../testing/scripted-connection.ts';
import { readManagerObject } from './card-manager.ts';
import { authenticateChip, readCommonSerial } from './common.ts';

const { chipSerial, municipality, expiry } = SAMPLE;
const MANAGER = ['00A4040C 07 A0000001510000', '9000'] as const;

test('chip.md §2.5 serial, municipality and expiry are read without a credential', async () => {
  const { connection } = await sampleCard();
  assert.deepEqual(await readCommonSerial(connection), { chipSerial, municipality, expiry });
});

test('chip.md §4.7 the chip answers INTERNAL AUTHENTICATE with its own key', async () => {
  const { connection } = await sampleCard();
  const challenge = randomBytes(32);
  const signature = await authenticateChip(connection, challenge);
  const issuer = await openSampleChannel(connection);
  const spki = publicKeyToSpki(await issuer.readPublicKey('common', FILES.common.cardKey));
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  assert.ok(verify('sha256', challenge, key, signature));
});

test('chip.md §4.7 a challenge has 1 to 255 bytes', async () => {
  const silent = scriptedConnection();
  await assert.rejects(authenticateChip(silent, new Uint8Array(0)), RangeError);
  await assert.rejects(authenticateChip(silent, new Uint8Array(256)), RangeError);
});

test('chip.md §1.2 the card manager gives its data without a credential', async () => {
  const { connection } = await sampleCard();
  const objects = FILES['card-manager'];
  assert.equal(
    Buffer.from(await readManagerObject(connection, objects.municipality)).toString(),
    municipality,
  );
  assert.equal(Buffer.from(await readManagerObject(connection, objects.cardNumber)).toString(), chipSerial);
  await assert.rejects(readManagerObject(connection, 0x00f3), { statusWord: 0x6a88 });
});

test('chip.md §1.2 an object too long for a short answer is asked for again', async () => {
  const long = '5A'.repeat(300);
  const card = scriptedConnection(MANAGER, ['00CA00F800', '6700'], ['00CA00F8000000', `${long} 9000`]);
  assert.equal(hex(await readManagerObject(card, 0x00f8)), hex(bytes(long)));
  card.done();
});
