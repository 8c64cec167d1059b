import { statSync } from 'node:fs';
import { PkiError } from '../../errors.ts';
import { Lane } from './lane.ts';
import type { CallName, Question, StartFailure, TokenAddress, TokenCalls } from './protocol.ts';

export interface PoolLimits {
  /** Processes, each with a session of its own; started when they are needed. */
  readonly processes: number;
  /** How long a question waits for a token that is away or busy. */
  readonly patienceMs: number;
  /** How many questions may wait; further ones are refused at once. */
  readonly mostWaiting: number;
  /** How long the token may take for one answer before its process is ended. */
  readonly callTimeoutMs: number;
}

interface Waiting {
  readonly question: Question;
  readonly arrivedAt: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: PkiError) => void;
  timer?: NodeJS.Timeout;
}

const LONGEST_PAUSE_MS = 2_000;
const FIRST_PAUSE_MS = 50;

/**
 * Hands questions to the processes of one token. A process that loses the token is replaced, and its question asked
 * again, within the patience of the question: a short outage is a delay, a long one a clear `custody-unavailable`, at
 * once for everybody who comes while it lasts. The token is looked for until it is back.
 */
export class TokenPool {
  readonly #address: TokenAddress;
  readonly #limits: PoolLimits;
  readonly #lanes = new Map<Lane, Waiting | undefined>();
  readonly #waiting: Waiting[] = [];
  #starting: Lane | undefined;
  #pause: NodeJS.Timeout | undefined;
  #pauseMs = 0;
  #away: { readonly since: number; readonly message: string } | undefined;
  /** The PIN file whose content the token refused; the same PIN is not tried twice, as a few wrong ones lock a token. */
  #refusedPin: { readonly changedAt: number; readonly message: string } | undefined;
  #closed = false;
  /** Once it was there, it can be away; before, its name may be wrong, and nobody waits for a slip of the pen. */
  #wasThere = false;

  constructor(address: TokenAddress, limits: PoolLimits) {
    this.#address = address;
    this.#limits = limits;
  }

  ask<N extends CallName>(name: N, args: Question<N>['args']): Promise<ReturnType<TokenCalls[N]>> {
    const refusal = this.#refusalNow();
    if (refusal) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        question: { name, args },
        arrivedAt: performance.now(),
        resolve: resolve as (value: unknown) => void,
        reject,
      };
      this.#enqueue(waiting);
      this.#pump();
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#pause);
    this.#starting?.end();
    const closed = new PkiError('custody-unavailable', 'key custody is closed');
    for (const [lane, busy] of this.#lanes) {
      lane.end();
      busy?.reject(closed);
    }
    this.#lanes.clear();
    this.#refuseAll(closed);
  }

  #refusalNow(): PkiError | undefined {
    if (this.#closed) return new PkiError('custody-unavailable', 'key custody is closed');
    if (this.#refusedPin) {
      if (this.#refusedPin.changedAt === this.#pinChangedAt()) return this.#wrongPin();
      this.#refusedPin = undefined;
    }
    if (this.#waiting.length >= this.#limits.mostWaiting) {
      return new PkiError('custody-unavailable', `${this.#waiting.length} others wait for the token already`);
    }
    const { patienceMs } = this.#limits;
    if (this.#away && this.#lanes.size === 0 && performance.now() - this.#away.since > patienceMs) {
      this.#startLater();
      return this.#unavailable();
    }
    return undefined;
  }

  #enqueue(waiting: Waiting, first = false): void {
    const left = waiting.arrivedAt + this.#limits.patienceMs - performance.now();
    if (left <= 0) {
      waiting.reject(this.#unavailable());
      return;
    }
    waiting.timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.reject(this.#unavailable());
    }, left);
    if (first) this.#waiting.unshift(waiting);
    else this.#waiting.push(waiting);
  }

  #pump(): void {
    for (const [lane, busy] of this.#lanes) {
      if (busy) continue;
      const next = this.#waiting.shift();
      if (!next) return;
      clearTimeout(next.timer);
      this.#lanes.set(lane, next);
      lane.ask(next.question, this.#limits.callTimeoutMs);
    }
    if (this.#waiting.length > 0 && this.#lanes.size < this.#limits.processes) this.#start();
  }

  #start(): void {
    if (this.#closed || this.#starting || this.#pause) return;
    const pinChangedAt = this.#pinChangedAt();
    const lane: Lane = new Lane(
      this.#address,
      {
        ready: () => {
          this.#starting = undefined;
          this.#wasThere = true;
          this.#lanes.set(lane, undefined);
          this.#pump();
        },
        failed: (failure, message) => {
          this.#starting = undefined;
          this.#failed(failure, message, pinChangedAt);
        },
        answered: (message) => {
          const asked = this.#lanes.get(lane);
          this.#lanes.set(lane, undefined);
          this.#away = undefined;
          this.#pauseMs = 0;
          if (message.type === 'answer') asked?.resolve(message.value);
          else asked?.reject(new PkiError(message.code, message.message));
          this.#pump();
        },
        lost: (message) => {
          const asked = this.#lanes.get(lane);
          this.#lanes.delete(lane);
          this.#noteAway(message);
          if (asked) this.#enqueue(asked, true);
          this.#startLater();
        },
      },
      this.#limits.callTimeoutMs,
    );
    this.#starting = lane;
  }

  #failed(failure: StartFailure, message: string, pinChangedAt: number): void {
    if (failure === 'pin') {
      this.#refusedPin = { changedAt: pinChangedAt, message };
      this.#refuseAll(this.#wrongPin());
    } else if (failure === 'setup' || (failure === 'other-tokens' && !this.#wasThere)) {
      this.#refuseAll(new PkiError('custody-unavailable', message));
    } else if (this.#lanes.size === 0) {
      this.#noteAway(message);
      this.#startLater();
    }
  }

  /** After a pause that grows; the first attempt follows at once. It goes on while nobody asks, until the token is back. */
  #startLater(): void {
    if (this.#closed || this.#starting || this.#pause || this.#lanes.size > 0) {
      this.#pump();
      return;
    }
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#start();
    }, this.#pauseMs);
    // questions that wait have timers of their own to keep the program alive
    this.#pause.unref();
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2));
  }

  #noteAway(message: string): void {
    this.#away = { since: this.#away?.since ?? performance.now(), message };
  }

  #refuseAll(error: PkiError): void {
    for (const waiting of this.#waiting.splice(0)) {
      clearTimeout(waiting.timer);
      waiting.reject(error);
    }
  }

  #unavailable(): PkiError {
    const { token } = this.#address;
    return new PkiError(
      'custody-unavailable',
      this.#away ? `token "${token}" is away: ${this.#away.message}` : `token "${token}" is too busy`,
    );
  }

  #wrongPin(): PkiError {
    const changed = 'it is tried again when the PIN file has changed';
    return new PkiError('passphrase-wrong', `${this.#refusedPin?.message}; ${changed}`);
  }

  #pinChangedAt(): number {
    try {
      return statSync(this.#address.pinFile).mtimeMs;
    } catch {
      return 0;
    }
  }
}
