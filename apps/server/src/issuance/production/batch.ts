import type { Act, Tx } from '../../platform/index.ts';
import type { Application } from '../applications/index.ts';
import { productionActs } from './audited-acts.ts';
import { type Context, MAKE_JOB } from './context.ts';
import { endMaking } from './end-making.ts';
import { productionErrors } from './errors.ts';
import { applicationsToMake, leftFor, makingsToMake } from './may-make.ts';
import { inMakingOrder } from './order.ts';
import { findBatch, insertBatch, lockBatching, lockMaking, openMakingOf } from './store.ts';

/** Cards of one batch; a day's work of the smallest line, and a page that one can look over. */
const LARGEST_BATCH = 100;
/** How far the queue is looked through for express cases. */
export const QUEUE_LIMIT = 1000;

/** Gathers approved applications into a batch and sends one job a card. */
export async function startBatch(
  context: Context,
  act: Act,
): Promise<{ readonly batchId: string; readonly cards: number }> {
  return context.platform.database.transaction(async (tx) => {
    await lockBatching(tx);
    const waiting = await context.applications.inState(tx, 'APPROVED', { limit: QUEUE_LIMIT });
    const left = await leftFor(context, tx, act.actor, waiting);
    const chosen = inMakingOrder(left).slice(0, LARGEST_BATCH);
    if (chosen.length === 0) {
      throw waiting.length > 0
        ? productionErrors.PRODUCTION_OTHERS_MAKE_THESE()
        : productionErrors.PRODUCTION_NOTHING_APPROVED();
    }
    const { batchId, makingIds } = await openBatch(context, tx, chosen, act);
    for (const makingId of makingIds) await context.platform.jobs.send(tx, MAKE_JOB, { makingId });
    return { batchId, cards: makingIds.length };
  });
}

/** The records of a batch, and its applications IN_PRODUCTION; nothing is made yet. */
export async function openBatch(
  context: Context,
  tx: Tx,
  applications: readonly Application[],
  act: Act,
): Promise<{ readonly batchId: string; readonly makingIds: readonly string[] }> {
  const { audit, clock, random } = context.platform;
  await applicationsToMake(context, tx, act, async () => applications);
  const at = clock.now();
  const batchId = random.id('batch');
  await insertBatch(tx, {
    batchId,
    createdBy: act.actor.id,
    createdByName: act.actor.name,
    createdAt: at,
    version: 1,
  });
  const makingIds: string[] = [];
  for (const [position, application] of applications.entries()) {
    await discardStaleMaking(context, tx, application.id);
    await context.applications.move(
      tx,
      application.id,
      'enter-batch',
      { ...act, caseId: application.id },
      { version: application.version, given: { batch: { batchId, position } } },
    );
    const making = await openMakingOf(tx, application.id);
    if (!making) throw new Error(`the making of ${application.id} has not begun`);
    makingIds.push(making.makingId);
  }
  await audit.record(tx, {
    ...act,
    action: productionActs['start-batch'],
    detail: { batchId, cards: makingIds.length },
  });
  return { batchId, makingIds };
}

/** Sends the jobs of cards that are neither finished nor given up once more; each goes on where it stopped. */
export async function resumeBatch(context: Context, batchId: string, act: Act): Promise<number> {
  const { audit, database, jobs } = context.platform;
  return database.transaction(async (tx) => {
    await findBatch(tx, batchId);
    const unfinished = (await makingsToMake(context, tx, batchId, act)).filter(
      ({ state }) => state === 'WAITING' || state === 'MAKING',
    );
    for (const { makingId } of unfinished) await jobs.send(tx, MAKE_JOB, { makingId: makingId });
    await audit.record(tx, {
      ...act,
      action: productionActs['resume-batch'],
      detail: { batchId, cards: unfinished.length },
    });
    return unfinished.length;
  });
}

/** An earlier version left a card in the making when its application was changed and approved again: it is of no use. */
async function discardStaleMaking(context: Context, tx: Tx, application: string): Promise<void> {
  const open = await openMakingOf(tx, application);
  if (!open) return;
  const making = await lockMaking(tx, open.makingId);
  await endMaking(context, tx, making, {
    event: 'discard',
    kind: 'application-changed',
    gates: [],
  });
}
