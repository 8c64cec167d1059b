import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  formatIndividualNumber,
  individualNumberCheckDigit,
  isIndividualNumber,
  isResidentCode,
  maskIndividualNumber,
  normaliseDigits,
  parseIndividualNumber,
  residentCodeCheckDigit,
} from './numbers.ts';

const VECTORS = {
  '12345678901': '8',
  '53768667718': '8',
  '98765432109': '3',
  '99999999999': '6',
  '11111111111': '8',
  '10000000000': '5',
  '00000000006': '0',
  '00000000000': '0',
};

for (const [base, digit] of Object.entries(VECTORS)) {
  test(`NUM-03 the check digit of ${base} is ${digit}`, () => {
    assert.equal(individualNumberCheckDigit(base), digit);
    assert.ok(isIndividualNumber(base + digit));
  });
}

const base11 = fc.stringMatching(/^[0-9]{11}$/);

test('property NUM-02: the weights from the left are 6 5 4 3 2 7 6 5 4 3 2', () => {
  const weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
  fc.assert(
    fc.property(base11, (base) => {
      const sum = weights.reduce((total, weight, at) => total + weight * Number(base[at]), 0);
      const expected = sum % 11 <= 1 ? 0 : 11 - (sum % 11);
      assert.equal(individualNumberCheckDigit(base), String(expected));
    }),
  );
});

test('property NUM-01: exactly one check digit fits', () => {
  fc.assert(
    fc.property(base11, (base) => {
      const fitting = [...'0123456789'].filter((digit) => isIndividualNumber(base + digit));
      assert.deepEqual(fitting, [individualNumberCheckDigit(base)]);
    }),
  );
});

test('NUM-04 the code is weak: known undetected errors stay undetected and are not claimed to be found', () => {
  assert.ok(isIndividualNumber('306202786830'));
  assert.ok(isIndividualNumber('306202786890'));
  fc.assert(
    fc.property(base11, fc.integer({ min: 0, max: 4 }), (base, at) => {
      const digits = [...base];
      [digits[at], digits[at + 6]] = [digits[at + 6] ?? '', digits[at] ?? ''];
      assert.equal(individualNumberCheckDigit(digits.join('')), individualNumberCheckDigit(base));
    }),
  );
});

test('NUM-06 full-width digits, spaces and everything typed as a hyphen are put right', () => {
  for (const typed of [
    '１２３４５６７８９０１８',
    '1234-5678-9018',
    '1234 5678 9018',
    '1234　5678　9018',
    '1234ー5678ー9018',
    '1234−5678－9018',
    '1234‐5678–9018—',
    ' 123456789018\n',
  ]) {
    assert.equal(normaliseDigits(typed), '123456789018', JSON.stringify(typed));
  }
});

test('NUM-06 what is not a number is refused with its reason, in both languages, and never corrected', () => {
  const reasonOf = (typed: string) => {
    const parsed = parseIndividualNumber(typed);
    if (parsed.ok) return 'ok';
    assert.ok(parsed.ja.length > 0 && parsed.en.length > 0);
    assert.equal('number' in parsed, false);
    return parsed.reason;
  };
  assert.equal(reasonOf('１２３４-５６７８-９０１８'), 'ok');
  assert.equal(reasonOf('12345678901'), 'length');
  assert.equal(reasonOf('1234567890180'), 'length');
  assert.equal(reasonOf(''), 'length');
  assert.equal(reasonOf('12345678901X'), 'characters');
  assert.equal(reasonOf('一二三四'), 'characters');
  assert.equal(reasonOf('123456789017'), 'check-digit');
});

test('appendix B 1: any changed digit of 123456789018 is either flagged or one of the known blind spots', () => {
  const number = '123456789018';
  let flagged = 0;
  for (let at = 0; at < 12; at++) {
    for (const digit of '0123456789') {
      if (digit === number[at]) continue;
      const parsed = parseIndividualNumber(number.slice(0, at) + digit + number.slice(at + 1));
      if (!parsed.ok) {
        assert.equal(parsed.reason, 'check-digit');
        flagged++;
      }
    }
  }
  assert.equal(flagged, 108);
});

test('NUM-19 masked by default, grouped when shown', () => {
  assert.equal(maskIndividualNumber('123456789018'), '********9018');
  assert.equal(formatIndividualNumber('123456789018'), '1234 5678 9018');
});

test('NUM-19 an error does not repeat the number', () => {
  assert.throws(
    () => maskIndividualNumber('1234567890180'),
    (error: Error) => !/\d{4}/.test(error.message),
  );
  assert.throws(() => individualNumberCheckDigit('123'), RangeError);
  assert.throws(() => individualNumberCheckDigit('1234567890a'), RangeError);
});

test('RES-01 a resident code is ten digits and a check digit', () => {
  assert.equal(residentCodeCheckDigit('1234567890'), '3');
  assert.ok(isResidentCode('12345678903'));
  assert.equal(isResidentCode('12345678904'), false);
  assert.equal(isResidentCode('123456789018'), false);
});
