import { CardError } from '../card-error.ts';
import type { CardConnection } from '../connection.ts';
import { DISPOSITION, type PcscCard, type PcscReader, SHARE } from './pcsc-api.ts';
import { isTelling, pcscError } from './pcsc-error.ts';

export interface ConnectOptions {
  /**
   * How other programs are kept from the card until {@link CardConnection.close}; both ways keep all of them away
   * (CHIP-08). False: by one transaction, which bears programs that are connected and idle, as browsers are. True: by an
   * exclusive connection, which fails while any program is connected. Default: false, but true on Windows, which breaks
   * a transaction off after five idle seconds.
   */
  readonly exclusive?: boolean;
  /** How long to wait while another program has the card. Default 2000 ms. */
  readonly waitMs?: number;
  /** How long one command may take. Default 60 s: a chip may need many seconds to make a key. */
  readonly commandTimeoutMs?: number;
}

/** A card in a PC/SC reader. After the first error of the transport it is over: nothing is sent to whatever lies there now. */
export interface ReaderConnection extends CardConnection {
  /** Name of the reader. */
  readonly reader: string;
  /** Resolves with the reason when the card goes away, also while nothing is being sent. Stays pending once closed. */
  readonly gone: Promise<CardError>;
}

/** What the owner of the readers tells a connection. */
export interface ConnectionHandle {
  readonly connection: ReaderConnection;
  lose(reason: CardError): void;
}

const TRY_AGAIN_EVERY_MS = 50;

/**
 * Connects to the card in a reader and powers it.
 * @throws CardError 'no-card', 'card-mute', 'reader-in-use', 'reader-removed', 'reader-service'
 */
export async function connectToCard(
  reader: PcscReader,
  { exclusive = process.platform === 'win32', waitMs = 2000, commandTimeoutMs = 60_000 }: ConnectOptions,
  onEnd: () => void = () => undefined,
): Promise<ConnectionHandle> {
  const mode = exclusive ? SHARE.exclusive : SHARE.shared;
  const name = reader.name();
  const giveUpAt = performance.now() + waitMs;
  for (;;) {
    try {
      const { card, endTransaction } = await openCard(
        reader,
        mode,
        Math.max(0, giveUpAt - performance.now()),
      );
      const { atr } = await card.state();
      return connectionOver(card, { name, atr: atr.slice(), mode, commandTimeoutMs, endTransaction, onEnd });
    } catch (cause) {
      const error = pcscError(cause, { doing: `connecting to ${name}`, connecting: true });
      if (error.code !== 'reader-in-use' || performance.now() >= giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_EVERY_MS));
    }
  }
}

// Even a card that nobody has takes this long to be powered up.
const SHORTEST_WAIT_MS = 500;

async function openCard(reader: PcscReader, mode: number, waitMs: number) {
  // pcscd answers neither call while another program holds a transaction. What succeeds too late is given back.
  const patience = Math.max(waitMs, SHORTEST_WAIT_MS);
  const inUse = () => new CardError('reader-in-use', `another program has the card in ${reader.name()}`);
  const giveBack = (card: PcscCard) => card.disconnect(DISPOSITION.leave).catch(() => undefined);
  const connecting = reader.connect(mode);
  let card: PcscCard;
  try {
    card = await within(connecting, patience, inUse);
  } catch (error) {
    connecting.then(giveBack, () => undefined);
    throw error;
  }
  if (mode === SHARE.exclusive) return { card, endTransaction: async () => undefined };
  const beginning = card.transaction();
  try {
    const transaction = await within(beginning, patience, inUse);
    return { card, endTransaction: () => transaction.end(DISPOSITION.leave) };
  } catch (error) {
    void beginning.catch(() => undefined).then(() => giveBack(card));
    throw error;
  }
}

interface ConnectionParts {
  readonly name: string;
  readonly atr: Uint8Array;
  readonly mode: number;
  readonly commandTimeoutMs: number;
  readonly endTransaction: () => Promise<void>;
  readonly onEnd: () => void;
}

function connectionOver(card: PcscCard, parts: ConnectionParts): ConnectionHandle {
  const { name, atr, mode, commandTimeoutMs, endTransaction, onEnd } = parts;
  const gone = Promise.withResolvers<CardError>();
  let over: CardError | undefined;

  /** What the service is doing for this connection; pcsc-mini does one thing at a time and refuses a second. */
  let pending: Promise<unknown> = Promise.resolve();

  /** Ends the connection on this side first, so that a late answer of the service changes nothing. */
  async function end(reason: CardError): Promise<void> {
    over = reason;
    onEnd();
    try {
      await pending.catch(() => undefined);
      await endTransaction();
    } finally {
      await card.disconnect(DISPOSITION.unpower);
    }
  }
  function lose(reason: CardError): CardError {
    if (over === undefined) {
      end(reason).catch(() => undefined);
      gone.resolve(reason);
    }
    return over ?? reason;
  }
  async function attempt<T>(doing: string, work: () => Promise<T>): Promise<T> {
    if (over !== undefined) throw over;
    try {
      const late = () => new CardError('card-timeout', `${doing}: no answer in ${commandTimeoutMs} ms`);
      const mine = work();
      pending = mine;
      return await within(mine, commandTimeoutMs, late);
    } catch (cause) {
      throw lose(await explain(card, cause, doing));
    }
  }
  const connection: ReaderConnection = {
    reader: name,
    atr,
    gone: gone.promise,
    transmit: (command) =>
      attempt('the card did not answer', async () => {
        const answer = await card.transmit(command, roomFor(command));
        // Some drivers report a card that is pulled out while it works as an answer of nothing.
        if (answer.length < 2) throw new Error('an answer without a status word');
        return answer;
      }),
    // Power off and on: some cards keep what is verified through a warm reset (chip.md §3.4).
    reset: async () => {
      await attempt('the card could not be reset', () => card.reconnect(mode, DISPOSITION.unpower));
    },
    // What cannot be let go of is gone already, and nobody who closes could do anything about it.
    close: async () => {
      if (over !== undefined) return;
      const closed = new CardError('card-removed', 'the connection to the card is closed');
      await end(closed).catch(() => undefined);
    },
  };
  return { connection, lose: (reason) => void lose(reason) };
}

const LONGEST_ANSWER = 0x10000 + 2;

/** Extended commands (ISO/IEC 7816-4: the fifth byte is 0 and more follows) may bring long answers. */
function roomFor(command: Uint8Array): ArrayBuffer | undefined {
  return command.length > 5 && command[4] === 0 ? new ArrayBuffer(LONGEST_ANSWER) : undefined;
}

/** Where the error of an exchange does not say what happened, the state of the card may. */
async function explain(card: PcscCard, cause: unknown, doing: string): Promise<CardError> {
  if (isTelling(cause)) return pcscError(cause, { doing });
  try {
    await card.state();
    return pcscError(cause, { doing });
  } catch (reason) {
    return pcscError(isTelling(reason) ? reason : cause, { doing });
  }
}

async function within<T>(work: Promise<T>, milliseconds: number, late: () => CardError): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(late()), milliseconds);
  try {
    return await Promise.race([work, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
