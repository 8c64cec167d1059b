import type { Generated } from 'kysely';
import { type Act, type Migration, type Tx, tables } from '../../platform/index.ts';

interface LookTable {
  id: Generated<number>;
  actorId: string;
  subject: string;
  purpose: string;
  caseId: string;
  beganAt: Date;
  lastAt: Date;
}

type LookTables = { residentLooks: LookTable };

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
  const key = { actorId: act.actor.id, subject, purpose: act.purpose, caseId: act.caseId ?? '' };
  const open = await db
    .selectFrom('residentLooks')
    .select(['id', 'lastAt'])
    .where('actorId', '=', key.actorId)
    .where('subject', '=', subject)
    .where('purpose', '=', key.purpose)
    .where('caseId', '=', key.caseId)
    .where('lastAt', '>', new Date(now.getTime() - LOOK_ENDS_AFTER_MS))
    .orderBy('lastAt', 'desc')
    .executeTakeFirst();
  if (open === undefined) {
    const begun = await db
      .insertInto('residentLooks')
      .values({ ...key, beganAt: now, lastAt: now })
      .returning('id')
      .executeTakeFirstOrThrow();
    return begun.id;
  }
  if (now.getTime() - open.lastAt.getTime() >= EXACT_MS) {
    await db.updateTable('residentLooks').set({ lastAt: now }).where('id', '=', open.id).execute();
  }
  return undefined;
}

/** When these looks ended, or were last seen to go on. */
export async function endsOf(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await tables<LookTables>(tx)
    .selectFrom('residentLooks')
    .select(['id', 'lastAt'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, lastAt: end }) => [id, end]));
}
