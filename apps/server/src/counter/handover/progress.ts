import { HANDOVER, type HandoverEvent } from '@mibun/rules';
import { type Act, type Actor, step, systemActor, type Tx } from '../../platform/index.ts';
import { counterActs } from '../audited-acts.ts';
import { actOf, type Context } from '../context.ts';
import { addHandoverEvent, type Handover, handoverOfRun, saveHandover } from './store.ts';

/**
 * One step of the hand-over's own table, with its trace. The caller's transaction; `run` is the connection that asks.
 */
export async function advance(
  { platform }: Context,
  tx: Tx,
  handover: Handover,
  event: HandoverEvent,
  actor: Pick<Actor, 'kind' | 'name'>,
  more: Partial<Pick<Handover, 'run' | 'confirmedAt'>> = {},
): Promise<Handover> {
  const { to } = step(HANDOVER, handover.state, event, actor.kind);
  const moved = await saveHandover(tx, handover, { state: to, changedAt: platform.clock.now(), ...more });
  await addHandoverEvent(tx, handover, event, moved, actor);
  return moved;
}

/** Notes that the chip has come one step further. */
export async function noteProgress(
  context: Context,
  { id, run }: Pick<Handover, 'id' | 'run'>,
  event: 'prepare-chip' | 'set-pins' | 'write-chip',
  by: 'clerk' | 'system' = 'clerk',
): Promise<Handover> {
  return context.platform.database.transaction(async (tx) => {
    const handover = await handoverOfRun(tx, id, run);
    const actor = by === 'system' ? systemActor('counter') : handover.clerk;
    // PIN-03: the holder typed them on their own screen, or their representative did.
    const kind = handover.byRepresentative ? ('guardian' as const) : ('resident' as const);
    return advance(context, tx, handover, event, event === 'set-pins' ? { ...actor, kind } : actor);
  });
}

/**
 * The second half of the two-phase commit: the chip has been read back as active, now the server says so, too. Card,
 * certificates, previous card and application change in one transaction, so that none of them is ahead of the others.
 */
export async function confirmHandover(
  context: Context,
  { id, run }: Pick<Handover, 'id' | 'run'>,
  by: 'clerk' | 'system' = 'clerk',
): Promise<Handover> {
  const { applications, cards, platform, production } = context;
  return platform.database.transaction(async (tx) => {
    const handover = await handoverOfRun(tx, id, run);
    const act = confirmingAct(handover, by);
    const actor = by === 'system' ? systemActor('counter') : handover.clerk;
    const at = platform.clock.now();
    const confirmed = await advance(context, tx, handover, 'confirm', actor, { confirmedAt: at });
    const previous = await cards.current(tx, handover.personId);
    await cards.confirmActivation(tx, handover.cardId, act);
    // §10.1 closes the application with the card that begins to work: a withdrawal in between has nothing to withdraw.
    await applications.move(tx, handover.application, 'hand-over', act);
    if (previous) await production.carry(tx, previous.chipSerial, 'returned');
    await platform.audit.record(tx, {
      ...act,
      action: counterActs['confirm-hand-over'],
      subject: handover.personId,
      detail: { handover: id, cardId: handover.cardId, by },
    });
    return confirmed;
  });
}

/** The clerk's act, also when the system finishes what the clerk began. */
function confirmingAct({ clerk, application }: Handover, by: 'clerk' | 'system'): Act {
  return actOf(
    clerk,
    'hand-over',
    application,
    by === 'system' ? 'finished after an interruption' : undefined,
  );
}
