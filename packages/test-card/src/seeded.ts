import type { Random } from '@mibun/pki';
import { createRandom } from '@mibun/portraits';

/** Octets that look random and are the same in every run. Never for secrets. */
export function seededBytes(seed: string): Random {
  const random = createRandom(`test-card/${seed}`);
  return (length) => Uint8Array.from({ length }, () => random.int(0, 255));
}
