import { PkiError } from '../errors.ts';
import { OctetMap } from './octet-map.ts';

/**
 * Content octets of an OBJECT IDENTIFIER (X.690 §8.19). Arcs may be of any size here; what is issued has
 * small ones (RFC 5280 Appendix B).
 */
export function encodeOidContent(dotted: string): Uint8Array {
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(dotted)) throw new PkiError('der-value', `not an OID: ${dotted}`);
  const arcs = dotted.split('.').map((arc) => BigInt(arc));
  const [first = 0n, second = 0n, ...rest] = arcs;
  if (first < 2n && second > 39n) throw new PkiError('der-value', `not an OID: ${dotted}`);
  const bytes: number[] = [];
  for (const arc of [first * 40n + second, ...rest]) {
    const septets: number[] = [Number(arc & 0x7fn)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) septets.unshift(Number(left & 0x7fn) | 0x80);
    bytes.push(...septets);
  }
  return Uint8Array.from(bytes);
}

/** An OID longer than this is nobody's; the limit keeps hostile ones from costing quadratic time. */
const MAX_OID_OCTETS = 128;

/** What was read before. */
const decoded = new OctetMap<string>(1_000);

/** So that what is read is the very text that was written before: such texts are compared at once. */
export function rememberOid(content: Uint8Array, dotted: string): void {
  if (decoded.get(content) === undefined) decoded.put(content, dotted);
}

/** Reads the content octets of an OBJECT IDENTIFIER, from `start` to `end`. Throws `der-value`. */
export function decodeOid(bytes: Uint8Array, start: number, end: number): string {
  const known = decoded.get(bytes, start, end);
  if (known !== undefined) return known;
  const length = end - start;
  if (length <= 0 || length > MAX_OID_OCTETS) throw new PkiError('der-value', `OID of ${length} octets`);
  const content = bytes.subarray(start, end);
  const dotted = computeDotted(content);
  decoded.put(content, dotted);
  return dotted;
}

function computeDotted(content: Uint8Array): string {
  const arcs: bigint[] = [];
  let value = 0n;
  let inside = false;
  for (const octet of content) {
    if (!inside && octet === 0x80) throw new PkiError('der-value', 'OID arc is not minimal');
    value = (value << 7n) | BigInt(octet & 0x7f);
    inside = (octet & 0x80) !== 0;
    if (inside) continue;
    if (arcs.length === 0) {
      const first = value < 40n ? 0n : value < 80n ? 1n : 2n;
      arcs.push(first, value - first * 40n);
    } else {
      arcs.push(value);
    }
    value = 0n;
  }
  if (inside) throw new PkiError('der-truncated', 'OID ends inside an arc');
  return arcs.join('.');
}
