import { setTimeout as sleep } from 'node:timers/promises';
import { type CardConnection, openIssuerChannel, setInitialPin } from '@mibun/reader';
import type { CredentialKind } from '@mibun/rules';
import type { Act, Actor, Platform } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Application, Applications } from '../applications/index.ts';
import type { Card, Cards } from '../cards/index.ts';
import type { Chips } from '../chips/index.ts';
import type { Production } from '../production/index.ts';

export interface FirstStaffDeps {
  readonly residents: Residents;
  readonly applications: Applications;
  readonly cards: Cards;
  readonly production: Production;
  readonly tray: Chips;
}

export interface NewStaffCard {
  readonly personId: string;
  /** The form that the person was given. */
  readonly applicationId: string;
  readonly photo: Uint8Array;
}

export interface FirstStaffCard extends NewStaffCard {
  /** What the holder types at the end of the ceremony. */
  readonly secrets: Readonly<Record<CredentialKind, string>>;
}

/**
 * The parts that the ceremony plays, because no member of staff exists yet who could. They are separate ids: also here
 * nobody screens what they have taken in, makes what they have approved, or hands over what they have screened (ROL-01).
 */
const part = (kind: 'clerk' | 'card-operator', id: string, office?: string): Actor => ({
  kind,
  id: `installation:${id}`,
  name: 'Installation ceremony',
  ...(office && { office }),
});
/** The photo is looked at by a job, as everybody's is: two minutes at the most. */
const BETWEEN_LOOKS_MS = 50;
const MOST_LOOKS = 2_400;

const SCREENING = part('card-operator', 'screening');
const FACTORY = part('card-operator', 'factory');

/**
 * The first half of the ceremony that gives the first members of staff their cards: the same application and production as
 * everybody's, walked through by the installation itself because staff log in with cards and nobody has one yet. Each step
 * looks at what is already done, so that an interrupted ceremony goes on where it stopped.
 * @param stopping set when the system is being stopped: rejects with its reason after the step at hand
 */
export async function produceStaffCard(
  platform: Platform,
  deps: FirstStaffDeps,
  staff: NewStaffCard,
  stopping?: AbortSignal,
): Promise<Card> {
  const { database } = platform;
  const { applications, cards, production } = deps;
  const { desk, office } = await partsAt(platform, deps, staff.personId);
  let application = await openedApplication(platform, deps, staff, desk);
  const reload = async () => {
    application = await database.query((tx) => applications.get(tx, application.id));
  };
  const inState = (...states: readonly Application['state'][]) => states.includes(application.state);

  if (inState('RECEIVED', 'SCREENING')) {
    for (let looks = 0; inState('RECEIVED') && looks < MOST_LOOKS; looks++) {
      await sleep(BETWEEN_LOOKS_MS);
      await reload();
    }
    await database.transaction((tx) =>
      applications.approve(tx, application.id, application.version, act(SCREENING, 'screening')),
    );
    await reload();
  }
  if (inState('APPROVED', 'IN_PRODUCTION')) {
    await production.makeCardNow(application.id, act(FACTORY, 'production'), {
      chips: deps.tray,
      ...(stopping && { stopping }),
    });
    await reload();
  }
  const [card] = await database.query((tx) => cards.ofPerson(tx, staff.personId));
  if (!card) throw new Error(`no card was made for ${staff.personId}`);
  if (inState('SHIPPED')) {
    await database.transaction(async (tx) => {
      const lots = await production.arrivals(tx, card.municipality);
      const lot = lots.find((candidate) => candidate.cards.some(({ cardId }) => cardId === card.cardId));
      if (lot) await production.markReceived(tx, lot.lotId, act(office, 'set-up'));
      await cards.receive(tx, card.cardId, act(office, 'set-up'));
      await applications.move(tx, application.id, 'receive', act(office, 'set-up'));
      // Who is being given the first cards is there: nobody is called to the office.
      await applications.move(tx, application.id, 'set-up', act(office, 'set-up'), {
        given: { pickUpBy: null },
      });
      await cards.beginActivation(tx, card.cardId, act(office, 'hand-over'));
    });
  }
  stopping?.throwIfAborted();
  return database.query((tx) => cards.get(tx, card.cardId));
}

/** The second half, when the chip has its holder's secrets and is in operation: the card is, too. */
export async function confirmStaffCard(
  platform: Platform,
  deps: Pick<FirstStaffDeps, 'applications' | 'cards' | 'residents'>,
  card: Card,
): Promise<Card> {
  const { applications, cards } = deps;
  const { office } = await partsAt(platform, deps, card.personId);
  return platform.database.transaction(async (tx) => {
    const [application] = await applications.ofPerson(tx, card.personId);
    if (application?.state === 'READY') {
      await cards.confirmActivation(tx, card.cardId, act(office, 'hand-over'));
      await applications.move(tx, application.id, 'hand-over', act(office, 'hand-over'));
    }
    return cards.get(tx, card.cardId);
  });
}

/** Both halves at a tray of software cards, with secrets that are known: the demo's staff. */
export async function makeFirstStaffCard(
  platform: Platform,
  deps: FirstStaffDeps,
  staff: FirstStaffCard,
  stopping?: AbortSignal,
): Promise<Card> {
  const { residents, tray } = deps;
  const made = await produceStaffCard(platform, deps, staff, stopping);
  if (made.state === 'ACTIVATING') await activateChip(deps, made, staff.secrets, platform.random.bytes);
  const card = await confirmStaffCard(platform, deps, made);
  const { office } = await partsAt(platform, deps, staff.personId);
  const { name } = await platform.database.transaction((tx) =>
    residents.read(tx, staff.personId, act(office, 'hand-over')),
  );
  if (tray.placeOf(card.chipSerial) !== 'wallet') tray.move(card.chipSerial, 'wallet');
  tray.relabel(card.chipSerial, name);
  return card;
}

const act = (actor: Actor, purpose: Act['purpose']): Act => ({
  actor,
  purpose,
  reason: 'first cards of the installation',
});

/** Those who play the municipal office of this person. */
async function partsAt(
  { database }: Platform,
  { residents }: Pick<FirstStaffDeps, 'residents'>,
  personId: string,
): Promise<{ readonly desk: Actor; readonly office: Actor }> {
  const { municipality } = await database.query((tx) => residents.whereabouts(tx, personId));
  return { desk: part('clerk', 'desk', municipality), office: part('clerk', 'office', municipality) };
}

async function openedApplication(
  { database }: Platform,
  { applications }: FirstStaffDeps,
  { personId, applicationId, photo }: NewStaffCard,
  desk: Actor,
): Promise<Application> {
  const [own] = await database.query((tx) => applications.ofPerson(tx, personId));
  if (own) return own;
  const input = { applicationId, photo, wantsSignature: true, wantsAuthentication: true };
  return database.transaction((tx) => applications.applyAtDesk(tx, input, act(desk, 'application')));
}

const KINDS: readonly CredentialKind[] = ['signature', 'authentication', 'registry', 'text'];

/** Sets the four secrets as their holder and puts the chip into operation; what is already done is left alone. */
async function activateChip(
  { cards, tray }: FirstStaffDeps,
  card: Card,
  secrets: Readonly<Record<CredentialKind, string>>,
  random: (length: number) => Uint8Array,
): Promise<void> {
  const keys = await cards.chipKeys(card.chipSerial);
  const connection: CardConnection = await tray.insert(card.chipSerial);
  try {
    const channel = await openIssuerChannel(connection, keys, random);
    if ((await channel.chipState()).state === 'active') return;
    for (const kind of KINDS) await channel.letHolderSet(kind);
    for (const kind of KINDS) await setInitialPin(connection, kind, secrets[kind]);
    const again = await openIssuerChannel(connection, keys, random);
    await again.setStatus('active');
  } finally {
    await connection.close();
  }
}
