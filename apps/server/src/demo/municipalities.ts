import type { Country } from '../country.ts';
import type { Municipality } from '../residents/index.ts';
import { MUNICIPALITIES, PREFECTURE } from './country/index.ts';

const DAY_NAMES = {
  ja: ['', '月', '火', '水', '木', '金', '土', '日'],
  en: ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

type Hours = (typeof MUNICIPALITIES)[number]['office']['openingHours'];

/** Opening hours as a line of a letter: 月〜金 8:30〜17:15. */
function hoursLine(hours: Hours, language: 'ja' | 'en'): string {
  return hours
    .map(({ days, opens, closes }) => {
      const names = DAY_NAMES[language];
      const first = names[days[0] ?? 1];
      const last = names[days.at(-1) ?? 5];
      const span = days.length > 1 ? `${first}${language === 'ja' ? '〜' : '–'}${last}` : first;
      return `${span} ${opens}${language === 'ja' ? '〜' : '–'}${closes}`;
    })
    .join(language === 'ja' ? '、' : ', ');
}

/** The demo country's municipalities as the resident registry knows them. */
export const demoMunicipalities: readonly Municipality[] = MUNICIPALITIES.map(
  ({ code, name, mayor, office }) => ({
    code,
    name,
    mayor: mayor.name,
    prefecture: { ja: PREFECTURE.ja, en: PREFECTURE.en },
    office: {
      address: office.address.ja,
      postalCode: office.postalCode,
      phone: office.phone,
      hours: { ja: hoursLine(office.openingHours, 'ja'), en: hoursLine(office.openingHours, 'en') },
    },
  }),
);

export const demoCountry: Country = {
  name: { ja: '見本県', en: 'Mihon Prefecture' },
  municipalities: demoMunicipalities,
};
