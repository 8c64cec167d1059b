import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeAttributes, verifyText } from '@mibun/card';
import { FACE_CA_KEY, SAMPLE, sampleCard } from '../testing/sample-card.ts';
import { scriptedConnection } from '../testing/scripted-connection.ts';
import { readAttributes, readIndividualNumber, readTextEvidence, readTextEvidenceWithCodeB } from './text.ts';

const { name, address, birthDate, sex, pins, codeB, individualNumber } = SAMPLE;

test('CHIP-03 the four attributes are read with the text PIN', async () => {
  const { connection } = await sampleCard();
  assert.deepEqual(await readAttributes(connection, pins.text), { name, address, birthDate, sex });
});

test('CHIP-03 the number is read with the text PIN', async () => {
  const { connection } = await sampleCard();
  assert.equal(await readIndividualNumber(connection, pins.text), individualNumber);
});

test('chip.md §2.2 the evidence proves that the issuer wrote number and attributes', async () => {
  const { connection } = await sampleCard();
  const evidence = await readTextEvidence(connection, pins.text);
  const anchor = { caPublicKey: FACE_CA_KEY };
  assert.equal(verifyText({ ...evidence, ...anchor }).ok, true);
  const numberFile = evidence.numberFile.slice();
  numberFile[14] = 0x30;
  assert.deepEqual(verifyText({ ...evidence, ...anchor, numberFile }), {
    ok: false,
    reason: 'number-digest',
  });
});

test('chip.md §2.6 code B opens the attributes alone', async () => {
  const { connection } = await sampleCard();
  const evidence = await readTextEvidenceWithCodeB(connection, codeB);
  assert.equal(verifyText({ ...evidence, caPublicKey: FACE_CA_KEY }).ok, true);
  assert.equal(decodeAttributes(evidence.attributesFile).name, name);
  assert.ok(!('numberFile' in evidence));
});

test('a file that is not what it should be is reported as such', async () => {
  const select = ['00A4040C 0A D3921000310001010408', '9000'] as const;
  const card = scriptedConnection(
    ...[select, ['00A4020C 02 0011', '9000'] as const, ['00200080', '63C3'] as const],
    ['00200080 04 33343536', '9000'],
    ['00A4020C 02 0001', '9000'],
    ['00B0000000', 'FF100C 31 9000'],
    'reset',
  );
  await assert.rejects(readIndividualNumber(card, pins.text), { code: 'malformed-answer' });
  card.done();
});

test('PIN-04 a code B of another length is not sent', async () => {
  const silent = scriptedConnection();
  await assert.rejects(readTextEvidenceWithCodeB(silent, codeB.slice(1)), { code: 'malformed-pin' });
});
