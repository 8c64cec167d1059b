import type { JSONColumnType, Selectable } from 'kysely';
import { type Actor, commonErrors, type Tx, tables } from '../../platform/index.ts';
import { counterErrors } from '../errors.ts';
import type { ProblemView } from '../schemas.ts';
import type { ReactivationState } from './table.ts';

interface ReactivationRow {
  id: string;
  card_id: string;
  chip_serial: string;
  person_id: string;
  municipality: string;
  state: ReactivationState;
  version: number;
  run: number;
  clerk: JSONColumnType<Actor>;
  wants_signature: boolean;
  new_serial: string | null;
  problem: JSONColumnType<ProblemView> | null;
  opened_at: Date;
  proved_at: Date | null;
  written_at: Date | null;
  changed_at: Date;
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
      card_id: opened.cardId,
      chip_serial: opened.chipSerial,
      person_id: opened.personId,
      municipality: opened.municipality,
      state: 'OPENED',
      version: 1,
      run: 1,
      clerk: JSON.stringify(opened.clerk),
      wants_signature: opened.wantsSignature,
      new_serial: null,
      problem: null,
      opened_at: opened.openedAt,
      proved_at: null,
      written_at: null,
      changed_at: opened.openedAt,
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
    .orderBy('opened_at');
  if ('municipality' in where) {
    return (await query.where('municipality', '=', where.municipality).execute()).map(toReactivation);
  }
  if (where.cardIds.length === 0) return [];
  return (await query.where('card_id', 'in', where.cardIds).execute()).map(toReactivation);
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
      changed_at: changes.at,
      ...(changes.state && { state: changes.state }),
      ...(changes.run !== undefined && { run: changes.run }),
      ...(changes.clerk && { clerk: JSON.stringify(changes.clerk) }),
      ...(changes.provedAt && { proved_at: changes.provedAt }),
      ...(changes.writtenAt && { written_at: changes.writtenAt }),
      ...(changes.newSerial && { new_serial: changes.newSerial }),
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
    cardId: row.card_id,
    chipSerial: row.chip_serial,
    personId: row.person_id,
    municipality: row.municipality,
    state: row.state,
    version: row.version,
    run: row.run,
    clerk: row.clerk,
    wantsSignature: row.wants_signature,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    ...(row.new_serial && { newSerial: row.new_serial }),
    ...(row.problem && { problem: row.problem }),
    ...(row.proved_at && { provedAt: row.proved_at }),
    ...(row.written_at && { writtenAt: row.written_at }),
  };
}
