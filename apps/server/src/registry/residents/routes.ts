import { type Http, ownOfficeOf, type Platform, reachOf, serve, staffActor } from '../../platform/index.ts';
import type { RegistrySystems, Residents } from './api.ts';
import { residentsContract } from './contract.ts';
import type { Entering } from './enter.ts';

export function residentRoutes(
  app: Http,
  platform: Platform,
  deps: { readonly residents: Residents; readonly systems: RegistrySystems; readonly entering: Entering },
): void {
  const { residents, systems, entering } = deps;
  const on = serve(app, residentsContract);
  on('POST /api/registry/residents', async ({ raw, body }) =>
    entering.enter(await systems.demand(raw), body),
  );
  on('POST /api/registry/events', async ({ raw, body }) => entering.report(await systems.demand(raw), body));

  on('POST /api/office/residents/search', async (request) => {
    const actor = staffActor(request);
    const { reason, ...claim } = request.body;
    const office = ownOfficeOf(actor, 'see-status', 'look');
    const act = { actor, purpose: 'counter-service', reason } as const;
    const people = await platform.database.transaction(async (tx) => {
      const { without } = await reachOf({ residents }, tx, actor, 'see-status', 'look');
      return residents.search(tx, office, dropUndefined(claim), act, without);
    });
    return {
      people: people.map(({ personId, name, nameKana, birthDate, sex, address, municipality }) => ({
        personId,
        name,
        nameKana,
        birthDate,
        sex,
        address,
        municipality,
      })),
    };
  });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function dropUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;
}
