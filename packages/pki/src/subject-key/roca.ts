import { SMALL_PRIMES } from './primes.ts';

/**
 * The fingerprint of ROCA (CVE-2017-15361; Nemec et al. 2017 §3.3). The broken library made primes of the form
 * k·M + (65537^a mod M), M a product of the first primes. So the modulus lies, for each of these primes, in the
 * subgroup that 65537 generates; a good modulus does so for all of them with a chance of about 2^-28.
 */
const MARKER_PRIMES = SMALL_PRIMES.filter((prime) => prime <= 167);

const subgroups: ReadonlyMap<number, ReadonlySet<number>> = new Map(
  MARKER_PRIMES.map((prime) => [prime, subgroupOf65537(prime)]),
);

function subgroupOf65537(prime: number): ReadonlySet<number> {
  const members = new Set<number>();
  for (let power = 1; !members.has(power); power = (power * 65537) % prime) members.add(power);
  return members;
}

/** Whether a modulus, given its residues, carries the fingerprint. */
export function hasRocaFingerprint(residues: Uint16Array): boolean {
  return MARKER_PRIMES.every((prime) => subgroups.get(prime)?.has(residues[prime] ?? -1) ?? false);
}
