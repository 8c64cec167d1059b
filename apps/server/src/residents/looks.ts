import type { Generated } from 'kysely';
import { type Act, type Migration, type Tx, tables } from '../platform/index.ts';

interface LookTable {
  id: Generated<number>;
  actor_id: string;
  subject: string;
  purpose: string;
  case_id: string;
  began_at: Date;
  last_at: Date;
}

type LookTables = { resident_looks: LookTable };

export const lookMigrations: readonly Migration[] = [
  {
    name: '0011_resident_looks',
    statements: [
      // From when to when somebody had a person's record open for one purpose: what a page refreshes is one look.
      `create table resident_looks (
         id bigint generated always as identity primary key,
         actor_id text not null, subject text not null, purpose text not null, case_id text not null,
         began_at timestamptz not null, last_at timestamptz not null)`,
      'create index resident_looks_latest on resident_looks (subject, actor_id, purpose, case_id, last_at desc)',
    ],
  },
];

/** Somebody who comes back later than this looks anew. */
export const LOOK_ENDS_AFTER_MS = 5 * 60_000;
/** The end of a look is as exact as this, so that a page that refreshes every second is not a write every second. */
const EXACT_MS = 5000;

/** Goes on with the look that is under way, or begins one. Its id when it is a new one, which is to be put on record. */
export async function lookOn(tx: Tx, subject: string, act: Act, now: Date): Promise<number | undefined> {
  const db = tables<LookTables>(tx);
  const key = { actor_id: act.actor.id, subject, purpose: act.purpose, case_id: act.caseId ?? '' };
  const open = await db
    .selectFrom('resident_looks')
    .select(['id', 'last_at'])
    .where('actor_id', '=', key.actor_id)
    .where('subject', '=', subject)
    .where('purpose', '=', key.purpose)
    .where('case_id', '=', key.case_id)
    .where('last_at', '>', new Date(now.getTime() - LOOK_ENDS_AFTER_MS))
    .orderBy('last_at', 'desc')
    .executeTakeFirst();
  if (open === undefined) {
    const begun = await db
      .insertInto('resident_looks')
      .values({ ...key, began_at: now, last_at: now })
      .returning('id')
      .executeTakeFirstOrThrow();
    return begun.id;
  }
  if (now.getTime() - open.last_at.getTime() >= EXACT_MS) {
    await db.updateTable('resident_looks').set({ last_at: now }).where('id', '=', open.id).execute();
  }
  return undefined;
}

/** When these looks ended, or were last seen to go on. */
export async function endsOf(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await tables<LookTables>(tx)
    .selectFrom('resident_looks')
    .select(['id', 'last_at'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, last_at: end }) => [id, end]));
}
