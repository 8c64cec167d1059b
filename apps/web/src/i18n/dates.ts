import {
  formatBirthDateEn,
  formatBirthDateJa,
  formatDateEn,
  formatDateJa,
  isBirthDate,
  isPlainDate,
  jstDate,
} from '@mibun/rules';
import type { Language } from './language.ts';

/** How a date is written. */
export interface DateForm {
  /** Japanese only: 令和8年 in place of 2026年, where the law prints the era. */
  readonly era?: boolean | undefined;
  /** Japanese only: the weekday in brackets. */
  readonly weekday?: boolean | undefined;
}

/**
 * Writes a date without time ('2026-11-22'): 2026年11月22日 or 22 November 2026; a date of birth that is known in part
 * ('1935-05', '1935') as far as it is. A text that is no date is
 * returned as it is, so that a page never breaks over one.
 */
export function formatDate(date: string, language: Language, form: DateForm = {}): string {
  if (!isPlainDate(date)) {
    if (!isBirthDate(date)) return date;
    return language === 'en' ? formatBirthDateEn(date) : formatBirthDateJa(date, { era: form.era === true });
  }
  if (language === 'en') return formatDateEn(date);
  return formatDateJa(date, { era: form.era === true, weekday: form.weekday === true });
}

/** Writes the time of an instant (ISO 8601) in Japan, 24 hours: 9:05. */
export function formatTime(instant: string | Date): string {
  // Japan has had no summer time since 1951: a fixed offset is exact for everything Mibun dates.
  const moved = new Date(new Date(instant).getTime() + 9 * 3_600_000);
  return `${moved.getUTCHours()}:${String(moved.getUTCMinutes()).padStart(2, '0')}`;
}

/** Writes an instant in Japan: 2026年11月22日(日) 9:05, or 22 November 2026, 9:05. */
export function formatInstant(instant: string | Date, language: Language, form: DateForm = {}): string {
  const date = formatDate(dateInJapan(instant), language, form);
  return language === 'en' ? `${date}, ${formatTime(instant)}` : `${date} ${formatTime(instant)}`;
}

/** The calendar date in Japan at an instant. */
export function dateInJapan(instant: string | Date): string {
  return jstDate(new Date(instant));
}
