import { isStaffRole } from '@mibun/rules';
import type { Act, Migration, Platform, Tx } from '../../platform/index.ts';
import { commonErrors, type Http, outliving } from '../../platform/index.ts';
import type { Claim, Municipality, RegistrySystems, Resident, Residents } from './api.ts';
import { residentsActs } from './audited-acts.ts';
import { enteringOn } from './enter.ts';
import { residentErrors } from './errors.ts';
import { lifeEventsOn } from './life-events.ts';
import { endsOf, lookOn } from './looks.ts';
import { registeringOn } from './register.ts';
import { residentRoutes } from './routes.ts';
import {
  findCandidates,
  findHousehold,
  findHouseholdIds,
  findResident,
  insertResidents,
  livingIn,
  matchedAttributes,
  residentMigrations,
} from './store.ts';

export interface ResidentsModule {
  readonly api: Residents;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

const NO_SYSTEMS: RegistrySystems = {
  demand: async () => {
    throw commonErrors.NOT_ALLOWED({ privateDetail: 'no registry reports here' });
  },
  watchBodies: () => {},
};

/** More candidates than this means that the claim says too little. */
const MOST_CANDIDATES = 200;
const MOST_RESULTS = 20;

export function createResidents(
  platform: Platform,
  deps: {
    readonly municipalities: readonly Municipality[];
    /** Absent where no registry reports over the net: every such call is refused. */
    readonly systems?: RegistrySystems;
  },
): ResidentsModule {
  const { audit, vault } = platform;
  const lifeEvents = lifeEventsOn(platform);
  const byCode = new Map(deps.municipalities.map((municipality) => [municipality.code, municipality]));

  /** What staff have seen they have seen, even when what they then wanted to do is refused and undone. */
  const record = (tx: Tx, action: 'read' | 'match' | 'search', subject: string, act: Act) => {
    const write = (at: Tx) => audit.record(at, { ...act, action: residentsActs[action], subject });
    return isStaffRole(act.actor.kind) ? outliving(tx, write) : write(tx);
  };

  async function read(tx: Tx, personId: string, act: Act): Promise<Resident> {
    const resident = await findResident(tx, personId);
    if (!resident) throw residentErrors.RESIDENT_NOT_FOUND();
    await record(tx, 'read', personId, act);
    return resident;
  }

  const api: Residents = {
    read,
    async look(tx, personId, act) {
      const resident = await findResident(tx, personId);
      if (!resident) throw residentErrors.RESIDENT_NOT_FOUND();
      const look = await lookOn(tx, personId, act, platform.clock.now());
      if (look !== undefined) {
        await audit.record(tx, { ...act, action: residentsActs.read, subject: personId, detail: { look } });
      }
      return resident;
    },
    endsOfLooks: endsOf,
    async household(tx, personId, act) {
      const members = await findHousehold(tx, (await read(tx, personId, act)).householdId);
      for (const member of members) {
        if (member.personId !== personId) await record(tx, 'read', member.personId, act);
      }
      return members;
    },
    async whereabouts(tx, personId) {
      const resident = await findResident(tx, personId);
      if (!resident) throw residentErrors.RESIDENT_NOT_FOUND();
      return { personId, municipality: resident.municipality };
    },
    householdOf: findHouseholdIds,
    living: livingIn,
    async match(tx, claim, atLeast, act) {
      const ranked = (await findCandidates(tx, claim, { limit: MOST_CANDIDATES }))
        .map((resident) => ({ resident, matched: matchedAttributes(claim, resident) }))
        .filter(({ matched }) => matched.length >= atLeast)
        .sort((a, b) => b.matched.length - a.matched.length);
      const [best, second] = ranked;
      if (!best || second?.matched.length === best.matched.length) return undefined;
      await record(tx, 'match', best.resident.personId, act);
      return best;
    },
    async search(tx, municipality, claim, act, without = []) {
      const given = (Object.keys(claim) as (keyof Claim)[]).filter((key) => claim[key]);
      if (given.length < 2) throw residentErrors.RESIDENT_SEARCH_TOO_WIDE();
      const found = (await findCandidates(tx, claim, { municipality, limit: MOST_CANDIDATES }))
        .filter(({ personId }) => !without.includes(personId))
        .filter((resident) => matchedAttributes(claim, resident).length === given.length)
        .slice(0, MOST_RESULTS);
      for (const { personId } of found) await record(tx, 'search', personId, act);
      return found;
    },
    register: registeringOn(platform),
    async add(tx, residents) {
      await insertResidents(
        tx,
        residents.map(({ individualNumber, ...resident }) => resident),
      );
      await vault.store(tx, residents);
    },
    async record(tx, personId, change, act) {
      if (change.event === 'moved-in' && !byCode.has(change.municipality)) throw commonErrors.NOT_FOUND();
      return lifeEvents.record(tx, personId, change, act);
    },
    onEvent: lifeEvents.onEvent,
    municipalities: () => deps.municipalities,
    municipality(code) {
      const municipality = byCode.get(code);
      if (!municipality) throw commonErrors.NOT_FOUND({ privateDetail: `municipality ${code}` });
      return municipality;
    },
  };
  const { systems = NO_SYSTEMS } = deps;
  return {
    api,
    migrations: residentMigrations,
    routes(app) {
      systems.watchBodies(app);
      residentRoutes(app, platform, { residents: api, systems, entering: enteringOn(platform, api) });
    },
  };
}
