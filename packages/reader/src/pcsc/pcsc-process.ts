import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  noReaderSupport,
  type PcscApi,
  type PcscCard,
  type PcscClient,
  type PcscReader,
} from './pcsc-api.ts';
import type { PcscCall, PcscFailure, PcscMessage, PcscRequest, PcscValue } from './pcsc-wire.ts';

export interface PcscProcessOptions {
  /** How long the service may take for what it does without a card, once its process has begun. Default 5000 ms. */
  readonly patienceMs?: number;
  /** The program that speaks PC/SC; tests have others. */
  readonly program?: string;
  /** Whether there can be a service at all. Default: on Linux, whether the socket of pcscd exists. */
  readonly mayRun?: () => boolean;
}

const PROGRAM = fileURLToPath(new URL('pcsc-child.ts', import.meta.url));

/** After a stall of this process, or of the whole machine, what came meanwhile is heard before anything is called silent. */
const HEARING_MS = 200;

/** How long a program may take to begin; on a busy machine that says nothing about the service. */
const BEGINNING_MS = 60_000;

interface Waiting {
  resolve(value: PcscValue): void;
  reject(error: Error): void;
  readonly patienceMs: number | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** An error with a code, as pcsc-mini throws it. */
const failed = ({ message, code }: PcscFailure): Error => Object.assign(new Error(message), { code });

/**
 * PC/SC in a process of its own. Calls into the service block the thread that makes them, and the thread that ends that
 * one, for as long as the service is silent; a process can be killed. Every call that needs no card has a deadline; when
 * it passes, the process is killed, whatever was open is lost with the code `ServiceSilent`, and the next
 * {@link PcscClient.start} begins a new one.
 */
export class PcscProcess implements PcscApi {
  readonly #patienceMs: number;
  readonly #program: string;
  readonly #mayRun: () => boolean;
  #child: ChildProcess | undefined;
  /** Set while the process has not begun to listen. */
  #beginning: NodeJS.Timeout | undefined;
  readonly #waiting = new Map<number, Waiting>();
  readonly #clients = new Map<number, EventEmitter>();
  readonly #readers = new Map<number, EventEmitter>();
  #last = 0;
  readonly #endWithUs = () => void this.#child?.kill('SIGKILL');

  constructor({ patienceMs = 5000, program = PROGRAM, mayRun = socketExists }: PcscProcessOptions = {}) {
    this.#mayRun = mayRun;
    this.#patienceMs = patienceMs;
    this.#program = program;
  }

  /** @throws CardError 'reader-support' when the process cannot load PC/SC */
  async load(): Promise<this> {
    const child = this.#begin();
    const ready = once(child, 'message');
    const over = once(child, 'exit').then(([code]) => {
      throw new Error(`the PC/SC process ended (${String(code)})`);
    });
    try {
      await Promise.race([ready, over]);
      return this;
    } catch (cause) {
      throw noReaderSupport(cause);
    } finally {
      over.catch(() => undefined);
      ready.catch(() => undefined);
    }
  }

  newClient(): PcscClient {
    const id = ++this.#last;
    const events = new EventEmitter();
    return Object.assign(events, {
      start: async () => {
        if (!this.#mayRun()) {
          this.end();
          throw failed({ message: 'there is no smart card service', code: 'NoService' });
        }
        this.#clients.set(id, events);
        await this.#ask({ call: 'start', client: id }, this.#patienceMs);
      },
      stop: () => {
        this.#clients.delete(id);
        if (this.#child === undefined) return;
        this.#ask({ call: 'stop', client: id }, this.#patienceMs).catch(() => undefined);
      },
      ping: async () => {
        await this.#ask({ call: 'ping' }, this.#patienceMs);
      },
    });
  }

  /** Whether there is a process at this moment. */
  get runs(): boolean {
    return this.#child !== undefined;
  }

  end(): void {
    this.#lose({ message: 'PC/SC was closed', code: 'ServiceStopped' });
  }

  #ask(what: PcscCall, patienceMs?: number): Promise<PcscValue> {
    const child = this.#begin();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { resolve, reject, patienceMs, timer: undefined };
      this.#waiting.set(id, waiting);
      if (this.#beginning === undefined) this.#limit(waiting);
      child.send({ id, what } satisfies PcscRequest, (error) => {
        if (error)
          this.#settle(id, (waiting) =>
            waiting.reject(failed({ message: error.message, code: 'BrokenPipe' })),
          );
      });
    });
  }

  #limit(waiting: Waiting): void {
    if (waiting.patienceMs === undefined) return;
    waiting.timer = setTimeout(() => {
      waiting.timer = setTimeout(() => this.#silent(), HEARING_MS);
    }, waiting.patienceMs);
  }

  #silent(): void {
    this.#lose({ message: 'the smart card service does not answer', code: 'ServiceSilent' });
  }

  #begin(): ChildProcess {
    if (this.#child !== undefined) return this.#child;
    const child = fork(this.#program, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    this.#beginning = setTimeout(() => this.#silent(), BEGINNING_MS).unref();
    process.once('exit', this.#endWithUs);
    child.on('message', (message: PcscMessage) => {
      if (child === this.#child) this.#hear(message);
    });
    const over = () => {
      if (child === this.#child) this.#lose({ message: 'the PC/SC process ended', code: 'ServiceStopped' });
    };
    child.once('exit', over);
    child.once('error', over);
    return child;
  }

  #settle(id: number, how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    how(waiting);
  }

  #hear(message: PcscMessage): void {
    if ('id' in message) {
      this.#settle(message.id, ({ resolve, reject }) =>
        'failure' in message ? reject(failed(message.failure)) : resolve(message.value),
      );
      return;
    }
    switch (message.event) {
      case 'ready':
        clearTimeout(this.#beginning);
        this.#beginning = undefined;
        for (const waiting of this.#waiting.values()) this.#limit(waiting);
        return;
      case 'reader':
        this.#clients.get(message.client)?.emit('reader', this.#reader(message.reader, message.name));
        return;
      case 'change':
        this.#readers.get(message.reader)?.emit('change', { raw: message.raw });
        return;
      case 'disconnect':
        this.#readers.get(message.reader)?.emit('disconnect');
        this.#readers.delete(message.reader);
        return;
      case 'error':
        this.#clients.get(message.client)?.emit('error', failed(message.failure));
    }
  }

  /** The process, and all that was open in it. */
  #lose(reason: PcscFailure): void {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    clearTimeout(this.#beginning);
    process.off('exit', this.#endWithUs);
    child.kill('SIGKILL');
    const clients = [...this.#clients.values()];
    this.#clients.clear();
    this.#readers.clear();
    for (const id of [...this.#waiting.keys()]) this.#settle(id, ({ reject }) => reject(failed(reason)));
    for (const client of clients) if (client.listenerCount('error') > 0) client.emit('error', failed(reason));
  }

  #reader(id: number, name: string): PcscReader {
    const events = new EventEmitter();
    this.#readers.set(id, events);
    const ask = this.#sameProcess();
    return Object.assign(events, {
      name: () => name,
      connect: async (mode: number) => this.#card(numberOf(await ask({ call: 'connect', reader: id, mode }))),
    });
  }

  #card(card: number): PcscCard {
    const patienceMs = this.#patienceMs;
    const ask = this.#sameProcess();
    return {
      transmit: async (command, answer) =>
        bytesOf(await ask({ call: 'transmit', card, command, room: answer?.byteLength })),
      state: async () => ({ atr: bytesOf(await ask({ call: 'state', card }, patienceMs)) }),
      reconnect: (mode, disposition) => ask({ call: 'reconnect', card, mode, disposition }),
      transaction: async () => {
        const transaction = numberOf(await ask({ call: 'transaction', card }));
        return {
          end: async (disposition) => {
            await ask({ call: 'end', transaction, disposition }, patienceMs);
          },
        };
      },
      disconnect: async (disposition) => {
        await ask({ call: 'disconnect', card, disposition }, patienceMs);
      },
    };
  }

  /** What was opened in one process is nothing to the next: numbers begin anew there. */
  #sameProcess(): (what: PcscCall, patienceMs?: number) => Promise<PcscValue> {
    const child = this.#child;
    return async (what, patienceMs) => {
      if (child === undefined || child !== this.#child) {
        throw failed({ message: 'the PC/SC process it was opened in has ended', code: 'ServiceStopped' });
      }
      return this.#ask(what, patienceMs);
    };
  }
}

/** Where pcscd listens. A machine without it needs no process that asks for it again and again. */
const SOCKETS = ['/run/pcscd/pcscd.comm', '/var/run/pcscd/pcscd.comm'];

function socketExists(): boolean {
  if (process.platform !== 'linux') return true;
  const { PCSCLITE_CSOCK_NAME: own } = process.env;
  return (own === undefined ? SOCKETS : [own]).some((path) => existsSync(path));
}

/**
 * PC/SC in a process of its own, of the optional package pcsc-mini.
 * @throws CardError 'reader-support'
 */
export async function loadPcsc(): Promise<PcscApi> {
  return new PcscProcess().load();
}

function numberOf(value: PcscValue): number {
  if (typeof value !== 'number') throw new TypeError('the PC/SC process answered something else');
  return value;
}

function bytesOf(value: PcscValue): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new TypeError('the PC/SC process answered something else');
  return value;
}
