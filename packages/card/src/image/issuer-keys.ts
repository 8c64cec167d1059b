import type { ScpKeySet } from './card-image.ts';

/**
 * Failed openings of a channel in a row that are counted: the counter goes from here down to 1, where the wait is the
 * longest, and stays there. Nobody learns anything about an AES key in any number of tries (docs/adr/0008), and whatever
 * runs beside the reader could otherwise end a card for good. 0: a terminated chip, which has no keys.
 */
export const ISSUER_TRIES = 10;
const LAST_TRY = 1;

/** What is left after one more failure. */
export function triesAfterFailure(triesLeft: number): number {
  return Math.max(triesLeft - 1, LAST_TRY);
}

const FAILURES_WITHOUT_WAIT = 2;

/**
 * Openings of a channel that are refused after so many failures in a row, before one is looked at again: 0, 0, 8, 16, … 512, and 512 from then on. A chip
 * has no clock; what takes time on it is writing its memory, and each refusal is written before it leaves. So neither
 * cutting the power nor a longer wait outside shortens it, and who has the right keys gets through by asking again.
 */
export function waitAfter(failures: number): number {
  return failures > FAILURES_WITHOUT_WAIT ? 2 ** failures : 0;
}

/** @throws RangeError unless it is three AES-128 or three AES-256 keys and a version of 1…127 */
export function checkKeySet({ version, enc, mac, dek }: ScpKeySet): void {
  if (!Number.isInteger(version) || version < 1 || version > 0x7f)
    throw new RangeError('key version 1 to 127');
  const lengthFits = enc.length === 16 || enc.length === 32;
  if (!lengthFits || mac.length !== enc.length || dek.length !== enc.length) {
    throw new RangeError('three keys of 16 or three of 32 bytes');
  }
}
