import { type BirthDate, normaliseForComparison, type PlainDate } from '@mibun/rules';
import { sql } from 'kysely';
import {
  appendOnly,
  changedMeanwhile,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../platform/index.ts';
import type { Claim, NewResident, Resident } from './api.ts';
import { lookMigrations } from './looks.ts';

interface ResidentRow {
  personId: string;
  municipality: string;
  householdId: string;
  relation: Resident['relation'];
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
  address: string;
  addressKey: string;
  domicile: string | null;
  nationality: string;
  residenceStatus: string | null;
  stayUntil: PlainDate | null;
  residentSince: PlainDate;
  phone: string | null;
  email: string | null;
  status: Resident['status'];
  version: number;
  residentCode: string;
}

type ResidentTables = {
  residents: ResidentRow;
  residentEvents: { personId: string; event: string; at: Date; version: number; reportedBy: string };
};

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
];

/** The record as it is now, held until the transaction ends. */
export async function lockResident(tx: Tx, personId: string): Promise<Resident | undefined> {
  const row = await tables<ResidentTables>(tx)
    .selectFrom('residents')
    .selectAll()
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  return row && toResident(row);
}

export async function updateResident(
  tx: Tx,
  after: Resident,
  more: { readonly residentCode?: string },
): Promise<void> {
  await tables<ResidentTables>(tx)
    .updateTable('residents')
    .set({
      municipality: after.municipality,
      name: after.name,
      nameKeys: nameKeysOf(after),
      nameKana: after.nameKana,
      nameRomaji: after.nameRomaji,
      formerSurname: after.formerSurname ?? null,
      commonName: after.commonName ?? null,
      birthDate: after.birthDate,
      sex: after.sex,
      postalCode: after.postalCode,
      address: after.address,
      addressKey: comparable(after.address),
      domicile: after.domicile ?? null,
      residenceStatus: after.residenceStatus ?? null,
      stayUntil: after.stayUntil ?? null,
      residentSince: after.residentSince,
      phone: after.phone ?? null,
      email: after.email ?? null,
      status: after.status,
      version: after.version,
      ...(more.residentCode && { residentCode: more.residentCode }),
    })
    .where('personId', '=', after.personId)
    .execute();
}

/** What the registry has reported, as it came; names and addresses are in the record alone. */
export async function insertLifeEvent(
  tx: Tx,
  event: { personId: string; event: string; at: Date; version: number; reportedBy: string },
): Promise<void> {
  await tables<ResidentTables>(tx)
    .insertInto('residentEvents')
    .values({
      personId: event.personId,
      event: event.event,
      at: event.at,
      version: event.version,
      reportedBy: event.reportedBy,
    })
    .execute();
}

const INSERT_AT_ONCE = 500;

export async function insertResidents(tx: Tx, residents: readonly NewResident[]): Promise<void> {
  for (let from = 0; from < residents.length; from += INSERT_AT_ONCE) {
    const rows = residents.slice(from, from + INSERT_AT_ONCE).map(toRow);
    await tables<ResidentTables>(tx).insertInto('residents').values(rows).execute();
  }
}

export async function findResident(tx: Tx, personId: string): Promise<Resident | undefined> {
  const row = await tables<ResidentTables>(tx)
    .selectFrom('residents')
    .selectAll()
    .where('personId', '=', personId)
    .executeTakeFirst();
  return row && toResident(row);
}

export async function findHousehold(tx: Tx, householdId: string): Promise<readonly Resident[]> {
  const rows = await tables<ResidentTables>(tx)
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
  const db = tables<ResidentTables>(tx);
  const rows = await db
    .selectFrom('residents')
    .select('personId')
    .where(
      'householdId',
      '=',
      db.selectFrom('residents').select('householdId').where('personId', '=', personId),
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
  let query = tables<ResidentTables>(tx)
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

type Names = Pick<Resident, 'name' | 'nameKana' | 'nameRomaji' | 'commonName'>;

/** A name may be said in kanji, in kana, in Roman letters, or as the common name of a foreign resident. */
function nameKeysOf({ name, nameKana, nameRomaji, commonName }: Names): readonly string[] {
  return [...new Set([name, nameKana, nameRomaji, ...(commonName ? [commonName] : [])].map(comparable))];
}

const bearsName = (key: string) => sql<boolean>`name_keys @> array[${key}]::text[]`;

function keysOf(claim: Claim): { name?: string; address?: string } {
  return {
    ...(claim.name && { name: comparable(claim.name) }),
    ...(claim.address && { address: comparable(claim.address) }),
  };
}

function toRow(resident: NewResident): ResidentRow {
  return {
    personId: resident.personId,
    municipality: resident.municipality,
    householdId: resident.householdId,
    relation: resident.relation,
    name: resident.name,
    nameKeys: nameKeysOf(resident),
    nameKana: resident.nameKana,
    nameRomaji: resident.nameRomaji,
    formerSurname: resident.formerSurname ?? null,
    commonName: resident.commonName ?? null,
    birthDate: resident.birthDate,
    sex: resident.sex,
    postalCode: resident.postalCode,
    address: resident.address,
    addressKey: comparable(resident.address),
    domicile: resident.domicile ?? null,
    nationality: resident.nationality,
    residenceStatus: resident.residenceStatus ?? null,
    stayUntil: resident.stayUntil ?? null,
    residentSince: resident.residentSince,
    phone: resident.phone ?? null,
    email: resident.email ?? null,
    status: 'resident',
    version: 1,
    residentCode: resident.residentCode,
  };
}

function toResident(row: ResidentRow): Resident {
  return {
    personId: row.personId,
    municipality: row.municipality,
    householdId: row.householdId,
    relation: row.relation,
    name: row.name,
    nameKana: row.nameKana,
    nameRomaji: row.nameRomaji,
    ...(row.formerSurname && { formerSurname: row.formerSurname }),
    ...(row.commonName && { commonName: row.commonName }),
    birthDate: row.birthDate,
    sex: row.sex,
    postalCode: row.postalCode,
    address: row.address,
    ...(row.domicile && { domicile: row.domicile }),
    nationality: row.nationality,
    ...(row.residenceStatus && { residenceStatus: row.residenceStatus }),
    ...(row.stayUntil && { stayUntil: row.stayUntil }),
    residentSince: row.residentSince,
    ...(row.phone && { phone: row.phone }),
    ...(row.email && { email: row.email }),
    status: row.status,
    version: row.version,
  };
}
