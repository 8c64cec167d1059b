import type { Actor } from '../../../platform/index.ts';
import { sameVersion } from '../context.ts';
import type { Visits } from '../visit/procedure.ts';
import { actIn, isOnTheWay, visitFor } from '../visit/visits.ts';
import { applicationToHandOver } from './admit.ts';
import { handoverErrors } from './errors.ts';
import type { Handover } from './hand-over.ts';

/** The clerk gives the card to the holder: it goes where its holder keeps it. */
export async function giveCard(
  handovers: Visits<Handover>,
  id: string,
  version: number,
  actor: Actor,
): Promise<void> {
  const { life, parts } = handovers;
  await parts.platform.database.transaction(async (tx) => {
    const visit = await visitFor(handovers, tx, id, actor, 'do');
    const act = actIn(handovers, visit, actor);
    await applicationToHandOver(parts, tx, visit.caseId, act);
    sameVersion(visit, version);
    if (isOnTheWay(visit)) throw handoverErrors.HANDOVER_NOT_CONFIRMED();
    await life.move(tx, visit, 'complete', act);
  });
}
