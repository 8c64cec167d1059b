import { type CardConnection, openIssuerChannel, setInitialPin } from '@mibun/reader';
import type { CredentialKind } from '@mibun/rules';
import type { Application, Applications } from '../applications/index.ts';
import type { Card, Cards } from '../cards/index.ts';
import type { Chips } from '../chips/index.ts';
import type { Act, Actor, Platform } from '../platform/index.ts';
import type { Production } from '../production/index.ts';
import type { Residents } from '../residents/index.ts';

export interface FirstStaffDeps {
  readonly residents: Residents;
  readonly applications: Applications;
  readonly cards: Cards;
  readonly production: Production;
  readonly tray: Chips;
}

export interface FirstStaffCard {
  readonly personId: string;
  /** The form that the person was given. */
  readonly applicationId: string;
  readonly photo: Uint8Array;
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
const SCREENING = part('card-operator', 'screening');
const FACTORY = part('card-operator', 'factory');

/**
 * The ceremony that gives the first members of staff their cards: the same application, production, chip and activation
 * as everybody's, walked through by the installation itself because staff log in with cards and nobody has one yet.
 * Each step looks at what is already done, so that an interrupted ceremony goes on where it stopped.
 * @param stopping set when the system is being stopped: rejects with its reason after the step at hand
 */
export async function makeFirstStaffCard(
  platform: Platform,
  deps: FirstStaffDeps,
  staff: FirstStaffCard,
  stopping?: AbortSignal,
): Promise<Card> {
  const { database } = platform;
  const { applications, cards, production, tray } = deps;
  const act = (actor: Actor, purpose: Act['purpose']): Act => ({
    actor,
    purpose,
    reason: 'first cards of the installation',
  });

  const { municipality } = await database.query((tx) => deps.residents.whereabouts(tx, staff.personId));
  const desk = part('clerk', 'desk', municipality);
  const office = part('clerk', 'office', municipality);

  const own = await database.query((tx) => applications.ofPerson(tx, staff.personId));
  let application: Application =
    own[0] ??
    (await database.transaction((tx) =>
      applications.applyAtDesk(
        tx,
        {
          applicationId: staff.applicationId,
          photo: staff.photo,
          wantsSignature: true,
          wantsAuthentication: true,
        },
        act(desk, 'application'),
      ),
    ));
  const reload = async () => {
    application = await database.query((tx) => applications.get(tx, application.id));
  };
  const inState = (...states: readonly Application['state'][]) => states.includes(application.state);

  if (inState('RECEIVED', 'SCREENING')) {
    await platform.jobs.settled();
    await reload();
    await database.transaction((tx) =>
      applications.approve(tx, application.id, application.version, act(SCREENING, 'screening')),
    );
    await reload();
  }
  if (inState('APPROVED', 'IN_PRODUCTION')) {
    await production.makeCardNow(application.id, act(FACTORY, 'production'), stopping);
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
      await applications.move(tx, application.id, 'set-up', act(office, 'set-up'));
      await cards.beginActivation(tx, card.cardId, act(office, 'hand-over'));
    });
    await reload();
  }
  stopping?.throwIfAborted();
  if (inState('READY')) {
    await activateChip(deps, card, staff.secrets, platform.random.bytes);
    await database.transaction(async (tx) => {
      await cards.confirmActivation(tx, card.cardId, act(office, 'hand-over'));
      await applications.move(tx, application.id, 'hand-over', act(office, 'hand-over'));
    });
  }
  const { name } = await database.transaction((tx) =>
    deps.residents.read(tx, staff.personId, act(office, 'hand-over')),
  );
  if (tray.placeOf(card.chipSerial) !== 'wallet') tray.move(card.chipSerial, 'wallet');
  tray.relabel(card.chipSerial, name);
  return database.query((tx) => cards.get(tx, card.cardId));
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
  const connection: CardConnection = tray.insert(card.chipSerial);
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
