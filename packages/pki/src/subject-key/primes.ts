/** The odd primes below 752 (CA/Browser Forum Baseline Requirements §6.1.6: no factor smaller than 752). */
export const SMALL_PRIMES: readonly number[] = sieve(752).filter((prime) => prime !== 2);

function sieve(limit: number): number[] {
  const composite = new Uint8Array(limit);
  const primes: number[] = [];
  for (let candidate = 2; candidate < limit; candidate++) {
    if (composite[candidate]) continue;
    primes.push(candidate);
    for (let multiple = candidate * candidate; multiple < limit; multiple += candidate)
      composite[multiple] = 1;
  }
  return primes;
}

/** modulus mod prime, for every small prime. */
export function residues(modulus: bigint): ReadonlyMap<number, number> {
  return new Map(SMALL_PRIMES.map((prime) => [prime, Number(modulus % BigInt(prime))]));
}
