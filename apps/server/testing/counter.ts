import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Holder, runRelay } from '@mibun/agent';
import { TEST_FACE } from '@mibun/documents';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { type CardConnection, CardTray } from '@mibun/reader';
import {
  type ActorKind,
  type CredentialKind,
  individualNumberCheckDigit,
  makeApplicationId,
  plainDate,
  type StaffRole,
} from '@mibun/rules';
import { certificatesMigrations, createCertificates } from '../src/authority/certificates/index.ts';
import { createStatus, statusMigrations } from '../src/authority/status/index.ts';
import type { Country } from '../src/country/index.ts';
import {
  type Application,
  applicationMigrations,
  createApplications,
} from '../src/issuance/applications/index.ts';
import { type Card, cardMigrations, createCards } from '../src/issuance/cards/index.ts';
import { noChipsHere } from '../src/issuance/chips/index.ts';
import { createProduction, openChipKeyPool, productionMigrations } from '../src/issuance/production/index.ts';
import { callCentreMigrations, createCallCentre } from '../src/office/call-centre/index.ts';
import { counterMigrations, createCounter } from '../src/office/counter/index.ts';
import type { PersonAnswer, RelayTicket } from '../src/office/counter/schemas.ts';
import { createRelay } from '../src/office/relay/index.ts';
import { type Access, type Act, type Actor, COOKIES, openHttp, type Tx } from '../src/platform/index.ts';
import { createNotices, noticeMigrations } from '../src/registry/notices/index.ts';
import {
  createResidents,
  type Municipality,
  type NewResident,
  residentMigrations,
} from '../src/registry/residents/index.ts';
import { testCountry } from './country.ts';
import { openTestPlatform } from './platform.ts';

const town = (code: string, ja: string, en: string): Municipality => ({
  code,
  prefecture: { ja: '見本県', en: 'Mihon' },
  name: { ja, en },
  office: {
    address: '見本県見本市中央1番地',
    postalCode: '999-0001',
    phone: '099-000-0000',
    hours: { ja: '平日 8時30分〜17時15分', en: 'weekdays 8:30–17:15' },
  },
});

export const PINS: Readonly<Record<CredentialKind, string>> = {
  signature: 'MIBUN2026',
  authentication: '2580',
  registry: '3691',
  text: '4702',
};

const staff = (kind: ActorKind, id: string, name: string, office?: string): Actor => ({
  kind,
  id,
  name,
  ...(office && { office }),
});

export const CLERK = staff('clerk', 'person-clerk', '窓口 花子', '99101');
export const OTHER_CLERK = staff('clerk', 'person-other-clerk', '窓口 次郎', '99101');
export const FAR_CLERK = staff('clerk', 'person-far-clerk', '若葉 三郎', '99102');
export const SUPERVISOR = staff('supervisor', 'person-supervisor', '課長 四郎', '99101');
export const CALL_CENTRE = staff('call-centre', 'person-call', '電話 五郎');
export const SCREENER = staff('card-operator', 'person-screener', '審査 六子');
/** A card takes two persons: whoever approves does not make. */
export const MAKER = staff('card-operator', 'person-maker', '製造 七海');
export const RECEPTIONIST = staff('clerk', 'person-receptionist', '受付 八重', '99101');

/** The whole way of a card up to the counter and over it: real database, tray, chips, HTTP, and the agent's own relay. */
export async function openCounterWorld({
  plastic = false,
  country,
}: {
  readonly country?: Pick<Country, 'fees' | 'pickUp'>;
  /** The server reaches no card at an office, as in production: each lies in the reader of a clerk. */
  readonly plastic?: boolean;
} = {}) {
  const platform = await openTestPlatform({
    migrations: [
      ...residentMigrations,
      ...applicationMigrations,
      ...certificatesMigrations,
      ...statusMigrations,
      ...cardMigrations,
      ...productionMigrations,
      ...counterMigrations,
      ...callCentreMigrations,
      ...noticeMigrations,
    ],
  });
  const folder = mkdtempSync(join(tmpdir(), 'mibun-counter-'));
  const pool = openChipKeyPool();
  const tray = CardTray.open({
    directory: folder,
    key: platform.random.bytes(32),
    surroundings: { random: platform.random.bytes, generateKey: pool.generateKey },
  });
  const municipalities = [town('99101', '見本市', 'Mihon City'), town('99102', '若葉市', 'Wakaba City')];
  const residents = createResidents(platform, { municipalities }).api;
  const notices = createNotices(platform, { residents, country: testCountry() }).api;
  const applications = createApplications(platform, { residents, notices }).api;
  const certificates = createCertificates(platform, { municipality: residents.municipality }).api;
  await certificates.open();
  const status = createStatus(platform, { certificates }).api;
  const cards = createCards(platform, {
    certificates,
    residents,
    notices,
    contact: async (tx, { application }) =>
      (await applications.get(tx, application)).contactEmail ?? undefined,
  }).api;
  const production = createProduction(platform, {
    residents,
    applications,
    certificates,
    cards,
    tray,
    face: TEST_FACE,
  }).api;
  const relay = createRelay(platform);
  const parts = { residents, applications, certificates, status, cards, notices, production, relay, tray };
  const counter = createCounter(platform, {
    ...parts,
    ...(plastic && { tray: noChipsHere }),
    ...(country && { country }),
  });
  const callCentre = createCallCentre(platform, { residents, cards });
  const { config, database, sessions, random, log } = platform;
  const app = await openHttp({ config, database, sessions, random, log });
  const routes: { method: string; url: string; access: Access | undefined }[] = [];
  app.addHook('onRoute', ({ method, url, config: { access } = {} }) => {
    if (method !== 'HEAD') routes.push({ method: String(method), url, access });
  });
  counter.routes(app);
  callCentre.routes(app);
  await app.ready();
  await platform.jobs.start();

  /** One request of a member of staff, logged in for it; answers the body, or throws what the server refused. */
  async function call<T>(actor: Actor, method: 'GET' | 'POST', url: string, body?: object): Promise<T> {
    const { token, session } = await database.transaction((tx) =>
      sessions.start(tx, {
        audience: 'staff',
        personId: actor.id,
        name: actor.name,
        role: actor.kind as StaffRole,
        cardId: `card-of-${actor.id}`,
        ...(actor.office && { office: actor.office }),
      }),
    );
    const response = await app.inject({
      method,
      url,
      cookies: { [COOKIES.staff]: token },
      headers: { 'x-csrf-token': session.csrfToken, 'accept-language': 'en' },
      ...(body && { payload: body }),
    });
    const answer = response.json() as T & { readonly code?: string; readonly title?: string };
    if (response.statusCode === 200) return answer;
    throw Object.assign(new Error(answer.title ?? response.body), {
      code: answer.code,
      status: response.statusCode,
    });
  }

  /** The agent at the counter: puts the card of the ticket into its reader and lends it to the server. */
  async function atReader(
    ticket: RelayTicket,
    { holder = willing(), through = (card) => card }: AtReader = {},
  ): Promise<unknown> {
    const card = tray.insert(ticket.cardSerial);
    try {
      return await runRelay({
        relayUrl: ticket.url,
        token: ticket.token,
        connection: through(card),
        holder,
        fetch: injected,
      });
    } finally {
      await card.close();
    }
  }

  const injected: typeof fetch = async (url, init) => {
    const response = await app.inject({
      method: 'POST',
      url: new URL(String(url)).pathname,
      headers: init?.headers as Record<string, string>,
      payload: String(init?.body),
    });
    return new Response(response.body, { status: response.statusCode });
  };

  return {
    ...parts,
    platform,
    counter,
    app,
    routes,
    call,
    atReader,
    query: <T>(work: (tx: Tx) => Promise<T>) => database.query(work),
    cardOf: (cardId: string) => database.query((tx) => cards.get(tx, cardId)),
    applicationOf: (id: string) => database.query((tx) => applications.get(tx, id)),
    certificatesOf: (cardId: string) => database.query((tx) => certificates.ofCard(tx, cardId)),
    person: (id: string) => call<PersonAnswer>(CLERK, 'GET', `/api/office/people/${id}`),
    inTransaction: <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work),
    async close() {
      relay.close();
      await app.close();
      pool.close();
      await platform.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type CounterWorld = Awaited<ReturnType<typeof openCounterWorld>>;

export interface AtReader {
  readonly holder?: Holder;
  /** Something between the agent and the card, such as a hand that pulls it out. */
  readonly through?: (card: CardConnection) => CardConnection;
}

/** A holder who types what they are asked for, and counts how often. */
export function willing(): Holder & { readonly asked: CredentialKind[] } {
  const asked: CredentialKind[] = [];
  return {
    asked,
    async setPins(credentials) {
      asked.push(...credentials);
      return Object.fromEntries(credentials.map((kind) => [kind, PINS[kind]]));
    },
    async askPin(credential) {
      asked.push(credential);
      return PINS[credential];
    },
  };
}

export interface TestPerson {
  readonly birthDate?: string;
  readonly household?: string;
  readonly email?: string;
  readonly wantsSignature?: boolean;
  readonly wantsAuthentication?: boolean;
  readonly screener?: Actor;
  /** The person is there already; this is their renewal of that number. */
  readonly renewal?: number;
}

export const nameOf = (person: number) => `見本　${'一二三四五六七八九十'[person % 10]}子`;
export const addressOf = (person: number) => `見本県見本市桜台三丁目${person}番5号`;

export async function addPerson(
  { inTransaction, residents }: CounterWorld,
  person: number,
  { birthDate = '1990-03-04', household, email }: TestPerson = {},
): Promise<string> {
  const personId = `person-${person}`;
  const base = String(53768660000 + person);
  const resident: NewResident = {
    personId,
    municipality: '99101',
    householdId: household ?? `household-${person}`,
    relation: 'head',
    name: nameOf(person),
    nameKana: 'みほん はなこ',
    nameRomaji: 'MIHON HANAKO',
    birthDate: plainDate(birthDate),
    sex: '2',
    postalCode: '999-0001',
    address: addressOf(person),
    nationality: 'JPN',
    residentSince: plainDate(birthDate),
    individualNumber: `${base}${individualNumberCheckDigit(base)}`,
    residentCode: String(10000000000 + person),
    ...(email && { email }),
  };
  await inTransaction((tx) => residents.add(tx, [resident]));
  return personId;
}

/** A person whose card has been made and shipped to 見本市. */
export async function shippedCard(
  world: CounterWorld,
  person: number,
  about: TestPerson = {},
): Promise<{ readonly application: Application; readonly card: Card }> {
  const { applications, platform, production } = world;
  const personId = about.renewal ? `person-${person}` : await addPerson(world, person, about);
  const application = await approvedApplication(world, personId, person, about);
  const operator: Act = { actor: MAKER, purpose: 'production' };
  const card = await production.makeCardNow(application.id, operator);
  return { application: await platform.database.query((tx) => applications.get(tx, application.id)), card };
}

async function approvedApplication(
  { applications, inTransaction, platform }: CounterWorld,
  personId: string,
  person: number,
  { wantsSignature = true, wantsAuthentication = true, screener = SCREENER, email, renewal = 0 }: TestPerson,
): Promise<Application> {
  const applicationId = makeApplicationId(`${renewal}${person}`.padStart(21, '7'));
  const photo = await portraitJpeg(drawPortrait({ seed: personId, age: 30, sex: '2', nationality: 'JPN' }));
  const received = await inTransaction(async (tx) => {
    await applications.registerForms(tx, [{ applicationId, personId, cause: renewal ? 'renewal' : 'first' }]);
    const input = {
      applicationId,
      photo,
      wantsSignature,
      wantsAuthentication,
      ...(email && { contactEmail: email }),
    };
    return applications.applyAtDesk(tx, input, { actor: RECEPTIONIST, purpose: 'application' });
  });
  await platform.jobs.settled();
  return inTransaction(async (tx) => {
    const { version } = await applications.get(tx, received.id);
    return applications.approve(tx, received.id, version, { actor: screener, purpose: 'screening' });
  });
}
