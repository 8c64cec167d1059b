import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { residues, SMALL_PRIMES } from './primes.ts';

test('CABF BR §6.1.6 the residues of a modulus by the small primes are exact', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n << 2047n, max: (1n << 2048n) - 1n }), (modulus) => {
      const found = residues(modulus);
      for (const prime of SMALL_PRIMES) assert.equal(found[prime], Number(modulus % BigInt(prime)));
    }),
  );
});
