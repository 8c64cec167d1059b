import { sql } from 'kysely';
import { internal, type Migration, type Tx, tables } from '../../platform/index.ts';

export const timestampsMigrations: readonly Migration[] = [
  {
    name: '0170_timestamps',
    statements: [
      // One row: the time of the last stamp. All processes take their times from here, so none is given twice.
      `create table time_stamp_clock (
         authority text primary key, last_ms bigint not null, stamps bigint not null default 0)`,
    ],
    constraints: {
      time_stamp_clock_pkey: internal('the statement leaves the row that is there alone'),
    },
  },
];

type Tables = { timeStampClock: { authority: string; lastMs: number; stamps: number } };

const AUTHORITY = 'tsa';

/**
 * The time of the next stamp in milliseconds: now, or one more than the last, when that is at most `aheadMs` ahead of
 * now. Undefined when the clock has gone back behind the last stamp further than that.
 */
export async function nextStampMs(tx: Tx, nowMs: number, aheadMs: number): Promise<number | undefined> {
  const db = tables<Tables>(tx);
  await db
    .insertInto('timeStampClock')
    .values({ authority: AUTHORITY, lastMs: 0, stamps: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .updateTable('timeStampClock')
    .set({
      lastMs: sql<number>`greatest(last_ms + 1, ${nowMs}::bigint)`,
      stamps: sql<number>`stamps + 1`,
    })
    .where('authority', '=', AUTHORITY)
    .where('lastMs', '<', nowMs + aheadMs)
    .returning('lastMs')
    .executeTakeFirst();
  return row?.lastMs;
}
