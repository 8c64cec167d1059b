import { ascii } from '../bytes.ts';
import { malformed } from './layout-error.ts';

/** JIS X 0303 / ISO 5218 as the chip writes it: 0 unknown, 1 male, 2 female, 9 not applicable. */
export type SexDigit = '0' | '1' | '2' | '9';

/** Signs with RSASSA-PKCS1-v1_5 and SHA-256, 256 bytes; for a card of generation 2 ECDSA with SHA-384, r ‖ s, 96 bytes. */
export type Sign = (payload: Uint8Array) => Uint8Array;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** 'YYYY-MM-DD' as the eight digits of the chip. @throws RangeError for another form */
export function encodeDate(date: string): Uint8Array {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError('a date is written YYYY-MM-DD');
  return ascii(date.replaceAll('-', ''));
}

/** The eight digits as 'YYYY-MM-DD'; whether such a day exists is not the chip's business. */
export function decodeDate(bytes: Uint8Array): string {
  const digits = decodeDigits(bytes, 8);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY': what is not known of a date of birth is `00`. @throws RangeError for another form */
export function encodeBirthDate(date: string): Uint8Array {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(date)) throw new RangeError('a date of birth is written YYYY-MM-DD');
  return ascii(date.replaceAll('-', '').padEnd(8, '0'));
}

/** The eight digits, without the parts that are `00`. */
export function decodeBirthDate(bytes: Uint8Array): string {
  return decodeDate(bytes).replace(/(-00)+$/, '');
}

/** @throws RangeError unless the text is exactly `length` digits */
export function encodeDigits(text: string, length: number): Uint8Array {
  if (text.length !== length || !/^\d*$/.test(text)) throw new RangeError(`${length} digits expected`);
  return ascii(text);
}

export function decodeDigits(bytes: Uint8Array, length: number): string {
  const text = Buffer.from(bytes).toString('latin1');
  return text.length === length && /^\d*$/.test(text) ? text : malformed(`${length} digits expected`);
}

export function encodeSex(sex: SexDigit): Uint8Array {
  if (!isSex(sex)) throw new RangeError('sex is 0, 1, 2 or 9');
  return ascii(sex);
}

export function decodeSex(bytes: Uint8Array): SexDigit {
  const digit = decodeDigits(bytes, 1);
  return isSex(digit) ? digit : malformed('sex is 0, 1, 2 or 9');
}

const isSex = (digit: string): digit is SexDigit => /^[0129]$/.test(digit);

export function encodeText(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new RangeError('the text has a lone surrogate');
  return new TextEncoder().encode(text);
}

export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return malformed('not UTF-8');
  }
}

/** @throws RangeError unless it is exactly `length` bytes */
export function ofLength(bytes: Uint8Array, length: number, what: string): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`${what} is ${length} bytes`);
  return bytes;
}

/** Calls `sign` and checks that a signature of that length came back; by default one of RSA-2048. */
export function signed(sign: Sign, payload: Uint8Array, length = 256): Uint8Array {
  return ofLength(sign(payload), length, 'a signature');
}
