import { commonErrors, type Http, type Platform, staffActor } from '../platform/index.ts';
import type { Residents } from './api.ts';
import { searchAnswer, searchRequest } from './schemas.ts';

export function residentRoutes(app: Http, platform: Platform, residents: Residents): void {
  app.route({
    method: 'POST',
    url: '/api/office/residents/search',
    config: { access: { staff: ['clerk', 'supervisor'] } },
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
      if (!actor.office) throw commonErrors.NOT_ALLOWED();
      const office = actor.office;
      const people = await platform.database.transaction((tx) =>
        residents.search(tx, office, dropUndefined(claim), { actor, purpose: 'counter-service', reason }),
      );
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
