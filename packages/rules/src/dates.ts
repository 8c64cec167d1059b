declare const plainDateBrand: unique symbol;

/** A calendar date without time or zone, `YYYY-MM-DD` (Gregorian, proleptic). Compare with `<` or `compareDates`. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const JST_OFFSET_MS = 9 * 3_600_000;
const MS_PER_DAY = 86_400_000;

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether the year has a 29 February. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** 28 to 31; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function fromParts(year: number, month: number, day: number): PlainDate {
  if (year < 1 || year > 9999) throw new RangeError(`the year ${year} is outside 0001–9999`);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as PlainDate;
}

/** Year, month (1–12) and day (1–31) of a date. */
export function dateParts(date: PlainDate): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** Whether the string is an existing date written `YYYY-MM-DD`, years 0001–9999. */
export function isPlainDate(value: string): value is PlainDate {
  const match = SHAPE.exec(value);
  if (match === null) return false;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/**
 * Takes a date written `YYYY-MM-DD`.
 * @throws RangeError when it is not an existing date
 */
export function plainDate(value: string): PlainDate {
  if (!isPlainDate(value))
    throw new RangeError(`not a date of the form YYYY-MM-DD: ${JSON.stringify(value)}`);
  return value;
}

/** The date in Japan (UTC+9, no summer time) at an instant. */
export function jstDate(instant: Date): PlainDate {
  const shifted = new Date(instant.getTime() + JST_OFFSET_MS);
  return fromParts(shifted.getUTCFullYear(), shifted.getUTCMonth() + 1, shifted.getUTCDate());
}

/** 00:00:00 JST of the date. */
export function startOfDayJst(date: PlainDate): Date {
  return new Date(epochDay(date) * MS_PER_DAY - JST_OFFSET_MS);
}

/** 23:59:59 JST of the date: a date-valued deadline lasts until then. */
export function endOfDayJst(date: PlainDate): Date {
  return new Date(startOfDayJst(date).getTime() + MS_PER_DAY - 1000);
}

// Days since 1970-01-01. Date.UTC would read the years 0–99 as 19xx.
function epochDay(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

/** The date `days` later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  const shifted = new Date((epochDay(date) + days) * MS_PER_DAY);
  return fromParts(shifted.getUTCFullYear(), shifted.getUTCMonth() + 1, shifted.getUTCDate());
}

/** The same day `months` later (earlier when negative), or the month's last day when that day does not exist. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = dateParts(date);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return fromParts(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return epochDay(to) - epochDay(from);
}

/** Negative, zero or positive, for sorting. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The earliest of one or more dates. */
export function earliest(first: PlainDate, ...others: readonly PlainDate[]): PlainDate {
  return others.reduce((least, date) => (compareDates(date, least) < 0 ? date : least), first);
}

/** The latest of one or more dates. */
export function latest(first: PlainDate, ...others: readonly PlainDate[]): PlainDate {
  return others.reduce((most, date) => (compareDates(date, most) > 0 ? date : most), first);
}

/** 0 = Sunday … 6 = Saturday. */
export function dayOfWeek(date: PlainDate): number {
  // 1970-01-01 was a Thursday; the second modulo keeps days before it from going negative.
  return (((epochDay(date) + 4) % 7) + 7) % 7;
}
