import assert from 'node:assert/strict';
import { test } from 'node:test';
import { birthDateKey, codeA, codeB, sexCode, sexOfCode } from './card-codes.ts';
import { plainDate } from './dates.ts';

test('CHIP-05 chip.md §3.2: born 1980-02-17, expiry 2035, security code 2285 gives 55021720352285', () => {
  assert.equal(
    codeB({ birthDate: plainDate('1980-02-17'), expiry: plainDate('2035-02-17'), securityCode: '2285' }),
    '55021720352285',
  );
});

test('CARD-04 code B of a foreign resident has the Western year', () => {
  assert.equal(
    codeB({
      birthDate: plainDate('1990-06-05'),
      expiry: plainDate('2027-03-31'),
      securityCode: '0042',
      foreign: true,
    }),
    '90060520270042',
  );
});

test('CHIP-05 a security code has four digits', () => {
  const card = { birthDate: plainDate('1980-02-17'), expiry: plainDate('2035-02-17') };
  for (const securityCode of ['228', '22855', 'abcd', '']) {
    assert.throws(() => codeB({ ...card, securityCode }), RangeError);
  }
});

test('CHIP-04 the birth-date key is era YYMMDD', () => {
  assert.equal(birthDateKey(plainDate('1980-02-17')), '550217');
  assert.equal(birthDateKey(plainDate('2019-05-01')), '010501');
});

test('CHIP-05 code A is the number and nothing else', () => {
  assert.equal(codeA('123456789018'), '123456789018');
  assert.throws(() => codeA('123456789017'), RangeError);
});

test('Q5 unknown sex: 3 and 9 are read, 9 is written', () => {
  assert.deepEqual(['1', '2', '3', '9'].map(sexOfCode), ['male', 'female', 'unknown', 'unknown']);
  assert.deepEqual((['male', 'female', 'unknown'] as const).map(sexCode), ['1', '2', '9']);
  assert.throws(() => sexOfCode('0'), RangeError);
});
