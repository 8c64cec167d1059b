import type { Actor, Tx } from '../../../platform/index.ts';
import { sameVersion } from '../context.ts';
import { connectCard } from './connect.ts';
import { visitErrors } from './errors.ts';
import type { Kinds, VisitOf, Visits } from './procedure.ts';
import type { CancelRequest, ResumeAnswer } from './schemas.ts';
import { actIn, isOnTheWay, visitFor } from './visits.ts';

/** Goes on with a visit from where the chip stands; whoever was at it before is cut off. */
export async function resumeVisit<K extends Kinds>(
  visits: Visits<K>,
  id: string,
  actor: Actor,
): Promise<ResumeAnswer> {
  const { life, parts, procedure } = visits;
  const resumed = await parts.platform.database.transaction(async (tx) => {
    const found = await visitFor(visits, tx, id, actor, 'do');
    const act = actIn(visits, found, actor);
    await procedure.admitAgain?.(tx, found, act);
    if (!isOnTheWay(found)) throw visitErrors.COUNTER_TAKEN_OVER();
    return life.move(tx, found, 'resume', act, { changes: { run: found.run + 1, clerk: actor } });
  });
  return { relay: connectCard(visits, resumed) };
}

/** Gives a visit up. Whether it may be is asked outside any transaction: the chip may have to be read back for it. */
export async function cancelVisit<K extends Kinds>(
  visits: Visits<K>,
  id: string,
  { version, reason }: CancelRequest,
  actor: Actor,
): Promise<void> {
  const { life, parts, procedure } = visits;
  const { database } = parts.platform;
  const found = await database.transaction((tx) => visitFor(visits, tx, id, actor, ['do', 'approve']));
  sameVersion(found, version);
  life.judge(found.state, 'cancel', actor.kind);
  await procedure.mayCancel?.(found, actor);
  await database.transaction((tx) => giveUp(visits, tx, found, actor, reason));
}

export function giveUp<K extends Kinds>(
  visits: Visits<K>,
  tx: Tx,
  found: VisitOf<K>,
  actor: Actor,
  reason: string,
): Promise<VisitOf<K>> {
  const act = actIn(visits, found, actor, reason);
  return visits.life.move(tx, found, 'cancel', act, { changes: { run: found.run + 1 } });
}
