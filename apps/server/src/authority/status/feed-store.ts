import type { FeedState, RevocationReason } from '@mibun/pki';
import { type Generated, sql } from 'kysely';
import { jsonRows, type Tx, tables } from '../../platform/index.ts';
import type { AuthorityKind } from '../certificates/index.ts';

export interface OutboxRow {
  authority: AuthorityKind;
  generation: number;
  shard: number;
  serial: string;
  state: FeedState;
  reason: RevocationReason | null;
  since: Date | null;
  at: Date;
  /** Whether it was on the CRL before the change, or is after it. */
  listed: boolean;
}

export interface FeedRow extends OutboxRow {
  sequence: number;
  hash: string;
}

type Tables = {
  statusOutbox: OutboxRow & { id: Generated<number> };
  statusFeed: FeedRow;
};

/** All numbering waits here, so that there is one order for everybody. */
const SEQUENCER_LOCK = 4_711_001;

/** Any number of rows by one statement with one parameter. */
export async function putIntoOutbox(tx: Tx, rows: readonly OutboxRow[]): Promise<void> {
  await sql`
    insert into status_outbox (authority, generation, shard, serial, state, reason, since, at, listed)
    select authority, generation, shard, serial, state, reason, since, at, listed
    from json_to_recordset(${jsonRows(rows)}::json) as row (
      authority text, generation integer, shard integer, serial text, state text, reason text,
      since timestamptz, at timestamptz, listed boolean)`.execute(tx);
}

export async function outboxHasRows(tx: Tx): Promise<boolean> {
  const row = await tables<Tables>(tx).selectFrom('statusOutbox').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Held to the end of the transaction. */
export async function lockSequencer(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(SEQUENCER_LOCK)})`.execute(tx);
}

/** Takes out up to `limit` changes that are committed, in the order in which they were written. */
export async function takeFromOutbox(tx: Tx, limit: number): Promise<readonly OutboxRow[]> {
  const outbox = tables<Tables>(tx);
  const rows = await outbox
    .deleteFrom('statusOutbox')
    .where('id', 'in', outbox.selectFrom('statusOutbox').select('id').orderBy('id').limit(limit))
    .returningAll()
    .execute();
  return rows.toSorted((left, right) => left.id - right.id).map(({ id: _, ...row }) => row);
}

export async function appendToFeed(tx: Tx, rows: readonly FeedRow[]): Promise<void> {
  await tables<Tables>(tx).insertInto('statusFeed').values(rows).execute();
}

/** The last entry of a feed. */
export async function newestInFeed(
  tx: Tx,
  authority: AuthorityKind,
): Promise<Pick<FeedRow, 'sequence' | 'hash'> | undefined> {
  return tables<Tables>(tx)
    .selectFrom('statusFeed')
    .select(['sequence', 'hash'])
    .where('authority', '=', authority)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function feedAt(
  tx: Tx,
  authority: AuthorityKind,
  sequence: number,
): Promise<Pick<FeedRow, 'sequence' | 'hash'> | undefined> {
  return tables<Tables>(tx)
    .selectFrom('statusFeed')
    .select(['sequence', 'hash'])
    .where('authority', '=', authority)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
}

export async function feedAfterSequence(
  tx: Tx,
  authority: AuthorityKind,
  sequence: number,
  limit: number,
): Promise<readonly FeedRow[]> {
  return tables<Tables>(tx)
    .selectFrom('statusFeed')
    .selectAll()
    .where('authority', '=', authority)
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

/** What has come to or gone from the CRLs of a generation, or of one shard of it, after `sequence`; in order. */
export async function listedAfter(
  tx: Tx,
  authority: AuthorityKind,
  generation: number,
  shard: number | 'all',
  sequence: number,
  limit?: number,
): Promise<readonly FeedRow[]> {
  let query = tables<Tables>(tx)
    .selectFrom('statusFeed')
    .selectAll()
    .where('authority', '=', authority)
    .where('generation', '=', generation)
    // In letters, so that the index of listed ones alone is found to serve.
    .where('listed', '=', sql.lit(true))
    .where('sequence', '>', sequence)
    .orderBy('sequence');
  if (shard !== 'all') query = query.where('shard', '=', shard);
  if (limit !== undefined) query = query.limit(limit);
  return query.execute();
}

/** Forgets entries from before `before`, but never the last one of a feed. */
export async function forgetFeed(
  tx: Tx,
  authority: AuthorityKind,
  before: Date,
  newest: number,
): Promise<void> {
  await tables<Tables>(tx)
    .deleteFrom('statusFeed')
    .where('authority', '=', authority)
    .where('at', '<', before)
    .where('sequence', '<', newest)
    .execute();
}
