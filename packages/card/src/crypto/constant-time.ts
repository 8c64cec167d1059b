import { timingSafeEqual } from 'node:crypto';
import { concat } from '../bytes.ts';

const LONGEST = 32;

/** Compares secrets of up to 32 bytes; the time taken tells neither where nor whether the lengths differ. */
export function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  return timingSafeEqual(fixedLength(a), fixedLength(b));
}

function fixedLength(secret: Uint8Array): Uint8Array {
  if (secret.length > LONGEST) throw new RangeError('secret longer than 32 bytes');
  return concat(Uint8Array.of(secret.length), secret, new Uint8Array(LONGEST - secret.length));
}
