import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, hex, scriptedConnection } from '../testing/scripted-connection.ts';
import { CardError, type CardErrorCode, cardErrorFor } from './card-error.ts';
import { encodeCommand, send } from './command.ts';

const HEADER = { ins: 0xb0, p1: 0x01, p2: 0x02 };

for (const [name, command, encoded] of [
  ['case 1', HEADER, '00B00102'],
  ['case 2 short', { ...HEADER, le: 256 }, '00B0010200'],
  ['case 2 extended', { ...HEADER, le: 65536 }, '00B00102000000'],
  ['case 3 short', { ...HEADER, cla: 0x80, data: bytes('AABB') }, '80B0010202AABB'],
  ['case 4 short', { ...HEADER, data: bytes('AABB'), le: 16 }, '00B0010202AABB10'],
  ['case 4 extended', { ...HEADER, data: bytes('AABB'), le: 257 }, '00B00102000002AABB0101'],
] as const) {
  test(`ISO/IEC 7816-4 §5.1 ${name}`, () => assert.equal(hex(encodeCommand(command)), encoded));
}

test('ISO/IEC 7816-4 §5.1 case 3 extended from 256 bytes of data', () => {
  const encoded = encodeCommand({ ...HEADER, data: new Uint8Array(256) });
  assert.equal(hex(encoded.subarray(0, 7)), '00B00102000100');
  assert.equal(encoded.length, 7 + 256);
});

test('a command that cannot be written down is refused', () => {
  assert.throws(() => encodeCommand({ ...HEADER, p1: 256 }), RangeError);
  assert.throws(() => encodeCommand({ ...HEADER, le: 0 }), RangeError);
  assert.throws(() => encodeCommand({ ...HEADER, data: new Uint8Array(65536) }), RangeError);
});

test('chip.md §1.4 61xx is followed by GET RESPONSE, 6Cxx by the right length', async () => {
  const card = scriptedConnection(
    ['00B0010200', '6C04'],
    ['00B0010204', 'AABB 6102'],
    ['00C0000002', 'CCDD 9000'],
  );
  const { data, statusWord } = await send(card, { ...HEADER, le: 256 });
  assert.equal(hex(data), 'AABBCCDD');
  assert.equal(statusWord, 0x9000);
  card.done();
});

test('a card that announces data without end is cut off', async () => {
  const card = scriptedConnection(['00B0010200', 'AA 6101'], ['00C0000001', '6101']);
  await assert.rejects(send(card, { ...HEADER, le: 256 }), { code: 'malformed-answer' });
});

test('an answer without a status word is no answer', async () => {
  await assert.rejects(send(scriptedConnection(['00B00102', '90']), HEADER), { code: 'malformed-answer' });
});

test('PIN-05 a failed communication tells nothing about tries', async () => {
  const card = scriptedConnection(['00B00102', new Error('SCARD_W_REMOVED_CARD')]);
  await assert.rejects(send(card, HEADER), (error: unknown) => {
    assert.ok(error instanceof CardError && error.cause instanceof Error);
    assert.equal(error.code, 'card-removed');
    assert.equal(error.triesLeft, undefined);
    return true;
  });
});

const meanings: readonly (readonly [number, CardErrorCode, number?])[] = [
  [0x63c2, 'wrong-pin', 2],
  [0x63c0, 'pin-blocked', 0],
  [0x6983, 'pin-blocked', 0],
  [0x6984, 'pin-blocked', 0],
  [0x6982, 'security-status'],
  [0x6985, 'not-activated'],
  [0x6a82, 'file-not-found'],
  [0x6581, 'memory-failure'],
  [0x6d00, 'unexpected-status'],
];
for (const [statusWord, code, triesLeft] of meanings) {
  test(`CHIP-07, chip.md §4.12 ${statusWord.toString(16).toUpperCase()} means ${code}`, () => {
    const error = cardErrorFor(statusWord, 'VERIFY');
    assert.equal(error.code, code);
    assert.equal(error.statusWord, statusWord);
    assert.equal(error.triesLeft, triesLeft);
  });
}
