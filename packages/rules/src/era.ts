import {
  type BirthDate,
  birthDateDigits,
  birthDateParts,
  earliestBirth,
  reckonedBirth,
} from './birth-date.ts';
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

/** The era of a date of birth; undefined where the year has two, and it is not known in which somebody was born. */
export function eraOfBirth(birth: BirthDate): Era | undefined {
  const latest = eraOf(reckonedBirth(birth));
  const earliest = ERAS.find(({ from }) => earliestBirth(birth) >= from);
  return earliest?.code === latest.code ? latest : undefined;
}

/**
 * `昭和10年5月1日` with `era`, else `1935年5月1日`; `…5月日不詳` and `…年月日不詳` where day, or month and day, are not known. A
 * year of two eras is written in the Western calendar when only the year is known.
 */
export function formatBirthDateJa(birth: BirthDate, options: { readonly era?: boolean } = {}): string {
  const { year, month, day } = birthDateParts(birth);
  const era = options.era ? eraOfBirth(birth) : undefined;
  const years = era === undefined ? `${year}年` : `${era.kanji}${era.year === 1 ? '元' : era.year}年`;
  if (month === undefined) return `${years}月日不詳`;
  return `${years}${month}月${day === undefined ? '日不詳' : `${day}日`}`;
}

/** `1 May 1935`, `May 1935 (day unknown)`, `1935 (month and day unknown)`. */
export function formatBirthDateEn(birth: BirthDate): string {
  const { year, month, day } = birthDateParts(birth);
  if (month === undefined) return `${year} (month and day unknown)`;
  const monthOf = `${MONTHS_EN[month - 1]} ${year}`;
  return day === undefined ? `${monthOf} (day unknown)` : `${day} ${monthOf}`;
}

/**
 * Six digits, year of the era + month + day: `550217` for 1980-02-17 (chip.md §3.2); `00` for what is not known, and the year
 * as it is printed.
 */
export function eraYYMMDD(birth: BirthDate): string {
  const { year } = birthDateParts(birth);
  const printed = eraOfBirth(birth)?.year ?? year % 100;
  return `${String(printed).padStart(2, '0')}${birthDateDigits(birth).slice(4)}`;
}

/**
 * The birth date as a signature certificate carries it, era digit + Gregorian date: `319800217`, with `00` for what is not
 * known, and 0 for an era that is not (domain.md §6.3).
 */
export function certificateBirthDate(birth: BirthDate): string {
  return `${eraOfBirth(birth)?.code ?? 0}${birthDateDigits(birth)}`;
}
