import { jstDate } from '@mibun/rules';
import type { Actor } from '../../../platform/index.ts';
import { giveUp } from '../visit/go-on.ts';
import type { VisitOf, Visits } from '../visit/procedure.ts';
import { isOnTheWay, noteStep, unfinishedOf } from '../visit/visits.ts';
import type { Handover } from './hand-over.ts';
import { isChipActive } from './read-back.ts';

export interface Reconciled {
  readonly finished: readonly string[];
  readonly cancelled: readonly string[];
  readonly left: readonly string[];
}

/**
 * After a start: what a crash has left between chip and server. A chip that is in operation is confirmed; one that is
 * not is left for the clerk to resume on the same day, and given up afterwards. A card that cannot be read stays.
 */
export async function reconcileHandovers(handovers: Visits<Handover>): Promise<Reconciled> {
  const { log } = handovers.parts.platform;
  const result = { finished: [] as string[], cancelled: [] as string[], left: [] as string[] };
  for (const visit of await unfinishedOf(handovers)) {
    if (!isOnTheWay(visit)) continue;
    try {
      result[await reconcile(handovers, visit)].push(visit.id);
    } catch (error) {
      log.error({ err: error, handover: visit.id }, 'a hand-over could not be reconciled');
      result.left.push(visit.id);
    }
  }
  return result;
}

async function reconcile(handovers: Visits<Handover>, visit: VisitOf<Handover>): Promise<keyof Reconciled> {
  const { clock, database } = handovers.parts.platform;
  const active = await isChipActive(handovers.parts, visit);
  const mayBeActive = visit.state === 'PINS_SET' || visit.state === 'CHIP_WRITTEN';
  if (active && mayBeActive) {
    const bySystem = { by: 'system', reason: 'finished after an interruption' } as const;
    await noteStep(handovers, visit, 'write-chip', bySystem);
    await noteStep(handovers, visit, 'confirm', bySystem);
    return 'finished';
  }
  const isOfEarlierDay = jstDate(visit.openedAt) < jstDate(clock.now());
  if (active === false && isOfEarlierDay && visit.state !== 'CHIP_WRITTEN') {
    const timer: Actor = { kind: 'timer', id: 'timer', name: 'Mibun', office: visit.municipality };
    await database.transaction((tx) => giveUp(handovers, tx, visit, timer, 'not finished on its day'));
    return 'cancelled';
  }
  return 'left';
}
