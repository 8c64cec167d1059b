import { useDates, useLanguage } from '../../i18n/index.ts';

/** Writes a birth date as people say it: in Japanese in both calendars, because either may be on their papers. */
export function useBirthDateText(): (date: string) => string {
  const dates = useDates();
  const language = useLanguage();
  return (date) =>
    language === 'en' ? dates.date(date) : `${dates.date(date)}（${dates.date(date, { era: true })}）`;
}
