import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { hex, scriptedConnection } from '../testing/scripted-connection.ts';
import {
  readAuthenticationCertificate,
  readCertificatePresence,
  readSignatureCertificate,
  signWithAuthentication,
  signWithSignature,
} from './jpki.ts';

const SELECT_JPKI = ['00A4040C 0A D392F000260100000001', '9000'] as const;
const select = (file: string) => [`00A4020C 02 ${file}`, '9000'] as const;
const MESSAGE = Buffer.from('message');
const DIGEST_INFO = `3031300D060960864801650304020105000420${createHash('sha256').update(MESSAGE).digest('hex')}`;
const SIGNATURE = '5A'.repeat(256);

test('chip.md §4.6 AUTH signs a SHA-256 DigestInfo with EF 0017 after PIN 0018; CHIP-08 then the card is reset', async () => {
  const card = scriptedConnection(
    ...[SELECT_JPKI, select('0018'), ['00200080', '63C3'] as const],
    ['00200080 04 31323334', '9000'],
    select('0017'),
    [`802A0080 33 ${DIGEST_INFO} 00`, `${SIGNATURE} 9000`],
    'reset',
  );
  assert.equal(hex(await signWithAuthentication(card, '1234', MESSAGE)), SIGNATURE);
  card.done();
});

test('chip.md §4.6 SIG signs with EF 001A after password 001B; CHIP-08 then the card is reset', async () => {
  const card = scriptedConnection(
    ...[SELECT_JPKI, select('001B'), ['00200080', '63C5'] as const],
    ['00200080 06 414243313233', '9000'],
    select('001A'),
    [`802A0080 33 ${DIGEST_INFO} 00`, `${SIGNATURE} 9000`],
    'reset',
  );
  assert.equal(hex(await signWithSignature(card, 'ABC123', MESSAGE)), SIGNATURE);
  card.done();
});

test('CHIP-08 the card is reset when the PIN was wrong, and when it went away the first reason counts', async () => {
  const start = [SELECT_JPKI, select('0018'), ['00200080', '63C3']] as const;
  const wrong = scriptedConnection(...start, ['00200080 04 31323334', '63C2'], 'reset');
  await assert.rejects(signWithAuthentication(wrong, '1234', MESSAGE), { code: 'wrong-pin', triesLeft: 2 });
  wrong.done();

  const gone = {
    ...scriptedConnection(...start, ['00200080 04 31323334', '63C2']),
    reset: () => Promise.reject(new Error('no card')),
  };
  await assert.rejects(signWithAuthentication(gone, '1234', MESSAGE), { code: 'wrong-pin' });
});

test('a chip that was not handed over refuses to sign', async () => {
  const card = scriptedConnection(
    ...[SELECT_JPKI, select('0018'), ['00200080', '63C3'] as const],
    ['00200080 04 31323334', '9000'],
    select('0017'),
    [`802A0080 33 ${DIGEST_INFO} 00`, '6985'],
    'reset',
  );
  await assert.rejects(signWithAuthentication(card, '1234', MESSAGE), { code: 'not-activated' });
  card.done();
});

test('PIN-04 a malformed PIN or password is not sent', async () => {
  await assert.rejects(signWithAuthentication(scriptedConnection(), '12345', MESSAGE), {
    code: 'malformed-pin',
  });
  await assert.rejects(signWithSignature(scriptedConnection(), 'abc123', MESSAGE), { code: 'malformed-pin' });
});

test('chip.md §2.1 the AUTH certificate is read to the end of its DER, not of its file', async () => {
  const der = `30820104${'11'.repeat(260)}`;
  const card = scriptedConnection(
    ...[SELECT_JPKI, select('000A')],
    ['00B0000000', `${der.slice(0, 512)} 9000`],
    ['00B0010000', `${der.slice(512)} FFFFFFFF 9000`],
  );
  assert.equal(hex(await readAuthenticationCertificate(card)), der);
  card.done();
});

test('chip.md §4.2 a file whose length is a multiple of 256 ends with 6B00 or 6282', async () => {
  const der = `308200FC${'11'.repeat(252)}`;
  const card = scriptedConnection(SELECT_JPKI, select('000A'), ['00B0000000', `${der} 6282`]);
  assert.equal(hex(await readAuthenticationCertificate(card)), der);
});

test('chip.md §2.1 the SIG certificate is read after the password', async () => {
  const card = scriptedConnection(
    ...[SELECT_JPKI, select('001B'), ['00200080', '63C5'] as const],
    ['00200080 06 414243313233', '9000'],
    select('0001'),
    ['00B0000000', '300100 9000'],
    'reset',
  );
  assert.equal(hex(await readSignatureCertificate(card, 'ABC123')), '300100');
  card.done();
});

test('a certificate that is missing or cut off is not taken for one', async () => {
  const empty = scriptedConnection(SELECT_JPKI, select('000A'), ['00B0000000', '6B00']);
  await assert.rejects(readAuthenticationCertificate(empty), { code: 'file-not-found' });
  const cut = scriptedConnection(SELECT_JPKI, select('000A'), ['00B0000000', '30820200AABB 9000']);
  await assert.rejects(readAuthenticationCertificate(cut), { code: 'malformed-answer' });
});

test('chip.md §2.1 a child under 15 has AUTH alone', async () => {
  const card = scriptedConnection(SELECT_JPKI, select('0008'), ['00B0000000', '008F00 9000']);
  assert.deepEqual(await readCertificatePresence(card), { signature: false, authentication: true });
});

test('a card that has the application of no generation is another card', async () => {
  const card = scriptedConnection([SELECT_JPKI[0], '6A82'], ['00A4040C 0C F04D4942554E024155544801', '6A82']);
  await assert.rejects(readAuthenticationCertificate(card), { code: 'application-not-found' });
  card.done();
});
