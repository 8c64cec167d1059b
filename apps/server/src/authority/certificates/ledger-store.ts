import type { EndEntityKind } from '@mibun/pki';
import { sql } from 'kysely';
import { jsonRows, type Tx, tables } from '../../platform/index.ts';
import type { AuthorityKind } from './api.ts';

/** One certificate that a CA has signed (`der`) or was about to sign. */
export interface LedgerRow {
  authority: AuthorityKind;
  serial: string;
  generation: number;
  kind: EndEntityKind;
  reference: string;
  keyLabel: string | null;
  keyHash: string;
  tbs: Uint8Array;
  der: Uint8Array | null;
  notBefore: Date;
  notAfter: Date;
  intendedAt: Date;
  voidedAt: Date | null;
  voidedBecause: string | null;
}

type LedgerTables = { certificateLedger: LedgerRow };

/** Whether the intent is new; false: its key has an entry already. */
export async function insertIntent(tx: Tx, row: LedgerRow): Promise<boolean> {
  const inserted = await tables<LedgerTables>(tx)
    .insertInto('certificateLedger')
    .values(row)
    .onConflict((conflict) => conflict.column('keyHash').where('voidedAt', 'is', null).doNothing())
    .returning('serial')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The octets of many rows in one parameter, and where those of each lie: nothing is spelt out for the database. */
function packed(parts: readonly Uint8Array[]): {
  readonly octets: Buffer;
  readonly places: { o: number; l: number }[];
} {
  let from = 1;
  const places = parts.map(({ length }) => {
    const place = { o: from, l: length };
    from += length;
    return place;
  });
  return { octets: Buffer.concat(parts), places };
}

/**
 * Stores intents by one statement. Answers the serials of those that are new; the keys of the others have an entry
 * already, or come twice.
 */
export async function insertIntents(tx: Tx, rows: readonly LedgerRow[]): Promise<ReadonlySet<string>> {
  const { octets, places } = packed(rows.map(({ tbs }) => tbs));
  // In one order for everybody, so that two lots with the same keys never wait for each other.
  const sorted = rows
    .map(({ tbs: _, ...row }, index) => ({ ...row, ...places[index] }))
    .sort((left, right) => (left.keyHash < right.keyHash ? -1 : 1));
  const inserted = await sql<{ authority: string; serial: string }>`
    insert into certificate_ledger (authority, serial, generation, kind, reference, key_label, key_hash, tbs,
      not_before, not_after, intended_at)
    select authority, serial, generation, kind, reference, key_label, key_hash,
      substring(${octets}::bytea from o for l), not_before, not_after, intended_at
    from json_to_recordset(${jsonRows(sorted)}::json) as row (
      authority text, serial text, generation integer, kind text, reference text, key_label text,
      key_hash text, o integer, l integer, not_before timestamptz, not_after timestamptz,
      intended_at timestamptz)
    on conflict (key_hash) where voided_at is null do nothing
    returning serial`.execute(tx);
  return new Set(inserted.rows.map(({ serial }) => serial));
}

/**
 * Stores signatures by one statement, where nobody else was first and the intent was not given up. Answers the serials
 * of those that this call stored.
 */
export async function storeAllSigned(
  tx: Tx,
  certificates: readonly { readonly row: LedgerRow; readonly der: Uint8Array }[],
): Promise<ReadonlySet<string>> {
  const { octets, places } = packed(certificates.map(({ der }) => der));
  const asked = certificates
    .map(({ row: { authority, serial } }, index) => ({ authority, serial, ...places[index] }))
    .sort((left, right) => (left.serial < right.serial ? -1 : 1));
  const stored = await sql<{ serial: string }>`
    update certificate_ledger as ledger set der = substring(${octets}::bytea from o for l)
    from json_to_recordset(${jsonRows(asked)}::json) as row (
      authority text, serial text, o integer, l integer)
    where ledger.authority = row.authority and ledger.serial = row.serial
      and ledger.der is null and ledger.voided_at is null
    returning ledger.serial`.execute(tx);
  return new Set(stored.rows.map(({ serial }) => serial));
}

/** The living entry of a key. */
export async function entryOfKey(tx: Tx, keyHash: string): Promise<LedgerRow | undefined> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificateLedger')
    .selectAll()
    .where('keyHash', '=', keyHash)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
}

export async function entryOfSerial(
  tx: Tx,
  authority: AuthorityKind,
  serial: string,
): Promise<LedgerRow | undefined> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificateLedger')
    .selectAll()
    .where('authority', '=', authority)
    .where('serial', '=', serial)
    .executeTakeFirst();
}

/** What was signed for institutions of a kind and is not over. */
export async function livingOfInstitutions(
  tx: Tx,
  kind: 'seal' | 'time-stamp',
  now: Date,
): Promise<readonly LedgerRow[]> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificateLedger')
    .selectAll()
    .where('authority', '=', 'institution')
    .where('kind', '=', kind)
    .where('voidedAt', 'is', null)
    .where('der', 'is not', null)
    .where('notAfter', '>', now)
    .execute();
}

/** Every entry of a reference, newest first. */
export async function entriesOfReference(tx: Tx, reference: string): Promise<readonly LedgerRow[]> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificateLedger')
    .selectAll()
    .where('reference', '=', reference)
    .orderBy('intendedAt', 'desc')
    .orderBy('keyLabel', 'desc')
    .execute();
}

/** Intents that a crash has left without signature. */
export async function unsignedIntents(tx: Tx): Promise<readonly LedgerRow[]> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificateLedger')
    .selectAll()
    .where('der', 'is', null)
    .where('voidedAt', 'is', null)
    .orderBy('intendedAt')
    .execute();
}

export async function countUnsigned(
  tx: Tx,
): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificateLedger')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('intendedAt').as('oldest')])
    .where('der', 'is', null)
    .where('voidedAt', 'is', null)
    .executeTakeFirstOrThrow();
}

/** Stores a signature, unless somebody else was first or the intent was given up. Whether it was this call. */
export async function storeSigned(tx: Tx, row: LedgerRow, der: Uint8Array): Promise<boolean> {
  const stored = await tables<LedgerTables>(tx)
    .updateTable('certificateLedger')
    .set({ der })
    .where('authority', '=', row.authority)
    .where('serial', '=', row.serial)
    .where('der', 'is', null)
    .where('voidedAt', 'is', null)
    .returning('serial')
    .executeTakeFirst();
  return stored !== undefined;
}

/** Whether the intent was given up by this call. */
export async function voidIntent(tx: Tx, row: LedgerRow, at: Date, because: string): Promise<boolean> {
  const voided = await tables<LedgerTables>(tx)
    .updateTable('certificateLedger')
    .set({ voidedAt: at, voidedBecause: because })
    .where('authority', '=', row.authority)
    .where('serial', '=', row.serial)
    .where('der', 'is', null)
    .where('voidedAt', 'is', null)
    .returning('serial')
    .executeTakeFirst();
  return voided !== undefined;
}
