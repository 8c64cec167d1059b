import assert from 'node:assert/strict';
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';
import { publicKeyToSpki, verifyAgeRecord, verifyFace, verifyNumberImage } from '@mibun/card';
import { FACE_CA_KEY, SAMPLE, sampleCard } from '../testing/sample-card.ts';
import { readAgeRecord, readFace, readFaceWithNumber, signPresenceChallenge } from './visual.ts';

const anchor = { caPublicKey: FACE_CA_KEY };

test('CHIP-05 code B opens the front: birth date, expiry, photo, signed by the issuer', async () => {
  const { connection } = await sampleCard();
  const face = await readFace(connection, SAMPLE.codeB);
  assert.equal(face.birthDate, SAMPLE.birthDate);
  assert.equal(face.sex, SAMPLE.sex);
  assert.equal(face.expiry, SAMPLE.expiry);
  assert.deepEqual(face.photoJp2, SAMPLE.photoJp2);
  assert.equal(verifyFace({ ...face, ...anchor }).ok, true);
});

test('CHIP-05 code A opens face and number picture', async () => {
  const { connection } = await sampleCard();
  const { face, numberImage } = await readFaceWithNumber(connection, SAMPLE.individualNumber);
  assert.equal(verifyFace({ ...face, ...anchor }).ok, true);
  assert.equal(verifyNumberImage({ ...numberImage, ...anchor }).ok, true);
});

test('USE-31 the birth-date key opens the age record', async () => {
  const { connection } = await sampleCard();
  const record = await readAgeRecord(connection, SAMPLE.birthDateKey);
  assert.equal(record.birthDate, SAMPLE.birthDate);
  assert.equal(verifyAgeRecord({ ...record, ...anchor }).ok, true);
});

test('CHIP-06 the card proves that it is here with the key of its record', async () => {
  const { connection } = await sampleCard();
  const challenge = randomBytes(32);
  const { publicKey } = await readAgeRecord(connection, SAMPLE.birthDateKey);
  const signature = await signPresenceChallenge(connection, challenge);
  const key = createPublicKey({ key: Buffer.from(publicKeyToSpki(publicKey)), format: 'der', type: 'spki' });
  assert.ok(verify('sha256', challenge, key, signature));
});

test('chip.md §3.1 wrong printed data is counted and reported', async () => {
  const { connection } = await sampleCard();
  await assert.rejects(readFace(connection, '60040120360000'), { code: 'wrong-pin', triesLeft: 9 });
  await assert.rejects(readFace(connection, '6004012036000'), { code: 'malformed-pin' });
  await assert.rejects(readAgeRecord(connection, '19850401'), { code: 'malformed-pin' });
});
