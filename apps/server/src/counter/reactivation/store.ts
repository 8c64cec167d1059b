import type { JSONColumnType, Selectable } from 'kysely';
import { type Actor, commonErrors, type Tx, tables } from '../../platform/index.ts';
import { counterErrors } from '../errors.ts';
import type { ProblemView } from '../schemas.ts';
import type { ReactivationState } from './table.ts';

interface ReactivationRow {
  id: string;
  cardId: string;
  chipSerial: string;
  personId: string;
  municipality: string;
  state: ReactivationState;
  version: number;
  run: number;
  clerk: JSONColumnType<Actor>;
  wantsSignature: boolean;
  newSerial: string | null;
  problem: JSONColumnType<ProblemView> | null;
  openedAt: Date;
  provedAt: Date | null;
  writtenAt: Date | null;
  changedAt: Date;
}

type ReactivationTables = { reactivations: ReactivationRow };

export interface Reactivation {
  readonly id: string;
  readonly cardId: string;
  readonly chipSerial: string;
  readonly personId: string;
  readonly municipality: string;
  readonly state: ReactivationState;
  readonly version: number;
  /** Which connection of the card is the present one: an earlier one may write nothing more. */
  readonly run: number;
  readonly clerk: Actor;
  readonly wantsSignature: boolean;
  readonly newSerial?: string;
  readonly problem?: ProblemView;
  readonly openedAt: Date;
  /** The chip proved by its keys that it is this card. */
  readonly provedAt?: Date;
  /** The new signature certificate was read back from the chip. */
  readonly writtenAt?: Date;
  readonly changedAt: Date;
}

const db = (tx: Tx) => tables<ReactivationTables>(tx);

export async function insertReactivation(
  tx: Tx,
  opened: Pick<
    Reactivation,
    'id' | 'cardId' | 'chipSerial' | 'personId' | 'municipality' | 'clerk' | 'wantsSignature' | 'openedAt'
  >,
): Promise<Reactivation> {
  const row = await db(tx)
    .insertInto('reactivations')
    .values({
      id: opened.id,
      cardId: opened.cardId,
      chipSerial: opened.chipSerial,
      personId: opened.personId,
      municipality: opened.municipality,
      state: 'OPENED',
      version: 1,
      run: 1,
      clerk: JSON.stringify(opened.clerk),
      wantsSignature: opened.wantsSignature,
      newSerial: null,
      problem: null,
      openedAt: opened.openedAt,
      provedAt: null,
      writtenAt: null,
      changedAt: opened.openedAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toReactivation(row);
}

export async function requireReactivation(tx: Tx, id: string): Promise<Reactivation> {
  const row = await db(tx).selectFrom('reactivations').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return toReactivation(row);
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
  if ('municipality' in where) {
    return (await query.where('municipality', '=', where.municipality).execute()).map(toReactivation);
  }
  if (where.cardIds.length === 0) return [];
  return (await query.where('cardId', 'in', where.cardIds).execute()).map(toReactivation);
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
  changes: {
    readonly at: Date;
    readonly state?: ReactivationState;
    readonly run?: number;
    readonly clerk?: Actor;
    readonly provedAt?: Date;
    readonly writtenAt?: Date;
    readonly newSerial?: string;
  },
): Promise<Reactivation> {
  const row = await db(tx)
    .updateTable('reactivations')
    .set({
      version: found.version + 1,
      problem: null,
      changedAt: changes.at,
      ...(changes.state && { state: changes.state }),
      ...(changes.run !== undefined && { run: changes.run }),
      ...(changes.clerk && { clerk: JSON.stringify(changes.clerk) }),
      ...(changes.provedAt && { provedAt: changes.provedAt }),
      ...(changes.writtenAt && { writtenAt: changes.writtenAt }),
      ...(changes.newSerial && { newSerial: changes.newSerial }),
    })
    .where('id', '=', found.id)
    .where('version', '=', found.version)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw commonErrors.CHANGED_MEANWHILE();
  return toReactivation(row);
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

function toReactivation(row: Selectable<ReactivationRow>): Reactivation {
  return {
    id: row.id,
    cardId: row.cardId,
    chipSerial: row.chipSerial,
    personId: row.personId,
    municipality: row.municipality,
    state: row.state,
    version: row.version,
    run: row.run,
    clerk: row.clerk,
    wantsSignature: row.wantsSignature,
    openedAt: row.openedAt,
    changedAt: row.changedAt,
    ...(row.newSerial && { newSerial: row.newSerial }),
    ...(row.problem && { problem: row.problem }),
    ...(row.provedAt && { provedAt: row.provedAt }),
    ...(row.writtenAt && { writtenAt: row.writtenAt }),
  };
}
