import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import type { CardTray } from '@mibun/reader';
import type { Modules, Platform } from '@mibun/server/addition';
import { makeFirstStaffCard } from '@mibun/server/addition';
import {
  DEMO_DATE,
  DEMO_SEED,
  generateCountry,
  MINIMUM_RESIDENTS,
  portraitSubject,
  STAFF_CARD_SECRETS,
  staffPersonas,
} from './people.ts';
import { isDone, markDone } from './progress.ts';
import { seedCountry } from './seed-country.ts';

type Once = (step: string, what: string, act: () => Promise<void>) => Promise<void>;

/** Runs a step of the country's making once; an interrupted making goes on at the step where it stopped. */
function onceIn({ clock, database }: Platform, onProgress: (what: string) => void): Once {
  return async (step, what, act) => {
    if (await database.query((tx) => isDone(tx, step))) return;
    onProgress(what);
    await act();
    await database.transaction((tx) => markDone(tx, step, clock.now()));
  };
}

export interface Making {
  readonly residents: number;
  readonly onProgress: (what: string) => void;
  /** Set when the system is being stopped: the step at hand is finished, the rest waits for the next start. */
  readonly stopping: AbortSignal;
}

/** The people, their numbers and forms: seconds, before anybody is served. */
export async function settlePeople(platform: Platform, modules: Modules, making: Making): Promise<void> {
  const { clock, database } = platform;
  const once = onceIn(platform, making.onProgress);
  await once('country', 'settling the people of Mihon Prefecture', async () => {
    const { residents, applications } = modules;
    await seedCountry(
      database,
      { residents: residents.api, applications: applications.api },
      {
        residents: making.residents,
        stopping: making.stopping,
        batches: {
          isDone: (tx, batch) => isDone(tx, `country ${batch}`),
          markDone: (tx, batch) => markDone(tx, `country ${batch}`, clock.now()),
        },
      },
    );
  });
}

type MakingCards = Making & { readonly onCard: (done: number, of: number) => void };

/** Real cards for the demo's staff, one after the other, while the first visitors already look around. */
export async function makeStaffCards(
  platform: Platform,
  modules: Modules,
  tray: CardTray,
  making: MakingCards,
): Promise<void> {
  try {
    await makeThemAll(platform, modules, tray, making);
  } catch (error) {
    // Stopped on purpose: the card at hand is finished at the next start.
    if (!making.stopping.aborted || error !== making.stopping.reason) throw error;
  }
}

async function makeThemAll(
  platform: Platform,
  modules: Modules,
  tray: CardTray,
  making: MakingCards,
): Promise<void> {
  const once = onceIn(platform, making.onProgress);
  const { residents, applications, cards, production, login } = modules;
  const deps = {
    residents: residents.api,
    applications: applications.api,
    cards: cards.api,
    production: production.api,
    tray,
  };
  const cast = [...generateCountry({ seed: DEMO_SEED, residents: MINIMUM_RESIDENTS })];
  for (const [index, { key, personId, name, staff }] of staffPersonas.entries()) {
    making.stopping.throwIfAborted();
    making.onCard(index, staffPersonas.length);
    const { role } = staff;
    const duties = [staff, ...(staff.also ?? [])];
    await once(`staff ${key}`, `making the staff card of ${name} (${role})`, async () => {
      const resident = cast.find((candidate) => candidate.personId === personId);
      if (!resident?.applicationId) throw new Error(`${name} is not in the country`);
      const photo = await portraitJpeg(drawPortrait(portraitSubject(resident, DEMO_DATE)));
      const secrets = STAFF_CARD_SECRETS[key];
      const { applicationId } = resident;
      const staffCard = { personId, applicationId, photo, secrets };
      await makeFirstStaffCard(platform, deps, staffCard, making.stopping);
      await platform.database.transaction((tx) =>
        login.api.addStaff(
          tx,
          duties.map((duty) => ({
            personId,
            name,
            role: duty.role,
            ...(duty.office && { office: duty.office }),
          })),
        ),
      );
    });
  }
}
