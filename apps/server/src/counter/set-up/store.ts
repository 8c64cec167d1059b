import type { PlainDate } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import { type Actor, type Tx, tables } from '../../platform/index.ts';
import type { SetUpFinding } from '../schemas.ts';

export type SetUpState = 'queued' | 'done' | 'failed';

interface SetUpRow {
  card_id: string;
  application: string;
  municipality: string;
  state: SetUpState;
  findings: JSONColumnType<readonly SetUpFinding[]>;
  asked_by: JSONColumnType<Actor>;
  asked_at: Date;
  done_at: Date | null;
  registry_version: number | null;
  notice_on: PlainDate | null;
  deadline: PlainDate | null;
  letter_id: string | null;
}

export type SetUpTables = { counter_set_ups: SetUpRow };

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
    asked_by: JSON.stringify(setUp.askedBy),
    asked_at: setUp.askedAt,
    done_at: null,
  };
  await db(tx)
    .insertInto('counter_set_ups')
    .values({
      ...again,
      card_id: setUp.cardId,
      application: setUp.application,
      municipality: setUp.municipality,
      registry_version: null,
      notice_on: null,
      deadline: null,
      letter_id: null,
    })
    // The day of the first notice stays: deadlines run from it (NTC-03).
    .onConflict((conflict) => conflict.column('card_id').doUpdateSet(again))
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
    .updateTable('counter_set_ups')
    .set({
      state: result.state,
      done_at: result.at,
      findings: JSON.stringify(result.state === 'failed' ? result.findings : []),
      ...(result.state === 'done' && {
        registry_version: result.registryVersion,
        notice_on: result.noticeOn,
        deadline: result.deadline,
        letter_id: result.letterId,
      }),
    })
    .where('card_id', '=', cardId)
    .execute();
}

export async function findSetUp(tx: Tx, cardId: string): Promise<SetUp | undefined> {
  const row = await db(tx)
    .selectFrom('counter_set_ups')
    .selectAll()
    .where('card_id', '=', cardId)
    .executeTakeFirst();
  return row && toSetUp(row);
}

/** By card, for the cards of a queue or of a person. */
export async function setUpsOf(tx: Tx, cardIds: readonly string[]): Promise<ReadonlyMap<string, SetUp>> {
  if (cardIds.length === 0) return new Map();
  const rows = await db(tx)
    .selectFrom('counter_set_ups')
    .selectAll()
    .where('card_id', 'in', cardIds)
    .execute();
  return new Map(rows.map((row) => [row.card_id, toSetUp(row)]));
}

function toSetUp(row: Selectable<SetUpRow>): SetUp {
  return {
    cardId: row.card_id,
    application: row.application,
    municipality: row.municipality,
    state: row.state,
    findings: row.findings,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    ...(row.done_at && { doneAt: row.done_at }),
    ...(row.registry_version !== null && { registryVersion: row.registry_version }),
    ...(row.notice_on && { noticeOn: row.notice_on }),
    ...(row.deadline && { deadline: row.deadline }),
    ...(row.letter_id && { letterId: row.letter_id }),
  };
}
