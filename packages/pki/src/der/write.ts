import { PkiError } from '../errors.ts';
import { encodeOidContent, rememberOid } from './oid.ts';
import { contextTag, primitiveContextTag, TAG } from './tags.ts';

const utf8Encoder = new TextEncoder();

/** How many octets identifier and length take for content of this length. */
export function headerLength(contentLength: number): number {
  if (contentLength < 0x80) return 2;
  if (contentLength < 0x100) return 3;
  if (contentLength < 0x10000) return 4;
  if (contentLength < 0x1000000) return 5;
  return 6;
}

/** Writes identifier and minimal length (X.690 §10.1) at `offset`; returns where the content begins. */
export function writeHeader(target: Uint8Array, offset: number, tag: number, contentLength: number): number {
  target[offset] = tag;
  const size = headerLength(contentLength);
  if (size === 2) {
    target[offset + 1] = contentLength;
  } else {
    target[offset + 1] = 0x80 | (size - 2);
    for (let index = 0; index < size - 2; index++) {
      target[offset + size - 1 - index] = (contentLength / 256 ** index) & 0xff;
    }
  }
  return offset + size;
}

/** One element: tag, length, and the parts one after another as content. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const bytes = new Uint8Array(headerLength(length) + length);
  let offset = writeHeader(bytes, 0, tag, length);
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return element(TAG.sequence, ...parts);
}

/** SET OF: the encodings in ascending order, as DER wants it (X.690 §11.6). */
export function setOf(...parts: readonly Uint8Array[]): Uint8Array {
  return element(TAG.set, ...parts.toSorted(compareBytes));
}

/** EXPLICIT [n], or IMPLICIT [n] of a constructed type given its content. */
export function explicit(number: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return element(contextTag(number), ...parts);
}

/** IMPLICIT [n] of a primitive type given its content octets. */
export function implicit(number: number, content: Uint8Array): Uint8Array {
  return element(primitiveContextTag(number), content);
}

/** The same element under another identifier octet (IMPLICIT tagging of an element already written). */
export function retag(tag: number, encodedElement: Uint8Array): Uint8Array {
  const copy = encodedElement.slice();
  copy[0] = tag;
  return copy;
}

export function boolean(value: boolean): Uint8Array {
  return element(TAG.boolean, Uint8Array.of(value ? 0xff : 0x00));
}

export function nullValue(): Uint8Array {
  return element(TAG.null);
}

/** Content octets of an INTEGER in two's complement, as short as possible (X.690 §8.3). */
export function integerContent(value: bigint | number): Uint8Array {
  const big = BigInt(value);
  let size = 1;
  while (BigInt.asIntN(size * 8, big) !== big) size++;
  let rest = BigInt.asUintN(size * 8, big);
  const bytes = new Uint8Array(size);
  for (let index = size - 1; index >= 0; index--) {
    bytes[index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

export function integer(value: bigint | number): Uint8Array {
  return element(TAG.integer, integerContent(value));
}

/** A non-negative INTEGER given as big-endian magnitude, with or without leading zeros. */
export function unsignedInteger(magnitude: Uint8Array): Uint8Array {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start++;
  const bytes = magnitude.subarray(start);
  const first = bytes[0];
  if (first === undefined) return integer(0);
  return first >= 0x80 ? element(TAG.integer, Uint8Array.of(0), bytes) : element(TAG.integer, bytes);
}

export function enumerated(value: number): Uint8Array {
  return element(TAG.enumerated, integerContent(value));
}

const oidElements = new Map<string, Uint8Array>();

/** The element of an OID; those written once are kept, so nobody may change its octets. */
export function oid(dotted: string): Uint8Array {
  const known = oidElements.get(dotted);
  if (known) return known;
  const content = encodeOidContent(dotted);
  rememberOid(content, dotted);
  const made = element(TAG.objectIdentifier, content);
  oidElements.set(dotted, made);
  return made;
}

export function octetString(...parts: readonly Uint8Array[]): Uint8Array {
  return element(TAG.octetString, ...parts);
}

/** BIT STRING of whole octets. */
export function bitString(bytes: Uint8Array): Uint8Array {
  return element(TAG.bitString, Uint8Array.of(0), bytes);
}

/** BIT STRING of named bits, given their numbers; trailing zero bits are left away (X.690 §11.2.2). */
export function namedBits(numbers: readonly number[]): Uint8Array {
  const highest = Math.max(-1, ...numbers);
  const bytes = new Uint8Array(Math.ceil((highest + 1) / 8));
  for (const number of numbers) {
    const index = number >> 3;
    bytes[index] = (bytes[index] ?? 0) | (0x80 >> (number & 7));
  }
  return element(TAG.bitString, Uint8Array.of(highest < 0 ? 0 : 7 - (highest & 7)), bytes);
}

/** UTF8String. A lone surrogate has no encoding and is refused with `der-value`. */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new PkiError('der-value', 'text with a lone surrogate');
  return element(TAG.utf8String, utf8Encoder.encode(text));
}

/** PrintableString (X.680 §41.4). Throws `der-value` on any other character. */
export function printable(text: string): Uint8Array {
  if (!/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text)) throw new PkiError('der-value', 'not a PrintableString');
  return element(TAG.printableString, utf8Encoder.encode(text));
}

/** Content octets of an IA5String, for IMPLICIT tags. Throws `der-value` on anything that is not ASCII. */
export function asciiContent(text: string): Uint8Array {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) throw new PkiError('der-value', 'not ASCII');
  }
  return utf8Encoder.encode(text);
}

export function ia5(text: string): Uint8Array {
  return element(TAG.ia5String, asciiContent(text));
}

/** Order of octet strings: first difference decides, a prefix comes first. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  return Buffer.compare(left, right);
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && Buffer.compare(left, right) === 0;
}
