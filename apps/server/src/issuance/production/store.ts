import type { MakingState } from '@mibun/rules';
import { type Insertable, sql, type Updateable } from 'kysely';
import { commonErrors, type Tx, tables } from '../../platform/index.ts';
import type { GateResult, StepName } from './steps.ts';
import type {
  AcceptedSubstitute,
  Batch,
  CheckedGate,
  DoneStep,
  Incident,
  Making,
  MakingChanges,
  NewMaking,
  ProductionTables,
} from './tables.ts';

const db = (tx: Tx) => tables<ProductionTables>(tx);

/** Any number that no other advisory lock of this system uses. */
const BATCH_LOCK = 50_001;

/** Until the transaction ends, nobody else gathers applications: two batches never take the same ones. */
export async function lockBatching(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${BATCH_LOCK})`.execute(tx);
}

export async function insertBatch(tx: Tx, batch: Insertable<Batch>): Promise<void> {
  await db(tx).insertInto('productionBatches').values(batch).execute();
}

export async function findBatch(tx: Tx, batchId: string): Promise<Batch> {
  const row = await db(tx)
    .selectFrom('productionBatches')
    .selectAll()
    .where('batchId', '=', batchId)
    .executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return row;
}

/** Newest first. */
export async function listBatches(tx: Tx, limit: number, offset: number): Promise<readonly Batch[]> {
  return db(tx)
    .selectFrom('productionBatches')
    .selectAll()
    .orderBy('createdAt', 'desc')
    .orderBy('batchId')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countBatches(tx: Tx): Promise<number> {
  const row = await db(tx)
    .selectFrom('productionBatches')
    .select((column) => column.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Marks a batch as shipped if it is still as it was seen. */
export async function closeBatch(tx: Tx, batch: Batch, at: Date): Promise<void> {
  const result = await db(tx)
    .updateTable('productionBatches')
    .set({ shippedAt: at, version: batch.version + 1 })
    .where('batchId', '=', batch.batchId)
    .where('version', '=', batch.version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw commonErrors.CHANGED_MEANWHILE();
}

/** Undefined when the chip serial is taken already: draw another. */
export async function insertMaking(tx: Tx, making: NewMaking): Promise<Making | undefined> {
  return db(tx)
    .insertInto('productionMakings')
    .values(making)
    .onConflict((conflict) => conflict.column('chipSerial').doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Writes a step if the making is still where it was read. */
export async function saveMaking(
  tx: Tx,
  { makingId, state }: Making,
  to: MakingState,
  changes: MakingChanges,
  at: Date,
): Promise<Making> {
  const row = await db(tx)
    .updateTable('productionMakings')
    .set({ problem: null, ...changes, state: to, changedAt: at })
    .where('makingId', '=', makingId)
    .where('state', '=', state)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw commonErrors.CHANGED_MEANWHILE();
  return row;
}

export async function findMaking(
  tx: Tx,
  where: { readonly makingId: string } | { readonly cardId: string },
): Promise<Making> {
  const query = db(tx).selectFrom('productionMakings').selectAll();
  const row = await ('makingId' in where
    ? query.where('makingId', '=', where.makingId)
    : query.where('cardId', '=', where.cardId)
  ).executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return row;
}

/** The row, held until the transaction ends: nobody else goes on with this card meanwhile. */
export async function lockMaking(tx: Tx, makingId: string): Promise<Making> {
  return db(tx)
    .selectFrom('productionMakings')
    .selectAll()
    .where('makingId', '=', makingId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** In the order of the batch. */
export async function makingsOfBatch(tx: Tx, batchId: string): Promise<readonly Making[]> {
  return db(tx)
    .selectFrom('productionMakings')
    .selectAll()
    .where('batchId', '=', batchId)
    .orderBy('position')
    .execute();
}

/** The making of an application that is neither over nor shipped. */
export async function openMakingOf(tx: Tx, application: string): Promise<Making | undefined> {
  return db(tx)
    .selectFrom('productionMakings')
    .selectAll()
    .where('application', '=', application)
    .where('state', 'in', ['WAITING', 'MAKING', 'PASSED'])
    .executeTakeFirst();
}

/** What is noted of a making beside its life. */
export async function updateMaking(
  tx: Tx,
  makingId: string,
  changes: Pick<Updateable<Making>, 'chipSerial' | 'cardId' | 'printDigest' | 'attempts' | 'problem'>,
  at: Date,
): Promise<void> {
  await db(tx)
    .updateTable('productionMakings')
    .set({ ...changes, changedAt: at })
    .where('makingId', '=', makingId)
    .execute();
}

export async function addStep(tx: Tx, makingId: string, step: StepName, at: Date): Promise<void> {
  await db(tx)
    .insertInto('productionSteps')
    .values({ makingId, step, doneAt: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function stepsOf(tx: Tx, makingIds: readonly string[]): Promise<readonly DoneStep[]> {
  if (makingIds.length === 0) return [];
  return db(tx)
    .selectFrom('productionSteps')
    .selectAll()
    .where('makingId', 'in', makingIds)
    .orderBy('doneAt')
    .execute();
}

export async function saveGates(
  tx: Tx,
  makingId: string,
  results: readonly GateResult[],
  at: Date,
): Promise<void> {
  const rows = results.map((result) => ({ ...result, makingId, checkedAt: at }));
  await db(tx)
    .insertInto('productionGates')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function gatesOf(tx: Tx, makingIds: readonly string[]): Promise<readonly CheckedGate[]> {
  if (makingIds.length === 0) return [];
  return db(tx).selectFrom('productionGates').selectAll().where('makingId', 'in', makingIds).execute();
}

export async function insertIncident(tx: Tx, incident: Incident): Promise<void> {
  await db(tx).insertInto('productionIncidents').values(incident).execute();
}

export interface IncidentEntry extends Incident {
  readonly batchId: string;
  readonly chipSerial: string;
  readonly municipality: string;
}

/** Newest first. */
export async function listIncidents(tx: Tx, limit: number): Promise<readonly IncidentEntry[]> {
  return db(tx)
    .selectFrom('productionIncidents as incident')
    .innerJoin('productionMakings as making', 'making.makingId', 'incident.makingId')
    .selectAll('incident')
    .select(['making.batchId', 'making.chipSerial', 'making.municipality'])
    .orderBy('incident.at', 'desc')
    .limit(limit)
    .execute();
}

/** How many makings of these batches are in which state; of all batches when none are named. */
export async function countStates(
  tx: Tx,
  batchIds?: readonly string[],
): Promise<readonly { batchId: string; state: MakingState; count: number }[]> {
  if (batchIds?.length === 0) return [];
  let query = db(tx)
    .selectFrom('productionMakings')
    .select((column) => ['batchId', 'state', column.fn.countAll<number>().as('count')])
    .groupBy(['batchId', 'state']);
  if (batchIds) query = query.where('batchId', 'in', batchIds);
  return (await query.execute()).map((row) => ({ ...row, count: Number(row.count) }));
}

export async function acceptedSubstitutes(
  tx: Tx,
  application: string,
): Promise<readonly Pick<AcceptedSubstitute, 'character' | 'drawn'>[]> {
  return db(tx)
    .selectFrom('productionSubstitutes')
    .select(['character', 'drawn'])
    .where('application', '=', application)
    .execute();
}

export async function insertSubstitutes(tx: Tx, rows: readonly AcceptedSubstitute[]): Promise<void> {
  await db(tx)
    .insertInto('productionSubstitutes')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
