import type { JSONColumnType, Selectable } from 'kysely';
import { type Actor, commonErrors, type Tx, tables } from '../../../platform/index.ts';
import { visitErrors } from './errors.ts';
import type { ProblemView } from './schemas.ts';

/** One visit at which something is done with a card in a reader, of whatever procedure. */
interface VisitTable {
  id: string;
  /** `Lifecycle.name` of the table that it runs on. */
  procedure: string;
  /** Under which everything that is done here is on record: the application, or the visit itself. */
  caseId: string;
  cardId: string;
  chipSerial: string;
  personId: string;
  municipality: string;
  state: string;
  /** In a final state. A card is in one visit at a time. */
  over: boolean;
  version: number;
  /** Which connection of the card is the present one: an earlier one may write nothing more. */
  run: number;
  clerk: JSONColumnType<Actor>;
  /** What this procedure alone needs to know. */
  facts: JSONColumnType<object>;
  problem: JSONColumnType<ProblemView> | null;
  openedAt: Date;
  /** Chip and server say the same: nothing is left to be done with the card. */
  confirmedAt: Date | null;
  changedAt: Date;
}

type Row = Readonly<Selectable<VisitTable>>;
export type Visit<S extends string = string, F extends object = object> = Omit<Row, 'state' | 'facts'> & {
  readonly state: S;
  readonly facts: F;
};
export type VisitChanges<F extends object> = Pick<Visit<string, F>, 'run' | 'clerk' | 'facts'>;

const db = (tx: Tx) => tables<{ visits: VisitTable }>(tx);

/** `undefined`: the card is in another visit already, also when that one was begun at this very moment. */
export async function insertVisit(
  tx: Tx,
  visit: Omit<Visit, 'over' | 'version' | 'run' | 'problem' | 'confirmedAt' | 'changedAt'>,
): Promise<Visit | undefined> {
  return db(tx)
    .insertInto('visits')
    .values({
      ...visit,
      over: false,
      version: 1,
      run: 1,
      clerk: JSON.stringify(visit.clerk),
      facts: JSON.stringify(visit.facts),
      changedAt: visit.openedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function requireVisit(tx: Tx, procedure: string, id: string): Promise<Visit> {
  const found = await db(tx)
    .selectFrom('visits')
    .selectAll()
    .where('id', '=', id)
    .where('procedure', '=', procedure)
    .executeTakeFirst();
  if (!found) throw commonErrors.NOT_FOUND();
  return found;
}

/** The visit, if this run may still go on with it. @throws Refusal COUNTER_TAKEN_OVER */
export async function visitOfRun(tx: Tx, procedure: string, id: string, run: number): Promise<Visit> {
  const found = await requireVisit(tx, procedure, id);
  if (found.run !== run || found.over) throw visitErrors.COUNTER_TAKEN_OVER();
  return found;
}

/** Those that were begun and are not over, oldest first. */
export async function unfinishedVisits(
  tx: Tx,
  where: {
    readonly procedure?: string;
    readonly municipality?: string;
    readonly cardIds?: readonly string[];
  },
): Promise<readonly Visit[]> {
  const { procedure, municipality, cardIds } = where;
  if (cardIds?.length === 0) return [];
  let query = db(tx).selectFrom('visits').selectAll().where('over', '=', false).orderBy('openedAt');
  if (procedure) query = query.where('procedure', '=', procedure);
  if (municipality) query = query.where('municipality', '=', municipality);
  if (cardIds) query = query.where('cardId', 'in', cardIds);
  return query.execute();
}

/** Whether a visit with this card was given up: its chip may hold what nobody is to use. */
export async function wasGivenUp(tx: Tx, procedure: string, cardId: string): Promise<boolean> {
  const row = await db(tx)
    .selectFrom('visits')
    .select('id')
    .where('procedure', '=', procedure)
    .where('cardId', '=', cardId)
    .where('over', '=', true)
    .where('confirmedAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countConfirmedSince(
  tx: Tx,
  procedure: string,
  municipality: string,
  since: Date,
): Promise<number> {
  const row = await db(tx)
    .selectFrom('visits')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('procedure', '=', procedure)
    .where('municipality', '=', municipality)
    .where('confirmedAt', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Moves it on if it is still as it was read; every step counts the version up, and no problem is left standing. */
export async function saveVisit(
  tx: Tx,
  visit: Visit,
  {
    clerk,
    facts,
    ...changes
  }: Pick<Visit, 'state' | 'over' | 'changedAt' | 'confirmedAt'> & Partial<VisitChanges<object>>,
): Promise<Visit> {
  const saved = await db(tx)
    .updateTable('visits')
    .set({
      ...changes,
      clerk: clerk && JSON.stringify(clerk),
      facts: facts && JSON.stringify(facts),
      version: visit.version + 1,
      problem: null,
    })
    .where('id', '=', visit.id)
    .where('version', '=', visit.version)
    .returningAll()
    .executeTakeFirst();
  if (!saved) throw commonErrors.CHANGED_MEANWHILE();
  return saved;
}

/** Notes why a run stopped; a run that was taken over, or is done, has nothing more to say. */
export async function saveProblem(tx: Tx, id: string, run: number, problem: ProblemView): Promise<void> {
  await db(tx)
    .updateTable('visits')
    .set({ problem: JSON.stringify(problem) })
    .where('id', '=', id)
    .where('run', '=', run)
    .where('over', '=', false)
    .where('confirmedAt', 'is', null)
    .execute();
}
