import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from './apdu.ts';
import { hex, toHex } from './bytes.ts';

const parse = (command: string) => {
  const parsed = parseCommand(hex(command));
  return parsed && { data: toHex(parsed.data), le: parsed.le, extended: parsed.extended };
};

test('ISO 7816-4 case 1: a header alone', () => {
  assert.deepEqual(parse('00200080'), { data: '', le: undefined, extended: false });
});

test('ISO 7816-4 case 2 short: Le, where 00 means 256', () => {
  assert.deepEqual(parse('00B0000004'), { data: '', le: 4, extended: false });
  assert.deepEqual(parse('00B0000000'), { data: '', le: 256, extended: false });
});

test('ISO 7816-4 case 3 short: Lc and data', () => {
  assert.deepEqual(parse('00A4020C020018'), { data: '0018', le: undefined, extended: false });
});

test('ISO 7816-4 case 4 short: Lc, data and Le', () => {
  assert.deepEqual(parse('00A402000200180A'), { data: '0018', le: 10, extended: false });
  assert.deepEqual(parse('00A4020002001800'), { data: '0018', le: 256, extended: false });
});

test('ISO 7816-4 case 2 extended: Le of two bytes, where 0000 means 65536', () => {
  assert.deepEqual(parse('00B00000000102'), { data: '', le: 258, extended: true });
  assert.deepEqual(parse('00B00000000000'), { data: '', le: 65536, extended: true });
});

test('ISO 7816-4 case 3 extended: Lc of two bytes', () => {
  const data = 'AB'.repeat(300);
  assert.deepEqual(parse(`84E2018100012C${data}`), { data, le: undefined, extended: true });
  assert.deepEqual(parse('0020008000000431323334'), { data: '31323334', le: undefined, extended: true });
});

test('ISO 7816-4 case 4 extended: Lc and Le of two bytes', () => {
  assert.deepEqual(parse('802A008000000231320000'), { data: '3132', le: 65536, extended: true });
  assert.deepEqual(parse('802A008000000231320100'), { data: '3132', le: 256, extended: true });
});

test('ISO 7816-4 the Lc field is kept as it was sent, for the MAC over it', () => {
  assert.equal(toHex(parseCommand(hex('00A4020C020018'))?.lcField ?? hex('')), '02');
  assert.equal(toHex(parseCommand(hex('0020008000000431323334'))?.lcField ?? hex('')), '000004');
});

test('ISO 7816-4 lengths that do not fit are no command', () => {
  for (const command of [
    '',
    '00',
    '00A404',

    '00A4040C02001800FF',
    '00B000000000',
    '00B0000000000031',
  ]) {
    assert.equal(parse(command), undefined, command);
  }
  assert.equal(parse('0020008000000531323334'), undefined);
  assert.equal(parse('0020008000000431323334000000'), undefined);
});
