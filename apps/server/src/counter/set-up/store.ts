import type { PlainDate } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import { type Actor, type Tx, tables } from '../../platform/index.ts';
import type { SetUpFinding } from '../schemas.ts';

export type SetUpState = 'queued' | 'done' | 'failed';

interface SetUpRow {
  cardId: string;
  application: string;
  municipality: string;
  state: SetUpState;
  findings: JSONColumnType<readonly SetUpFinding[]>;
  askedBy: JSONColumnType<Actor>;
  askedAt: Date;
  doneAt: Date | null;
  registryVersion: number | null;
  noticeOn: PlainDate | null;
  deadline: PlainDate | null;
  letterId: string | null;
}

export type SetUpTables = { counterSetUps: SetUpRow };

/** The pre-issue set-up of one card: asked for, and what came of it. */
export interface SetUp {
  readonly cardId: string;
  readonly application: string;
  readonly municipality: string;
  readonly state: SetUpState;
  readonly findings: readonly SetUpFinding[];
  readonly askedBy: Actor;
  readonly askedAt: Date;
  readonly doneAt?: Date;
  /** Registry version with which the chip was compared. */
  readonly registryVersion?: number;
  readonly noticeOn?: PlainDate;
  readonly deadline?: PlainDate;
  readonly letterId?: string;
}

const db = (tx: Tx) => tables<SetUpTables>(tx);

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
    .values({
      ...again,
      cardId: setUp.cardId,
      application: setUp.application,
      municipality: setUp.municipality,
      registryVersion: null,
      noticeOn: null,
      deadline: null,
      letterId: null,
    })
    // The day of the first notice stays: deadlines run from it (NTC-03).
    .onConflict((conflict) => conflict.column('cardId').doUpdateSet(again))
    .execute();
}

export async function finishSetUp(
  tx: Tx,
  cardId: string,
  result:
    | { readonly state: 'failed'; readonly findings: readonly SetUpFinding[]; readonly at: Date }
    | {
        readonly state: 'done';
        readonly at: Date;
        readonly registryVersion: number;
        readonly noticeOn: PlainDate;
        readonly deadline: PlainDate;
        readonly letterId: string;
      },
): Promise<void> {
  await db(tx)
    .updateTable('counterSetUps')
    .set({
      state: result.state,
      doneAt: result.at,
      findings: JSON.stringify(result.state === 'failed' ? result.findings : []),
      ...(result.state === 'done' && {
        registryVersion: result.registryVersion,
        noticeOn: result.noticeOn,
        deadline: result.deadline,
        letterId: result.letterId,
      }),
    })
    .where('cardId', '=', cardId)
    .execute();
}

export async function findSetUp(tx: Tx, cardId: string): Promise<SetUp | undefined> {
  const row = await db(tx)
    .selectFrom('counterSetUps')
    .selectAll()
    .where('cardId', '=', cardId)
    .executeTakeFirst();
  return row && toSetUp(row);
}

/** By card, for the cards of a queue or of a person. */
export async function setUpsOf(tx: Tx, cardIds: readonly string[]): Promise<ReadonlyMap<string, SetUp>> {
  if (cardIds.length === 0) return new Map();
  const rows = await db(tx).selectFrom('counterSetUps').selectAll().where('cardId', 'in', cardIds).execute();
  return new Map(rows.map((row) => [row.cardId, toSetUp(row)]));
}

function toSetUp(row: Selectable<SetUpRow>): SetUp {
  return {
    cardId: row.cardId,
    application: row.application,
    municipality: row.municipality,
    state: row.state,
    findings: row.findings,
    askedBy: row.askedBy,
    askedAt: row.askedAt,
    ...(row.doneAt && { doneAt: row.doneAt }),
    ...(row.registryVersion !== null && { registryVersion: row.registryVersion }),
    ...(row.noticeOn && { noticeOn: row.noticeOn }),
    ...(row.deadline && { deadline: row.deadline }),
    ...(row.letterId && { letterId: row.letterId }),
  };
}
