import type { Tx } from '../platform/index.ts';
import { productionActs } from './audited-acts.ts';
import { type Context, lineAct, operatorAct, SHRED_JOB } from './context.ts';
import { findBatch, findMaking, insertIncident, updateMaking } from './store.ts';
import type { IncidentKind, Making } from './tables.ts';

/**
 * The second of the two-person record when the line itself rejects a card (PRD-03): the gate that failed it. It is
 * named as what it is, so that an auditor never takes it for a member of staff.
 */
export const PRODUCTION_LINE = 'production-line';

/**
 * Ends the making of a card that must not leave the factory: the record is destroyed, its certificates with it, the
 * incident is on record, and a job shreds the chip.
 */
export async function endMaking(
  context: Context,
  tx: Tx,
  making: Making,
  how: {
    readonly state: 'FAILED' | 'DISCARDED';
    readonly kind: IncidentKind;
    readonly gates?: readonly string[];
  },
): Promise<void> {
  const { audit, clock, jobs, random } = context.platform;
  const at = clock.now();
  const gates = how.gates ?? [];
  const reason = gates.length > 0 ? `${how.kind}: ${gates.join(', ')}` : how.kind;
  const act = operatorAct(await findBatch(tx, making.batchId), making.application, reason);
  if (making.cardId !== null) {
    const { state } = await context.cards.get(tx, making.cardId);
    if (state === 'PRODUCED') await context.cards.destroy(tx, making.cardId, PRODUCTION_LINE, act);
  }
  await updateMaking(tx, making.makingId, { state: how.state, problem: null }, at);
  const incidentId = random.id('incident');
  await insertIncident(tx, {
    incidentId,
    makingId: making.makingId,
    kind: how.kind,
    gates: gates.join(','),
    at,
  });
  await audit.record(tx, {
    ...act,
    action: productionActs.incident,
    subject: making.personId,
    detail: { incidentId, makingId: making.makingId, chipSerial: making.chipSerial, kind: how.kind, gates },
  });
  await jobs.send(tx, SHRED_JOB, { chipSerial: making.chipSerial });
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
