import { type CardConnection, openIssuerChannel } from '@mibun/reader';
import { type BirthDate, type CredentialKind, makeApplicationId, type StaffRole } from '@mibun/rules';
import type { Card } from '../../issuance/cards/index.ts';
import { type Chips, encoderOver, transportKeysFrom } from '../../issuance/chips/index.ts';
import { confirmStaffCard, produceStaffCard } from '../../issuance/installation/index.ts';
import type { HolderScreen } from '../../office/relay/index.ts';
import type { Platform, Tx } from '../../platform/index.ts';
import type { Resident } from '../../registry/residents/index.ts';
import { settlementActs } from './audited-acts.ts';
import { type Context, ceremonyAct } from './context.ts';
import { settlementErrors } from './errors.ts';
import { demandCeremony, demandSession } from './session.ts';
import type { SettlementSession } from './store.ts';

export interface NamedStaff {
  /** All four as they are registered: nobody is named by a number (NUM-05, NUM-18). */
  readonly person: {
    readonly name: string;
    readonly birthDate: BirthDate;
    readonly sex: '1' | '2';
    readonly address: string;
  };
  readonly duties: readonly { readonly role: StaffRole; readonly office?: string | undefined }[];
  /** For a card by the ceremony; without one the person applies for theirs like everybody. */
  readonly photo?: Uint8Array;
}

export interface StaffNamed {
  readonly name: string;
  /** `none`: no card is wanted. `waiting`: the ticket's reader has a blank, or the card that was begun. */
  readonly card: 'none' | 'waiting' | 'active';
  readonly ticket: { readonly token: string; readonly url: string } | null;
}

const KINDS: readonly CredentialKind[] = ['signature', 'authentication', 'registry', 'text'];
const FOUR = 4;

/**
 * Gives somebody their duties and, with a photo, opens the way to their card: the same application, production and
 * activation as everybody's (ADR 3), made in the reader in which the ceremony's card lies. Repeating it goes on.
 */
export async function nameStaff(context: Context, token: string, staff: NamedStaff): Promise<StaffNamed> {
  const { platform, country, login, cards } = context;
  const offices = staff.duties.flatMap(({ office }) => office ?? []);
  if (offices.some((office) => !country.municipalities.some(({ code }) => code === office))) {
    throw settlementErrors.SETTLEMENT_OFFICE_UNKNOWN();
  }
  const { session, resident, card } = await platform.database.transaction(async (tx) => {
    const held = await demandSession(context, tx, token);
    await demandCeremony(tx);
    const found = await personOf(context, tx, staff, held);
    const { personId, name } = found;
    await login.addStaff(
      tx,
      staff.duties.map(({ role, office }) => ({ personId, name, role, ...(office && { office }) })),
      ceremonyAct(held),
    );
    const [newest] = await cards.ofPerson(tx, personId);
    return { session: held, resident: found, card: newest };
  });
  const { name } = resident;
  if (card?.state === 'ACTIVE') return { name, card: 'active', ticket: null };
  const { photo } = staff;
  if (!photo) return { name, card: 'none', ticket: null };
  return { name, card: 'waiting', ticket: ticketFor(context, session, resident, photo) };
}

/** The one resident whom all four attributes fit. @throws Refusal SETTLEMENT_PERSON_UNKNOWN */
async function personOf(
  { residents, platform }: Context,
  tx: Tx,
  { person, duties }: NamedStaff,
  session: SettlementSession,
): Promise<Resident> {
  const act = ceremonyAct(session);
  const match = await residents.match(tx, person, FOUR, act);
  if (!match) throw settlementErrors.SETTLEMENT_PERSON_UNKNOWN();
  const { resident } = match;
  await platform.audit.record(tx, {
    ...act,
    action: settlementActs['name-staff'],
    subject: resident.personId,
    detail: { duties: duties.map(({ role, office }) => ({ role, ...(office && { office }) })) },
  });
  return resident;
}

/** Waits for the reader of the ceremony and makes the card in it; its holder sets the secrets there. */
function ticketFor(
  context: Context,
  session: SettlementSession,
  { personId, birthDate }: Resident,
  photo: Uint8Array,
): { readonly token: string; readonly url: string } {
  const { platform, relay } = context;
  return relay.open(
    async (connection, holder) => {
      await platform.database.query((tx) => demandCeremony(tx));
      const deps = { ...context, tray: readerAsEncoder(platform, connection) };
      const applicationId = await formOf(context, personId);
      const made = await produceStaffCard(platform, deps, { personId, applicationId, photo });
      if (made.state === 'ACTIVATING') await activate(deps, made, birthDate, holder);
      const card = await confirmStaffCard(platform, context, made);
      await platform.database.transaction((tx) =>
        platform.audit.record(tx, {
          ...ceremonyAct(session),
          action: settlementActs['make-card'],
          subject: personId,
          detail: { cardId: card.cardId, chipSerial: card.chipSerial },
        }),
      );
      return { card: card.state };
    },
    { onFinished: () => {} },
  );
}

/** The reader at the other end of the relay, as the encoder of this one card. */
function readerAsEncoder({ config, random }: Platform, connection: CardConnection): Chips {
  return encoderOver({
    // The relay's connection outlives each use: it ends with the ceremony of this card.
    connect: async () => ({ ...connection, close: () => connection.reset() }),
    transportKeys: transportKeysFrom(config.transportKeyFile),
    random: random.bytes,
  });
}

/** The form of an application that was begun, or a new one. */
async function formOf({ applications, platform }: Context, personId: string): Promise<string> {
  return platform.database.transaction(async (tx) => {
    const [begun] = await applications.ofPerson(tx, personId);
    if (begun?.applicationId) return begun.applicationId;
    const drawn = Array.from(platform.random.bytes(21), (byte) => String(byte % 10)).join('');
    const applicationId = makeApplicationId(drawn);
    await applications.registerForms(tx, [{ applicationId, personId, cause: 'first' }]);
    return applicationId;
  });
}

/** The holder's secrets and SET STATUS active; what is already done is left alone. */
async function activate(
  { cards, platform, tray }: Context & { readonly tray: Chips },
  { chipSerial, securityCode }: Card,
  birthDate: BirthDate,
  holder: HolderScreen,
): Promise<void> {
  const keys = await cards.chipKeys(chipSerial);
  const connection = await tray.insert(chipSerial);
  const open = () => openIssuerChannel(connection, keys, platform.random.bytes);
  const channel = await open();
  if ((await channel.chipState()).state === 'active') return;
  for (const kind of KINDS) await channel.letHolderSet(kind);
  await holder.setPins(KINDS, { birthDate, securityCode });
  await (await open()).setStatus('active');
}
