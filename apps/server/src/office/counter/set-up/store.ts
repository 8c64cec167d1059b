import type { PlainDate } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import { type Actor, type Tx, tables } from '../../../platform/index.ts';
import type { SetUpFinding } from '../schemas.ts';

export type SetUpState = 'queued' | 'done' | 'failed';

/** The pre-issue set-up of one card: asked for, and what came of it. */
interface SetUpTable {
  cardId: string;
  application: string;
  municipality: string;
  state: SetUpState;
  findings: JSONColumnType<readonly SetUpFinding[]>;
  askedBy: JSONColumnType<Actor>;
  askedAt: Date;
  doneAt: Date | null;
  /** Registry version with which the chip was compared. */
  registryVersion: number | null;
  noticeOn: PlainDate | null;
  deadline: PlainDate | null;
  letterId: string | null;
  /** When the holder was told for the second time (NTC-03). */
  reminderOn: PlainDate | null;
  /** From this day on time has something to do about it. */
  dueOn: PlainDate | null;
}

export type SetUp = Readonly<Selectable<SetUpTable>>;

const db = (tx: Tx) => tables<{ counterSetUps: SetUpTable }>(tx);

export async function queueSetUp(
  tx: Tx,
  setUp: Pick<SetUp, 'cardId' | 'application' | 'municipality' | 'askedBy' | 'askedAt'>,
): Promise<void> {
  const again = {
    state: 'queued' as const,
    findings: JSON.stringify([]),
    askedBy: JSON.stringify(setUp.askedBy),
    askedAt: setUp.askedAt,
    doneAt: null,
  };
  await db(tx)
    .insertInto('counterSetUps')
    .values({ ...setUp, ...again })
    // The day of the first notice stays: deadlines run from it (NTC-03).
    .onConflict((conflict) => conflict.column('cardId').doUpdateSet(again))
    .execute();
}

export async function finishSetUp(
  tx: Tx,
  cardId: string,
  {
    findings = [],
    ...result
  }:
    | { readonly state: 'failed'; readonly findings: readonly SetUpFinding[]; readonly doneAt: Date }
    | {
        readonly state: 'done';
        readonly findings?: never;
        readonly doneAt: Date;
        readonly registryVersion: number;
        readonly noticeOn: PlainDate;
        readonly deadline: PlainDate;
        readonly letterId: string;
        readonly dueOn: PlainDate;
      },
): Promise<void> {
  await db(tx)
    .updateTable('counterSetUps')
    .set({ ...result, findings: JSON.stringify(findings) })
    .where('cardId', '=', cardId)
    .execute();
}

export async function findSetUp(tx: Tx, cardId: string): Promise<SetUp | undefined> {
  return db(tx).selectFrom('counterSetUps').selectAll().where('cardId', '=', cardId).executeTakeFirst();
}

/** By card, for the cards of a queue or of a person. */
export async function setUpsOf(tx: Tx, cardIds: readonly string[]): Promise<ReadonlyMap<string, SetUp>> {
  if (cardIds.length === 0) return new Map();
  const rows = await db(tx).selectFrom('counterSetUps').selectAll().where('cardId', 'in', cardIds).execute();
  return new Map(rows.map((row) => [row.cardId, row]));
}

/** Cards about which time has something to do, the longest due first. */
export function setUpsDue(tx: Tx, today: PlainDate, limit: number): Promise<readonly SetUp[]> {
  return db(tx)
    .selectFrom('counterSetUps')
    .selectAll()
    .where('dueOn', '<=', today)
    .orderBy('dueOn')
    .orderBy('cardId')
    .limit(limit)
    .execute();
}

export async function setDeadline(
  tx: Tx,
  cardId: string,
  changes: Partial<Pick<SetUp, 'reminderOn' | 'deadline' | 'dueOn'>>,
): Promise<void> {
  await db(tx).updateTable('counterSetUps').set(changes).where('cardId', '=', cardId).execute();
}
