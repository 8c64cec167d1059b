import { type Act, type Actor, mayAct, type Tx } from '../../platform/index.ts';
import type { Application } from '../applications/index.ts';
import type { Context } from './context.ts';
import { makingsOfBatch } from './store.ts';
import type { Making } from './tables.ts';

/**
 * A card takes two persons (domain.md §9): whoever screened its application does not make it, and nobody makes their
 * own or their household's. Gives the applications, or refuses.
 */
export function applicationsToMake(
  context: Context,
  tx: Tx,
  act: Act,
  find: () => Promise<readonly Application[]>,
): Promise<readonly Application[]> {
  return mayAct(context, tx, act, {
    action: 'produce-or-destroy',
    wanted: 'do',
    find,
    concerns: (applications) => ({ people: applications.map(({ personId }) => personId) }),
    separate: {
      act: 'produce',
      earlier: (applications) =>
        applications.flatMap(({ screeners }) => screeners.map((by) => ['screen', by] as const)),
    },
  });
}

/** The makings of a batch, to an operator who may make and ship every one of its cards. */
export async function makingsToMake(
  context: Context,
  tx: Tx,
  batchId: string,
  act: Act,
): Promise<readonly Making[]> {
  const makings = await makingsOfBatch(tx, batchId);
  await applicationsToMake(context, tx, act, () => applicationsOf(context, tx, makings));
  return makings;
}

/** What is left of a queue for this operator: without their own approvals and without their household. */
export async function leftFor(
  context: Context,
  tx: Tx,
  actor: Actor,
  waiting: readonly Application[],
): Promise<readonly Application[]> {
  const household = await context.residents.householdOf(tx, actor.id);
  return waiting.filter(
    ({ personId, screeners }) => !screeners.includes(actor.id) && !household.includes(personId),
  );
}

export async function applicationsOf(
  { applications }: Context,
  tx: Tx,
  makings: readonly Making[],
): Promise<readonly Application[]> {
  const found = [];
  for (const { application } of makings) found.push(await applications.get(tx, application));
  return found;
}
