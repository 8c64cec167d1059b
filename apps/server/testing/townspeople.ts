import {
  type ApplicationId,
  individualNumberCheckDigit,
  makeApplicationId,
  type PlainDate,
  plainDate,
} from '@mibun/rules';
import type { Applications } from '../src/issuance/applications/index.ts';
import type { Tx } from '../src/platform/index.ts';
import type { NewResident, Residents } from '../src/registry/residents/index.ts';
import { testCountry } from './country.ts';

/** A resident with the form that they were sent. */
export type Townsperson = NewResident & { readonly applicationId: ApplicationId };

export const TOWN = testCountry().municipalities[0]?.code ?? '';
/** On which people are as old as it is said here; the clock of a test platform stands on it. */
export const TOWN_DAY = plainDate('2026-11-22');

function townsperson(serial: number, name: string, birthDate: string, sex: '1' | '2'): Townsperson {
  const base = String(71_234_567_000 + serial);
  return {
    personId: `p-townsperson${serial}`,
    municipality: TOWN,
    householdId: `h-${serial}`,
    relation: 'head',
    name,
    nameKana: 'レイジ　ジュウミン',
    nameRomaji: 'REIJI JUMIN',
    birthDate: plainDate(birthDate) as PlainDate,
    sex,
    postalCode: '000-8101',
    address: `北例県文例市東文町${serial}丁目${serial}番地`,
    nationality: 'JPN',
    residentSince: plainDate(birthDate),
    individualNumber: `${base}${individualNumberCheckDigit(base)}`,
    residentCode: base,
    applicationId: makeApplicationId(String(123_456_789_012_345_678_000n + BigInt(serial))),
  };
}

/** Whom the tests call by what they are. */
export const who = {
  adult: townsperson(1, '例示　花子', '1988-03-14', '2'),
  child: townsperson(2, '例示　さくら', '2017-08-14', '2'),
  elderly: townsperson(3, '例示　ウメ', '1938-05-21', '2'),
  namesakeOlder: townsperson(4, '佐藤　健', '1971-06-30', '1'),
  namesakeYounger: townsperson(5, '佐藤　健', '1990-02-10', '1'),
  newborn: townsperson(6, '雛形　結衣', '2026-11-02', '2'),
  another: townsperson(7, '例示　一', '1966-01-08', '1'),
  hasty: townsperson(8, '例示　急', '1983-09-19', '1'),
  patient: townsperson(9, '例示　待子', '1975-12-01', '2'),
} as const;

/** People of whom only the form matters. */
export const others: readonly Townsperson[] = Array.from({ length: 19 }, (_, index) =>
  townsperson(100 + index, `例示　${['一', '二', '三', '四'][index % 4]}郎`, '1960-04-01', '1'),
);

/** They live in the town, and have their forms. */
export async function settleTown(
  tx: Tx,
  { applications, residents }: { readonly applications: Applications; readonly residents: Residents },
): Promise<void> {
  const people = [...Object.values(who), ...others];
  await residents.add(
    tx,
    people.map(({ applicationId: _, ...resident }) => resident),
  );
  await applications.registerForms(
    tx,
    people.map(({ applicationId, personId }) => ({ applicationId, personId, cause: 'first' as const })),
  );
}
