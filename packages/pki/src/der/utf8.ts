import { PkiError } from '../errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Texts up to this long are decoded here; the way to the platform's decoder costs more than they do. */
const SHORT_OCTETS = 256;
const units = new Uint16Array(SHORT_OCTETS);

/** Strict UTF-8 (RFC 3629), the octets from `start` to `end`. Throws `der-value`. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT_OCTETS) {
    try {
      return decoder.decode(bytes.subarray(start, end));
    } catch (cause) {
      throw new PkiError('der-value', 'not UTF-8', { cause });
    }
  }
  let length = 0;
  let index = start;
  while (index < end) {
    const first = bytes[index] ?? 0;
    if (first < 0x80) {
      units[length++] = first;
      index++;
      continue;
    }
    const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    // C0, C1 and F5 to FF begin nothing; 80 to BF go on with something
    if (first < 0xc2 || first > 0xf4 || index + size > end) throw new PkiError('der-value', 'not UTF-8');
    let code = first & (0x7f >> size);
    for (let more = 1; more < size; more++) {
      const octet = bytes[index + more] ?? 0;
      if ((octet & 0xc0) !== 0x80) throw new PkiError('der-value', 'not UTF-8');
      code = (code << 6) | (octet & 0x3f);
    }
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    const isOverlong = (size === 3 && code < 0x800) || (size === 4 && code < 0x10000);
    if (isSurrogate || isOverlong || code > 0x10ffff) throw new PkiError('der-value', 'not UTF-8');
    if (code < 0x10000) {
      units[length++] = code;
    } else {
      units[length++] = 0xd7c0 + (code >> 10);
      units[length++] = 0xdc00 | (code & 0x3ff);
    }
    index += size;
  }
  return String.fromCharCode.apply(undefined, units.subarray(0, length) as unknown as number[]);
}
