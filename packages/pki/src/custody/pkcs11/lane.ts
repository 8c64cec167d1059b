import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Question, StartFailure, TokenAddress, TokenMessage } from './protocol.ts';

const PROGRAM = join(import.meta.dirname, 'token-process.ts');

/** How one process of the token tells its pool what happens; exactly one of the last two ends it. */
export interface LaneEvents {
  readonly ready: () => void;
  /** The process could not begin. */
  readonly failed: (failure: StartFailure, message: string) => void;
  readonly answered: (message: Exclude<TokenMessage, { type: 'ready' | 'failed' | 'outage' }>) => void;
  /** The token went away while a question was open, or the process died or did not answer in time. */
  readonly lost: (message: string) => void;
}

/** One process with one session. It is asked one question at a time. */
export class Lane {
  readonly #process: ChildProcess;
  readonly #events: LaneEvents;
  #timer: NodeJS.Timeout | undefined;
  #over = false;
  #begun = false;

  constructor(address: TokenAddress, events: LaneEvents, startTimeoutMs: number) {
    this.#events = events;
    this.#process = fork(PROGRAM, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // the timers of open questions keep the program alive; an idle token must not
    this.#process.unref();
    this.#process.channel?.unref();
    this.#process.on('message', (message: TokenMessage) => this.#hear(message));
    this.#process.on('error', (error) => this.#lose(error.message));
    this.#process.on('exit', (code, signal) => this.#lose(`its process ended (${signal ?? code})`));
    this.#send(address);
    this.#allow(startTimeoutMs);
  }

  ask(question: Question, timeoutMs: number): void {
    this.#send(question);
    this.#allow(timeoutMs);
  }

  /** Ends the process at once; nothing is reported any more. */
  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#process.kill('SIGKILL');
  }

  #send(message: Question | TokenAddress): void {
    this.#process.send(message, (error) => error && this.#lose(error.message));
  }

  #allow(timeoutMs: number): void {
    this.#timer = setTimeout(() => this.#lose(`no answer in ${timeoutMs} ms`), timeoutMs);
  }

  #hear(message: TokenMessage): void {
    if (this.#over) return;
    clearTimeout(this.#timer);
    if (message.type === 'ready') {
      this.#begun = true;
      this.#events.ready();
    } else if (message.type === 'failed') {
      this.end();
      this.#events.failed(message.failure, message.message);
    } else if (message.type === 'outage') {
      this.#lose(message.message);
    } else {
      this.#events.answered(message);
    }
  }

  #lose(message: string): void {
    if (this.#over) return;
    this.end();
    if (this.#begun) this.#events.lost(message);
    else this.#events.failed('outage', message);
  }
}
