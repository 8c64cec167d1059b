import { PkiError } from '../errors.ts';
import type { DerElement } from './read.ts';
import { TAG } from './tags.ts';

const Z = 0x5a;

/** UTCTime has two digits of the year, GeneralizedTime four; then month, day, hour, minute, second, `Z`. */
const UTC_OCTETS = 13;
const GENERALIZED_OCTETS = 15;

function writeTwoDigits(target: Uint8Array, offset: number, value: number): void {
  const tens = (value / 10) | 0;
  target[offset] = 0x30 + tens;
  target[offset + 1] = 0x30 + value - tens * 10;
}

function yearOf(instant: Date): number {
  const year = instant.getUTCFullYear();
  // the year of an invalid Date is NaN
  if (!(year >= 1 && year <= 9999)) throw new PkiError('time-invalid', 'instant out of range');
  return year;
}

/** Fractions are cut off (RFC 5280 §4.1.2.5.2). */
function encode(instant: Date, year: number, isUtcTime: boolean): Uint8Array {
  const length = isUtcTime ? UTC_OCTETS : GENERALIZED_OCTETS;
  const bytes = new Uint8Array(2 + length);
  bytes[0] = isUtcTime ? TAG.utcTime : TAG.generalizedTime;
  bytes[1] = length;
  let offset = 2;
  if (!isUtcTime) {
    writeTwoDigits(bytes, offset, (year / 100) | 0);
    offset += 2;
  }
  writeTwoDigits(bytes, offset, year % 100);
  writeTwoDigits(bytes, offset + 2, instant.getUTCMonth() + 1);
  writeTwoDigits(bytes, offset + 4, instant.getUTCDate());
  writeTwoDigits(bytes, offset + 6, instant.getUTCHours());
  writeTwoDigits(bytes, offset + 8, instant.getUTCMinutes());
  writeTwoDigits(bytes, offset + 10, instant.getUTCSeconds());
  bytes[offset + 12] = Z;
  return bytes;
}

/** Time of a certificate or CRL: UTCTime through 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
export function time(instant: Date): Uint8Array {
  const year = yearOf(instant);
  return encode(instant, year, year >= 1950 && year < 2050);
}

/** GeneralizedTime without fractions, in UTC (OCSP, and dates from 2050 on). */
export function generalizedTime(instant: Date): Uint8Array {
  return encode(instant, yearOf(instant), false);
}

/** Two decimal digits; NaN if they are none. */
function twoDigits(bytes: Uint8Array, offset: number): number {
  const tens = (bytes[offset] ?? 0) - 0x30;
  const units = (bytes[offset + 1] ?? 0) - 0x30;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN;
}

/** Reads UTCTime or GeneralizedTime in the only form RFC 5280 §4.1.2.5 allows: seconds, no fraction, `Z`. */
export function readTime({ tag, bytes, contentStart, end }: DerElement): Date {
  const isUtcTime = tag === TAG.utcTime;
  const wanted = isUtcTime ? UTC_OCTETS : tag === TAG.generalizedTime ? GENERALIZED_OCTETS : -1;
  if (end - contentStart !== wanted || bytes[end - 1] !== Z) {
    throw new PkiError('der-value', `not a time of RFC 5280: tag ${tag}`);
  }
  const rest = end - UTC_OCTETS;
  const short = twoDigits(bytes, rest);
  const century = isUtcTime ? (short >= 50 ? 19 : 20) : twoDigits(bytes, contentStart);
  const [year, month, day] = [century * 100 + short, twoDigits(bytes, rest + 2), twoDigits(bytes, rest + 4)];
  const hour = twoDigits(bytes, rest + 6);
  const minute = twoDigits(bytes, rest + 8);
  const second = twoDigits(bytes, rest + 10);
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, day);
  instant.setUTCHours(hour, minute, second);
  // `Date` goes on counting after the last day of a month; what is read must be what was written
  const exists =
    instant.getUTCMonth() === month - 1 &&
    instant.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!exists) throw new PkiError('der-value', 'no such instant');
  return instant;
}
