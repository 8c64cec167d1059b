import { PkiError } from '../errors.ts';
import { readElement } from './read.ts';

/** Deeper than anything X.509 knows (a certificate reaches 9). */
export const MAX_DEPTH = 24;

/**
 * Checks every header of exactly one element and all it is made of, without recursion, so that no nesting can
 * exhaust the stack. What lies inside OCTET STRINGs is not looked at. Throws the `der-…` errors of
 * {@link readElement}, `der-trailing` and `der-depth`.
 */
export function assertDer(bytes: Uint8Array, maxDepth: number = MAX_DEPTH): void {
  const whole = readElement(bytes);
  if (whole.raw.length !== bytes.length) throw new PkiError('der-trailing', 'octets after the element');
  const waiting = [{ content: bytes, depth: 0 }];
  for (let level = waiting.pop(); level; level = waiting.pop()) {
    if (level.depth > maxDepth) throw new PkiError('der-depth', `nested deeper than ${maxDepth}`);
    for (let offset = 0; offset < level.content.length; ) {
      const node = readElement(level.content, offset);
      if ((node.tag & 0x20) !== 0) waiting.push({ content: node.content, depth: level.depth + 1 });
      offset += node.raw.length;
    }
  }
}
