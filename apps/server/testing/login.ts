import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { KeySpec } from '@mibun/card';
import { authenticationMessage } from '@mibun/reader';
import { addDays, jstDate, type PlainDate, plainDate } from '@mibun/rules';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
} from '../src/authority/certificates/index.ts';
import { issueRequest, testMunicipality } from '../src/authority/certificates/testing.ts';
import { createStatus, type Status, statusMigrations } from '../src/authority/status/index.ts';
import { type Cards, cardMigrations, createCards } from '../src/issuance/cards/index.ts';
import { type Act, type Http, type Migration, openHttp, type Platform } from '../src/platform/index.ts';
import { createNotices, noticeMigrations } from '../src/registry/notices/index.ts';
import {
  createResidents,
  type Municipality,
  type NewResident,
  type Residents,
  residentMigrations,
} from '../src/registry/residents/index.ts';
import { createLogin, type Login, loginMigrations } from '../src/services/login/index.ts';
import type { ChallengeAnswer, Proof } from '../src/services/login/schemas.ts';
import { testCountry } from './country.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';

export const TOWN: Municipality = {
  code: '99201',
  ...testMunicipality('99201'),
  office: {
    address: '見本県見本市中央１丁目１番１号',
    postalCode: '000-0001',
    phone: '099-000-0001',
    hours: { ja: '平日 8:30〜17:15', en: 'weekdays 8:30–17:15' },
  },
};

const clerk: Act = {
  actor: { kind: 'clerk', id: 'person-clerk', name: '窓口 一郎', office: '99201' },
  purpose: 'hand-over',
};
const operator: Act = {
  actor: { kind: 'card-operator', id: 'person-operator', name: '製造 次郎' },
  purpose: 'production',
};

/** A card as its holder has it: what the chip would sign with, and its certificates. */
export interface HeldCard {
  readonly personId: string;
  readonly cardId: string;
  readonly authentication: { readonly certificate: Uint8Array; readonly key: KeyObject };
  readonly signature: { readonly certificate: Uint8Array; readonly key: KeyObject };
}

/** The real modules beside identity on a database in memory, with people, cards and a browser's requests. */
export interface LoginBench {
  readonly platform: TestPlatform;
  readonly residents: Residents;
  readonly certificates: Certificates;
  readonly cards: Cards;
  readonly status: Status;
  readonly login: Login;
  readonly app: Http;
  addResident(personId: string, more?: Partial<NewResident>): Promise<void>;
  /** `until`: how far the card's life has come. */
  makeCard(personId: string, until?: 'AT_OFFICE' | 'ACTIVE', keys?: KeySpec): Promise<HeldCard>;
  challenge(audience: 'resident' | 'staff'): Promise<ChallengeAnswer>;
  close(): Promise<void>;
}

export async function openLoginBench(
  options: {
    /** Where the server says that it is; a port that the test then listens on. */
    readonly origin?: string;
    /** Migrations of those modules. */
    readonly migrations?: readonly Migration[];
    /** The caller defines jobs of its own, and starts them. */
    readonly definesJobs?: true;
    /** Modules that stand on identity. */
    readonly more?: (
      platform: Platform,
      deps: { readonly residents: Residents; readonly cards: Cards; readonly certificates: Certificates },
    ) => readonly { routes(app: Http): void }[];
  } = {},
): Promise<LoginBench> {
  const opened = await openTestPlatform({
    // The OpenID Provider goes by the clock of the machine.
    now: new Date(),
    migrations: [
      ...residentMigrations,
      ...certificatesMigrations,
      ...statusMigrations,
      ...cardMigrations,
      ...noticeMigrations,
      ...loginMigrations,
      ...(options.migrations ?? []),
    ],
  });
  const { origin = opened.config.origins.server } = options;
  const platform: TestPlatform = {
    ...opened,
    config: { ...opened.config, origins: { ...opened.config.origins, server: origin } },
  };
  const residents = createResidents(platform, { municipalities: [TOWN, { ...TOWN, code: '99202' }] }).api;
  const certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  await certificates.open();
  const status = createStatus(platform, { certificates }).api;
  const notices = createNotices(platform, { residents, country: testCountry() }).api;
  const cards = createCards(platform, { certificates, residents, notices }).api;
  const module = createLogin(platform, {
    status,
    certificates,
    cards,
    residents,
    addressCountry: 'REIKOKU',
  });
  const app = await openHttp(platform);
  module.routes(app);
  for (const extra of options.more?.(platform, { residents, cards, certificates }) ?? []) extra.routes(app);
  await app.ready();
  if (!options.definesJobs) await platform.jobs.start();
  const { database } = platform;
  let serial = 0;

  async function issue(
    kind: 'authentication' | 'signature',
    cardId: string,
    personId: string,
    keys: KeySpec,
  ) {
    const { publicKey, privateKey } =
      keys === 'rsa-2048'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
    const issued = await certificates.issue(
      issueRequest(kind, cardId, { personId, publicKey: spki, act: operator }),
    );
    return { certificate: issued.der, key: privateKey };
  }

  return {
    platform,
    residents,
    certificates,
    cards,
    status,
    login: module.api,
    app,
    addResident: (personId, more = {}) =>
      database.transaction((tx) => residents.add(tx, [resident(personId, ++serial, more)])),
    async makeCard(personId, until = 'ACTIVE', keys = 'rsa-2048') {
      const today = jstDate(platform.clock.now());
      const { cardId } = await database.transaction((tx) =>
        cards.create(
          tx,
          {
            chipSerial: String(++serial).padStart(15, '0'),
            personId,
            application: `application-${serial}`,
            municipality: TOWN.code,
            issueDate: today,
            expiry: addDays(today, 3_000),
            securityCode: '1234',
            photo: 'photo',
          },
          operator,
        ),
      );
      const authentication = await issue('authentication', cardId, personId, keys);
      const signature = await issue('signature', cardId, personId, keys);
      await database.transaction(async (tx) => {
        await cards.receive(tx, cardId, clerk);
        if (until === 'AT_OFFICE') return;
        await cards.beginActivation(tx, cardId, clerk);
        await cards.confirmActivation(tx, cardId, clerk);
      });
      return { personId, cardId, authentication, signature };
    },
    async challenge(audience) {
      const response = await app.inject({
        method: 'POST',
        url: '/api/login/challenge',
        payload: { audience },
      });
      return response.json<ChallengeAnswer>();
    },
    async close() {
      await app.close();
      await platform.close();
    },
  };
}

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

export { clerk as handOverClerk };

function resident(personId: string, serial: number, more: Partial<NewResident>): NewResident {
  const birthDate: PlainDate = plainDate('1980-02-17');
  return {
    personId,
    municipality: TOWN.code,
    householdId: `household-${personId}`,
    relation: 'head',
    name: '見本　花子',
    nameKana: 'ミホン　ハナコ',
    nameRomaji: 'MIHON HANAKO',
    birthDate,
    sex: '2',
    postalCode: '000-1002',
    address: '見本県見本市花園２丁目３番１４号',
    nationality: 'JPN',
    residentSince: plainDate('2016-03-28'),
    individualNumber: String(serial).padStart(12, '0'),
    residentCode: String(serial).padStart(11, '0'),
    ...more,
  };
}
