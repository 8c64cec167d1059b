import { CardError } from '../card-error.ts';
import { loadPcsc, type PcscApi, type PcscClient, type PcscReader, READER_STATE } from './pcsc-api.ts';
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
  /** Default: pcsc-mini, loaded now. */
  readonly load?: () => Promise<PcscApi>;
  /** How often a service that does not run is tried again. Default 1000 ms. */
  readonly retryMs?: number;
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
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(api: PcscApi, retryMs: number) {
    this.#api = api;
    this.#retryMs = retryMs;
    this.#afterQuiet(FIRST_EVENT_MS, () => this.#settled.resolve());
    this.#start();
  }

  /** @throws CardError 'reader-support'. A service that does not run is no error: it is tried again and again. */
  static async open({ load = loadPcsc, retryMs = 1000 }: CardReadersOptions = {}): Promise<CardReaders> {
    return new CardReaders(await load(), retryMs);
  }

  /** Whether the PC/SC service runs. */
  get running(): boolean {
    return this.#client !== undefined;
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
    if (!this.running) throw serviceStopped();
    const known = this.#readers.get(name);
    if (known === undefined) throw readerRemoved(name);
    const handle: ConnectionHandle = await connectToCard(known.reader, options, () => {
      this.#connections.delete(handle);
    });
    this.#connections.set(handle, name);
    return handle.connection;
  }

  /** Stops watching and ends every connection. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#quiet);
    this.#settled.resolve();
    await Promise.all([...this.#connections.keys()].map(({ connection }) => connection.close()));
    this.#listeners.clear();
    this.#readers.clear();
    this.#stop();
  }

  #start(): void {
    const client = this.#api.newClient();
    client.on('error', (error) => {
      if (client === this.#client) this.#recover(error);
    });
    client.on('reader', (reader) => {
      if (client === this.#client) this.#add(reader, client);
    });
    // Readers are told of only after this call has returned.
    this.#client = client;
    try {
      client.start();
    } catch {
      this.#client = undefined;
      this.#serviceStopped();
      return;
    }
    if (!this.#announced) this.#tell({ kind: 'service-started' });
    this.#announced = true;
  }

  /** The service is gone, or the watch has run wild, as pcsc-mini's does when a reader is unplugged from pcscd 1.9. */
  #recover(error: Error): void {
    this.#stop();
    const wild = 'code' in error && error.code === 'StatusEventBufferOverflow';
    if (!wild) {
      this.#serviceStopped();
      return;
    }
    // Connections outlive their watch. Readers that the next one does not name are unplugged.
    const before = new Map(this.#readers);
    this.#start();
    this.#afterQuiet(FIRST_EVENT_MS, () => {
      for (const [name, known] of before) if (this.#readers.get(name) === known) this.#remove(name);
    });
  }

  #serviceStopped(): void {
    for (const [handle] of this.#connections) handle.lose(serviceStopped());
    this.#readers.clear();
    if (this.#announced) this.#tell({ kind: 'service-stopped' });
    this.#announced = false;
    this.#retry = setTimeout(() => this.#start(), this.#retryMs).unref();
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
    if (!readers.running) throw serviceStopped();
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
const serviceStopped = () => new CardError('reader-service', 'the PC/SC service does not run');
