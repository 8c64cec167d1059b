import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import type { KeySpec } from '@mibun/card';
import { authenticationMessage } from '@mibun/reader';
import { plainDate } from '@mibun/rules';
import type { Country, Municipality } from '../src/country/index.ts';
import type { NewResident } from '../src/registry/residents/index.ts';
import type { ChallengeAnswer, Proof } from '../src/services/login/schemas.ts';
import { cardOf, clerkAt, type HeldCard } from './cards.ts';
import { newResident, town } from './people.ts';
import { ORIGINS } from './platform.ts';
import { openWorld, type World } from './world.ts';

export type { HeldCard } from './cards.ts';

export const TOWN: Municipality = { ...town('99201'), mayor: '見本　市蔵' };
export const handOverClerk = clerkAt(TOWN.code);

/** A world in which people come with their cards: to log in, to sign, to a kiosk. */
export interface LoginBench extends World {
  addResident(personId: string, more?: Partial<NewResident>): Promise<void>;
  /** `until`: how far the card's life has come. */
  makeCard(personId: string, until?: 'AT_OFFICE' | 'ACTIVE', keys?: KeySpec): Promise<HeldCard>;
  challenge(audience: 'resident' | 'staff'): Promise<ChallengeAnswer>;
}

export async function openLoginBench(
  options: {
    /** Where the server says that it is; a port that the test then listens on. */
    readonly origin?: string;
    readonly country?: Partial<Country>;
  } = {},
): Promise<LoginBench> {
  const { country = {}, origin: server } = options;
  const world = await openWorld({
    // The OpenID Provider goes by the clock of the machine.
    now: new Date(),
    country,
    towns: [TOWN, town('99202')],
    ...(server && { config: { origins: { ...ORIGINS, server } } }),
  });
  let serial = 0;
  return {
    ...world,
    addResident: (personId, more = {}) =>
      world.inTransaction((tx) => world.residents.add(tx, [resident(personId, ++serial, more)])),
    makeCard: (personId, until, keys) => cardOf(world, personId, { until, keys, municipality: TOWN.code }),
    async challenge(audience) {
      const response = await world.app.inject({
        method: 'POST',
        url: '/api/login/challenge',
        payload: { audience },
      });
      return response.json<ChallengeAnswer>();
    },
  };
}

const resident = (personId: string, serial: number, more: Partial<NewResident>): NewResident =>
  newResident(serial, {
    personId,
    municipality: TOWN.code,
    householdId: `household-${personId}`,
    birthDate: plainDate('1980-02-17'),
    individualNumber: String(serial).padStart(12, '0'),
    residentCode: String(serial).padStart(11, '0'),
    residentSince: plainDate('2016-03-28'),
    address: '見本県見本市花園２丁目３番１４号',
    postalCode: '000-1002',
    ...more,
  });

/** What the agent does with a challenge: shows the statement, asks for the PIN, lets the card sign. */
export function answer(
  challenge: ChallengeAnswer,
  pair: HeldCard['authentication'],
  more: { readonly origin?: string; readonly language?: 'ja' | 'en'; readonly statement?: string } = {},
): Proof {
  const language = more.language ?? 'ja';
  const message = authenticationMessage({
    origin: more.origin ?? 'http://localhost:8700',
    nonce: challenge.nonce,
    statement: more.statement ?? challenge.statement[language],
  });
  return {
    challengeId: challenge.challengeId,
    language,
    certificate: Buffer.from(pair.certificate).toString('base64'),
    signature: signAsChip(
      message,
      createPrivateKey(pair.key.export({ format: 'pem', type: 'pkcs8' })),
    ).toString('base64'),
  };
}

/** RSASSA-PKCS1-v1_5 with SHA-256, or r ‖ s of ECDSA with SHA-384 (chip.md §7). */
function signAsChip(message: Uint8Array, key: KeyObject): Buffer {
  return key.asymmetricKeyType === 'rsa'
    ? sign('sha256', message, key)
    : sign('sha384', message, { key, dsaEncoding: 'ieee-p1363' });
}

/** The cookie header that a browser would send back. */
export function cookieOf(response: { readonly cookies: readonly { name: string; value: string }[] }): string {
  return response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
