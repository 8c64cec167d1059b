import type { ReactivationState } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import { type Actor, commonErrors, type Tx, tables } from '../../platform/index.ts';
import { counterErrors } from '../errors.ts';
import type { ProblemView } from '../schemas.ts';

interface ReactivationTable {
  id: string;
  cardId: string;
  chipSerial: string;
  personId: string;
  municipality: string;
  state: ReactivationState;
  version: number;
  /** Which connection of the card is the present one: an earlier one may write nothing more. */
  run: number;
  clerk: JSONColumnType<Actor>;
  wantsSignature: boolean;
  newSerial: string | null;
  problem: JSONColumnType<ProblemView> | null;
  openedAt: Date;
  changedAt: Date;
}

export type Reactivation = Readonly<Selectable<ReactivationTable>>;
export type ReactivationChanges = Pick<Reactivation, 'run' | 'clerk' | 'newSerial'>;

const db = (tx: Tx) => tables<{ reactivations: ReactivationTable }>(tx);

export async function insertReactivation(
  tx: Tx,
  opened: Pick<
    Reactivation,
    | 'id'
    | 'cardId'
    | 'chipSerial'
    | 'personId'
    | 'municipality'
    | 'state'
    | 'clerk'
    | 'wantsSignature'
    | 'openedAt'
  >,
): Promise<Reactivation> {
  return db(tx)
    .insertInto('reactivations')
    .values({
      ...opened,
      version: 1,
      run: 1,
      clerk: JSON.stringify(opened.clerk),
      changedAt: opened.openedAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function requireReactivation(tx: Tx, id: string): Promise<Reactivation> {
  const found = await db(tx).selectFrom('reactivations').selectAll().where('id', '=', id).executeTakeFirst();
  if (!found) throw commonErrors.NOT_FOUND();
  return found;
}

/** Begun and not over, oldest first. */
export async function openReactivations(
  tx: Tx,
  where: { readonly municipality: string } | { readonly cardIds: readonly string[] },
): Promise<readonly Reactivation[]> {
  const query = db(tx)
    .selectFrom('reactivations')
    .selectAll()
    .where('state', '=', 'OPENED')
    .orderBy('openedAt');
  if ('municipality' in where) return query.where('municipality', '=', where.municipality).execute();
  if (where.cardIds.length === 0) return [];
  return query.where('cardId', 'in', where.cardIds).execute();
}

/** The visit, if this run may still go on with it. @throws Refusal COUNTER_TAKEN_OVER */
export async function reactivationOfRun(tx: Tx, id: string, run: number): Promise<Reactivation> {
  const found = await requireReactivation(tx, id);
  if (found.run !== run || found.state !== 'OPENED') throw counterErrors.COUNTER_TAKEN_OVER();
  return found;
}

export async function saveReactivation(
  tx: Tx,
  found: Reactivation,
  { clerk, ...changes }: Pick<Reactivation, 'state' | 'changedAt'> & Partial<ReactivationChanges>,
): Promise<Reactivation> {
  const saved = await db(tx)
    .updateTable('reactivations')
    .set({
      ...changes,
      clerk: clerk && JSON.stringify(clerk),
      version: found.version + 1,
      problem: null,
    })
    .where('id', '=', found.id)
    .where('version', '=', found.version)
    .returningAll()
    .executeTakeFirst();
  if (!saved) throw commonErrors.CHANGED_MEANWHILE();
  return saved;
}

export async function saveReactivationProblem(
  tx: Tx,
  id: string,
  run: number,
  problem: ProblemView,
): Promise<void> {
  await db(tx)
    .updateTable('reactivations')
    .set({ problem: JSON.stringify(problem) })
    .where('id', '=', id)
    .where('run', '=', run)
    .where('state', '=', 'OPENED')
    .execute();
}
