import { readFileSync } from 'node:fs';
import { Declined, type Holder, RelayError, runRelay } from '@mibun/agent';
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
      const { name, card, ticket } = await settlement.staff({
        person,
        duties: [...duties],
        ...(photo !== undefined && { photo: readFileSync(photo).toString('base64') }),
      });
      const roles = duties.map(({ role, office }) => (office ? `${role} at ${office}` : role)).join(', ');
      say(`mibun: ${name} is ${roles}${card === 'active' ? '; the card is there' : ''}`);
      if (!ticket) continue;
      if (reader) await reader.emptied();
      reader ??= await CeremonyReader.open(options.reader);
      await makeCard(settlement, reader, ticket.token, holderAt(name, options));
      cards += 1;
      say(`mibun: the card of ${name} is made and in operation`);
    }
  } finally {
    await reader?.close();
  }
  return { named: staff.length, cards };
}

async function makeCard(
  settlement: Settlement,
  reader: CeremonyReader,
  token: string,
  holder: Holder,
): Promise<void> {
  const connection = await reader.card();
  try {
    await runRelay({ relayUrl: settlement.relayUrl, token, connection, holder });
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    throw new CommandError(error.title.en, `${error.next.en} The same command goes on from here.`);
  } finally {
    await connection.close();
  }
}

/** The holder, who alone types what the chip gets; this machine forgets it, and the server never has it. */
function holderAt(name: string, options: { readonly stdin?: true }): Holder {
  return {
    async setPins(credentials, _context, problem) {
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
