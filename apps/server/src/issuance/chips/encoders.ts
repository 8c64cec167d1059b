import { type CardConnection, CardError, type CardReaders } from '@mibun/reader';
import { Refusal } from '../../platform/index.ts';
import { type EncoderParts, encoderOver } from './encoder.ts';
import { chipErrors } from './errors.ts';
import type { Asking, Chips } from './index.ts';

export interface EncodersParts extends Pick<EncoderParts, 'random' | 'transportKeys'> {
  /** Names of PC/SC readers of this machine: card printers and encoders have a port for the chip that is one. */
  readonly names: readonly string[];
  readonly readers: Pick<CardReaders, 'connect' | 'list' | 'running' | 'watch'>;
  /** How long a card is waited for before the line turns to the next one. */
  readonly waitMs?: number;
}

/** Encoders beside the server. */
export interface Encoders extends Chips {
  /** Nothing is waited for any more, also not what is being waited for now. */
  stopWaiting(): void;
}

const WAIT_MS = 60_000;
/** Also without word of the readers one looks again. */
const LOOK_EVERY_MS = 5_000;
/** What another program may be doing with a card that was just put in. */
const PATIENCE_MS = 5_000;

/**
 * The encoders of a production server. A card is asked for, and what lies in whichever of them fits is taken; an encoder
 * that is empty, unplugged or has another card is waited for, with words for the person who stands there.
 */
export function encodersIn({
  names,
  readers,
  random,
  transportKeys,
  waitMs = WAIT_MS,
}: EncodersParts): Encoders {
  const stopped = new AbortController();
  const encoders = names.map((name) => ({
    name,
    over: encoderOver({
      connect: () => readers.connect(name, { exclusive: true, waitMs: PATIENCE_MS }),
      random,
      transportKeys,
    }),
  }));

  /** What one encoder has to say before a card is tried. */
  function obstacle(name: string): Refusal | undefined {
    if (!readers.running) return chipErrors.ENCODER_SERVICE_DOWN();
    const reader = readers.list().find((one) => one.name === name);
    if (!reader) return chipErrors.ENCODER_UNPLUGGED();
    if (reader.card === 'none') return chipErrors.ENCODER_EMPTY();
    return reader.card === 'mute' ? chipErrors.ENCODER_CARD_SILENT() : undefined;
  }

  async function attempt<T>(use: (encoder: Chips) => Promise<T>): Promise<{ readonly found: T } | Refusal> {
    const obstacles: Refusal[] = [];
    for (const { name, over } of encoders) {
      const before = obstacle(name);
      if (before) {
        obstacles.push(before);
        continue;
      }
      try {
        return { found: await use(over) };
      } catch (error) {
        if (!waitsForEncoder(error)) throw error;
        // What was not taken out meanwhile lies there and says nothing.
        obstacles.push(
          error instanceof Refusal ? error : (obstacle(name) ?? chipErrors.ENCODER_CARD_SILENT()),
        );
      }
    }
    // A card that lies there and will not do is what the person should hear of first.
    const [worst] = obstacles.sort((a, b) => URGENCY.indexOf(b.code) - URGENCY.indexOf(a.code));
    return worst ?? chipErrors.ENCODER_MISSING();
  }

  async function patiently<T>(
    use: (encoder: Chips) => Promise<T>,
    {
      asking,
      givesWay = [],
    }: { readonly asking?: Asking | undefined; readonly givesWay?: readonly string[] },
  ): Promise<T> {
    const giveUp = performance.now() + waitMs;
    let asked: string | undefined;
    for (;;) {
      const change = nextChange();
      try {
        const answer = await attempt(use);
        if (!(answer instanceof Refusal)) {
          if (asked !== undefined) await asking?.(undefined);
          return answer.found;
        }
        if (answer.code !== asked) await asking?.(answer);
        asked = answer.code;
        const left = giveUp - performance.now();
        if (stopped.signal.aborted || left <= 0 || givesWay.includes(answer.code)) throw answer;
        await change.within(Math.min(left, LOOK_EVERY_MS));
      } finally {
        change.forget();
      }
    }
  }

  /** Listens from now on, so that nothing that happens while one looks is missed. */
  function nextChange() {
    const happened = Promise.withResolvers<void>();
    const hear = () => happened.resolve();
    const unwatch = readers.watch(hear);
    const { signal } = stopped;
    signal.addEventListener('abort', hear);
    return {
      forget() {
        unwatch();
        signal.removeEventListener('abort', hear);
      },
      async within(milliseconds: number): Promise<void> {
        const timer = setTimeout(hear, milliseconds);
        await happened.promise;
        clearTimeout(timer);
      },
    };
  }

  const [first] = encoders;
  if (!first) throw new Error('no encoder is named');
  return {
    ...first.over,
    takeBlank: (keysOf, asking) =>
      patiently(
        async (encoder) => encoder.takeBlank?.(keysOf) ?? Promise.reject(chipErrors.ENCODER_MISSING()),
        {
          asking,
        },
      ),
    // With another card there, it may be the turn of that card.
    insert: (serial, asking): Promise<CardConnection> =>
      patiently(async (encoder) => encoder.insert(serial), {
        asking,
        givesWay: ['ENCODER_HAS_ANOTHER_CARD'],
      }),
    stopWaiting: () => stopped.abort(),
  };
}

/** What a person at the encoder puts right; a greater place is more urgent. */
const URGENCY: readonly string[] = [
  'ENCODER_UNPLUGGED',
  'ENCODER_SERVICE_DOWN',
  'ENCODER_EMPTY',
  'ENCODER_CARD_SILENT',
  'CARD_IS_NO_BLANK',
  'ENCODER_HAS_ANOTHER_CARD',
];
/** A card that was taken out, or never rightly in: of its reader, not of its chip. */
const TORN: readonly string[] = [
  'card-removed',
  'card-reset',
  'card-timeout',
  'no-card',
  'card-mute',
  'reader-in-use',
  'reader-removed',
  'reader-service',
];

/**
 * Whether this is no fault of the card that is being made: a person has to put something into the encoder, or right, and
 * however long that takes, it goes on from there (INC-05).
 */
export function waitsForEncoder(error: unknown): boolean {
  if (error instanceof Refusal) return URGENCY.includes(error.code);
  return error instanceof CardError && TORN.includes(error.code);
}
