import type { ScpKeySet } from './card-image.ts';

/**
 * Failed openings of the issuer channel in a row before the channel is closed for good. Enough for an operator's
 * mistakes, far too few to learn anything about an AES key.
 */
export const ISSUER_TRIES = 10;

/** @throws RangeError unless it is three AES-128 or three AES-256 keys and a version of 1…127 */
export function checkKeySet({ version, enc, mac, dek }: ScpKeySet): void {
  if (!Number.isInteger(version) || version < 1 || version > 0x7f)
    throw new RangeError('key version 1 to 127');
  const lengthFits = enc.length === 16 || enc.length === 32;
  if (!lengthFits || mac.length !== enc.length || dek.length !== enc.length) {
    throw new RangeError('three keys of 16 or three of 32 bytes');
  }
}
