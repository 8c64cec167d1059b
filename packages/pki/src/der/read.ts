import { PkiError } from '../errors.ts';
import { decodeOidContent } from './oid.ts';
import { contextTag, TAG } from './tags.ts';

/** One element as it lies in the input; `content` and `raw` are views, nothing is copied. */
export interface DerElement {
  /** The identifier octet. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** Identifier, length and content. */
  readonly raw: Uint8Array;
}

/**
 * Reads the element that begins at `offset`; what follows it is left alone. Strict: definite minimal lengths
 * (X.690 §10.1), tag numbers below 31. Throws `der-truncated`, `der-length`, `der-tag`.
 */
export function readElement(bytes: Uint8Array, offset = 0): DerElement {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) throw new PkiError('der-truncated', 'input ends in a header');
  if ((tag & 0x1f) === 0x1f) throw new PkiError('der-tag', 'tag number above 30');
  let start = offset + 2;
  let length = first;
  if (first >= 0x80) {
    const size = first & 0x7f;
    if (size === 0 || size > 4) throw new PkiError('der-length', `length of ${size} octets`);
    length = 0;
    for (let index = 0; index < size; index++) {
      const octet = bytes[start + index];
      if (octet === undefined) throw new PkiError('der-truncated', 'input ends in a length');
      length = length * 256 + octet;
    }
    if (length < 0x80 || length < 256 ** (size - 1))
      throw new PkiError('der-length', 'length is not minimal');
    start += size;
  }
  const end = start + length;
  if (end > bytes.length) {
    throw new PkiError('der-truncated', `element of ${length} octets, ${bytes.length - start} there`);
  }
  return { tag, content: bytes.subarray(start, end), raw: bytes.subarray(offset, end) };
}

/** Reads input that is exactly one element of this tag. */
export function readWhole(bytes: Uint8Array, tag: number): DerElement {
  const node = readElement(bytes);
  if (node.tag !== tag) throw new PkiError('der-tag', `tag ${node.tag} where ${tag} belongs`);
  if (node.raw.length !== bytes.length) throw new PkiError('der-trailing', 'octets after the element');
  return node;
}

/** Walks through the elements of a constructed one, in the order of its ASN.1 definition. */
export class DerReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(content: Uint8Array) {
    this.#bytes = content;
  }

  /** A reader inside a whole SEQUENCE. */
  static sequence(bytes: Uint8Array): DerReader {
    return new DerReader(readWhole(bytes, TAG.sequence).content);
  }

  get done(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** The identifier octet of the next element, undefined at the end. */
  peek(): number | undefined {
    return this.#bytes[this.#offset];
  }

  next(tag?: number): DerElement {
    const node = readElement(this.#bytes, this.#offset);
    if (tag !== undefined && node.tag !== tag) {
      throw new PkiError('der-tag', `tag ${node.tag} where ${tag} belongs`);
    }
    this.#offset += node.raw.length;
    return node;
  }

  optional(tag: number): DerElement | undefined {
    return this.peek() === tag ? this.next(tag) : undefined;
  }

  /** Enters the next element, which must be a SEQUENCE (or have the tag given). */
  enter(tag: number = TAG.sequence): DerReader {
    return new DerReader(this.next(tag).content);
  }

  /** Enters [n] if it comes next. */
  enterContext(number: number): DerReader | undefined {
    const node = this.optional(contextTag(number));
    return node && new DerReader(node.content);
  }

  /** Throws `der-trailing` if anything is left. */
  end(): void {
    if (!this.done) throw new PkiError('der-trailing', 'elements where none belongs');
  }

  *[Symbol.iterator](): Iterator<DerElement> {
    while (!this.done) yield this.next();
  }
}

function expectTag(node: DerElement, tag: number): Uint8Array {
  if (node.tag !== tag) throw new PkiError('der-tag', `tag ${node.tag} where ${tag} belongs`);
  return node.content;
}

/** Checks that these are the minimal content octets of an INTEGER. */
export function assertIntegerContent(content: Uint8Array): void {
  const first = content[0];
  const second = content[1];
  if (first === undefined) throw new PkiError('der-value', 'INTEGER without octets');
  if (second === undefined) return;
  if ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80)) {
    throw new PkiError('der-value', 'INTEGER is not minimal');
  }
}

/** Reads an INTEGER of at most `maxOctets` octets. */
export function readInteger(node: DerElement, maxOctets = 2049): bigint {
  const content = expectTag(node, TAG.integer);
  assertIntegerContent(content);
  if (content.length > maxOctets) throw new PkiError('der-value', `INTEGER of ${content.length} octets`);
  return BigInt.asIntN(content.length * 8, BigInt(`0x${Buffer.from(content).toString('hex')}`));
}

/** Reads an INTEGER or ENUMERATED that fits a JavaScript number. */
export function readSmallInteger(node: DerElement, tag: number = TAG.integer): number {
  const content = expectTag(node, tag);
  return Number(readInteger({ tag: TAG.integer, content, raw: node.raw }, 6));
}

/** Reads a BOOLEAN; DER knows 00 and FF only (X.690 §11.1). */
export function readBoolean(node: DerElement): boolean {
  const content = expectTag(node, TAG.boolean);
  if (content.length !== 1 || (content[0] !== 0x00 && content[0] !== 0xff)) {
    throw new PkiError('der-value', 'BOOLEAN that is neither 00 nor FF');
  }
  return content[0] === 0xff;
}

export function readOid(node: DerElement): string {
  return decodeOidContent(expectTag(node, TAG.objectIdentifier));
}

export function readOctetString(node: DerElement): Uint8Array {
  return expectTag(node, TAG.octetString);
}

/** Reads a BIT STRING of whole octets (keys, signatures). */
export function readBitString(node: DerElement): Uint8Array {
  const content = expectTag(node, TAG.bitString);
  if (content[0] !== 0) throw new PkiError('der-value', 'BIT STRING with unused bits');
  return content.subarray(1);
}

/** Reads a BIT STRING of named bits: the numbers of the bits that are set. */
export function readNamedBits(node: DerElement): readonly number[] {
  const content = expectTag(node, TAG.bitString);
  const unused = content[0];
  const last = content.at(-1) ?? 0;
  const empty = content.length === 1;
  if (unused === undefined || unused > 7 || (empty && unused > 0)) {
    throw new PkiError('der-value', 'BIT STRING with an impossible number of unused bits');
  }
  // X.690 §11.2.2: no trailing zero bits, so the last used bit is set and the unused ones are not
  if (!empty && (last & ((2 << unused) - 1)) !== 1 << unused) {
    throw new PkiError('der-value', 'BIT STRING with trailing zero bits');
  }
  if (content.length > 9) throw new PkiError('der-value', 'BIT STRING with more than 64 named bits');
  const numbers: number[] = [];
  for (let bit = 0; bit < (content.length - 1) * 8; bit++) {
    if (((content[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0) numbers.push(bit);
  }
  return numbers;
}

/** Octets as ASCII. Throws `der-value` on anything else. */
export function readAscii(content: Uint8Array): string {
  for (const octet of content) {
    if (octet > 0x7f) throw new PkiError('der-value', 'not ASCII');
  }
  return Buffer.from(content).toString('latin1');
}

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the string types that names are made of. Teletex is taken as Latin-1, as everybody does. */
export function readText(node: DerElement): string {
  switch (node.tag) {
    case TAG.utf8String:
      try {
        return utf8Decoder.decode(node.content);
      } catch (cause) {
        throw new PkiError('der-value', 'not UTF-8', { cause });
      }
    case TAG.printableString:
    case TAG.ia5String:
      return readAscii(node.content);
    case TAG.teletexString:
      return Buffer.from(node.content).toString('latin1');
    case TAG.bmpString:
      if (node.content.length % 2 !== 0) throw new PkiError('der-value', 'BMPString of odd length');
      return Buffer.from(node.content).swap16().toString('utf16le');
    default:
      throw new PkiError('der-tag', `tag ${node.tag} where a string belongs`);
  }
}
