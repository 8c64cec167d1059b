import { createRandom } from '@mibun/portraits';
import { latest, type PlainDate, plainDate } from '@mibun/rules';
import { castHouseholds } from './cast.ts';
import type { CastHousehold, CastMember } from './cast-types.ts';
import { edgeCaseHouseholds } from './edge-cases.ts';
import { drawHousehold } from './households.ts';
import { type Identifiers, identifierSource } from './identifiers.ts';
import type { ResidentSeed } from './resident-seed.ts';

/** What makes a country. */
export interface CountryOptions {
  /** Any text; `mihon` is the demo's. */
  readonly seed: string;
  /** How many people, the cast and the edge cases included. */
  readonly residents: number;
  /** The day on which ages and stays are as described; 2026-11-22 when left out. */
  readonly asOf?: PlainDate;
}

/** The seed of the demo that `npm start` shows. */
export const DEMO_SEED = 'mihon';
/** The day for which the demo country is drawn unless another is given. */
export const DEMO_DATE: PlainDate = plainDate('2026-11-22');

// The numbers of the cast do not follow the seed: pages, tests and documents may name them.
const CAST_SEED = 'mihon/cast';

function fixedHouseholds(asOf: PlainDate): readonly CastHousehold[] {
  return [...castHouseholds(asOf), ...edgeCaseHouseholds(asOf)];
}

/** The smallest country: the cast, their families and the edge cases. */
export const MINIMUM_RESIDENTS: number = fixedHouseholds(DEMO_DATE).reduce(
  (sum, household) => sum + household.members.length,
  0,
);

function castResident(
  household: CastHousehold,
  member: CastMember,
  householdId: string,
  numbers: Identifiers,
): ResidentSeed {
  const { id, nationality = 'JPN', ...rest } = member;
  const { members: _members, since, domicile, ...home } = household;
  return {
    ...home,
    ...rest,
    nationality,
    householdId,
    ...(nationality === 'JPN' && domicile !== undefined ? { domicile } : {}),
    residentSince: latest(member.birthDate, since),
    ...numbers,
    personId: id === undefined ? numbers.personId : `p-${id}`,
  };
}

function fixedResidents(asOf: PlainDate): readonly ResidentSeed[] {
  const identify = identifierSource(CAST_SEED);
  let serial = 0;
  return fixedHouseholds(asOf).flatMap((household, h) =>
    household.members.map((member) => castResident(household, member, `h-${h}`, identify(serial++))),
  );
}

/**
 * Draws the residents one after another, household by household: first the cast (`personas`) and the edge cases, then
 * as many generated people as are missing. Holds one household in memory, so a country of a million is no burden.
 * The same options give the same people in the same order, and a larger country begins with the smaller one's people.
 *
 * @throws RangeError when `residents` is not a whole number of at least `MINIMUM_RESIDENTS`
 * @example for (const resident of generateCountry({ seed: DEMO_SEED, residents: 400 })) register(resident);
 */
export function* generateCountry(options: CountryOptions): Generator<ResidentSeed, void, undefined> {
  const { seed, residents, asOf = DEMO_DATE } = options;
  if (!Number.isSafeInteger(residents) || residents < MINIMUM_RESIDENTS) {
    throw new RangeError(`a country needs at least ${MINIMUM_RESIDENTS} residents, not ${residents}`);
  }
  const fixed = fixedResidents(asOf);
  yield* fixed;

  const taken = new Set(
    fixed.flatMap((one) => [one.personId, one.individualNumber, one.residentCode, one.applicationId ?? '']),
  );
  const identify = identifierSource(seed);
  let serial = 0;
  const nextIdentifiers = (): Identifiers => {
    for (;;) {
      const numbers = identify(serial++);
      // Among themselves generated numbers never meet; only the cast's have to be passed over.
      if (!Object.values(numbers).some((value) => taken.has(value))) return numbers;
    }
  };

  let left = residents - fixed.length;
  for (let household = 0; left > 0; household++) {
    const random = createRandom(`${seed}/household/${household}`);
    for (const draft of drawHousehold(random, asOf).slice(0, left)) {
      const { applicationId, ...numbers } = nextIdentifiers();
      yield {
        ...draft,
        ...numbers,
        householdId: `h-${1000 + household}`,
        ...(random.chance(0.8) ? { applicationId } : {}),
      };
      left--;
    }
  }
}
