import { individualNumberCheckDigit, plainDate } from '@mibun/rules';
import type { Municipality } from '../src/country/index.ts';
import type { NewResident } from '../src/registry/residents/index.ts';

/** A municipality that there is not. */
export const town = (code: string, ja = `見本${code}市`, en = `Mihon ${code}`): Municipality => ({
  code,
  prefecture: { ja: '見本県', en: 'Mihon' },
  name: { ja, en },
  office: {
    address: '見本県見本市中央1番地',
    postalCode: '999-0001',
    phone: '099-000-0000',
    hours: { ja: '平日 8時30分〜17時15分', en: 'weekdays 8:30–17:15' },
  },
});

/** Where people of a test live, unless it says otherwise, and a town beside it. */
export const TOWNS = [town('99101', '見本市', 'Mihon City'), town('99102', '若葉市', 'Wakaba City')] as const;

export const individualNumberOf = (person: number): string => {
  const base = String(53_768_660_000 + person);
  return `${base}${individualNumberCheckDigit(base)}`;
};

/** Somebody of a household of their own; `person` is a number that tells people apart. */
export function newResident(person: number, more: Partial<NewResident> = {}): NewResident {
  const birthDate = more.birthDate ?? plainDate('1990-03-04');
  return {
    personId: `person-${person}`,
    municipality: TOWNS[0].code,
    householdId: `household-${person}`,
    relation: 'head',
    name: '見本　花子',
    nameKana: 'ミホン　ハナコ',
    nameRomaji: 'MIHON HANAKO',
    birthDate,
    sex: '2',
    postalCode: '999-0001',
    address: `見本県見本市桜台三丁目${person}番5号`,
    nationality: 'JPN',
    residentSince: plainDate(birthDate.length === 10 ? birthDate : '2000-04-01'),
    individualNumber: individualNumberOf(person),
    residentCode: String(10_000_000_000 + person),
    ...more,
  };
}
