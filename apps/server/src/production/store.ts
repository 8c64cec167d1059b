import { sql } from 'kysely';
import { commonErrors, type Tx, tables } from '../platform/index.ts';
import type { GateResult, StepName } from './steps.ts';
import type {
  BatchRow,
  GateRow,
  IncidentRow,
  MakingRow,
  MakingState,
  ProductionTables,
  StepRow,
  SubstituteRow,
} from './tables.ts';

const db = (tx: Tx) => tables<ProductionTables>(tx);

/** Any number that no other advisory lock of this system uses. */
const BATCH_LOCK = 50_001;

/** Until the transaction ends, nobody else gathers applications: two batches never take the same ones. */
export async function lockBatching(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${BATCH_LOCK})`.execute(tx);
}

export async function insertBatch(tx: Tx, batch: BatchRow): Promise<void> {
  await db(tx).insertInto('production_batches').values(batch).execute();
}

export async function findBatch(tx: Tx, batchId: string): Promise<BatchRow> {
  const row = await db(tx)
    .selectFrom('production_batches')
    .selectAll()
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return row;
}

/** Newest first. */
export async function listBatches(tx: Tx, limit: number, offset: number): Promise<readonly BatchRow[]> {
  return db(tx)
    .selectFrom('production_batches')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('batch_id')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countBatches(tx: Tx): Promise<number> {
  const row = await db(tx)
    .selectFrom('production_batches')
    .select((column) => column.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Marks a batch as shipped if it is still as it was seen. */
export async function closeBatch(tx: Tx, batch: BatchRow, at: Date): Promise<void> {
  const result = await db(tx)
    .updateTable('production_batches')
    .set({ shipped_at: at, version: batch.version + 1 })
    .where('batch_id', '=', batch.batch_id)
    .where('version', '=', batch.version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw commonErrors.CHANGED_MEANWHILE();
}

/** False when the chip serial is taken already: draw another. */
export async function insertMaking(tx: Tx, making: MakingRow): Promise<boolean> {
  const result = await db(tx)
    .insertInto('production_makings')
    .values(making)
    .onConflict((conflict) => conflict.column('chip_serial').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function findMaking(
  tx: Tx,
  where: { readonly makingId: string } | { readonly cardId: string },
): Promise<MakingRow> {
  const query = db(tx).selectFrom('production_makings').selectAll();
  const row = await ('makingId' in where
    ? query.where('making_id', '=', where.makingId)
    : query.where('card_id', '=', where.cardId)
  ).executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return row;
}

/** The row, held until the transaction ends: nobody else goes on with this card meanwhile. */
export async function lockMaking(tx: Tx, makingId: string): Promise<MakingRow> {
  return db(tx)
    .selectFrom('production_makings')
    .selectAll()
    .where('making_id', '=', makingId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** In the order of the batch. */
export async function makingsOfBatch(tx: Tx, batchId: string): Promise<readonly MakingRow[]> {
  return db(tx)
    .selectFrom('production_makings')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('position')
    .execute();
}

/** The making of an application that is neither over nor shipped. */
export async function openMakingOf(tx: Tx, application: string): Promise<MakingRow | undefined> {
  return db(tx)
    .selectFrom('production_makings')
    .selectAll()
    .where('application', '=', application)
    .where('state', 'in', ['WAITING', 'MAKING', 'PASSED'])
    .executeTakeFirst();
}

export type MakingChanges = Partial<
  Pick<MakingRow, 'state' | 'card_id' | 'print_digest' | 'lot_id' | 'attempts' | 'problem'>
>;

export async function updateMaking(
  tx: Tx,
  makingId: string,
  changes: MakingChanges,
  at: Date,
): Promise<void> {
  await db(tx)
    .updateTable('production_makings')
    .set({ ...changes, changed_at: at })
    .where('making_id', '=', makingId)
    .execute();
}

export async function addStep(tx: Tx, makingId: string, step: StepName, at: Date): Promise<void> {
  await db(tx)
    .insertInto('production_steps')
    .values({ making_id: makingId, step, done_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function stepsOf(tx: Tx, makingIds: readonly string[]): Promise<readonly StepRow[]> {
  if (makingIds.length === 0) return [];
  return db(tx)
    .selectFrom('production_steps')
    .selectAll()
    .where('making_id', 'in', makingIds)
    .orderBy('done_at')
    .execute();
}

export async function saveGates(
  tx: Tx,
  makingId: string,
  results: readonly GateResult[],
  at: Date,
): Promise<void> {
  const rows = results.map(({ gate, ok, detail }) => ({
    making_id: makingId,
    gate,
    ok,
    detail: detail ?? null,
    checked_at: at,
  }));
  await db(tx)
    .insertInto('production_gates')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function gatesOf(tx: Tx, makingIds: readonly string[]): Promise<readonly GateRow[]> {
  if (makingIds.length === 0) return [];
  return db(tx).selectFrom('production_gates').selectAll().where('making_id', 'in', makingIds).execute();
}

export async function insertIncident(tx: Tx, incident: IncidentRow): Promise<void> {
  await db(tx).insertInto('production_incidents').values(incident).execute();
}

export interface IncidentEntry extends IncidentRow {
  readonly batch_id: string;
  readonly chip_serial: string;
  readonly municipality: string;
}

/** Newest first. */
export async function listIncidents(tx: Tx, limit: number): Promise<readonly IncidentEntry[]> {
  return db(tx)
    .selectFrom('production_incidents as incident')
    .innerJoin('production_makings as making', 'making.making_id', 'incident.making_id')
    .selectAll('incident')
    .select(['making.batch_id', 'making.chip_serial', 'making.municipality'])
    .orderBy('incident.at', 'desc')
    .limit(limit)
    .execute();
}

/** How many makings of these batches are in which state; of all batches when none are named. */
export async function countStates(
  tx: Tx,
  batchIds?: readonly string[],
): Promise<readonly { batch_id: string; state: MakingState; count: number }[]> {
  if (batchIds?.length === 0) return [];
  let query = db(tx)
    .selectFrom('production_makings')
    .select((column) => ['batch_id', 'state', column.fn.countAll<number>().as('count')])
    .groupBy(['batch_id', 'state']);
  if (batchIds) query = query.where('batch_id', 'in', batchIds);
  return (await query.execute()).map((row) => ({ ...row, count: Number(row.count) }));
}

export async function acceptedSubstitutes(
  tx: Tx,
  application: string,
): Promise<readonly Pick<SubstituteRow, 'character' | 'drawn'>[]> {
  return db(tx)
    .selectFrom('production_substitutes')
    .select(['character', 'drawn'])
    .where('application', '=', application)
    .execute();
}

export async function insertSubstitutes(tx: Tx, rows: readonly SubstituteRow[]): Promise<void> {
  await db(tx)
    .insertInto('production_substitutes')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
