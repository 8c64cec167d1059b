import type { Act, Actor, Asked, Tx } from '../../../platform/index.ts';
import { actOf, caseFor, type Parts } from '../context.ts';
import type { EventOf, Kinds, Noting, Procedure, VisitOf, Visits } from './procedure.ts';
import {
  requireVisit,
  saveVisit,
  unfinishedVisits,
  type Visit,
  type VisitChanges,
  visitOfRun,
} from './store.ts';

/** The visits of one procedure, on its table. */
export function visitsOn<K extends Kinds>(parts: Parts, procedure: Procedure<K>): Visits<K> {
  const { acts, confirmed, effects, notYet = [], table } = procedure;
  const life = parts.platform.lifecycles.machine<
    VisitOf<K>,
    K['state'],
    EventOf<K>,
    VisitChanges<K['facts']>
  >({
    table,
    acts,
    idOf: ({ id }) => id,
    audited: ({ id, personId, cardId }) => ({ subject: personId, detail: { [table.name]: id, cardId } }),
    save: async (tx, visit, state, changes, changedAt) =>
      own<K>(
        await saveVisit(tx, visit, {
          ...changes,
          state,
          over: table.states[state].final === true,
          confirmedAt: visit.confirmedAt ?? (state === confirmed ? changedAt : null),
          changedAt,
        }),
      ),
    effects,
    notYet,
  });
  return { parts, procedure, life, connected: new Set() };
}

/** What stands under the name of a procedure was written by it, so it has its states and facts. */
export const own = <K extends Kinds>(visit: Visit): VisitOf<K> => visit as VisitOf<K>;

export function actIn<K extends Kinds>(
  { procedure }: Visits<K>,
  { caseId }: Pick<Visit, 'caseId'>,
  actor: Actor,
  reason?: string,
): Act {
  return actOf(actor, procedure.purpose, caseId, reason);
}

/** A visit, to somebody who may do this with it. */
export async function visitFor<K extends Kinds>(
  { parts, procedure }: Visits<K>,
  tx: Tx,
  id: string,
  actor: Actor,
  wanted: Asked<VisitOf<K>>['wanted'],
): Promise<VisitOf<K>> {
  return caseFor(parts, tx, actOf(actor, procedure.purpose, id), {
    action: procedure.action,
    wanted,
    find: async () => own<K>(await requireVisit(tx, procedure.table.name, id)),
  });
}

/** The chip is being worked on, or waits to be. */
export const isOnTheWay = ({ over, confirmedAt }: Visit): boolean => !over && confirmedAt === null;

export async function unfinishedOf<K extends Kinds>({
  parts,
  procedure,
}: Visits<K>): Promise<readonly VisitOf<K>[]> {
  const found = await parts.platform.database.query((tx) =>
    unfinishedVisits(tx, { procedure: procedure.table.name }),
  );
  return found.map((visit) => own<K>(visit));
}

export const presentVisit = <K extends Kinds>(
  { parts, procedure }: Visits<K>,
  { id, run }: Pick<Visit, 'id' | 'run'>,
): Promise<VisitOf<K>> =>
  parts.platform.database.query(async (tx) => own<K>(await visitOfRun(tx, procedure.table.name, id, run)));

/**
 * Puts a step of the chip's on record for the run that made it, in the name of the clerk who is at it, also where the
 * table is asked for somebody else: for the holder who typed, for the system that finishes what the clerk began.
 */
export async function noteStep<K extends Kinds>(
  visits: Visits<K>,
  { id, run }: Pick<Visit, 'id' | 'run'>,
  event: EventOf<K>,
  { facts, by, reason, detail = {} }: Noting<K> = {},
): Promise<VisitOf<K>> {
  const { life, parts, procedure } = visits;
  return parts.platform.database.transaction(async (tx) => {
    const visit = own<K>(await visitOfRun(tx, procedure.table.name, id, run));
    return life.move(tx, visit, event, actIn(visits, visit, visit.clerk, reason), {
      changes: facts ? { facts: { ...visit.facts, ...facts } } : {},
      detail: { ...detail, ...(by && { by }) },
      asks: by ?? visit.clerk.kind,
    });
  });
}
