/** Baseline Requirements §6.1.1.3: one hundred rounds of Fermat's factorisation. */
const ROUNDS = 100;

/** Largest integer whose square is not above `value` (Newton's method from above). */
export function integerSquareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Squares end in one of 12 residues modulo 64; this sorts out most numbers without a root. */
const SQUARES_MOD_64: ReadonlySet<number> = new Set(
  Array.from({ length: 64 }, (_, index) => (index * index) % 64),
);

function isSquare(value: bigint): boolean {
  if (!SQUARES_MOD_64.has(Number(value & 63n))) return false;
  const root = integerSquareRoot(value);
  return root * root === value;
}

/** Whether the two primes of an odd modulus are so close that Fermat's method finds them at once. */
export function hasCloseFactors(modulus: bigint): boolean {
  let half = integerSquareRoot(modulus);
  if (half * half < modulus) half += 1n;
  let difference = half * half - modulus;
  for (let round = 0; round < ROUNDS; round++) {
    if (isSquare(difference)) return true;
    difference += 2n * half + 1n;
    half += 1n;
  }
  return false;
}
