import { CREDENTIALS, HANDOVER, type HandoverEvent, type HandoverState, offered } from '@mibun/rules';
import type { Actor, Tx } from '../../platform/index.ts';
import { actOf, type Context } from '../context.ts';
import type { HandoverAnswer } from '../schemas.ts';
import { handoverFor } from './finish.ts';
import type { Handover } from './store.ts';

/** The way through a hand-over, as the clerk sees it. */
const STEPS: readonly HandoverEvent[] = [
  'open',
  'prepare-chip',
  'set-pins',
  'write-chip',
  'confirm',
  'complete',
];

const labelOf = (state: HandoverState) => HANDOVER.states[state];

export async function showHandover(context: Context, id: string, actor: Actor): Promise<HandoverAnswer> {
  return context.platform.database.transaction(async (tx) => {
    const handover = await handoverFor(context, tx, id, actor, 'look');
    return handoverView(context, tx, handover, actor);
  });
}

export async function handoverView(
  context: Context,
  tx: Tx,
  handover: Handover,
  actor: Actor,
): Promise<HandoverAnswer> {
  const act = actOf(actor, 'hand-over', handover.application);
  const { name } = await context.residents.look(tx, handover.personId, act);
  const events = await context.handovers.history(tx, handover.id);
  const may = (event: HandoverEvent) =>
    offered(HANDOVER, handover.state, actor.kind).some((row) => row.event === event);
  return {
    handoverId: handover.id,
    version: handover.version,
    state: handover.state,
    label: labelOf(handover.state),
    application: handover.application,
    personId: handover.personId,
    name,
    cardId: handover.cardId,
    cardSerial: handover.chipSerial,
    clerkName: handover.clerk.name,
    openedAt: handover.openedAt.toISOString(),
    credentials: handover.credentials.map((kind) => ({ kind, label: CREDENTIALS[kind] })),
    steps: STEPS.map((event) => ({
      id: event,
      label: HANDOVER.events[event],
      at: events.findLast((one) => one.event === event)?.at.toISOString() ?? null,
    })),
    connected: context.connected.has(handover.id),
    problem: handover.problem,
    mayResume: may('resume'),
    mayComplete: may('complete'),
    mayCancel: may('cancel'),
  };
}
