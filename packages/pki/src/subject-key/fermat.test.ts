import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasCloseFactors } from './fermat.ts';

/** One hundred rounds, each looked at with whole numbers. */
function bySquares(modulus: bigint): boolean {
  const isSquare = (value: bigint) => {
    let low = 0n;
    let high = value + 1n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle * middle <= value) low = middle;
      else high = middle;
    }
    return low * low === value;
  };
  let half = 1n;
  while (half * half < modulus) half += 1n;
  for (let round = 0n; round < 100n; round++) {
    const candidate = half + round;
    if (isSquare(candidate * candidate - modulus)) return true;
  }
  return false;
}

test('CABF BR §6.1.1.3 the sieves leave out no round in which Fermat’s method finds the factors', () => {
  const odd = fc.integer({ min: 1, max: 5_000 }).map((value) => BigInt(2 * value + 1));
  fc.assert(
    fc.property(odd, odd, (left, right) => {
      assert.equal(hasCloseFactors(left * right), bySquares(left * right));
    }),
  );
});
