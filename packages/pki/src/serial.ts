import { assertIntegerContent, type DerElement } from './der/read.ts';
import { TAG } from './der/tags.ts';
import { PkiError } from './errors.ts';
import type { Random } from './types.ts';

/** A serial number as bigint, big-endian magnitude, or hex. */
export type SerialInput = bigint | Uint8Array | string;

/** RFC 5280 §4.1.2.2: at most 20 octets of content. */
export const MAX_SERIAL_OCTETS = 20;

const RANDOM_SERIAL_OCTETS = 10;

/**
 * A new serial number: 10 octets, 78 of the bits random (pki.md §2 asks for 64). The two leading bits are 01, so
 * that every serial is positive and of one length; short, because each revoked one is repeated in every CRL.
 */
export function newSerial(random: Random): Uint8Array {
  const serial = Uint8Array.from(random(RANDOM_SERIAL_OCTETS));
  if (serial.length !== RANDOM_SERIAL_OCTETS) throw new PkiError('serial-invalid', 'random gave too little');
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

/**
 * The canonical text of a serial number: lower-case hex of the magnitude, an even number of digits, no leading
 * zero octet. Throws `serial-invalid` unless it is positive and fits 20 octets.
 */
export function serialHex(serial: SerialInput): string {
  // what this function gave once, it gives again at once: CRLs ask it a million times
  if (typeof serial === 'string' && isCanonical(serial)) return serial;
  let hex: string;
  if (typeof serial === 'bigint') {
    if (serial <= 0n) throw new PkiError('serial-invalid', 'serial is not positive');
    hex = serial.toString(16);
  } else if (typeof serial === 'string') {
    if (!/^[0-9a-fA-F]+$/.test(serial)) throw new PkiError('serial-invalid', 'serial is not hex');
    hex = serial.toLowerCase();
  } else {
    hex = Buffer.from(serial.buffer, serial.byteOffset, serial.length).toString('hex');
    if (isCanonical(hex)) return hex;
  }
  hex = hex.replace(/^0+/, '');
  if (hex.length % 2 !== 0) hex = `0${hex}`;
  const octets = hex.length / 2 + (Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? 1 : 0);
  if (hex === '' || octets > MAX_SERIAL_OCTETS) {
    throw new PkiError('serial-invalid', 'serial must be positive and at most 20 octets');
  }
  return hex;
}

function isCanonical(text: string): boolean {
  if (text.length === 0 || text.length % 2 !== 0 || text.length >= 2 * MAX_SERIAL_OCTETS) return false;
  if (text.startsWith('00')) return false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isHex = (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
    if (!isHex) return false;
  }
  return true;
}

/** The serial as INTEGER. */
export function serialInteger(serial: SerialInput): Uint8Array {
  const hex = serialHex(serial);
  // the leading octet of an INTEGER is below 80 when it is positive
  const padding = Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? 1 : 0;
  const length = padding + hex.length / 2;
  const bytes = new Uint8Array(2 + length);
  bytes[0] = TAG.integer;
  bytes[1] = length;
  for (let digit = 0, offset = 2 + padding; digit < hex.length; digit += 2, offset++) {
    bytes[offset] = (nibble(hex.charCodeAt(digit)) << 4) | nibble(hex.charCodeAt(digit + 1));
  }
  return bytes;
}

/** Value of a lower-case hex digit's character code. */
function nibble(code: number): number {
  return code <= 0x39 ? code - 0x30 : code - 0x57;
}

/** Reads a CertificateSerialNumber, which is positive (RFC 5280 §4.1.2.2), into its canonical text. */
export function readSerial(node: DerElement): string {
  if (node.tag !== TAG.integer) throw new PkiError('der-tag', `tag ${node.tag} where a serial belongs`);
  assertIntegerContent(node.content);
  if ((node.content[0] ?? 0) >= 0x80) throw new PkiError('der-value', 'negative serial');
  if (node.content.length === 1 && node.content[0] === 0) throw new PkiError('der-value', 'serial of zero');
  if (node.content.length > MAX_SERIAL_OCTETS) throw new PkiError('der-value', 'serial above 20 octets');
  const { buffer, byteOffset, length } = node.content;
  const hex = Buffer.from(buffer, byteOffset, length).toString('hex');
  return hex.length > 2 && hex.startsWith('00') ? hex.slice(2) : hex;
}
