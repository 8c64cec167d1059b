import { dateParts, dayOfWeek, type PlainDate } from './dates.ts';

/** One of the five eras since 1868, with the year within it (1 = the year it began). */
export interface Era {
  /** 1 Meiji, 2 Taishō, 3 Shōwa, 4 Heisei, 5 Reiwa: the digit used in certificates (domain.md §6.3). */
  readonly code: 1 | 2 | 3 | 4 | 5;
  readonly kanji: string;
  readonly romaji: string;
  readonly letter: string;
  readonly year: number;
}

// Newest first. First days as in chip.md §3.2.
const ERAS = [
  { code: 5, kanji: '令和', romaji: 'Reiwa', letter: 'R', from: '2019-05-01' },
  { code: 4, kanji: '平成', romaji: 'Heisei', letter: 'H', from: '1989-01-08' },
  { code: 3, kanji: '昭和', romaji: 'Showa', letter: 'S', from: '1926-12-25' },
  { code: 2, kanji: '大正', romaji: 'Taisho', letter: 'T', from: '1912-07-30' },
  { code: 1, kanji: '明治', romaji: 'Meiji', letter: 'M', from: '1868-01-25' },
] as const;

const WEEKDAYS_JA = ['日', '月', '火', '水', '木', '金', '土'] as const;
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * The Japanese era of a date.
 * @throws RangeError before 1868-01-25
 */
export function eraOf(date: PlainDate): Era {
  const era = ERAS.find(({ from }) => date >= from);
  if (era === undefined) throw new RangeError(`${date} is before the Meiji era`);
  const { code, kanji, romaji, letter, from } = era;
  return { code, kanji, romaji, letter, year: dateParts(date).year - Number(from.slice(0, 4)) + 1 };
}

/** `2026年11月22日`, with `era` `令和8年11月22日` (the first year is 元年), with `weekday` `…(日)`. */
export function formatDateJa(
  date: PlainDate,
  options: { readonly era?: boolean; readonly weekday?: boolean } = {},
): string {
  const { year, month, day } = dateParts(date);
  let yearText = `${year}`;
  if (options.era) {
    const era = eraOf(date);
    yearText = `${era.kanji}${era.year === 1 ? '元' : era.year}`;
  }
  const weekday = options.weekday ? `(${WEEKDAYS_JA[dayOfWeek(date)]})` : '';
  return `${yearText}年${month}月${day}日${weekday}`;
}

/** `22 November 2026`, with `weekday` `Sunday 22 November 2026`. */
export function formatDateEn(date: PlainDate, options: { readonly weekday?: boolean } = {}): string {
  const { year, month, day } = dateParts(date);
  const weekday = options.weekday ? `${WEEKDAYS_EN[dayOfWeek(date)]} ` : '';
  return `${weekday}${day} ${MONTHS_EN[month - 1]} ${year}`;
}

/** Six digits, year of the era + month + day: `550217` for 1980-02-17 (chip.md §3.2). */
export function eraYYMMDD(date: PlainDate): string {
  const { month, day } = dateParts(date);
  return [eraOf(date).year, month, day].map((part) => String(part).padStart(2, '0')).join('');
}

/** The birth date as a signature certificate carries it, era digit + Gregorian date: `319800217` (domain.md §6.3). */
export function certificateBirthDate(date: PlainDate): string {
  return `${eraOf(date).code}${date.replaceAll('-', '')}`;
}
