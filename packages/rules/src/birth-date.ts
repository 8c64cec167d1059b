import { dateParts, daysInMonth, isLeapYear, isPlainDate, type PlainDate, plainDate } from './dates.ts';
import { ALLOWED, refuse, type Verdict } from './text-pair.ts';

declare const partialBrand: unique symbol;

/**
 * A date of birth as a registry holds it: `1935-05-01`; `1935-05` where the day is not known; `1935` where month and day are
 * not. Every ordinary date is one, not the other way round (docs/adr/0010).
 */
export type BirthDate = PlainDate | (string & { readonly [partialBrand]: true });

const PARTIAL = /^(\d{4})(?:-(\d{2}))?$/;

/** Whether the string is a date of birth, whole or without its day, or without month and day. */
export function isBirthDate(value: string): value is BirthDate {
  if (isPlainDate(value)) return true;
  const [, year, month = '01'] = PARTIAL.exec(value) ?? [];
  return year !== undefined && isPlainDate(`${year}-${month}-01`);
}

/** @throws RangeError when it is none */
export function birthDate(value: string): BirthDate {
  if (isBirthDate(value)) return value;
  throw new RangeError(`not a date of the form YYYY-MM-DD, YYYY-MM or YYYY: ${JSON.stringify(value)}`);
}

/** Year, and month and day as far as they are known. */
export function birthDateParts(birth: BirthDate): {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
} {
  const [year, month, day] = birth.split('-');
  return {
    year: Number(year),
    month: month === undefined ? undefined : Number(month),
    day: day === undefined ? undefined : Number(day),
  };
}

/** The first day on which somebody with this date can have been born. */
export function earliestBirth(birth: BirthDate): PlainDate {
  return plainDate(`${birth}-01-01`.slice(0, 10));
}

/**
 * The day with which ages and expiries reckon: the last on which somebody with this date can have been born. So nobody
 * reaches an age before it is certain (domain.md VAL-03, AGE-01), and a card is valid through the birthday, whichever it is
 * (VAL-02).
 */
export function reckonedBirth(birth: BirthDate): PlainDate {
  const { year, month = 12, day } = birthDateParts(birth);
  const parts = [month, day ?? daysInMonth(year, month)].map((part) => String(part).padStart(2, '0'));
  return plainDate([birth.slice(0, 4), ...parts].join('-'));
}

/** The first day that a date of birth can have: with it begins the table of eras, without which no card is printed. */
export const FIRST_BIRTH_DATE: PlainDate = plainDate('1868-01-25');

export type BirthDateRefusal = 'NO_DATE' | 'TOO_EARLY' | 'IN_THE_FUTURE';

/** Whether a text can be somebody's date of birth today: asked where it is typed or read, before anything is reckoned. */
export function checkBirthDate(value: string, today: PlainDate): Verdict<BirthDateRefusal> {
  if (!isBirthDate(value)) {
    return refuse(
      'NO_DATE',
      'CARD-02',
      '正しい日付ではありません。1985-04-01のように入力してください。日が不明なら1985-04、月日が不明なら1985とします。',
      'This is no date; write it as 1985-04-01, without the day (1985-04) or month and day (1985) where they are not known.',
    );
  }
  if (reckonedBirth(value) < FIRST_BIRTH_DATE) {
    return refuse(
      'TOO_EARLY',
      'CARD-04',
      '明治元年（1868年1月25日）より前の生年月日は扱えません。年を確認してください。',
      'A date of birth before the Meiji era (25 January 1868) cannot be used. Check the year.',
    );
  }
  if (earliestBirth(value) > today) {
    return refuse(
      'IN_THE_FUTURE',
      'VAL-02',
      '生年月日が未来の日付です。年を確認してください。',
      'This date of birth is in the future. Check the year.',
    );
  }
  return ALLOWED;
}

/** Eight digits, `00` for what is not known, as chip and certificate have them: `19350500`, `19350000`. */
export function birthDateDigits(birth: BirthDate): string {
  return birth.replaceAll('-', '').padEnd(8, '0');
}

/** How the birthday of a person born on 29 February is read in a common year (domain.md VAL-11). */
export type LeapDayRule = 'feb28' | 'mar1';

export interface BirthdayOptions {
  /** Default `feb28`. */
  readonly leapDay?: LeapDayRule;
}

/** The birthday that falls in the given year. */
export function birthdayIn(birth: BirthDate, year: number, options: BirthdayOptions = {}): PlainDate {
  if (year < 1 || year > 9999) throw new RangeError(`the year ${year} is outside 0001–9999`);
  const reckoned = reckonedBirth(birth);
  const { month, day } = dateParts(reckoned);
  const leap = month === 2 && day === 29 && !isLeapYear(year);
  const inYear = leap ? (options.leapDay === 'mar1' ? '-03-01' : '-02-28') : reckoned.slice(4);
  return plainDate(String(year).padStart(4, '0') + inYear);
}

/**
 * Completed years of life on a date; a year is completed on the birthday itself.
 * @throws RangeError when `on` is before the birth
 */
export function ageOn(birth: BirthDate, on: PlainDate, options: BirthdayOptions = {}): number {
  if (on < earliestBirth(birth)) throw new RangeError(`${on} is before the birth on ${birth}`);
  const reckoned = reckonedBirth(birth);
  const years = dateParts(on).year - dateParts(reckoned).year;
  if (years === 0) return 0;
  return birthdayIn(reckoned, dateParts(on).year, options) <= on ? years : years - 1;
}

/**
 * The n-th birthday counted strictly after a date: a birthday that falls on that date does not count (domain.md VAL-02).
 * @throws RangeError when `n` is not a positive whole number
 */
export function nthBirthdayAfter(
  birth: BirthDate,
  after: PlainDate,
  n: number,
  options: BirthdayOptions = {},
): PlainDate {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a count of birthdays: ${n}`);
  const reckoned = reckonedBirth(birth);
  const year = dateParts(after).year;
  // The day of birth itself is no birthday.
  const firstYear = Math.max(
    birthdayIn(reckoned, year, options) > after ? year : year + 1,
    dateParts(reckoned).year + 1,
  );
  return birthdayIn(reckoned, firstYear + n - 1, options);
}
