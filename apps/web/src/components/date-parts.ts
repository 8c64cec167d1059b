import type { PlainDate } from '@mibun/rules';
import { eraOf, isPlainDate } from '@mibun/rules';
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
  readonly [C in Exclude<Calendar, 'western'>]: { readonly ja: string; readonly en: string };
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

/** Typed parts of a date that is known: the Western calendar. */
export function partsFromDate(date: string): DateParts {
  const [year = '', month = '', day = ''] = date.split('-');
  return { calendar: 'western', year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') };
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
