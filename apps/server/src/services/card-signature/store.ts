import type { CardSignatureState } from '@mibun/rules';
import type { Insertable, JSONColumnType, Selectable } from 'kysely';
import {
  changedMeanwhile,
  commonErrors,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../../platform/index.ts';

/** One signature by the key of a person's card, of whatever format. */
interface CeremonyTable {
  id: string;
  /** `Lifecycle.name` of the table that it runs on; each format has its own. */
  format: string;
  personId: string;
  state: CardSignatureState;
  /** What this format alone needs to know. */
  facts: JSONColumnType<object>;
  createdAt: Date;
  /** Until then it can be finished; once signed, until then what belongs to it is kept. */
  expiresAt: Date;
  /** What was prepared for one certificate; enough to make the very same octets again. */
  certificate: Uint8Array | null;
  serial: string | null;
  /** Whole seconds. */
  signingTime: Date | null;
  digest: Uint8Array | null;
  signature: Uint8Array | null;
  signedAt: Date | null;
}

type Row = Readonly<Selectable<CeremonyTable>>;
export type Ceremony<F extends object = object> = Omit<Row, 'facts'> & { readonly facts: F };
/** What a step may bring along. */
export type CeremonyChanges<F extends object = object> = Partial<
  Omit<Ceremony<F>, 'id' | 'format' | 'personId' | 'state' | 'createdAt'>
>;

/** What is to be signed, and what came of it, where that stays here. */
export type FileRole = 'content' | 'result';

type CardSignatureTables = {
  cardSignatures: CeremonyTable;
  cardSignatureFiles: { ceremony: string; role: FileRole; bytes: Uint8Array };
};

export const cardSignatureMigrations: readonly Migration[] = [
  {
    // Before those who had such tables of their own, and move them here.
    name: '0085_card_signature',
    statements: [
      `create table card_signatures (
         id text primary key, format text not null, person_id text not null, state text not null,
         facts jsonb not null, created_at timestamptz not null, expires_at timestamptz not null,
         certificate bytea, serial text, signing_time timestamptz, digest bytea, signature bytea,
         signed_at timestamptz)`,
      'create index card_signatures_by_person on card_signatures (person_id, format, created_at desc)',
      'create index card_signatures_by_end on card_signatures (expires_at)',
      // Not in the platform's blobs: those are shared by content and stay, these belong to one ceremony and go with it.
      `create table card_signature_files (
         ceremony text not null references card_signatures on delete cascade, role text not null,
         bytes bytea not null, primary key (ceremony, role))`,
    ],
    constraints: {
      card_signatures_pkey: internal('an id that was just drawn at random'),
      card_signature_files_ceremony_fkey: changedMeanwhile,
      card_signature_files_pkey: changedMeanwhile,
    },
  },
];

const db = (tx: Tx) => tables<CardSignatureTables>(tx);

export async function insertCeremony(
  tx: Tx,
  ceremony: Omit<Insertable<CeremonyTable>, 'facts'> & { readonly facts: object },
  content: Uint8Array,
): Promise<Ceremony> {
  const row = await db(tx)
    .insertInto('cardSignatures')
    .values({ ...ceremony, facts: JSON.stringify(ceremony.facts) })
    .returningAll()
    .executeTakeFirstOrThrow();
  await insertFile(tx, row.id, 'content', content);
  return row;
}

/** The ceremony of this person; anybody else's is not found. `lock` makes others wait until the transaction ends. */
export async function requireCeremony(
  tx: Tx,
  of: { readonly format: string; readonly id: string; readonly personId: string },
  lock?: 'lock',
): Promise<Ceremony> {
  const query = db(tx)
    .selectFrom('cardSignatures')
    .selectAll()
    .where('id', '=', of.id)
    .where('format', '=', of.format)
    .where('personId', '=', of.personId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return row;
}

/** Writes a step if the ceremony is still where it was read. */
export async function saveCeremony(
  tx: Tx,
  { id, state }: Ceremony,
  to: CardSignatureState,
  { facts, ...changes }: CeremonyChanges,
): Promise<Ceremony> {
  const row = await db(tx)
    .updateTable('cardSignatures')
    .set({ ...changes, ...(facts && { facts: JSON.stringify(facts) }), state: to })
    .where('id', '=', id)
    .where('state', '=', state)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw commonErrors.CHANGED_MEANWHILE();
  return row;
}

export async function insertFile(tx: Tx, ceremony: string, role: FileRole, bytes: Uint8Array): Promise<void> {
  await db(tx).insertInto('cardSignatureFiles').values({ ceremony, role, bytes }).execute();
}

export async function readFile(tx: Tx, id: string, role: FileRole): Promise<Uint8Array | undefined> {
  const row = await db(tx)
    .selectFrom('cardSignatureFiles')
    .select('bytes')
    .where('ceremony', '=', id)
    .where('role', '=', role)
    .executeTakeFirst();
  return row?.bytes;
}

export async function deleteFiles(tx: Tx, id: string): Promise<void> {
  await db(tx).deleteFrom('cardSignatureFiles').where('ceremony', '=', id).execute();
}

/** Deletes what belongs to signed ceremonies whose time has come; the record of the signature stays. */
export async function forgetSigned(tx: Tx, now: Date): Promise<void> {
  await db(tx)
    .deleteFrom('cardSignatureFiles')
    .where('ceremony', 'in', (of) =>
      of
        .selectFrom('cardSignatures')
        .select('id')
        .where('state', '=', 'signed')
        .where('expiresAt', '<=', now),
    )
    .execute();
}

const unfinished = (tx: Tx, format: string) =>
  db(tx)
    .selectFrom('cardSignatures')
    .selectAll()
    .where('format', '=', format)
    .where('state', 'in', ['begun', 'prepared']);

/** Unfinished ceremonies whose time has come, held for the transaction; not those that somebody else is at. */
export async function lockExpired(
  tx: Tx,
  format: string,
  now: Date,
  most: number,
): Promise<readonly Ceremony[]> {
  return unfinished(tx, format).where('expiresAt', '<=', now).limit(most).forUpdate().skipLocked().execute();
}

/** The person's unfinished ceremonies but for the newest `most`, held likewise. */
export async function olderUnfinished(
  tx: Tx,
  format: string,
  personId: string,
  most: number,
): Promise<readonly Ceremony[]> {
  return unfinished(tx, format)
    .where('personId', '=', personId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .offset(most)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Newest first. */
export async function signedOfPerson(
  tx: Tx,
  format: string,
  personId: string,
  limit: number,
): Promise<readonly Ceremony[]> {
  return db(tx)
    .selectFrom('cardSignatures')
    .selectAll()
    .where('personId', '=', personId)
    .where('format', '=', format)
    .where('state', '=', 'signed')
    .orderBy('signedAt', 'desc')
    .limit(limit)
    .execute();
}
