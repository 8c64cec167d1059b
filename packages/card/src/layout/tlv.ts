import { concat } from '../bytes.ts';
import { malformed } from './layout-error.ts';

/** One BER-TLV object. Tags are written as they read in hexadecimal: 0x90, 0xdf21, 0x7f21. */
export interface Tlv {
  readonly tag: number;
  readonly value: Uint8Array;
  /** The object with its header, as it stands in the file. */
  readonly bytes: Uint8Array;
}

/** `minimal` is DER's shortest form; the others force one or two length bytes after 81 or 82. */
export type LengthForm = 'minimal' | '81' | '82';

export function encodeTlv(tag: number, value: Uint8Array, form: LengthForm = 'minimal'): Uint8Array {
  const tagBytes = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  return concat(Uint8Array.from([...tagBytes, ...encodeLength(value.length, form)]), value);
}

function encodeLength(length: number, form: LengthForm): readonly number[] {
  if (length > 0xffff) throw new RangeError('TLV value longer than 65535 bytes');
  if (form === '82' || length > 0xff) return [0x82, length >> 8, length & 0xff];
  if (form === '81' || length > 0x7f) return [0x81, length];
  return [length];
}

/**
 * Reads the object at `offset`. Accepts lengths that are not minimal: real cards write `82 00 9F` (chip.md §2.2).
 * @throws LayoutError when the bytes end too soon or are no BER-TLV object of a one- or two-byte tag
 */
export function readTlv(bytes: Uint8Array, offset = 0): Tlv {
  let position = offset;
  const next = (): number => bytes[position++] ?? malformed('the object ends too soon');
  let tag = next();
  if ((tag & 0x1f) === 0x1f) {
    const second = next();
    if (second & 0x80) malformed('tag longer than two bytes');
    tag = (tag << 8) | second;
  }
  let length = next();
  if (length > 0x7f) {
    const count = length & 0x7f;
    if (count === 0 || count > 2) malformed('length form not used on this chip');
    length = 0;
    for (let i = 0; i < count; i++) length = (length << 8) | next();
  }
  const end = position + length;
  if (end > bytes.length) malformed('the object ends too soon');
  return { tag, value: bytes.slice(position, end), bytes: bytes.slice(offset, end) };
}

/** Reads the object at the start and checks its tag; filler after it is ignored. */
export function readTagged(bytes: Uint8Array, tag: number): Tlv {
  const object = readTlv(bytes);
  if (object.tag !== tag) malformed(`tag ${object.tag.toString(16)} instead of ${tag.toString(16)}`);
  return object;
}

/** Reads objects until the bytes end. */
export function readAll(bytes: Uint8Array): readonly Tlv[] {
  const objects: Tlv[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const object = readTlv(bytes, offset);
    objects.push(object);
    offset += object.bytes.length;
  }
  return objects;
}

/** Reads exactly the objects with these tags in this order. */
export function readSequence<const Tags extends readonly number[]>(
  bytes: Uint8Array,
  tags: Tags,
): { readonly [Index in keyof Tags]: Tlv } {
  const objects = readAll(bytes);
  const fits = objects.length === tags.length && objects.every((object, index) => object.tag === tags[index]);
  if (!fits) malformed('the objects are not those of this file');
  return objects as unknown as { readonly [Index in keyof Tags]: Tlv };
}

/** Fills up with FF to at least `length` bytes. */
export function padWithFiller(bytes: Uint8Array, length: number): Uint8Array {
  return bytes.length >= length ? bytes : concat(bytes, new Uint8Array(length - bytes.length).fill(0xff));
}
