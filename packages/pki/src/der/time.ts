import { PkiError } from '../errors.ts';
import { type DerElement, readAscii } from './read.ts';
import { TAG } from './tags.ts';
import { element } from './write.ts';

const text = new TextEncoder();

function digits(instant: Date): string {
  const year = instant.getUTCFullYear();
  if (Number.isNaN(year) || year < 1 || year > 9999)
    throw new PkiError('time-invalid', 'instant out of range');
  // ISO form '2026-11-22T01:02:03.456Z' → '20261122010203'; fractions are cut off (RFC 5280 §4.1.2.5.2)
  return instant.toISOString().slice(0, 19).replace(/[-:T]/g, '');
}

/** Time of a certificate or CRL: UTCTime through 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
export function time(instant: Date): Uint8Array {
  const all = digits(instant);
  const year = instant.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? element(TAG.utcTime, text.encode(`${all.slice(2)}Z`))
    : generalizedTime(instant);
}

/** GeneralizedTime without fractions, in UTC (OCSP, and dates from 2050 on). */
export function generalizedTime(instant: Date): Uint8Array {
  return element(TAG.generalizedTime, text.encode(`${digits(instant)}Z`));
}

/** Reads UTCTime or GeneralizedTime in the only form RFC 5280 §4.1.2.5 allows: seconds, no fraction, `Z`. */
export function readTime(node: DerElement): Date {
  const typed = readAscii(node.content);
  let full: string;
  if (node.tag === TAG.utcTime && /^\d{12}Z$/.test(typed)) {
    full = `${Number(typed.slice(0, 2)) >= 50 ? '19' : '20'}${typed}`;
  } else if (node.tag === TAG.generalizedTime && /^\d{14}Z$/.test(typed)) {
    full = typed;
  } else {
    throw new PkiError('der-value', `not a time of RFC 5280: tag ${node.tag}`);
  }
  const iso = `${full.slice(0, 4)}-${full.slice(4, 6)}-${full.slice(6, 8)}T${full.slice(8, 10)}:${full.slice(10, 12)}:${full.slice(12, 14)}.000Z`;
  const instant = new Date(iso);
  // `Date` turns 31 February into March on some forms; what is read must be what was written
  if (Number.isNaN(instant.getTime()) || instant.toISOString() !== iso) {
    throw new PkiError('der-value', `no such instant: ${full}`);
  }
  return instant;
}
