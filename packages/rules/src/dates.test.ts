import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ageOn, birthdayIn, nthBirthdayAfter } from './birth-date.ts';
import {
  addDays,
  addMonths,
  compareDates,
  dayOfWeek,
  daysBetween,
  endOfDayJst,
  isPlainDate,
  jstDate,
  type PlainDate,
  plainDate,
  startOfDayJst,
} from './dates.ts';

const FIRST = plainDate('1900-01-01');
const anyDate = fc.integer({ min: 0, max: 73_413 }).map((days) => addDays(FIRST, days)); // … 2100-12-31

test('a date is an existing day written YYYY-MM-DD', () => {
  for (const good of ['2026-11-22', '2000-02-29', '1900-02-28', '9999-12-31', '0001-01-01']) {
    assert.equal(plainDate(good), good);
  }
  const bad = [
    '2026-2-3',
    '2026-02-30',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '',
    '0000-01-01',
  ];
  for (const text of [...bad, '２０２６-01-01', '2026-01-01T00:00', ' 2026-01-01', '2026-01-01\n']) {
    assert.equal(isPlainDate(text), false, JSON.stringify(text));
    assert.throws(() => plainDate(text), RangeError);
  }
});

test('the date in Japan changes at 15:00 UTC', () => {
  assert.equal(jstDate(new Date('2026-11-21T14:59:59.999Z')), '2026-11-21');
  assert.equal(jstDate(new Date('2026-11-21T15:00:00Z')), '2026-11-22');
});

test('a date-valued deadline lasts through 23:59:59 JST', () => {
  assert.equal(endOfDayJst(plainDate('2030-02-17')).toISOString(), '2030-02-17T14:59:59.000Z');
  assert.equal(startOfDayJst(plainDate('2030-02-17')).toISOString(), '2030-02-16T15:00:00.000Z');
});

test('adding months keeps the day or falls back to the last of the month', () => {
  assert.equal(addMonths(plainDate('2026-01-31'), 1), '2026-02-28');
  assert.equal(addMonths(plainDate('2028-01-31'), 1), '2028-02-29');
  assert.equal(addMonths(plainDate('2026-11-30'), 3), '2027-02-28');
  assert.equal(addMonths(plainDate('2026-01-15'), -1), '2025-12-15');
  assert.equal(addMonths(plainDate('2026-03-31'), -13), '2025-02-28');
});

test('dates leave the calendar with an error, not silently', () => {
  assert.throws(() => addDays(plainDate('9999-12-31'), 1), RangeError);
  assert.throws(() => addMonths(plainDate('0001-01-01'), -1), RangeError);
});

test('the days of the week', () => {
  assert.equal(dayOfWeek(plainDate('2026-11-22')), 0);
  assert.equal(dayOfWeek(plainDate('1970-01-01')), 4);
  assert.equal(dayOfWeek(plainDate('1868-01-25')), 6);
  assert.equal(dayOfWeek(plainDate('1969-12-31')), 3);
});

test('property: days add and subtract, order and weekday follow, 1900–2100', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -800, max: 800 }), (date, days) => {
      const later = addDays(date, days);
      assert.equal(daysBetween(date, later), days);
      assert.equal(addDays(later, -days), date);
      assert.equal(Math.sign(compareDates(later, date)), Math.sign(days));
      assert.equal((((dayOfWeek(date) + days) % 7) + 7) % 7, dayOfWeek(later));
    }),
  );
});

test('property: an instant within a Japanese day has that date, 1900–2100', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 0, max: 86_399_999 }), (date, ms) => {
      assert.equal(jstDate(new Date(startOfDayJst(date).getTime() + ms)), date);
    }),
  );
});

test('a year of age is completed on the birthday; born on 29 February, on 28 February unless told otherwise (VAL-11)', () => {
  const birth = plainDate('2008-02-29');
  assert.equal(ageOn(birth, plainDate('2008-02-29')), 0);
  assert.equal(ageOn(birth, plainDate('2026-02-27')), 17);
  assert.equal(ageOn(birth, plainDate('2026-02-28')), 18);
  assert.equal(ageOn(birth, plainDate('2026-02-28'), { leapDay: 'mar1' }), 17);
  assert.equal(ageOn(birth, plainDate('2026-03-01'), { leapDay: 'mar1' }), 18);
  assert.equal(ageOn(birth, plainDate('2028-02-28')), 19);
  assert.equal(ageOn(birth, plainDate('2028-02-29')), 20);
  assert.throws(() => ageOn(birth, plainDate('2008-02-28')), RangeError);
});

test('VAL-02 a birthday that falls on the day itself does not count', () => {
  const birth = plainDate('1980-02-17');
  assert.equal(nthBirthdayAfter(birth, plainDate('2026-02-17'), 1), '2027-02-17');
  assert.equal(nthBirthdayAfter(birth, plainDate('2026-02-16'), 1), '2026-02-17');
  assert.equal(nthBirthdayAfter(birth, birth, 1), '1981-02-17');
  assert.throws(() => nthBirthdayAfter(birth, birth, 0), RangeError);
  assert.throws(() => nthBirthdayAfter(birth, birth, 1.5), RangeError);
});

test('VAL-11 birthdays of 29 February under both readings', () => {
  const birth = plainDate('2004-02-29');
  assert.equal(birthdayIn(birth, 2026), '2026-02-28');
  assert.equal(birthdayIn(birth, 2026, { leapDay: 'mar1' }), '2026-03-01');
  assert.equal(birthdayIn(birth, 2028, { leapDay: 'mar1' }), '2028-02-29');
  assert.equal(nthBirthdayAfter(birth, plainDate('2026-02-28'), 1), '2027-02-28');
  assert.equal(nthBirthdayAfter(birth, plainDate('2026-02-28'), 1, { leapDay: 'mar1' }), '2026-03-01');
});

// A slow second way: look at every day for the month and day of the birth.
function birthdaysByWalking(birth: PlainDate, after: PlainDate, n: number): string {
  let left = n;
  for (let day = addDays(after, 1); ; day = addDays(day, 1)) {
    if (day <= birth) continue;
    const leapling = birth.endsWith('-02-29') && day.endsWith('-02-28') && !addDays(day, 1).endsWith('-29');
    if ((day.endsWith(birth.slice(4)) || leapling) && --left === 0) return day;
  }
}

test('property VAL-02: the n-th birthday is the one found by walking day by day, 1900–2100', () => {
  fc.assert(
    fc.property(
      anyDate,
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 1, max: 10 }),
      (birth, life, n) => {
        const after = addDays(birth, life);
        assert.equal(nthBirthdayAfter(birth, after, n), birthdaysByWalking(birth, after, n));
      },
    ),
    { numRuns: 60 },
  );
  for (const birth of ['1904-02-29', '2000-02-29', '2096-02-29'].map(plainDate)) {
    for (let life = 0; life < 1500; life += 59) {
      const after = addDays(birth, life);
      assert.equal(nthBirthdayAfter(birth, after, 5), birthdaysByWalking(birth, after, 5));
    }
  }
});
