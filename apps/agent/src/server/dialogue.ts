import type { Prompt, Stage, Turn } from '@mibun/protocol';
import { Declined } from '../ceremonies/relay-error.ts';

/** How long a call waits for the next prompt before it says "still working". */
const HOLD_MS = 15_000;

/** A ceremony asks and the page answers, over calls that come when they come. Holds no answer once it is taken. */
export class Dialogue {
  #turn = 0;
  #stage: Stage = { kind: 'working' };
  #pending:
    | { readonly resolve: (answer: unknown) => void; readonly reject: (reason: unknown) => void }
    | undefined;
  #waiting: (() => void)[] = [];
  #stopped: Error | undefined;

  /** @throws Declined when the person closes the window or says no */
  ask(prompt: Prompt): Promise<unknown> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped);
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#show(prompt);
    });
  }

  /** The last stage. */
  end(stage: Stage): void {
    this.#pending = undefined;
    this.#show(stage);
  }

  decline(): void {
    this.stop(new Declined());
  }

  /** What is being asked needs no answer any more, for this reason; nor does anything asked later. */
  stop(reason: Error): void {
    this.#stopped ??= reason;
    this.#pending?.reject(this.#stopped);
    this.#pending = undefined;
  }

  /** Takes an answer to the present turn; one to an earlier turn was sent twice and is dropped. */
  answer(turn: number, answer: unknown): void {
    if (turn !== this.#turn || this.#pending === undefined) return;
    const { resolve } = this.#pending;
    this.#pending = undefined;
    this.#stage = { kind: 'working' };
    resolve(answer);
  }

  /** Where it stands, as soon as it is not merely working. */
  async next(): Promise<Turn> {
    if (this.#stage.kind === 'working') {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, HOLD_MS);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return { turn: this.#turn, stage: this.#stage };
  }

  #show(stage: Stage): void {
    this.#turn += 1;
    this.#stage = stage;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
