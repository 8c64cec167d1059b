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

/** Numbers that a double holds exactly, so that the last divisions are small ones. */
const GROUP_LIMIT = BigInt(Number.MAX_SAFE_INTEGER);
/** A modulus is divided by the products of this many groups first, and the short rest by each group. */
const GROUPS_AT_ONCE = 11;

interface Group {
  readonly product: bigint;
  readonly primes: readonly number[];
}

const BUNDLES: readonly { readonly product: bigint; readonly groups: readonly Group[] }[] = bundled();

function bundled() {
  const groups: { product: bigint; primes: number[] }[] = [];
  for (const prime of SMALL_PRIMES) {
    const last = groups.at(-1);
    if (last && last.product * BigInt(prime) <= GROUP_LIMIT) {
      last.product *= BigInt(prime);
      last.primes.push(prime);
    } else {
      groups.push({ product: BigInt(prime), primes: [prime] });
    }
  }
  const bundles: { product: bigint; groups: Group[] }[] = [];
  for (let index = 0; index < groups.length; index += GROUPS_AT_ONCE) {
    const some = groups.slice(index, index + GROUPS_AT_ONCE);
    bundles.push({ product: some.reduce((product, group) => product * group.product, 1n), groups: some });
  }
  return bundles;
}

const HALF = 2 ** 27;

const found = new Uint16Array(752);

/** modulus mod prime for every small prime, at the index of the prime; good until the next call. */
export function residues(modulus: bigint): Uint16Array {
  for (const { product: large, groups } of BUNDLES) {
    const part = modulus % large;
    for (const { product, primes } of groups) {
      // In two halves, because whole numbers of 31 bits are divided much faster than those of 53.
      const rest = Number(part % product);
      const high = (rest / HALF) | 0;
      const low = (rest - high * HALF) | 0;
      for (const prime of primes) found[prime] = ((high % prime) * (HALF % prime) + low) % prime;
    }
  }
  return found;
}
