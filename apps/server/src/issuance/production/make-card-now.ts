import { type Act, commonErrors } from '../../platform/index.ts';
import type { Card } from '../cards/index.ts';
import { openBatch } from './batch.ts';
import type { Context } from './context.ts';
import { productionErrors } from './errors.ts';
import { MAKING_STEPS, makeCard } from './make/make-card.ts';
import { shipBatch } from './ship.ts';
import { findBatch, findMaking, lockBatching, makingsOfBatch, openMakingOf } from './store.ts';

/** Makes, checks and ships one card at once, in a batch of its own; goes on where an earlier call was broken off. */
export async function makeCardNow(
  context: Context,
  applicationId: string,
  act: Act,
  stopping?: AbortSignal,
): Promise<Card> {
  const { database } = context.platform;
  const begun = await database.transaction(async (tx) => {
    await lockBatching(tx);
    const application = await context.applications.get(tx, applicationId);
    if (application.state === 'SHIPPED' && application.cardId) {
      return { card: await context.cards.get(tx, application.cardId) };
    }
    const open = application.state === 'IN_PRODUCTION' ? await openMakingOf(tx, applicationId) : undefined;
    if (open) {
      // In a batch with others the jobs are at it; shipping it would ship theirs as well.
      if ((await makingsOfBatch(tx, open.batchId)).length > 1) throw commonErrors.CHANGED_MEANWHILE();
      return { makingId: open.makingId };
    }
    const { makingIds } = await openBatch(context, tx, [application], act);
    return { makingId: makingIds[0] };
  });
  if (begun.card) return begun.card;
  if (begun.makingId === undefined) throw new Error('a batch of one has no card');
  const { makingId } = begun;

  await makeCard(context, makingId, MAKING_STEPS, stopping);
  const { making, batch } = await database.query(async (tx) => {
    const found = await findMaking(tx, { makingId });
    return { making: found, batch: await findBatch(tx, found.batchId) };
  });
  if (making.state === 'FAILED') throw productionErrors.PRODUCTION_GATE_FAILED();
  if (making.state === 'DISCARDED' || making.cardId === null) throw productionErrors.PRODUCTION_WITHDRAWN();
  await shipBatch(context, batch.batchId, batch.version, act);
  const { cardId } = making;
  return database.query((tx) => context.cards.get(tx, cardId));
}
