import { PkiError } from '../errors.ts';
import { decodeOid } from './oid.ts';
import { contextTag, TAG } from './tags.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * One element as it lies in the input. `content` and `raw` are views, made when somebody looks, as most elements are
 * only walked over; nothing is copied.
 */
export class DerElement {
  /** The identifier octet. */
  readonly tag: number;
  readonly bytes: Uint8Array;
  /** Where the element, its content and what follows it begin in `bytes`. */
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.tag = bytes[start] ?? 0;
    this.bytes = bytes;
    this.start = start;
    this.contentStart = contentStartAt(bytes, start);
    this.end = end;
  }

  get content(): Uint8Array {
    return this.bytes.subarray(this.contentStart, this.end);
  }

  /** Identifier, length and content. */
  get raw(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }
}

/**
 * Where the element at `offset` ends, which is before `limit`. Strict: definite minimal lengths (X.690 §10.1), tag
 * numbers below 31. Throws `der-truncated`, `der-length`, `der-tag`.
 */
export function elementEnd(bytes: Uint8Array, offset: number, limit: number): number {
  if (offset + 2 > limit) throw new PkiError('der-truncated', 'input ends in a header');
  if (((bytes[offset] ?? 0) & 0x1f) === 0x1f) throw new PkiError('der-tag', 'tag number above 30');
  const first = bytes[offset + 1] ?? 0;
  const end = first < 0x80 ? offset + 2 + first : endAfterLongLength(bytes, offset, limit, first & 0x7f);
  if (end > limit) throw new PkiError('der-truncated', `element ends ${end - limit} octets after the input`);
  return end;
}

function endAfterLongLength(bytes: Uint8Array, offset: number, limit: number, size: number): number {
  if (size === 0 || size > 4) throw new PkiError('der-length', `length of ${size} octets`);
  const start = offset + 2;
  if (start + size > limit) throw new PkiError('der-truncated', 'input ends in a length');
  let length = 0;
  for (let index = 0; index < size; index++) length = length * 256 + (bytes[start + index] ?? 0);
  if (length < 0x80 || length < 256 ** (size - 1)) {
    throw new PkiError('der-length', 'length is not minimal');
  }
  return start + size + length;
}

/** Where the content of the element at `offset` begins, whose header {@link elementEnd} has let through. */
export function contentStartAt(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset + 1] ?? 0;
  return first < 0x80 ? offset + 2 : offset + 2 + (first & 0x7f);
}

/** Reads the element that begins at `offset`; what follows it is left alone. Throws like {@link elementEnd}. */
export function readElement(bytes: Uint8Array, offset = 0, limit: number = bytes.length): DerElement {
  return new DerElement(bytes, offset, elementEnd(bytes, offset, limit));
}

/** Reads input that is exactly one element of this tag. */
export function readWhole(bytes: Uint8Array, tag: number): DerElement {
  const node = readElement(bytes);
  expectTag(node, tag);
  if (node.end !== bytes.length) throw new PkiError('der-trailing', 'octets after the element');
  return node;
}

/** The one element that these octets are. Throws `der-trailing` if anything follows it. */
export function onlyElement(bytes: Uint8Array, start = 0, end: number = bytes.length): DerElement {
  const node = readElement(bytes, start, end);
  if (node.end !== end) throw new PkiError('der-trailing', 'octets after the element');
  return node;
}

/** Walks through the elements of a constructed one, in the order of its ASN.1 definition. */
export class DerReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #offset: number;

  /** The elements that lie one after another in these octets, or between two places of them. */
  constructor(bytes: Uint8Array, start = 0, end: number = bytes.length) {
    this.#bytes = bytes;
    this.#offset = start;
    this.#end = end;
  }

  /** A reader inside a whole SEQUENCE. */
  static sequence(bytes: Uint8Array): DerReader {
    return DerReader.inside(readWhole(bytes, TAG.sequence));
  }

  static inside({ bytes, contentStart, end }: DerElement): DerReader {
    return new DerReader(bytes, contentStart, end);
  }

  get done(): boolean {
    return this.#offset === this.#end;
  }

  /** The identifier octet of the next element, undefined at the end. */
  peek(): number | undefined {
    return this.#offset < this.#end ? this.#bytes[this.#offset] : undefined;
  }

  next(tag?: number): DerElement {
    const node = readElement(this.#bytes, this.#offset, this.#end);
    if (tag !== undefined) expectTag(node, tag);
    this.#offset = node.end;
    return node;
  }

  optional(tag: number): DerElement | undefined {
    return this.peek() === tag ? this.next(tag) : undefined;
  }

  /** Enters the next element, which must be a SEQUENCE (or have the tag given). */
  enter(tag: number = TAG.sequence): DerReader {
    const end = elementEnd(this.#bytes, this.#offset, this.#end);
    const found = this.#bytes[this.#offset] ?? 0;
    if (found !== tag) throw wrongTag(found, tag);
    const inside = new DerReader(this.#bytes, contentStartAt(this.#bytes, this.#offset), end);
    this.#offset = end;
    return inside;
  }

  /** Enters [n] if it comes next. */
  enterContext(number: number): DerReader | undefined {
    const tag = contextTag(number);
    return this.peek() === tag ? this.enter(tag) : undefined;
  }

  /** Enters [n] if it comes next; it is EXPLICIT, so exactly one element lies in it. */
  explicit(number: number, tag?: number): DerElement | undefined {
    const inside = this.enterContext(number);
    if (!inside) return undefined;
    const node = inside.next(tag);
    inside.end();
    return node;
  }

  /** Throws `der-trailing` if anything is left. */
  end(): void {
    if (!this.done) throw new PkiError('der-trailing', 'elements where none belongs');
  }

  *[Symbol.iterator](): Iterator<DerElement> {
    while (!this.done) yield this.next();
  }
}

function wrongTag(found: number, wanted: number): PkiError {
  return new PkiError('der-tag', `tag ${found} where ${wanted} belongs`);
}

function expectTag(node: DerElement, tag: number): void {
  if (node.tag !== tag) throw wrongTag(node.tag, tag);
}

function contentOf(node: DerElement, tag: number): Uint8Array {
  expectTag(node, tag);
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
  return integerIn(contentOf(node, TAG.integer), maxOctets);
}

function integerIn(content: Uint8Array, maxOctets: number): bigint {
  assertIntegerContent(content);
  if (content.length > maxOctets) throw new PkiError('der-value', `INTEGER of ${content.length} octets`);
  const magnitude = BigInt(
    `0x${Buffer.from(content.buffer, content.byteOffset, content.length).toString('hex')}`,
  );
  return (content[0] ?? 0) < 0x80 ? magnitude : BigInt.asIntN(content.length * 8, magnitude);
}

/** Reads an INTEGER or ENUMERATED that fits a JavaScript number. */
export function readSmallInteger(node: DerElement, tag: number = TAG.integer): number {
  const content = contentOf(node, tag);
  const [first = 0x80] = content;
  return content.length === 1 && first < 0x80 ? first : Number(integerIn(content, 6));
}

/** Reads a BOOLEAN; DER knows 00 and FF only (X.690 §11.1). */
export function readBoolean(node: DerElement, tag: number = TAG.boolean): boolean {
  expectTag(node, tag);
  const value = node.bytes[node.contentStart];
  if (node.end !== node.contentStart + 1 || (value !== 0x00 && value !== 0xff)) {
    throw new PkiError('der-value', 'BOOLEAN that is neither 00 nor FF');
  }
  return value === 0xff;
}

export function readOid(node: DerElement): string {
  expectTag(node, TAG.objectIdentifier);
  return decodeOid(node.bytes, node.contentStart, node.end);
}

export function readOctetString(node: DerElement): Uint8Array {
  return contentOf(node, TAG.octetString);
}

/** Reads a BIT STRING of whole octets (keys, signatures). */
export function readBitString(node: DerElement): Uint8Array {
  const content = contentOf(node, TAG.bitString);
  if (content[0] !== 0) throw new PkiError('der-value', 'BIT STRING with unused bits');
  return content.subarray(1);
}

/** Reads NULL, which has no content. */
export function readNull(node: DerElement): void {
  if (contentOf(node, TAG.null).length > 0) throw new PkiError('der-value', 'NULL with content');
}

/** Reads BOOLEAN DEFAULT FALSE, which DER writes only when it is true (X.690 §11.5). */
export function readFlag(node: DerElement | undefined, tag: number = TAG.boolean): boolean {
  if (node && !readBoolean(node, tag)) throw new PkiError('der-value', 'DEFAULT value is encoded');
  return node !== undefined;
}

/** Reads a BIT STRING of named bits: the numbers of the bits that are set. */
export function readNamedBits(node: DerElement, tag: number = TAG.bitString): readonly number[] {
  const content = contentOf(node, tag);
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
  for (let index = 0; index < content.length; index++) {
    if ((content[index] ?? 0) > 0x7f) throw new PkiError('der-value', 'not ASCII');
  }
  return latin1(content);
}

function latin1(content: Uint8Array): string {
  return Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
}

/** X.680 §41.4. */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]*$/;

function readPrintable(content: Uint8Array): string {
  const text = latin1(content);
  if (!PRINTABLE.test(text)) throw new PkiError('der-value', 'not a PrintableString');
  return text;
}

/** Characters of the first plane, each in two octets; surrogates are none (X.680 §41.15). */
function readBmp(content: Uint8Array): string {
  const text = Buffer.from(content).swap16().toString('utf16le');
  if (/[\ud800-\udfff]/.test(text)) throw new PkiError('der-value', 'BMPString with surrogates');
  return text;
}

/** Reads the string types that names are made of. Teletex is taken as Latin-1, as everybody does. */
export function readText(node: DerElement): string {
  switch (node.tag) {
    case TAG.utf8String:
      return decodeUtf8(node.bytes, node.contentStart, node.end);
    case TAG.printableString:
      return readPrintable(node.content);
    case TAG.ia5String:
      return readAscii(node.content);
    case TAG.teletexString:
      return latin1(node.content);
    case TAG.bmpString:
      if (node.content.length % 2 !== 0) throw new PkiError('der-value', 'BMPString of odd length');
      return readBmp(node.content);
    default:
      throw new PkiError('der-tag', `tag ${node.tag} where a string belongs`);
  }
}
