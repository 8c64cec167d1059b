import { offered } from '@mibun/rules';
import type { Actor, Tx } from '../../../platform/index.ts';
import type { EventOf, Kinds, VisitOf, Visits } from './procedure.ts';
import type { VisitView } from './schemas.ts';
import { actIn, visitFor } from './visits.ts';

/** How far a visit has come, and what the viewer may do next. */
export async function showVisit<K extends Kinds>(
  visits: Visits<K>,
  id: string,
  actor: Actor,
): Promise<VisitView<K['state']> & K['more']> {
  return visits.parts.platform.database.transaction(async (tx) =>
    view(visits, tx, await visitFor(visits, tx, id, actor, 'look'), actor),
  );
}

async function view<K extends Kinds>(
  visits: Visits<K>,
  tx: Tx,
  visit: VisitOf<K>,
  actor: Actor,
): Promise<VisitView<K['state']> & K['more']> {
  const { connected, life, parts, procedure } = visits;
  const { table } = procedure;
  const { name } = await parts.residents.look(tx, visit.personId, actIn(visits, visit, actor));
  const history = await life.history(tx, visit.id);
  const may = (event: EventOf<K>) =>
    offered(table, visit.state, actor.kind).some((row) => row.event === event);
  return {
    visitId: visit.id,
    version: visit.version,
    state: visit.state,
    label: table.states[visit.state],
    cardId: visit.cardId,
    cardSerial: visit.chipSerial,
    personId: visit.personId,
    name,
    clerkName: visit.clerk.name,
    openedAt: visit.openedAt.toISOString(),
    steps: procedure.steps(visit.facts).map((event) => ({
      id: event,
      label: table.events[event],
      at: history.findLast((one) => one.event === event)?.at.toISOString() ?? null,
    })),
    connected: connected.has(visit.id),
    problem: visit.problem,
    mayResume: may('resume'),
    mayCancel: may('cancel'),
    ...procedure.more(visit, may),
  };
}
