import type { Tx } from '../../platform/index.ts';
import { type Context, lineAct, operatorAct, SHRED_JOB } from './context.ts';
import type { MakingGiven } from './life.ts';
import { findBatch, findMaking } from './store.ts';
import type { Making } from './tables.ts';

/** Ends the making of a card that must not leave the factory, in the name of the operator who answers for the batch. */
export async function endMaking(
  { life }: Context,
  tx: Tx,
  making: Making,
  { event, kind, gates }: MakingGiven & { readonly event: 'fail' | 'discard' },
): Promise<void> {
  const reason = gates.length > 0 ? `${kind}: ${gates.join(', ')}` : kind;
  const act = operatorAct(await findBatch(tx, making.batchId), making.application, reason);
  await life.move(tx, making, event, act, { given: { kind, gates }, detail: { kind, gates } });
}

/**
 * What the step that was under way has left of a discarded card after its end: certificates that the CA has just signed,
 * a chip that has just been taken.
 */
export async function clearDiscarded(context: Context, tx: Tx, makingId: string): Promise<void> {
  const { application, cardId, chipSerial } = await findMaking(tx, { makingId });
  if (cardId !== null)
    await context.certificates.revokeOfCard(tx, cardId, 'unspecified', lineAct(application));
  await context.platform.jobs.send(tx, SHRED_JOB, { chipSerial });
}

/** Shreds the software card; done when it is no longer there. */
export async function shredChip({ tray }: Context, chipSerial: string): Promise<void> {
  if (tray.placeOf(chipSerial) !== undefined) tray.destroy(chipSerial);
}
