import { CardError } from '../card-error.ts';
import { type PcscApi, type PcscClient, type PcscReader, READER_STATE } from './pcsc-api.ts';
import { loadPcsc } from './pcsc-process.ts';
import {
  type ConnectionHandle,
  type ConnectOptions,
  connectToCard,
  type ReaderConnection,
} from './reader-connection.ts';

/** A reader that is plugged in. */
export interface CardReader {
  readonly name: string;
  /** `mute`: something lies there that does not answer as a chip does. */
  readonly card: 'none' | 'present' | 'mute';
}

/** What happens at the readers. */
export type ReaderEvent =
  | { readonly kind: 'reader-added' | 'reader-removed'; readonly reader: string }
  | { readonly kind: 'card-inserted' | 'card-removed'; readonly reader: string }
  /** The PC/SC service stopped, and with it every reader is gone; or it runs (again). */
  | { readonly kind: 'service-stopped' | 'service-started' };

export interface CardReadersOptions {
  /** Default: pcsc-mini, in a process of its own. */
  readonly load?: () => Promise<PcscApi>;
  /** How often a service that does not run is tried again. Default 1000 ms. */
  readonly retryMs?: number;
  /** How often a service that runs is asked whether it still answers. Default 10 s. */
  readonly pulseMs?: number;
}

interface Known {
  readonly reader: PcscReader;
  card: CardReader['card'];
}

/** After so long without a further event the first list is whole; a machine without readers gives none. */
const QUIET_MS = 30;
const FIRST_EVENT_MS = 250;

/**
 * The PC/SC readers of this machine: who is plugged in, what lies where, and connections to the cards. Goes on through
 * stops of the service. {@link close} it, or the process does not end.
 *
 * @example
 * const readers = await CardReaders.open();
 * readers.watch((event) => console.log(event, readers.list()));
 * const card = await readers.connect('Reader 00 00');
 */
export class CardReaders {
  readonly #api: PcscApi;
  readonly #retryMs: number;
  readonly #readers = new Map<string, Known>();
  readonly #connections = new Map<ConnectionHandle, string>();
  readonly #listeners = new Set<(event: ReaderEvent) => void>();
  readonly #settled = Promise.withResolvers<void>();
  #quiet: NodeJS.Timeout | undefined;
  #whenQuiet: (() => void) | undefined;
  /** Whether the listeners think that the service runs. */
  #announced = false;
  #client: PcscClient | undefined;
  /** Why the service cannot be used; undefined while it runs. */
  #trouble: CardError | undefined = serviceStopped();
  #retry: NodeJS.Timeout | undefined;
  readonly #pulse: NodeJS.Timeout;
  #closed = false;

  private constructor(api: PcscApi, retryMs: number, pulseMs: number) {
    this.#api = api;
    this.#retryMs = retryMs;
    this.#pulse = setInterval(() => void this.#answers(), pulseMs).unref();
  }

  /**
   * @throws CardError 'reader-support'. A service that does not run, or does not answer, is no error: it is tried again
   * and again.
   */
  static async open({
    load = loadPcsc,
    retryMs = 1000,
    pulseMs = 10_000,
  }: CardReadersOptions = {}): Promise<CardReaders> {
    const readers = new CardReaders(await load(), retryMs, pulseMs);
    await readers.#start();
    readers.#afterQuiet(FIRST_EVENT_MS, () => readers.#settled.resolve());
    return readers;
  }

  /** Whether the PC/SC service runs. */
  get running(): boolean {
    return this.#trouble === undefined;
  }

  /** Why the readers cannot be used: 'reader-service'. Undefined while they can. */
  get trouble(): CardError | undefined {
    return this.#trouble;
  }

  /** Whether the service is there and takes no call: unlike a machine without one, a fault that a person wants to know. */
  get silent(): boolean {
    return this.#trouble !== undefined && isSilence(this.#trouble.cause);
  }

  /** Resolves when {@link list} is whole for the first time. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  /** The readers as they are now, by name. */
  list(): readonly CardReader[] {
    return [...this.#readers]
      .map(([name, { card }]) => ({ name, card }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Calls `listener` at every change until the returned function is called. */
  watch(listener: (event: ReaderEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Connects to the card in a reader; until it is closed no other program can come between (CHIP-08).
   * @throws CardError 'no-card', 'card-mute', 'reader-in-use', 'reader-removed', 'reader-service'
   */
  async connect(name: string, options: ConnectOptions = {}): Promise<ReaderConnection> {
    if (this.#trouble !== undefined) throw this.#trouble;
    const known = this.#readers.get(name);
    if (known === undefined) throw readerRemoved(name);
    try {
      const handle: ConnectionHandle = await connectToCard(known.reader, options, () => {
        this.#connections.delete(handle);
      });
      this.#connections.set(handle, name);
      return handle.connection;
    } catch (error) {
      // What a card in use and a service that is frozen have in common is that nothing comes back.
      const unclear = error instanceof CardError && error.code === 'reader-in-use';
      if (unclear && !(await this.#answers()) && this.#trouble !== undefined) throw this.#trouble;
      throw error;
    }
  }

  /** Asks the service for a sign of life; one that gives none is left, and tried again. */
  async #answers(): Promise<boolean> {
    const client = this.#client;
    if (!this.running || client?.ping === undefined) return this.running;
    try {
      await client.ping();
      return true;
    } catch (error) {
      if (client === this.#client) this.#recover(error);
      return false;
    }
  }

  /** Stops watching and ends every connection. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#quiet);
    clearInterval(this.#pulse);
    this.#settled.resolve();
    await Promise.all([...this.#connections.keys()].map(({ connection }) => connection.close()));
    this.#listeners.clear();
    this.#readers.clear();
    this.#stop();
    this.#api.end?.();
  }

  async #start(): Promise<void> {
    if (this.#closed) return;
    const client = this.#api.newClient();
    client.on('error', (error) => {
      if (client === this.#client) this.#recover(error);
    });
    client.on('reader', (reader) => {
      if (client !== this.#client) return;
      // A reader may be told of before the call that began it has returned.
      this.#runs();
      this.#add(reader, client);
    });
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      if (client !== this.#client) return;
      this.#client = undefined;
      this.#serviceStopped(error);
      return;
    }
    if (client === this.#client) this.#runs();
  }

  #runs(): void {
    this.#trouble = undefined;
    if (!this.#announced) this.#tell({ kind: 'service-started' });
    this.#announced = true;
  }

  /** The service is gone, or the watch has run wild, as pcsc-mini's does when a reader is unplugged from pcscd 1.9. */
  #recover(error: unknown): void {
    this.#stop();
    if (!hasCode(error, 'StatusEventBufferOverflow')) {
      this.#serviceStopped(error);
      return;
    }
    // Connections outlive their watch. Readers that the next one does not name are unplugged.
    const before = new Map(this.#readers);
    void this.#start();
    this.#afterQuiet(FIRST_EVENT_MS, () => {
      for (const [name, known] of before) if (this.#readers.get(name) === known) this.#remove(name);
    });
  }

  #serviceStopped(cause: unknown): void {
    const before = this.silent;
    const trouble = isSilence(cause) ? serviceSilent(cause) : serviceStopped(cause);
    this.#trouble = trouble;
    for (const [handle] of this.#connections) handle.lose(trouble);
    this.#readers.clear();
    if (this.#announced || before !== this.silent) this.#tell({ kind: 'service-stopped' });
    this.#announced = false;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#start(), this.#retryMs).unref();
  }

  #stop(): void {
    const client = this.#client;
    this.#client = undefined;
    try {
      client?.stop();
    } catch {
      // There is no service left to take leave of.
    }
  }

  #add(reader: PcscReader, client: PcscClient): void {
    const name = reader.name();
    const before = this.#readers.get(name);
    const known: Known = { reader, card: before?.card ?? 'none' };
    const isCurrent = () => client === this.#client && this.#readers.get(name) === known;
    this.#readers.set(name, known);
    if (before === undefined) this.#tell({ kind: 'reader-added', reader: name });
    reader.on('disconnect', () => {
      if (isCurrent()) this.#remove(name);
    });
    reader.on('change', ({ raw }) => {
      if (isCurrent()) this.#changed(name, known, cardIn(raw));
    });
  }

  #remove(name: string): void {
    this.#readers.delete(name);
    this.#lose(name, readerRemoved(name));
    this.#tell({ kind: 'reader-removed', reader: name });
  }

  #changed(name: string, known: Known, card: CardReader['card']): void {
    this.#afterQuiet(QUIET_MS);
    if (card === known.card) return;
    const before = known.card;
    known.card = card;
    if (before !== 'none') {
      this.#lose(name, new CardError('card-removed', `the card was taken out of ${name}`));
      this.#tell({ kind: 'card-removed', reader: name });
    }
    if (card !== 'none') this.#tell({ kind: 'card-inserted', reader: name });
  }

  #lose(name: string, reason: CardError): void {
    for (const [handle, reader] of this.#connections) if (reader === name) handle.lose(reason);
  }

  #tell(event: ReaderEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Every event puts it off. */
  #afterQuiet(milliseconds: number, then?: () => void): void {
    if (this.#closed) return;
    if (then !== undefined) this.#whenQuiet = then;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      const act = this.#whenQuiet;
      this.#whenQuiet = undefined;
      act?.();
    }, milliseconds);
  }
}

/** The readers that are plugged in now. @throws CardError 'reader-support', 'reader-service' */
export async function listReaders(options: CardReadersOptions = {}): Promise<readonly CardReader[]> {
  const readers = await CardReaders.open(options);
  try {
    if (readers.trouble !== undefined) throw readers.trouble;
    await readers.settled;
    return readers.list();
  } finally {
    await readers.close();
  }
}

/**
 * Connects to the card in one reader; closing the connection lets go of PC/SC altogether.
 * @throws CardError as {@link CardReaders.connect}, and 'reader-support'
 *
 * @example
 * const card = await connectToReader('Reader 00 00');
 * await triesLeft(card, 'authentication');
 */
export async function connectToReader(
  name: string,
  options: ConnectOptions & CardReadersOptions = {},
): Promise<ReaderConnection> {
  const readers = await CardReaders.open(options);
  try {
    await readers.settled;
    const connection = await readers.connect(name, options);
    return { ...connection, close: () => readers.close() };
  } catch (error) {
    await readers.close();
    throw error;
  }
}

function cardIn(status: number): CardReader['card'] {
  if ((status & READER_STATE.present) === 0) return 'none';
  return (status & READER_STATE.mute) === 0 ? 'present' : 'mute';
}

const readerRemoved = (name: string) => new CardError('reader-removed', `there is no reader ${name}`);
const serviceStopped = (cause?: unknown) =>
  new CardError('reader-service', 'the card reader service (PC/SC) does not run', { cause });
const serviceSilent = (cause: unknown) =>
  new CardError('reader-service', 'the card reader service (PC/SC) does not answer', { cause });
const isSilence = (cause: unknown) => hasCode(cause, 'ServiceSilent');

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
