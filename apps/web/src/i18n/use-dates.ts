import type { DateForm } from './dates.ts';
import { formatDate, formatInstant, formatTime } from './dates.ts';
import { useLanguage } from './language.ts';

/** Writers of dates in the reader's language. */
export interface Dates {
  readonly date: (date: string, form?: DateForm) => string;
  readonly instant: (instant: string | Date, form?: DateForm) => string;
  readonly time: (instant: string | Date) => string;
}

/** Writers of dates in the reader's language; see {@link formatDate} and {@link formatInstant}. */
export function useDates(): Dates {
  const language = useLanguage();
  return {
    date: (date, form) => formatDate(date, language, form),
    instant: (instant, form) => formatInstant(instant, language, form),
    time: formatTime,
  };
}
