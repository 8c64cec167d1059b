/** The same numbers for the same seed, so that a failure can be found again. */
export interface Dice {
  /** 0 … limit-1. */
  below(limit: number): number;
  bytes(length: number): Uint8Array;
  /** True once in `n`. */
  oneIn(n: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** xorshift32. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0 || 1;
  const below = (limit: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return {
    below,
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
    oneIn: (n) => below(n) === 0,
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
  };
}
