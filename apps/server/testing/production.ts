import { openFontBook } from '@mibun/documents';
import type { CardConnection } from '@mibun/reader';
import { plainDate } from '@mibun/rules';
import type { Country } from '../src/country/index.ts';
import type { Application, ApplicationCause } from '../src/issuance/applications/index.ts';
import type { Context } from '../src/issuance/production/context.ts';
import { makingLife } from '../src/issuance/production/life.ts';
import type { Act } from '../src/platform/index.ts';
import { approvedApplication as approved, clerkAt } from './cards.ts';
import { testCountry } from './country.ts';
import { newResident, TOWNS } from './people.ts';
import { openWorld } from './world.ts';

export { MAKER as OPERATOR, SCREENER } from './cards.ts';
export { individualNumberOf as numberOf } from './people.ts';

export const CLERK: Act = { ...clerkAt(TOWNS[0].code), purpose: 'application' };

/** A world that makes cards, and what the steps of its line share, for tests that run or break one of them. */
export async function openTestWorld(options: { readonly country?: Partial<Country> } = {}) {
  const world = await openWorld({ ...options, towns: TOWNS, tray: true });
  const { applications, cards, certificates, platform, residents, tray } = world;
  const { card: face, glyphs } = testCountry(options.country);
  const deps = { residents, applications, certificates, cards, tray, face, fonts: openFontBook({ glyphs }) };
  // Of the same table and effects as production's own.
  const context: Context = { platform, ...deps, life: makingLife(platform, deps) };
  return { ...world, production: world.modules.production, context };
}

export type TestWorld = Awaited<ReturnType<typeof openTestWorld>>;

/** A context whose tray breaks: after `commands` APDUs every further one fails, as if the process had died. */
export function dyingAfter(context: Context, commands: number): Context & { readonly sent: () => number } {
  let sent = 0;
  const tray = new Proxy(context.tray, {
    get(target, name) {
      if (name === 'insert') {
        return async (serial: string): Promise<CardConnection> => {
          const card = await target.insert(serial);
          return {
            ...card,
            transmit: (command) => {
              if (++sent > commands) throw new Error(`died after ${commands} commands`);
              return card.transmit(command);
            },
          };
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...context, tray, sent: () => sent };
}

export interface TestPerson {
  readonly birthDate: string;
  readonly name?: string;
  readonly municipality?: string;
  readonly cause?: ApplicationCause;
}

/** A person with an approved application; `person` is a number that tells people apart. */
export async function approvedApplication(
  world: TestWorld,
  person: number,
  { birthDate, name = '見本　花子', municipality = TOWNS[0].code, cause = 'first' }: TestPerson,
): Promise<Application> {
  const resident = newResident(person, { birthDate: plainDate(birthDate), name, municipality });
  await world.inTransaction((tx) => world.residents.add(tx, [resident]));
  return approved(world, resident.personId, { number: person, cause, desk: clerkAt(municipality) });
}
