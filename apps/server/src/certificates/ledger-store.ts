import type { EndEntityKind } from '@mibun/pki';
import type { Selectable } from 'kysely';
import { type Tx, tables } from '../platform/index.ts';
import type { AuthorityKind } from './api.ts';

interface LedgerTable {
  authority: AuthorityKind;
  serial: string;
  generation: number;
  kind: EndEntityKind;
  reference: string;
  key_label: string | null;
  key_hash: string;
  tbs: Uint8Array;
  der: Uint8Array | null;
  not_before: Date;
  not_after: Date;
  intended_at: Date;
  voided_at: Date | null;
  voided_because: string | null;
}

type LedgerTables = { certificate_ledger: LedgerTable };

/** One certificate that a CA has signed (`der`) or was about to sign. */
export type LedgerRow = Selectable<LedgerTable>;

/** Whether the intent is new; false: its key has an entry already. */
export async function insertIntent(tx: Tx, row: LedgerRow): Promise<boolean> {
  const inserted = await tables<LedgerTables>(tx)
    .insertInto('certificate_ledger')
    .values(row)
    .onConflict((conflict) => conflict.column('key_hash').where('voided_at', 'is', null).doNothing())
    .returning('serial')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The living entry of a key. */
export async function entryOfKey(tx: Tx, keyHash: string): Promise<LedgerRow | undefined> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificate_ledger')
    .selectAll()
    .where('key_hash', '=', keyHash)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
}

export async function entryOfSerial(
  tx: Tx,
  authority: AuthorityKind,
  serial: string,
): Promise<LedgerRow | undefined> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificate_ledger')
    .selectAll()
    .where('authority', '=', authority)
    .where('serial', '=', serial)
    .executeTakeFirst();
}

/** Every entry of a reference, newest first. */
export async function entriesOfReference(tx: Tx, reference: string): Promise<readonly LedgerRow[]> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificate_ledger')
    .selectAll()
    .where('reference', '=', reference)
    .orderBy('intended_at', 'desc')
    .orderBy('key_label', 'desc')
    .execute();
}

/** Intents that a crash has left without signature. */
export async function unsignedIntents(tx: Tx): Promise<readonly LedgerRow[]> {
  return tables<LedgerTables>(tx)
    .selectFrom('certificate_ledger')
    .selectAll()
    .where('der', 'is', null)
    .where('voided_at', 'is', null)
    .orderBy('intended_at')
    .execute();
}

/** Stores a signature, unless somebody else was first or the intent was given up. */
export async function storeSigned(tx: Tx, row: LedgerRow, der: Uint8Array): Promise<void> {
  await tables<LedgerTables>(tx)
    .updateTable('certificate_ledger')
    .set({ der })
    .where('authority', '=', row.authority)
    .where('serial', '=', row.serial)
    .where('der', 'is', null)
    .where('voided_at', 'is', null)
    .execute();
}

/** Whether the intent was given up by this call. */
export async function voidIntent(tx: Tx, row: LedgerRow, at: Date, because: string): Promise<boolean> {
  const voided = await tables<LedgerTables>(tx)
    .updateTable('certificate_ledger')
    .set({ voided_at: at, voided_because: because })
    .where('authority', '=', row.authority)
    .where('serial', '=', row.serial)
    .where('der', 'is', null)
    .where('voided_at', 'is', null)
    .returning('serial')
    .executeTakeFirst();
  return voided !== undefined;
}
