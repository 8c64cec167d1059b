import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Declined, type Holder, RelayError, runRelay } from '@mibun/agent';
import { CardError } from '@mibun/reader';
import { CREDENTIALS, type CredentialKind } from '@mibun/rules';
import type { FirstStaff } from '@mibun/server/country';
import { secretTwice } from '../../card/pin-change.ts';
import { CommandError, say } from '../../output.ts';
import { CeremonyReader } from './reader.ts';
import type { Settlement } from './session.ts';

export interface StaffTally {
  readonly named: number;
  readonly cards: number;
}

/** Names everybody of the list; who has a photo and no card yet gets one in the reader, one after the other. */
export async function nameStaff(
  settlement: Settlement,
  staff: readonly FirstStaff[],
  options: { readonly reader?: string; readonly stdin?: true },
): Promise<StaffTally> {
  let reader: CeremonyReader | undefined;
  let cards = 0;
  try {
    for (const { person, duties, photo } of staff) {
      const entry = {
        person,
        duties: [...duties],
        ...(photo !== undefined && { photo: readFileSync(photo).toString('base64') }),
      };
      const { name, card, ticket } = await settlement.staff(entry);
      const roles = duties.map(({ role, office }) => (office ? `${role} at ${office}` : role)).join(', ');
      say(`mibun: ${name} is ${roles}${card === 'active' ? '; the card is there' : ''}`);
      if (!ticket) continue;
      if (reader) await reader.emptied();
      reader ??= await CeremonyReader.open(options.reader);
      const again = async () => (await settlement.staff(entry)).ticket?.token;
      await makeCard(settlement, reader, { token: ticket.token, again }, holderAt(name, options));
      cards += 1;
      say(`mibun: the card of ${name} is made and in operation`);
    }
  } finally {
    await reader?.close();
  }
  return { named: staff.length, cards };
}

/** A card that does not lie well loses contact now and then; one that goes on losing it is for a person to look at. */
const MOST_CONTACTS = 4;
/** What a reader needs to notice that a card is gone. */
const NOTICE_MS = 1_000;

/** The way to one card: the ticket for the first contact, and another for each further one. */
interface Tickets {
  readonly token: string;
  /** Undefined once the card is made. */
  again(): Promise<string | undefined>;
}

/** Makes the card in the reader. Where contact is lost before anybody has typed a PIN, the same card goes on. */
async function makeCard(
  settlement: Settlement,
  reader: CeremonyReader,
  tickets: Tickets,
  holder: CeremonyHolder,
): Promise<void> {
  let token: string | undefined = tickets.token;
  for (let contact = 1; token !== undefined; contact++) {
    try {
      await makeInContact(settlement, reader, token, holder);
      return;
    } catch (error) {
      const { what, next } = wordsOf(error);
      if (contact === MOST_CONTACTS || holder.hasTyped() || !isLostContact(error))
        throw new CommandError(what, `${next} The same command goes on from here.`);
      say(`mibun: ${what} What was done is recorded; the same card goes on.`);
    }
    await sleep(NOTICE_MS);
    token = await tickets.again();
  }
}

async function makeInContact(
  { relayUrl }: Settlement,
  reader: CeremonyReader,
  token: string,
  holder: Holder,
): Promise<void> {
  const connection = await reader.card();
  try {
    await runRelay({ relayUrl, token, connection, holder });
  } finally {
    await connection.close();
  }
}

function wordsOf(error: unknown): { readonly what: string; readonly next: string } {
  if (error instanceof RelayError) return { what: error.title.en, next: error.next.en };
  if (error instanceof CardError) return { what: `${error.message}.`, next: error.hint };
  throw error;
}

const isLostContact = (error: unknown) =>
  error instanceof RelayError
    ? error.code === 'RELAY_CARD_LOST'
    : error instanceof CardError && (error.code === 'no-card' || error.code === 'card-mute');

interface CeremonyHolder extends Holder {
  /** What was typed is gone with the contact, and nobody is asked for it twice without a word. */
  hasTyped(): boolean;
}

/** The holder, who alone types what the chip gets; this machine forgets it, and the server never has it. */
function holderAt(name: string, options: { readonly stdin?: true }): CeremonyHolder {
  let typed = false;
  return {
    hasTyped: () => typed,
    async setPins(credentials, _context, problem) {
      typed = true;
      if (problem) {
        say(`mibun: ${problem.en}`);
        // Nobody corrects what is on standard input.
        if (options.stdin) throw new Declined();
      } else say(`mibun: ${name} chooses the PINs of the card; nobody else looks`);
      const chosen: Partial<Record<CredentialKind, string>> = {};
      for (const kind of credentials) {
        const { en, hint } = CREDENTIALS[kind];
        chosen[kind] = await secretTwice(en, hint.en, options);
      }
      return chosen;
    },
    askPin: () => Promise.reject(new Declined()),
  };
}
