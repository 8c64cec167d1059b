import { concat, readU16, u16 } from '../bytes.ts';
import {
  decodeBirthDate,
  decodeSex,
  decodeText,
  encodeBirthDate,
  encodeSex,
  encodeText,
  type SexDigit,
} from './fields.ts';
import { malformed } from './layout-error.ts';
import { encodeTlv, padWithFiller, readSequence, readTagged } from './tlv.ts';

/** The four basic attributes (基本4情報). */
export interface Attributes {
  /** Family and given name with U+3000 between them. */
  readonly name: string;
  readonly address: string;
  /** YYYY-MM-DD; YYYY-MM or YYYY where day, or month and day, are not known. */
  readonly birthDate: string;
  readonly sex: SexDigit;
}

const TAGS = [0xdf21, 0xdf22, 0xdf23, 0xdf24, 0xdf25] as const;
const OFFSETS_LENGTH = 2 + 1 + 8;
const FILE_LENGTH = 512;

/**
 * Text EF 0002: `FF20 L {DF21 offsets, DF22 name, DF23 address, DF24 birth date, DF25 sex}`, filled up with FF to
 * 512 bytes; `padTo: 0` leaves the filler out, for clients that take trailing bytes for an error.
 */
export function encodeAttributes(
  { name, address, birthDate, sex }: Attributes,
  { padTo = FILE_LENGTH } = {},
): Uint8Array {
  const objects = [
    encodeTlv(0xdf22, encodeText(name)),
    encodeTlv(0xdf23, encodeText(address)),
    encodeTlv(0xdf24, encodeBirthDate(birthDate)),
    encodeTlv(0xdf25, encodeSex(sex)),
  ];
  const length = OFFSETS_LENGTH + concat(...objects).length;
  // Offsets count from the start of the file, so they depend on how long the outer header is.
  const headerLength = encodeTlv(0xff20, new Uint8Array(length)).length - length;
  const offsets = encodeTlv(0xdf21, objectOffsets(objects, headerLength + OFFSETS_LENGTH));
  return padWithFiller(encodeTlv(0xff20, concat(offsets, ...objects)), padTo);
}

/** File-relative offsets of objects that follow each other from `start`, two bytes each. */
export function objectOffsets(objects: readonly Uint8Array[], start: number): Uint8Array {
  let position = start;
  return concat(
    ...objects.map((object) => {
      const offset = u16(position);
      position += object.length;
      return offset;
    }),
  );
}

/** Checks that offsets point at the objects they name. @throws LayoutError */
export function checkOffsets(offsets: Uint8Array, objects: readonly Uint8Array[], start: number): void {
  let position = start;
  if (offsets.length !== objects.length * 2) malformed('wrong number of offsets');
  objects.forEach((object, index) => {
    if (readU16(offsets, index * 2) !== position) malformed('an offset does not point at its object');
    position += object.length;
  });
}

/** @throws LayoutError */
export function decodeAttributes(bytes: Uint8Array): Attributes {
  const outer = readTagged(bytes, 0xff20);
  const [offsets, name, address, birthDate, sex] = readSequence(outer.value, TAGS);
  const start = outer.bytes.length - outer.value.length + offsets.bytes.length;
  checkOffsets(offsets.value, [name.bytes, address.bytes, birthDate.bytes, sex.bytes], start);
  return {
    name: decodeText(name.value),
    address: decodeText(address.value),
    birthDate: decodeBirthDate(birthDate.value),
    sex: decodeSex(sex.value),
  };
}

/** The objects DF22…DF25 without offsets and filler: what the signature of EF 0003 covers. @throws LayoutError */
export function signedAttributeObjects(bytes: Uint8Array): Uint8Array {
  const [, ...objects] = readSequence(readTagged(bytes, 0xff20).value, TAGS);
  return concat(...objects.map((object) => object.bytes));
}
