/** One of several ways of doing the same thing. */
export interface Contender {
  readonly name: string;
  /** Does it once, or `batch` times at once when {@link batch} is given. */
  run(): unknown;
  /** How many units one `run` is. Default 1. */
  readonly batch?: number;
}

export interface RaceOptions {
  /** Rounds in which every contender has one turn. Default 7. */
  readonly rounds?: number;
  /** How long a turn lasts, milliseconds. Default 300. */
  readonly turn?: number;
}

export interface Lap {
  readonly name: string;
  /** Units per second: median, slowest and fastest round. */
  readonly rate: number;
  readonly slowest: number;
  readonly fastest: number;
  /** Median over the rounds of this rate divided by the first contender's in the same round. */
  readonly ratio: number;
  /** The same by processor time of this process, which other programs on the machine hardly touch. */
  readonly cpuRatio: number;
}

/** Long enough for V8 to have compiled what runs thousands of times. */
const WARM_UP_MS = 700;

/**
 * Lets the contenders take turns, so that noise of the machine meets all of them alike. The first one is what the
 * others are compared with; only ratios of one race mean anything on another machine.
 */
export async function race(
  contenders: readonly Contender[],
  { rounds = 7, turn = 300 }: RaceOptions = {},
): Promise<readonly Lap[]> {
  for (const contender of contenders) await take(contender, Math.max(turn, WARM_UP_MS));
  const turns = contenders.map((): Turn[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) turns[index]?.push(await take(contender, turn));
  }
  const first = turns[0] ?? [];
  return contenders.map(({ name }, index) => {
    const own = turns[index] ?? [];
    const rates = own.map(({ rate }) => rate);
    const against = (what: keyof Turn) =>
      median(own.map((one, round) => one[what] / (first[round]?.[what] ?? Number.NaN)));
    return {
      name,
      rate: median(rates),
      slowest: Math.min(...rates),
      fastest: Math.max(...rates),
      ratio: against('rate'),
      cpuRatio: against('perCpu'),
    };
  });
}

/** Units per second of one turn, and per second of processor time. */
interface Turn {
  readonly rate: number;
  readonly perCpu: number;
}

async function take({ run, batch = 1 }: Contender, milliseconds: number): Promise<Turn> {
  const began = performance.now();
  const before = process.cpuUsage();
  let units = 0;
  let elapsed = 0;
  while (elapsed < milliseconds) {
    const result = run();
    if (result instanceof Promise) await result;
    units += batch;
    elapsed = performance.now() - began;
  }
  const { user, system } = process.cpuUsage(before);
  return { rate: (units / elapsed) * 1_000, perCpu: (units / (user + system)) * 1e6 };
}

/** The middle value; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Milliseconds that each of `times` runs takes; the first is not counted. */
export async function milliseconds(times: number, run: () => unknown): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn <= times; turn++) {
    const began = performance.now();
    await run();
    if (turn > 0) taken.push(performance.now() - began);
  }
  return taken;
}
