import type { Clock } from './clock.ts';
import { internal } from './database/constraints.ts';
import { type Database, type Tx, tables } from './database/database.ts';
import type { Migration } from './database/migrate.ts';
import type { Logger } from './log.ts';

export const settledClockMigrations: readonly Migration[] = [
  {
    name: '0005_settled_clock',
    statements: [
      // One row. `seen`: the clock when it was last looked at. `settled`: the time that may be relied on for good.
      `create table settled_clock (
         name text primary key, seen timestamptz not null, settled timestamptz not null)`,
    ],
    constraints: {
      settled_clock_pkey: internal('the statement leaves the row that is there alone'),
    },
  },
];

type Tables = { settledClock: { name: string; seen: Date; settled: Date } };

const NAME = 'clock';
/** Further on than this since the last look is a jump, or the system was off: nobody can tell. */
const LONGEST_STEP_MS = 86_400_000;
/** After a jump the settled time comes after as fast again as time itself. */
const CATCH_UP = 2;

/**
 * The present time for ends that cannot be taken back. It is the clock's, as long as that goes on evenly; a jump forward
 * is believed only as time really passes, so that a clock that is put right again has ended nothing. Never later than
 * the clock. For timers, every few seconds or minutes; answers to anybody go by the clock itself.
 */
export async function settledTime(platform: {
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Logger;
}): Promise<Date> {
  const { clock, database, log } = platform;
  return database.transaction(async (tx) => {
    const now = clock.now();
    const last = await readLast(tx, now);
    const step = now.getTime() - last.seen.getTime();
    if (step > LONGEST_STEP_MS) {
      log.warn(
        { from: last.seen, to: now },
        'the clock has jumped, or the system was off: nothing is ended yet',
      );
    }
    const gone = step > 0 && step <= LONGEST_STEP_MS ? step * CATCH_UP : 0;
    const settled = new Date(Math.min(now.getTime(), last.settled.getTime() + gone));
    await tables<Tables>(tx)
      .updateTable('settledClock')
      .set({ seen: now, settled })
      .where('name', '=', NAME)
      .execute();
    return settled;
  });
}

async function readLast(tx: Tx, now: Date): Promise<{ readonly seen: Date; readonly settled: Date }> {
  const db = tables<Tables>(tx);
  await db
    .insertInto('settledClock')
    .values({ name: NAME, seen: now, settled: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return db
    .selectFrom('settledClock')
    .selectAll()
    .where('name', '=', NAME)
    .forUpdate()
    .executeTakeFirstOrThrow();
}
