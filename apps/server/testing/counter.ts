import { type Holder, runRelay } from '@mibun/agent';
import type { CardConnection } from '@mibun/reader';
import { type CredentialKind, plainDate } from '@mibun/rules';
import type { Application } from '../src/issuance/applications/index.ts';
import type { Card } from '../src/issuance/cards/index.ts';
import type { PersonAnswer, RelayTicket } from '../src/office/counter/schemas.ts';
import type { Act, Actor } from '../src/platform/index.ts';
import { approvedApplication } from './cards.ts';
import { newResident, TOWNS } from './people.ts';
import { staff } from './staff.ts';
import { openWorld, type WorldOptions } from './world.ts';

export const PINS: Readonly<Record<CredentialKind, string>> = {
  signature: 'MIBUN2026',
  authentication: '2580',
  registry: '3691',
  text: '4702',
};

export const CLERK = staff('clerk', 'person-clerk', '窓口 花子', '99101');
export const OTHER_CLERK = staff('clerk', 'person-other-clerk', '窓口 次郎', '99101');
export const FAR_CLERK = staff('clerk', 'person-far-clerk', '若葉 三郎', '99102');
export const SUPERVISOR = staff('supervisor', 'person-supervisor', '課長 四郎', '99101');
export const CALL_CENTRE = staff('call-centre', 'person-call', '電話 五郎');
export const SCREENER = staff('card-operator', 'person-screener', '審査 六子');
/** A card takes two persons: whoever approves does not make. */
export const MAKER = staff('card-operator', 'person-maker', '製造 七海');
export const RECEPTIONIST = staff('clerk', 'person-receptionist', '受付 八重', '99101');

/** The whole way of a card up to the counter and over it, with the agent's own relay. */
export async function openCounterWorld(options: Pick<WorldOptions, 'country' | 'plastic'> = {}) {
  const world = await openWorld({ ...options, towns: TOWNS, tray: true });
  const { app, applications, call, cards, certificates, query, tray } = world;

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
    ...world,
    counter: world.modules.counter,
    relay: world.modules.relay,
    atReader,
    cardOf: (cardId: string) => query((tx) => cards.get(tx, cardId)),
    applicationOf: (id: string) => query((tx) => applications.get(tx, id)),
    certificatesOf: (cardId: string) => query((tx) => certificates.ofCard(tx, cardId)),
    person: (id: string) => call<PersonAnswer>(CLERK, 'GET', `/api/office/people/${id}`),
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
  const resident = newResident(person, {
    name: nameOf(person),
    birthDate: plainDate(birthDate),
    ...(household && { householdId: household }),
    ...(email && { email }),
  });
  await inTransaction((tx) => residents.add(tx, [resident]));
  return resident.personId;
}

/** A person whose card has been made and shipped to 見本市. */
export async function shippedCard(
  world: CounterWorld,
  person: number,
  about: TestPerson = {},
): Promise<{ readonly application: Application; readonly card: Card }> {
  const { applications, production, query } = world;
  const {
    email,
    renewal = 0,
    screener = SCREENER,
    wantsAuthentication = true,
    wantsSignature = true,
  } = about;
  const personId = renewal ? `person-${person}` : await addPerson(world, person, about);
  const application = await approvedApplication(world, personId, {
    number: `${renewal}${person}`,
    cause: renewal ? 'renewal' : 'first',
    desk: { actor: RECEPTIONIST, purpose: 'application' },
    screening: { actor: screener, purpose: 'screening' },
    ...(email && { contactEmail: email }),
    wantsAuthentication,
    wantsSignature,
  });
  const operator: Act = { actor: MAKER, purpose: 'production' };
  const card = await production.makeCardNow(application.id, operator);
  return { application: await query((tx) => applications.get(tx, application.id)), card };
}
