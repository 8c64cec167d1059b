import { PkiError } from '../errors.ts';
import { contentStartAt, elementEnd } from './read.ts';

/**
 * Deeper than anything X.509 and CMS know: a certificate reaches 9, and the certificates that belong to a time stamp which
 * belongs to a signature 26.
 */
export const MAX_DEPTH = 32;

/**
 * Checks every header of exactly one element and all it is made of, without recursion, so that no nesting can
 * exhaust the stack. What lies inside OCTET STRINGs is not looked at. Throws the `der-…` errors of
 * {@link elementEnd}, `der-trailing` and `der-depth`.
 */
export function assertDer(bytes: Uint8Array, maxDepth: number = MAX_DEPTH): void {
  if (elementEnd(bytes, 0, bytes.length) !== bytes.length)
    throw new PkiError('der-trailing', 'octets after the element');
  // Constructed elements that are still to be walked through: begin, end and depth of each, one after the other.
  const waiting = [0, bytes.length, 0];
  while (waiting.length > 0) {
    const depth = waiting.pop() ?? 0;
    const end = waiting.pop() ?? 0;
    let offset = waiting.pop() ?? 0;
    if (depth > maxDepth) throw new PkiError('der-depth', `nested deeper than ${maxDepth}`);
    while (offset < end) {
      const next = elementEnd(bytes, offset, end);
      if (((bytes[offset] ?? 0) & 0x20) !== 0) waiting.push(contentStartAt(bytes, offset), next, depth + 1);
      offset = next;
    }
  }
}
