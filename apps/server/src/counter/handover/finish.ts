import { TrayError } from '@mibun/reader';
import { jstDate } from '@mibun/rules';
import type { Actor, Asked, Tx } from '../../platform/index.ts';
import { issuerChannel, withCardAtOffice } from '../chip.ts';
import { actOf, type Context, caseFor, sameVersion } from '../context.ts';
import { counterErrors } from '../errors.ts';
import type { ResumeAnswer } from '../schemas.ts';
import { isLastingFault } from '../set-up/read-chip.ts';
import { connectHandover } from './connect.ts';
import { noteProgress } from './life.ts';
import { applicationToHandOver } from './open.ts';
import { type Handover, requireHandover, unfinishedHandovers } from './store.ts';

/** Goes on with a hand-over from where the chip stands; whoever was at it before is cut off. */
export async function resumeHandover(context: Context, id: string, actor: Actor): Promise<ResumeAnswer> {
  const handover = await context.platform.database.transaction(async (tx) => {
    const found = await handoverFor(context, tx, id, actor, 'do');
    await applicationToHandOver(context, tx, found.application, actOf(actor, 'hand-over', found.application));
    if (!isOnTheWay(found)) throw counterErrors.COUNTER_TAKEN_OVER();
    return context.handovers.move(tx, found, 'resume', actOf(actor, 'hand-over', found.application), {
      changes: { run: found.run + 1, clerk: actor },
    });
  });
  return { relay: connectHandover(context, handover) };
}

/** The clerk gives the card to the holder: it goes where its holder keeps it. */
export async function completeHandover(
  context: Context,
  id: string,
  version: number,
  actor: Actor,
): Promise<Handover> {
  return context.platform.database.transaction(async (tx) => {
    const handover = await handoverFor(context, tx, id, actor, 'do');
    const act = actOf(actor, 'hand-over', handover.application);
    await applicationToHandOver(context, tx, handover.application, act);
    sameVersion(handover, version);
    if (isOnTheWay(handover)) throw counterErrors.HANDOVER_NOT_CONFIRMED();
    return context.handovers.move(tx, handover, 'complete', act);
  });
}

/**
 * Gives a hand-over up. Before the PINs are set the chip cannot be in operation; afterwards it is read back first, and
 * one that cannot be read is for a supervisor to decide (INC-05).
 */
export async function cancelHandover(
  context: Context,
  id: string,
  request: { readonly version: number; readonly reason: string },
  actor: Actor,
): Promise<Handover> {
  const { database } = context.platform;
  const found = await database.transaction((tx) => handoverFor(context, tx, id, actor, ['do', 'approve']));
  sameVersion(found, request.version);
  context.handovers.judge(found.state, 'cancel', actor.kind);
  if (found.state === 'PINS_SET' || found.state === 'CHIP_WRITTEN') {
    const active = await isChipActive(context, found);
    if (active) throw counterErrors.HANDOVER_CHIP_ACTIVE();
    if (active === undefined && actor.kind !== 'supervisor') throw counterErrors.HANDOVER_CHIP_UNREADABLE();
  }
  return database.transaction((tx) => cancelInTx(context, tx, found, actor, request.reason));
}

function cancelInTx(
  { handovers }: Context,
  tx: Tx,
  handover: Handover,
  actor: Actor,
  reason: string,
): Promise<Handover> {
  const act = actOf(actor, 'hand-over', handover.application, reason);
  return handovers.move(tx, handover, 'cancel', act, { changes: { run: handover.run + 1 } });
}

export interface Reconciled {
  readonly finished: readonly string[];
  readonly cancelled: readonly string[];
  readonly left: readonly string[];
}

/**
 * After a start: what a crash has left between chip and server. A chip that is in operation is confirmed; one that is
 * not is left for the clerk to resume on the same day, and given up afterwards. A card that cannot be read stays.
 */
export async function reconcileHandovers(context: Context): Promise<Reconciled> {
  const { clock, database, log } = context.platform;
  const result = { finished: [] as string[], cancelled: [] as string[], left: [] as string[] };
  for (const handover of await database.query((tx) => unfinishedHandovers(tx))) {
    if (!isOnTheWay(handover)) continue;
    try {
      const active = await isChipActive(context, handover);
      const mayBeActive = handover.state === 'PINS_SET' || handover.state === 'CHIP_WRITTEN';
      if (active && mayBeActive) {
        await noteProgress(context, handover, 'write-chip', 'system');
        await noteProgress(context, handover, 'confirm', 'system');
        result.finished.push(handover.id);
      } else if (
        active === false &&
        jstDate(handover.openedAt) < jstDate(clock.now()) &&
        mayTimeOut(handover)
      ) {
        const timer: Actor = { kind: 'timer', id: 'timer', name: 'Mibun', office: handover.municipality };
        await database.transaction((tx) =>
          cancelInTx(context, tx, handover, timer, 'not finished on its day'),
        );
        result.cancelled.push(handover.id);
      } else {
        result.left.push(handover.id);
      }
    } catch (error) {
      log.error({ err: error, handover: handover.id }, 'a hand-over could not be reconciled');
      result.left.push(handover.id);
    }
  }
  return result;
}

const mayTimeOut = ({ state }: Handover) => state !== 'CHIP_WRITTEN';

/** The chip is being worked on, or waits to be. */
function isOnTheWay({ state }: Handover): boolean {
  return ['OPENED', 'CHIP_PREPARED', 'PINS_SET', 'CHIP_WRITTEN'].includes(state);
}

/** `undefined`: it cannot be read from here. */
async function isChipActive(context: Context, handover: Handover): Promise<boolean | undefined> {
  try {
    return await withCardAtOffice(context, handover, async (connection) => {
      const channel = await issuerChannel(context, connection, handover.chipSerial);
      return (await channel.chipState()).state === 'active';
    });
  } catch (error) {
    // In a reader at this moment, gone, or broken: all the same from here.
    if (isLastingFault(error) || error instanceof TrayError) return undefined;
    throw error;
  }
}

/** A hand-over, to somebody who may do this with it. */
export function handoverFor(
  context: Context,
  tx: Tx,
  id: string,
  actor: Actor,
  wanted: Asked<Handover>['wanted'],
): Promise<Handover> {
  return caseFor(context, tx, actOf(actor, 'hand-over', id), {
    action: 'hand-over',
    wanted,
    find: () => requireHandover(tx, id),
  });
}
