import type { RelayAnswer, RelayReply, RelayRequest, RelayStep } from '@mibun/protocol';
import { CardError } from '@mibun/reader';
import { isCardErrorCode } from './card-codes.ts';
import { HolderDeclined, relayErrors } from './errors.ts';
import type { After } from './timers.ts';

/** After this long without a word the agent is gone, and with it the card. */
const IDLE_MS = 5 * 60_000;
/** A call is held open so long while the server works; then the agent asks again. */
const HOLD_MS = 20_000;

type Given = Exclude<RelayAnswer, null>;

interface Asked {
  readonly step: RelayStep;
  readonly resolve: (answer: Given) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * A script on this side asks, an agent on the other side of HTTP answers. Steps are numbered, and the agent's calls
 * carry the number: a call that is repeated because its answer got lost is neither taken nor carried out twice.
 */
export class Conversation {
  readonly #after: After;
  readonly #onStart: (atr: Uint8Array) => void;
  readonly #onIdle: () => void;
  #agent: string | undefined;
  #number = 0;
  #asked: Asked | undefined;
  #last: RelayStep | undefined;
  #lost = false;
  #stopIdle: () => void;
  #wake: (() => void)[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param onStart called once, when an agent has come with a card
   * @param onIdle called once, when nobody has been heard of for five minutes
   */
  constructor(after: After, onStart: (atr: Uint8Array) => void, onIdle: () => void) {
    this.#after = after;
    this.#onStart = onStart;
    this.#onIdle = onIdle;
    this.#stopIdle = after(IDLE_MS, () => this.lose());
  }

  get started(): boolean {
    return this.#agent !== undefined;
  }

  /** Asks the agent for one step. @throws CardError 'card-removed' when the agent is gone; what the agent reports */
  ask<K extends Given['kind']>(step: RelayStep, expected: K): Promise<Extract<Given, { kind: K }>> {
    const mine = this.#turn.then(async () => {
      const answer = await this.#put(step);
      if (answer.kind === 'failed') throw failure(answer);
      if (answer.kind !== expected)
        throw new CardError('malformed-answer', 'the agent answered something else');
      return answer as Extract<Given, { kind: K }>;
    });
    // One step at a time, as there is one card.
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** The last step: from now on every call gets it. */
  end(step: RelayStep): void {
    this.#number += 1;
    this.#last = step;
    this.#wakeAll();
  }

  /** The agent is gone: whatever was asked, and will be asked, fails. */
  lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#stopIdle();
    this.#asked?.reject(gone());
    this.#asked = undefined;
    this.#onIdle();
    this.#wakeAll();
  }

  /** One call of an agent. @throws Refusal RELAY_IN_USE, RELAY_ANSWER_WRONG, RELAY_OVER */
  async call({ agent, number, answer }: RelayRequest): Promise<RelayReply> {
    if (this.#agent !== undefined && this.#agent !== agent) throw relayErrors.RELAY_IN_USE();
    if (this.#lost && this.#last === undefined) throw relayErrors.RELAY_OVER();
    if (number > this.#number) throw relayErrors.RELAY_ANSWER_WRONG();
    this.#stopIdle();
    this.#stopIdle = this.#after(IDLE_MS, () => this.lose());
    if (answer !== null) this.#take(agent, number, answer);
    if (this.#current() === undefined) await this.#change();
    return { number: this.#number, step: this.#current() ?? { kind: 'wait' } };
  }

  #take(agent: string, number: number, answer: Given): void {
    if (answer.kind === 'card-inserted') {
      if (this.#agent !== undefined) return;
      this.#agent = agent;
      this.#onStart(Buffer.from(answer.atr, 'hex'));
    } else if (this.#agent === undefined) {
      throw relayErrors.RELAY_ANSWER_WRONG();
    } else if (number === this.#number) {
      this.#asked?.resolve(answer);
      this.#asked = undefined;
    }
  }

  #put(step: RelayStep): Promise<Given> {
    if (this.#lost || this.#last !== undefined) return Promise.reject(gone());
    return new Promise((resolve, reject) => {
      this.#number += 1;
      this.#asked = { step, resolve, reject };
      this.#wakeAll();
    });
  }

  #current(): RelayStep | undefined {
    return this.#last ?? this.#asked?.step;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#after(HOLD_MS, resolve);
      this.#wake.push(() => {
        stop();
        resolve();
      });
    });
  }

  #wakeAll(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }
}

function gone(): CardError {
  return new CardError('card-removed', 'the agent does not answer any more');
}

function failure({ code, message, triesLeft }: Extract<Given, { kind: 'failed' }>): Error {
  if (code === 'declined') return new HolderDeclined();
  const known = isCardErrorCode(code) ? code : 'card-removed';
  return new CardError(known, message, triesLeft === undefined ? {} : { triesLeft });
}
