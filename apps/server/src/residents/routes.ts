import { type Http, ownOfficeOf, type Platform, reachOf, staffActor, staffAt } from '../platform/index.ts';
import type { Residents } from './api.ts';
import { searchAnswer, searchRequest } from './schemas.ts';

export function residentRoutes(app: Http, platform: Platform, residents: Residents): void {
  app.route({
    method: 'POST',
    url: '/api/office/residents/search',
    config: { access: staffAt('office', 'see-status', 'look', 'cases') },
    schema: {
      tags: ['residents'],
      summary:
        'Find a person of the own municipality by at least two attributes; every hit is on their access log',
      body: searchRequest,
      response: { 200: searchAnswer },
    },
    handler: async (request) => {
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
    },
  });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function dropUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;
}
