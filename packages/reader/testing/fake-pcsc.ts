import { EventEmitter } from 'node:events';
import {
  type PcscApi,
  type PcscCard,
  type PcscClient,
  type PcscReader,
  READER_STATE,
  SHARE,
} from '../src/pcsc/pcsc-api.ts';

/** Answers one command, or throws what PC/SC would: an error with a code. */
export type FakeCard = (command: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** An error as pcsc-mini throws it. */
export const pcscFailure = (code: string): Error => Object.assign(new Error('Async task error'), { code });

/** A PC/SC service whose readers and cards a test moves about. `log` has every call that reaches a card. */
export class FakePcsc implements PcscApi {
  readonly log: string[] = [];
  /** What SCardStatus says of a card after an exchange broke off: a code, or nothing for "all is well". */
  stateFailure: string | undefined;
  /** How often a connection is refused because another program has the card. */
  busyTimes = 0;
  running = true;
  clients = 0;
  #emitter: EventEmitter | undefined;
  readonly #readers = new Map<
    string,
    { events: EventEmitter; card: FakeCard | undefined; handles: number }
  >();

  newClient(): PcscClient {
    const emitter = new EventEmitter();
    this.clients += 1;
    return Object.assign(emitter, {
      start: () => {
        if (!this.running) throw pcscFailure('NoService');
        this.#emitter = emitter;
        for (const name of this.#readers.keys()) queueMicrotask(() => this.#announce(name));
      },
      stop: () => {
        if (!this.running) throw pcscFailure('NoService');
        this.#emitter = undefined;
      },
    });
  }

  plugIn(name: string, card?: FakeCard): void {
    this.#readers.set(name, { events: new EventEmitter(), card, handles: 0 });
    if (this.#emitter !== undefined) this.#announce(name);
  }

  unplug(name: string): void {
    const reader = this.#reader(name);
    this.#readers.delete(name);
    reader.events.emit('disconnect');
  }

  insert(name: string, card: FakeCard, status: number = READER_STATE.present): void {
    const reader = this.#reader(name);
    reader.card = card;
    reader.handles += 1;
    reader.events.emit('change', { raw: status });
  }

  /** `noticed: false` is the moment between the pull and the service's next look. */
  pull(name: string, { noticed = true } = {}): void {
    const reader = this.#reader(name);
    reader.card = undefined;
    reader.handles += 1;
    if (noticed) reader.events.emit('change', { raw: 0 });
  }

  stop(): void {
    this.running = false;
    for (const { events } of this.#readers.values()) events.removeAllListeners();
    this.#emitter?.emit('error', pcscFailure('CommError'));
  }

  /** A reader is unplugged, and the watch says nothing of it but that it has too much to say. */
  overflow(unplugged: string): void {
    this.#readers.delete(unplugged);
    for (const { events } of this.#readers.values()) events.removeAllListeners();
    this.#emitter?.emit('error', pcscFailure('StatusEventBufferOverflow'));
  }

  start(): void {
    this.running = true;
  }

  #reader(name: string) {
    const reader = this.#readers.get(name);
    if (reader === undefined) throw new Error(`no reader ${name}`);
    return reader;
  }

  #announce(name: string): void {
    const { events, card } = this.#reader(name);
    const reader: PcscReader = Object.assign(events, {
      name: () => name,
      connect: async (mode: number) => this.#connect(name, mode),
    });
    this.#emitter?.emit('reader', reader);
    events.emit('change', { raw: card === undefined ? 0 : READER_STATE.present });
  }

  #connect(name: string, mode: number): PcscCard {
    if (this.busyTimes-- > 0) throw pcscFailure('SharingViolation');
    const reader = this.#readers.get(name);
    if (reader === undefined) throw pcscFailure('UnknownReader');
    if (reader.card === undefined) throw pcscFailure('NoSmartCard');
    const handle = reader.handles;
    const stillThere = (): FakeCard => {
      if (!this.running) throw pcscFailure('NoService');
      if (!this.#readers.has(name)) throw pcscFailure('ReaderUnavailable');
      if (reader.card === undefined || reader.handles !== handle) throw pcscFailure('RemovedCard');
      return reader.card;
    };
    this.log.push(mode === SHARE.exclusive ? 'connect exclusive' : 'connect shared');
    return {
      transmit: async (command) => {
        this.log.push(Buffer.from(command).toString('hex'));
        return stillThere()(command);
      },
      state: async () => {
        if (this.stateFailure !== undefined) throw pcscFailure(this.stateFailure);
        return { atr: Uint8Array.of(0x3b, 0xe0) };
      },
      reconnect: async (_mode, disposition) => {
        stillThere();
        this.log.push(`reconnect ${disposition}`);
      },
      transaction: async () => {
        this.log.push('transaction');
        return {
          end: async () => {
            this.log.push('transaction ends');
            stillThere();
          },
        };
      },
      disconnect: async (disposition) => {
        this.log.push(`disconnect ${disposition}`);
        stillThere();
      },
    };
  }
}
