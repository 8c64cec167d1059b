import { formatDateEn, formatDateJa, jstDate, startOfDayJst } from '@mibun/rules';

/** An instant in the words of a notice: the date, and the time in Japan. */
export function instantInWords(at: Date): { readonly at: string; readonly atEn: string } {
  const date = jstDate(at);
  const intoTheDay = new Date(at.getTime() - startOfDayJst(date).getTime());
  const time = intoTheDay.toISOString().slice(11, 16);
  return {
    at: `${formatDateJa(date, { weekday: true })} ${time}`,
    atEn: `${formatDateEn(date)}, ${time} (Japan)`,
  };
}
