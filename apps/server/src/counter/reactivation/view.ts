import { offered, REACTIVATION, type ReactivationEvent } from '@mibun/rules';
import type { Actor, Tx } from '../../platform/index.ts';
import { actOf, type Context } from '../context.ts';
import type { ReactivationAnswer } from '../schemas.ts';
import type { Reactivation } from './store.ts';

/** The way through, as the clerk sees it. */
const STEPS: readonly ReactivationEvent[] = ['open', 'prove-chip', 'write-signature', 'complete'];

export async function reactivationView(
  { connected, reactivations, residents }: Context,
  tx: Tx,
  found: Reactivation,
  actor: Actor,
): Promise<ReactivationAnswer> {
  const { name } = await residents.look(tx, found.personId, actOf(actor, 'reactivation', found.id));
  const events = await reactivations.history(tx, found.id);
  const may = (event: ReactivationEvent) =>
    offered(REACTIVATION, found.state, actor.kind).some((row) => row.event === event);
  return {
    reactivationId: found.id,
    version: found.version,
    state: found.state,
    label: REACTIVATION.states[found.state],
    cardId: found.cardId,
    cardSerial: found.chipSerial,
    personId: found.personId,
    name,
    wantsSignature: found.wantsSignature,
    clerkName: found.clerk.name,
    openedAt: found.openedAt.toISOString(),
    steps: STEPS.filter((event) => found.wantsSignature || event !== 'write-signature').map((event) => ({
      id: event,
      label: REACTIVATION.events[event],
      at: events.findLast((one) => one.event === event)?.at.toISOString() ?? null,
    })),
    connected: connected.has(found.id),
    problem: found.problem,
    mayResume: may('resume'),
    mayCancel: may('cancel'),
    newSignatureSerial: found.newSerial,
  };
}
