import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, plainDate } from './dates.ts';
import { certificateBirthDate, eraOf, eraYYMMDD, formatDateEn, formatDateJa } from './era.ts';

test('chip.md §3.2 each era begins on its day and ends on the day before the next', () => {
  const firstDays = [
    ['1868-01-25', 'Meiji', 1, 1],
    ['1912-07-30', 'Taisho', 2, 45],
    ['1926-12-25', 'Showa', 3, 15],
    ['1989-01-08', 'Heisei', 4, 64],
    ['2019-05-01', 'Reiwa', 5, 31],
  ] as const;
  for (const [first, romaji, code, yearBefore] of firstDays) {
    const era = eraOf(plainDate(first));
    assert.deepEqual([era.romaji, era.code, era.year], [romaji, code, 1]);
    if (code > 1) {
      const before = eraOf(addDays(plainDate(first), -1));
      assert.deepEqual([before.code, before.year], [code - 1, yearBefore]);
    }
  }
  assert.throws(() => eraOf(plainDate('1868-01-24')), RangeError);
});

test('CARD-04 dates as Japanese pages show them', () => {
  const date = plainDate('2026-11-22');
  assert.equal(formatDateJa(date), '2026年11月22日');
  assert.equal(formatDateJa(date, { weekday: true }), '2026年11月22日(日)');
  assert.equal(formatDateJa(date, { era: true }), '令和8年11月22日');
  assert.equal(formatDateJa(plainDate('2019-05-01'), { era: true }), '令和元年5月1日');
  assert.equal(formatDateJa(plainDate('1980-02-17'), { era: true }), '昭和55年2月17日');
});

test('dates as English pages show them', () => {
  assert.equal(formatDateEn(plainDate('2026-11-22')), '22 November 2026');
  assert.equal(formatDateEn(plainDate('2026-03-01'), { weekday: true }), 'Sunday 1 March 2026');
});

test('§6.3 the birth date in a certificate is era digit and Gregorian date', () => {
  assert.equal(certificateBirthDate(plainDate('1980-02-17')), '319800217');
  assert.equal(certificateBirthDate(plainDate('2019-05-01')), '520190501');
});

test('CHIP-04 era YYMMDD is padded to six digits', () => {
  assert.equal(eraYYMMDD(plainDate('1980-02-17')), '550217');
  assert.equal(eraYYMMDD(plainDate('1989-01-08')), '010108');
});
