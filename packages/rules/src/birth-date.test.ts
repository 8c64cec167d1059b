import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ageOn,
  birthDate,
  birthDateDigits,
  checkBirthDate,
  earliestBirth,
  isBirthDate,
  nthBirthdayAfter,
  reckonedBirth,
} from './birth-date.ts';
import { birthDateKey, codeB } from './card-codes.ts';
import { checkCredential } from './credentials.ts';
import { plainDate } from './dates.ts';
import { mayHold, needsPhoto } from './eligibility.ts';
import { certificateBirthDate, formatBirthDateEn, formatBirthDateJa } from './era.ts';
import { matchAttributes, matchForHandOver } from './matching.ts';
import { cardExpiry } from './validity.ts';

const today = plainDate('2026-11-22');

test('a date of birth is known whole, without its day, or as a year', () => {
  for (const good of ['1935-05-01', '1935-05', '1935', '2000-02-29', '2000-02', '0001'])
    assert.ok(isBirthDate(good), good);
  for (const bad of [
    '',
    '1935-13',
    '1935-00',
    '1935-05-00',
    '1935-00-00',
    '0000',
    '35',
    '1935-5',
    '1935-',
    '2026-02-29',
    '1935-05-01T00:00',
  ])
    assert.ok(!isBirthDate(bad), bad);
});

test('VAL-02 the bounds of a date of birth are asked where it is given', () => {
  for (const good of ['1868-01-25', '1868-01', '1868', '2026-11-22', '2026-11', '2026']) {
    assert.deepEqual(checkBirthDate(good, today), { ok: true }, good);
  }
  for (const [value, reason] of [
    ['1868-01-24', 'TOO_EARLY'],
    ['1867-12', 'TOO_EARLY'],
    ['1860-01-01', 'TOO_EARLY'],
    ['0001-01-01', 'TOO_EARLY'],
    ['2026-11-23', 'IN_THE_FUTURE'],
    ['2026-12', 'IN_THE_FUTURE'],
    ['2027', 'IN_THE_FUTURE'],
    ['2030-01-01', 'IN_THE_FUTURE'],
    ['9999-12-31', 'IN_THE_FUTURE'],
    ['1985-02-30', 'NO_DATE'],
    ['1985-04-00', 'NO_DATE'],
    ['1985/04/01', 'NO_DATE'],
  ] as const) {
    const verdict = checkBirthDate(value, today);
    assert.ok(!verdict.ok, value);
    assert.equal(verdict.reason, reason, value);
  }
});

test('what is not known is reckoned with its last day', () => {
  for (const [birth, first, last] of [
    ['1935', '1935-01-01', '1935-12-31'],
    ['1935-05', '1935-05-01', '1935-05-31'],
    ['2000-02', '2000-02-01', '2000-02-29'],
    ['1935-05-07', '1935-05-07', '1935-05-07'],
  ] as const) {
    assert.equal(earliestBirth(birthDate(birth)), first);
    assert.equal(reckonedBirth(birthDate(birth)), last);
  }
});

test('AGE-01, VAL-03 nobody reaches an age before it is certain', () => {
  const year = birthDate('2011');
  assert.equal(ageOn(year, plainDate('2026-12-30')), 14);
  assert.equal(ageOn(year, plainDate('2026-12-31')), 15);
  const month = birthDate('2011-11');
  assert.equal(
    mayHold('signature', { birthDate: month, on: plainDate('2026-11-29'), ward: false }).ok,
    false,
  );
  assert.equal(mayHold('signature', { birthDate: month, on: plainDate('2026-11-30'), ward: false }).ok, true);
  assert.equal(cardExpiry({ birthDate: birthDate('2008'), issueDate: today }), '2030-12-31');
  assert.equal(cardExpiry({ birthDate: birthDate('2007'), issueDate: today }), '2035-12-31');
});

test('a child of this year whose day is not known has an age, and no birthday yet', () => {
  assert.equal(ageOn(birthDate('2026'), today), 0);
  assert.equal(needsPhoto(birthDate('2026-11'), today), false);
  assert.throws(() => ageOn(birthDate('2027'), today), RangeError);
  assert.equal(nthBirthdayAfter(birthDate('2026'), today, 1), '2027-12-31');
});

test('VAL-11 the last day of February is a birthday in every year', () => {
  assert.equal(nthBirthdayAfter(birthDate('2000-02'), today, 1), '2027-02-28');
  assert.equal(nthBirthdayAfter(birthDate('2000-02'), today, 2), '2028-02-29');
});

test('CARD-04 a date is printed as far as it is known, in the era where there is one', () => {
  for (const [birth, era, western, en] of [
    ['1935-05-01', '昭和10年5月1日', '1935年5月1日', '1 May 1935'],
    ['1935-05', '昭和10年5月日不詳', '1935年5月日不詳', 'May 1935 (day unknown)'],
    ['1935', '昭和10年月日不詳', '1935年月日不詳', '1935 (month and day unknown)'],
    ['1989', '1989年月日不詳', '1989年月日不詳', '1989 (month and day unknown)'],
    ['1989-01', '1989年1月日不詳', '1989年1月日不詳', 'January 1989 (day unknown)'],
    ['1989-02', '平成元年2月日不詳', '1989年2月日不詳', 'February 1989 (day unknown)'],
  ] as const) {
    assert.equal(formatBirthDateJa(birthDate(birth), { era: true }), era);
    assert.equal(formatBirthDateJa(birthDate(birth)), western);
    assert.equal(formatBirthDateEn(birthDate(birth)), en);
  }
});

test('CHIP-05 chip, certificate and codes have 00 for what is not known', () => {
  for (const [birth, digits, certificate, key, foreign] of [
    ['1980-02-17', '19800217', '319800217', '550217', '800217'],
    ['1935-05', '19350500', '319350500', '100500', '350500'],
    ['1935', '19350000', '319350000', '100000', '350000'],
    // Two eras: neither is said, and the Western year is printed.
    ['1989', '19890000', '019890000', '890000', '890000'],
  ] as const) {
    const date = birthDate(birth);
    assert.equal(birthDateDigits(date), digits);
    assert.equal(certificateBirthDate(date), certificate);
    assert.equal(birthDateKey(date), key);
    assert.equal(birthDateKey(date, { foreign: true }), foreign);
    const expiry = plainDate('2035-12-31');
    assert.equal(codeB({ birthDate: date, expiry, securityCode: '2285' }), `${key}20352285`);
  }
});

test('PIN-02 what is known of a date of birth is no PIN', () => {
  for (const [birth, pin] of [
    ['1935', '1935'],
    ['1935-05', '0519'],
    ['1935-05-07', '0507'],
  ] as const) {
    const checked = checkCredential('authentication', pin, { birthDate: birthDate(birth) });
    assert.ok(!checked.ok && checked.reason === 'birth-date', `${birth} ${pin}`);
  }
});

test('IDD-05 a document that says more or less than the registry is looked at by a person', () => {
  const recorded = {
    name: '番号　花子',
    address: '見本県',
    birthDate: birthDate('1935-05'),
    sex: 'female',
  } as const;
  const on = (birth: string) => matchAttributes({ ...recorded, birthDate: birthDate(birth) }, recorded);
  assert.equal(on('1935-05').birthDate, 'same');
  assert.equal(matchForHandOver(on('1935-05-01')), 'variant');
  assert.equal(matchForHandOver(on('1935')), 'variant');
  assert.equal(matchForHandOver(on('1935-06')), 'different');
  assert.equal(matchForHandOver(on('1936')), 'different');
});
