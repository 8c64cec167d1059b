import { type FeedEntry, type FeedPosition, feedAfter, feedBeginning } from '@mibun/pki';
import type { Database, Tx } from '../../platform/index.ts';
import type { AuthorityKind } from '../certificates/index.ts';
import {
  appendToFeed,
  type FeedRow,
  lockSequencer,
  newestInFeed,
  type OutboxRow,
  outboxHasRows,
  takeFromOutbox,
} from './feed-store.ts';

const AT_ONCE = 500;

/**
 * Gives the changes their numbers, in the order in which they were committed. A change lies in the outbox of its own
 * transaction; here, after the commit, one at a time takes it out, so that no number is left out or comes late,
 * however many transactions run side by side. Whoever reads the feed calls this first: nobody has to be woken.
 */
export async function sequenceChanges(database: Database): Promise<void> {
  while (await database.query(outboxHasRows)) {
    const taken = await database.transaction(async (tx) => {
      await lockSequencer(tx);
      const rows = await takeFromOutbox(tx, AT_ONCE);
      if (rows.length > 0) await appendToFeed(tx, await numbered(tx, rows));
      return rows.length;
    });
    if (taken < AT_ONCE) return;
  }
}

async function numbered(tx: Tx, rows: readonly OutboxRow[]): Promise<readonly FeedRow[]> {
  const positions = new Map<AuthorityKind, FeedPosition>();
  const result: FeedRow[] = [];
  for (const row of rows) {
    const { authority } = row;
    const last = positions.get(authority) ?? (await newestInFeed(tx, authority)) ?? feedBeginning(authority);
    const next = feedAfter(last, entryOf({ ...row, sequence: last.sequence + 1 }));
    positions.set(authority, next);
    result.push({ ...row, ...next });
  }
  return result;
}

/** As a verifier sees it. Times are whole seconds, as the chain counts them. */
export function entryOf(row: Omit<FeedRow, 'hash'>): FeedEntry {
  const { sequence, generation, serial, state, reason, since, at } = row;
  return {
    sequence,
    generation,
    serial,
    state,
    ...(reason && { reason }),
    ...(since && { since: wholeSecond(since) }),
    at: wholeSecond(at),
  };
}

function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}
