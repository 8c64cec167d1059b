import { bitLength } from './integers.ts';

/** Baseline Requirements §6.1.1.3: one hundred rounds of Fermat's factorisation. */
const ROUNDS = 100;

/** Leading bits of a first guess, which a double gets right. */
const GUESS_BITS = 50;

/**
 * Largest integer whose square is not above `value`. Newton's method on the leading bits first: each step doubles how
 * many of them are right, and looks at no more than those.
 */
export function integerSquareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  const rootBits = (bitLength(value) + 1) >> 1;
  let right = Math.min(rootBits, GUESS_BITS);
  let root = BigInt(Math.floor(Math.sqrt(Number(value >> BigInt(2 * (rootBits - right))))));
  while (right < rootBits) {
    const more = Math.min(right - 2, rootBits - right);
    right += more;
    const leading = value >> BigInt(2 * (rootBits - right));
    const guess = root << BigInt(more);
    root = (guess + leading / guess) >> 1n;
  }
  // The guess is off by very little.
  let rest = value - root * root;
  while (rest < 0n) {
    root -= 1n;
    rest += 2n * root + 1n;
  }
  while (rest > 2n * root) {
    rest -= 2n * root + 1n;
    root += 1n;
  }
  return root;
}

/** Coprime moduli and which of their residues are squares: of the numbers that are none, one in 40,000 passes all. */
const SIEVES = [64 * 63, 65 * 11 * 17, 19 * 23 * 29].map((modulus) => {
  const squares = new Uint8Array(modulus);
  for (let root = 0; root < modulus; root++) squares[(root * root) % modulus] = 1;
  return { modulus, squares };
});
const ALL_MODULI = SIEVES.reduce((product, { modulus }) => product * modulus, 1);

/**
 * The rounds of Fermat's method whose (half + round)² − modulus may be a square, by small numbers alone. `half` and
 * `difference` (half² − modulus) are given by their residues.
 */
function squareLikeRounds(half: number, difference: number): readonly number[] {
  const [first, ...others] = SIEVES;
  if (!first) return [];
  const rounds: number[] = [];
  const { modulus: m, squares } = first;
  let h = half % m;
  let d = difference % m;
  for (let round = 0; round < ROUNDS; round++) {
    if (squares[d] === 1 && others.every((sieve) => isSquareLike(sieve, half, difference, round))) {
      rounds.push(round);
    }
    // (h + 1)² = h² + 2h + 1
    d += 2 * h + 1;
    while (d >= m) d -= m;
    h = h + 1 === m ? 0 : h + 1;
  }
  return rounds;
}

function isSquareLike(
  { modulus, squares }: (typeof SIEVES)[number],
  half: number,
  difference: number,
  round: number,
): boolean {
  const value = (difference % modulus) + round * (2 * (half % modulus) + round);
  return squares[value % modulus] === 1;
}

/** Whether the two primes of an odd modulus are so close that Fermat's method finds them at once. */
export function hasCloseFactors(modulus: bigint): boolean {
  let half = integerSquareRoot(modulus);
  if (half * half < modulus) half += 1n;
  const difference = half * half - modulus;
  const all = BigInt(ALL_MODULI);
  return squareLikeRounds(Number(half % all), Number(difference % all)).some((round) => {
    const candidate = half + BigInt(round);
    const square = candidate * candidate - modulus;
    const root = integerSquareRoot(square);
    return root * root === square;
  });
}
