import type { CardTrouble, WalletCard } from '@mibun/protocol';
import {
  type CardConnection,
  CardError,
  type CardReaders,
  type ReaderEvent,
  readCommonSerial,
} from '@mibun/reader';
import { turns } from './in-turn.ts';
import { readCardFacts } from './read-card.ts';
import type { CardSource, HeldCard } from './wallet.ts';

/** The cards in the readers of this machine. */
export interface ReaderCards extends CardSource {
  /** Stops looking. The readers stay open: they belong to who opened them. */
  close(): void;
}

/** Somebody else may have the card for a moment; a person waits no longer. */
const PATIENCE_MS = 3000;

/**
 * Looks at each card once when it is put in, and again when a ceremony has let go of it: looking takes a plastic card a
 * second or two.
 *
 * @param onChange called when {@link CardSource.list} has changed
 * @param isWanted whether a reader is meant; a card elsewhere is never touched
 */
export function readerCards(
  readers: CardReaders,
  onChange: () => void,
  isWanted: (reader: string) => boolean = () => true,
): ReaderCards {
  const seen = new Map<string, WalletCard>();
  const held = new Set<string>();
  // A ceremony waits for a look, not for half of one.
  const queues = turns();

  async function look(reader: string): Promise<void> {
    if (held.has(reader)) return;
    const card = await queues.take(reader, () => lookInto(readers, reader));
    const stillThere = readers.list().some(({ name, card: lies }) => name === reader && lies !== 'none');
    if (!stillThere) seen.delete(reader);
    else seen.set(reader, card);
    onChange();
  }

  function on(event: ReaderEvent): void {
    if ('reader' in event && !isWanted(event.reader)) return;
    if (event.kind === 'card-inserted') void look(event.reader);
    else if (event.kind === 'service-stopped') seen.clear();
    else if ('reader' in event) seen.delete(event.reader);
    onChange();
  }

  const unwatch = readers.watch(on);
  for (const { name, card } of readers.list()) {
    if (card !== 'none' && isWanted(name)) void look(name);
  }

  /** Those that can be used first, each kind by the name of its reader. */
  function present(): readonly WalletCard[] {
    const rank = ([reader, { facts }]: readonly [string, WalletCard]) => `${facts ? 0 : 1}${reader}`;
    return [...seen]
      .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
      .map(([reader, card]) =>
        held.has(reader) ? { serial: card.serial, reader, trouble: 'in-use' } : card,
      );
  }

  return {
    async list() {
      // A program that had the card may have let go of it since; PC/SC does not tell.
      for (const [reader, { trouble }] of seen) if (trouble === 'reader-in-use') void look(reader);
      await queues.done();
      return present();
    },
    find: async (serial) => present().find((card) => card.serial === serial),
    async insert(serial) {
      const [reader] = [...seen].find(([, card]) => card.serial === serial) ?? [];
      if (reader === undefined) return undefined;
      return queues.take(reader, () => hold(reader, serial));
    },
    close: unwatch,
  };

  async function hold(reader: string, serial: string): Promise<HeldCard> {
    const connection = await readers.connect(reader, { waitMs: PATIENCE_MS });
    try {
      // Somebody may have put another card in; it must not get this one's PIN.
      const { chipSerial } = await readCommonSerial(connection);
      if (chipSerial !== serial) throw new CardError('card-removed', 'another card lies in the reader');
    } catch (error) {
      await connection.close();
      throw error;
    }
    held.add(reader);
    onChange();
    const letGo = () => {
      if (!held.delete(reader)) return;
      void look(reader);
    };
    return {
      ...connection,
      close: async () => {
        await connection.close();
        letGo();
      },
    };
  }
}

/** What a card tells without a PIN, or why it tells nothing. Uses no try and changes nothing on the card. */
async function lookInto(readers: CardReaders, reader: string): Promise<WalletCard> {
  const nameless = { serial: `reader:${reader}`, reader };
  let connection: CardConnection;
  try {
    connection = await readers.connect(reader, { waitMs: PATIENCE_MS });
  } catch (error) {
    const busy = error instanceof CardError && error.code === 'reader-in-use';
    return { ...nameless, trouble: busy ? 'reader-in-use' : 'unreadable' };
  }
  try {
    const { chipSerial } = await readCommonSerial(connection);
    return { serial: chipSerial, reader, facts: await readCardFacts(connection) };
  } catch (error) {
    return { ...nameless, trouble: troubleOf(error) };
  } finally {
    await connection.close();
  }
}

/** A card that answers, but not as an Individual Number Card does, is of another kind. */
function troubleOf(error: unknown): CardTrouble {
  const outOfReach = ['card-removed', 'card-reset', 'card-timeout', 'reader-removed', 'reader-service'];
  return error instanceof CardError && !outOfReach.includes(error.code) ? 'foreign' : 'unreadable';
}
