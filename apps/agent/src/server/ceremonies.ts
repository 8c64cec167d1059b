import { randomUUID } from 'node:crypto';
import type { CeremonyRequest, Turn } from '@mibun/protocol';
import type { Wallet } from '../wallet/wallet.ts';
import { perform } from './ceremony.ts';
import { Dialogue } from './dialogue.ts';
import { AgentFailure, failureOf } from './failures.ts';
import type { AllowedOrigins } from './origins.ts';

/** Nobody has touched the window for so long: the card is given back. */
const ABANDONED_MS = 10 * 60_000;
/** How long the end of a ceremony can still be fetched. */
const KEEP_MS = 60_000;

interface Running {
  readonly cardSerial: string;
  readonly dialogue: Dialogue;
  readonly done: Promise<void>;
  timer: NodeJS.Timeout;
}

export interface Ceremonies {
  /** Puts the card into the reader and begins. @throws AgentFailure, TrayError */
  begin(request: CeremonyRequest): Promise<Turn & { readonly id: string }>;
  /** Takes the page's answer, if it has one, and waits for what comes next. @throws AgentFailure 'ceremony-over' */
  advance(id: string, turn: number, answer: unknown): Promise<Turn>;
  cancel(id: string): Promise<void>;
  /** Serial of the card last used for an origin. */
  lastCardFor(origin: string): string | undefined;
  close(): Promise<void>;
}

export interface CeremoniesParts {
  readonly wallet: Wallet;
  readonly origins: AllowedOrigins;
  /** The one origin whose counters may reach the card itself. */
  readonly serverOrigin: string;
  /** Called when a card has been given back. */
  readonly onGivenBack: () => void;
  /** For what should not have happened. It never sees what was typed. */
  readonly onTrouble: (error: unknown) => void;
}

export function ceremoniesOver({
  wallet,
  origins,
  serverOrigin,
  onGivenBack,
  onTrouble,
}: CeremoniesParts): Ceremonies {
  const running = new Map<string, Running>();
  const lastCards = new Map<string, string>();

  function mayAsk(request: CeremonyRequest): void {
    if (!origins.has(request.origin)) throw new AgentFailure('origin-not-allowed');
    if (request.kind !== 'counter') return;
    // A relay passes any command to the card. Only the office's own system gets that, and only to itself.
    const toItself = URL.parse(request.relayUrl)?.origin === request.origin;
    if (request.origin !== serverOrigin || !toItself) throw new AgentFailure('counter-only');
  }

  /** Somebody closed the window and opened it again: the newer one has the card. */
  async function takeCardBack(serial: string): Promise<void> {
    for (const [id, one] of running) {
      if (one.cardSerial === serial) await cancel(id);
    }
  }

  async function cancel(id: string): Promise<void> {
    const one = running.get(id);
    if (one === undefined) return;
    one.dialogue.decline();
    await one.done;
  }

  function watch(id: string): NodeJS.Timeout {
    return setTimeout(() => void cancel(id), ABANDONED_MS).unref();
  }

  return {
    cancel,
    lastCardFor: (origin) => lastCards.get(origin),
    async begin(request) {
      mayAsk(request);
      await takeCardBack(request.cardSerial);
      const where = request.kind === 'counter' ? 'counter' : 'home';
      const connection = await wallet.insert(request.cardSerial, where);
      const id = randomUUID();
      const dialogue = new Dialogue();
      // A card that is pulled while its PIN is being typed ends the ceremony now, not after the person has typed.
      void connection.gone?.then((reason) => dialogue.stop(reason));
      const done = perform(request, connection, dialogue)
        .then(
          (answer) => {
            lastCards.set(request.origin, request.cardSerial);
            return { kind: 'finished', answer } as const;
          },
          (error: unknown) => {
            const failure = failureOf(error);
            if (failure === undefined) onTrouble(error);
            const { code, status, title, next } = failure ?? new AgentFailure('internal');
            return { kind: 'failed', failure: { code, status, title, next } } as const;
          },
        )
        .then(async (stage) => {
          // First the card is free, then the page hears of it: what it does next may need the card.
          await connection.close();
          onGivenBack();
          dialogue.end(stage);
          const one = running.get(id);
          if (one === undefined) return;
          clearTimeout(one.timer);
          one.timer = setTimeout(() => running.delete(id), KEEP_MS).unref();
        });
      running.set(id, { cardSerial: request.cardSerial, dialogue, done, timer: watch(id) });
      return { id, ...(await dialogue.next()) };
    },
    async advance(id, turn, answer) {
      const one = running.get(id);
      if (one === undefined) throw new AgentFailure('ceremony-over');
      one.timer.refresh();
      if (answer !== undefined && answer !== null) one.dialogue.answer(turn, answer);
      return one.dialogue.next();
    },
    async close() {
      await Promise.all([...running.keys()].map(cancel));
      for (const { timer } of running.values()) clearTimeout(timer);
      running.clear();
    },
  };
}
