import type { Bilingual, BirthDate, PlainDate } from '@mibun/rules';
import { birthDate, eraOf, isPlainDate } from '@mibun/rules';
import { toHalfWidth } from '../i18n/numbers.ts';

/** Calendars a birth date may be given in. */
export type Calendar = 'western' | 'reiwa' | 'heisei' | 'showa' | 'taisho' | 'meiji';

/** A date as people type it: three boxes of text, perhaps in an era's years. */
export interface DateParts {
  readonly calendar: Calendar;
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** Nothing typed yet. */
export const emptyDate: DateParts = { calendar: 'western', year: '', month: '', day: '' };

/** Names of the eras. */
export const eraNames: {
  readonly [C in Exclude<Calendar, 'western'>]: Bilingual;
} = {
  reiwa: { ja: '令和', en: 'Reiwa' },
  heisei: { ja: '平成', en: 'Heisei' },
  showa: { ja: '昭和', en: 'Showa' },
  taisho: { ja: '大正', en: 'Taisho' },
  meiji: { ja: '明治', en: 'Meiji' },
};

// The Western year before an era's first one.
const eraBase = { western: 0, reiwa: 2018, heisei: 1988, showa: 1925, taisho: 1911, meiji: 1867 } as const;

/** '2026-11-22' from typed parts, or undefined when they are no date of that calendar (元 is year 1). */
export function dateFromParts(parts: DateParts): PlainDate | undefined {
  const year = wholeNumber(parts.year.trim() === '元' ? '1' : parts.year);
  const month = wholeNumber(parts.month);
  const day = wholeNumber(parts.day);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  // Below 1000 a Western year is a slip of somebody who thought in era years.
  if (parts.calendar === 'western' && year < 1000) return undefined;
  const western = String(year + eraBase[parts.calendar]).padStart(4, '0');
  const date = `${western}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (!isPlainDate(date)) return undefined;
  return parts.calendar === 'western' || isIn(parts.calendar, date) ? date : undefined;
}

// As residence cards print it. An empty box is one that was forgotten, and no answer: five wrong ones lock a form (APP-05).
const UNKNOWN = /^(?:0{1,2}|不詳|不明)$/;

/** A date of birth from typed parts, of which day, or month and day, may be 00: not registered. Undefined when it is none. */
export function birthDateFromParts(parts: DateParts): BirthDate | undefined {
  const [noMonth, noDay] = [parts.month, parts.day].map((part) => UNKNOWN.test(toHalfWidth(part).trim()));
  if (!noDay) return noMonth ? undefined : dateFromParts(parts);
  // A year, or month, in which an era begins has a day of the chosen one at one of its ends.
  const month = (otherwise: string) => (noMonth ? otherwise : parts.month);
  const whole =
    dateFromParts({ ...parts, month: month('12'), day: '28' }) ??
    dateFromParts({ ...parts, month: month('1'), day: '1' });
  return whole && birthDate(whole.slice(0, noMonth ? 4 : 7));
}

/** Typed parts of a date that is known: the Western calendar. */
export function partsFromDate(date: string): DateParts {
  const [year = '', month = date && '00', day = date && '00'] = date.split('-');
  return {
    calendar: 'western',
    year,
    month: month.replace(/^0(?=[1-9])/, ''),
    day: day.replace(/^0(?=[1-9])/, ''),
  };
}

function isIn(era: Exclude<Calendar, 'western'>, date: PlainDate): boolean {
  try {
    return eraOf(date).kanji === eraNames[era].ja;
  } catch {
    return false; // before the first era
  }
}

function wholeNumber(text: string): number | undefined {
  const ascii = toHalfWidth(text).trim();
  return /^\d{1,4}$/.test(ascii) ? Number(ascii) : undefined;
}
