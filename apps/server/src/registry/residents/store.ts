import { type BirthDate, normaliseForComparison, type PlainDate } from '@mibun/rules';
import { type Insertable, sql, type Updateable } from 'kysely';
import {
  appendOnly,
  changedMeanwhile,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../../platform/index.ts';
import type { Claim } from './api.ts';
import { lookMigrations } from './looks.ts';

interface ResidentTable {
  personId: string;
  municipality: string;
  householdId: string;
  relation: 'head' | 'spouse' | 'child' | 'parent' | 'other';
  /** Family and given name with U+3000 between, where the name has two parts: not everybody's has. */
  name: string;
  /** Every way of giving the name, as compared (CRT-02): width, variants and spaces folded. */
  nameKeys: readonly string[];
  nameKana: string;
  nameRomaji: string;
  formerSurname: string | null;
  commonName: string | null;
  birthDate: BirthDate;
  sex: '1' | '2';
  postalCode: string;
  /** From the prefecture on. */
  address: string;
  addressKey: string;
  domicile: string | null;
  /** ISO 3166 alpha-3. */
  nationality: string;
  residenceStatus: string | null;
  stayUntil: PlainDate | null;
  residentSince: PlainDate;
  phone: string | null;
  email: string | null;
  status: 'resident' | 'moved-out' | 'deceased' | 'deleted';
  /** Goes up with every change; an approved application freezes the version that it saw. */
  version: number;
  residentCode: string;
}

interface ResidentEventTable {
  personId: string;
  event: string;
  at: Date;
  version: number;
  reportedBy: string;
}

/** One person as the resident registry has them. The Individual Number is not here: it is in the vault. */
export type Resident = Readonly<Omit<ResidentTable, 'nameKeys' | 'addressKey' | 'residentCode'>>;

export type NewResident = Readonly<
  Omit<Insertable<ResidentTable>, 'status' | 'version' | 'nameKeys' | 'addressKey'>
> & { readonly individualNumber: string };

const db = (tx: Tx) => tables<{ residents: ResidentTable; residentEvents: ResidentEventTable }>(tx);

export const residentMigrations: readonly Migration[] = [
  {
    name: '0010_residents',
    statements: [
      `create table residents (
         person_id text primary key, municipality text not null, household_id text not null, relation text not null,
         name text not null, name_keys text[] not null, name_kana text not null, name_romaji text not null,
         former_surname text, common_name text, birth_date date not null, sex text not null,
         postal_code text not null, address text not null, address_key text not null, domicile text,
         nationality text not null, residence_status text, stay_until date, resident_since date not null,
         phone text, email text, status text not null, version integer not null,
         resident_code text not null unique)`,
      'create index residents_by_birth on residents (birth_date)',
      'create index residents_by_name on residents using gin (name_keys)',
      'create index residents_by_address on residents (address_key)',
      'create index residents_by_household on residents (household_id)',
    ],
    constraints: {
      residents_pkey: changedMeanwhile,
      residents_resident_code_key: changedMeanwhile,
    },
  },
  {
    name: '0012_resident_events',
    statements: [
      `create table resident_events (
         id bigint generated always as identity primary key, person_id text not null references residents,
         event text not null, at timestamptz not null, version integer not null, reported_by text not null)`,
      'create index resident_events_by_person on resident_events (person_id, id)',
      ...appendOnly('resident_events'),
    ],
    constraints: {
      resident_events_person_id_fkey: internal(
        'the record is held by the same transaction, and is never deleted',
      ),
    },
  },
  ...lookMigrations,
  {
    // A column of dates has no place for somebody whose day of birth, or month and day, are not known.
    name: '0013_residents_birth_dates',
    statements: [
      `alter table residents alter column birth_date type text using to_char(birth_date, 'YYYY-MM-DD'),
         add constraint residents_birth_date_shape check (birth_date ~ '^[0-9]{4}(-[0-9]{2}){0,2}$')`,
    ],
    constraints: { residents_birth_date_shape: changedMeanwhile },
  },
  {
    // What is done for everybody of a municipality goes through it in the order of ids.
    name: '0014_residents_by_municipality',
    statements: ['create index residents_by_municipality on residents (municipality, person_id)'],
  },
];

/** The record as it is now, held until the transaction ends. */
export async function lockResident(tx: Tx, personId: string): Promise<Resident | undefined> {
  const row = await db(tx)
    .selectFrom('residents')
    .selectAll()
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  return row && toResident(row);
}

/** For the vault alone, which derives numbers of it. */
export async function residentCodeOf(tx: Tx, personId: string): Promise<string> {
  const { residentCode } = await db(tx)
    .selectFrom('residents')
    .select('residentCode')
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow();
  return residentCode;
}

/** By the code by which registries know people, held until the transaction ends. */
export async function lockByCode(tx: Tx, residentCode: string): Promise<Resident | undefined> {
  const row = await db(tx)
    .selectFrom('residents')
    .selectAll()
    .where('residentCode', '=', residentCode)
    .forUpdate()
    .executeTakeFirst();
  return row && toResident(row);
}

export async function updateResident(
  tx: Tx,
  after: Resident,
  more: Pick<Updateable<ResidentTable>, 'residentCode'>,
): Promise<void> {
  await db(tx)
    .updateTable('residents')
    .set({ ...after, ...searchedBy(after), ...more })
    .where('personId', '=', after.personId)
    .execute();
}

/** What the registry has reported, as it came; names and addresses are in the record alone. */
export async function insertLifeEvent(tx: Tx, event: ResidentEventTable): Promise<void> {
  await db(tx).insertInto('residentEvents').values(event).execute();
}

const INSERT_AT_ONCE = 500;

export async function insertResidents(
  tx: Tx,
  residents: readonly Omit<NewResident, 'individualNumber'>[],
): Promise<void> {
  for (let from = 0; from < residents.length; from += INSERT_AT_ONCE) {
    const rows = residents.slice(from, from + INSERT_AT_ONCE).map((resident) => ({
      ...resident,
      ...searchedBy(resident),
      status: 'resident' as const,
      version: 1,
    }));
    await db(tx).insertInto('residents').values(rows).execute();
  }
}

/** Those of these resident codes who are on the registry, with what they are registered as. */
export async function findByCodes(
  tx: Tx,
  residentCodes: readonly string[],
): Promise<ReadonlyMap<string, Resident>> {
  if (residentCodes.length === 0) return new Map();
  const rows = await db(tx)
    .selectFrom('residents')
    .selectAll()
    .where('residentCode', 'in', residentCodes)
    .execute();
  return new Map(rows.map((row) => [row.residentCode, toResident(row)]));
}

export async function findResident(tx: Tx, personId: string): Promise<Resident | undefined> {
  const row = await db(tx)
    .selectFrom('residents')
    .selectAll()
    .where('personId', '=', personId)
    .executeTakeFirst();
  return row && toResident(row);
}

export async function findHousehold(tx: Tx, householdId: string): Promise<readonly Resident[]> {
  const rows = await db(tx)
    .selectFrom('residents')
    .selectAll()
    .where('householdId', '=', householdId)
    .where('status', '=', 'resident')
    .orderBy('birthDate')
    .execute();
  return rows.map(toResident);
}

/** Whatever became of them: somebody who moved out yesterday is still no stranger. */
export async function findHouseholdIds(tx: Tx, personId: string): Promise<readonly string[]> {
  const rows = await db(tx)
    .selectFrom('residents')
    .select('personId')
    .where(
      'householdId',
      '=',
      db(tx).selectFrom('residents').select('householdId').where('personId', '=', personId),
    )
    .execute();
  return rows.map((row) => row.personId);
}

/** People who fit at least one of the claim's attributes that has an index; the caller counts how well they fit. */
export async function findCandidates(
  tx: Tx,
  claim: Claim,
  options: { municipality?: string; limit: number },
): Promise<readonly Resident[]> {
  const keys = keysOf(claim);
  let query = db(tx)
    .selectFrom('residents')
    .selectAll()
    .where('status', '=', 'resident')
    .where((condition) =>
      condition.or([
        ...(keys.name ? [bearsName(keys.name)] : []),
        ...(keys.address ? [condition('addressKey', '=', keys.address)] : []),
        ...(claim.birthDate ? [condition('birthDate', '=', claim.birthDate)] : []),
      ]),
    )
    // The best fits first: a common name or a common birthday alone must not push them over the limit.
    .orderBy(
      sql<number>`(${bearsName(keys.name ?? '')})::int + (address_key = ${keys.address ?? ''})::int
        + coalesce((birth_date = ${claim.birthDate ?? null}::text)::int, 0)`,
      'desc',
    )
    .limit(options.limit);
  if (options.municipality) query = query.where('municipality', '=', options.municipality);
  return (await query.execute()).map(toResident);
}

/** The attributes of the claim that fit this person exactly, after normalisation (CRT-02). */
export function matchedAttributes(claim: Claim, resident: Resident): readonly (keyof Claim)[] {
  const keys = keysOf(claim);
  const matched: (keyof Claim)[] = [];
  if (keys.name && nameKeysOf(resident).includes(keys.name)) matched.push('name');
  if (claim.birthDate === resident.birthDate) matched.push('birthDate');
  if (claim.sex === resident.sex) matched.push('sex');
  if (keys.address && keys.address === comparable(resident.address)) matched.push('address');
  return matched;
}

const comparable = (text: string) => normaliseForComparison(text);

type Names = Pick<Resident, 'name' | 'nameKana' | 'nameRomaji'> & { readonly commonName?: string | null };

/** A name may be said in kanji, in kana, in Roman letters, or as the common name of a foreign resident. */
function nameKeysOf({ name, nameKana, nameRomaji, commonName }: Names): readonly string[] {
  const said = [name, nameKana, nameRomaji, commonName ?? ''].map(comparable);
  // A reading that nobody has given is no name that somebody could be found by (CARD-09).
  return [...new Set(said)].filter((key) => key !== '');
}

const bearsName = (key: string) => sql<boolean>`name_keys @> array[${key}]::text[]`;

function keysOf(claim: Claim): { name?: string; address?: string } {
  return {
    ...(claim.name && { name: comparable(claim.name) }),
    ...(claim.address && { address: comparable(claim.address) }),
  };
}

const searchedBy = (resident: Names & Pick<Resident, 'address'>) => ({
  nameKeys: nameKeysOf(resident),
  addressKey: comparable(resident.address),
});

/** What is only searched by does not leave the store, nor does the resident code, which nothing reads. */
const toResident = ({ nameKeys, addressKey, residentCode, ...resident }: ResidentTable): Resident => resident;

export async function livingIn(
  tx: Tx,
  municipality: string,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db(tx)
    .selectFrom('residents')
    .select('personId')
    .where('municipality', '=', municipality)
    .where('status', '=', 'resident')
    .where('personId', '>', after)
    .orderBy('personId')
    .limit(limit)
    .execute();
  return rows.map(({ personId }) => personId);
}
