import { type DerElement, readAscii } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { element } from '../der/write.ts';
import { PkiError } from '../errors.ts';

/**
 * genTime: GeneralizedTime in UTC with milliseconds, without trailing zeros and without a point when they are nought
 * (RFC 3161 §2.4.2, X.690 §11.7).
 */
export function stampTime(instant: Date): Uint8Array {
  const year = instant.getUTCFullYear();
  if (Number.isNaN(year) || year < 1 || year > 9999)
    throw new PkiError('time-invalid', 'instant out of range');
  const [seconds = '', fraction = ''] = instant
    .toISOString()
    .replace(/[-:TZ]/g, '')
    .split('.');
  const digits = fraction.replace(/0+$/, '');
  const text = digits === '' ? `${seconds}Z` : `${seconds}.${digits}Z`;
  return element(TAG.generalizedTime, new TextEncoder().encode(text));
}

/** Reads a genTime of any precision; what is finer than a millisecond is cut off. */
export function readStampTime(node: DerElement): Date {
  const text = readAscii(node.content);
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d*[1-9]))?Z$/.exec(text);
  if (node.tag !== TAG.generalizedTime || !match) throw new PkiError('der-value', `not a genTime: ${text}`);
  const [, year, month, day, hours, minutes, seconds, fraction = ''] = match;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const iso = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${milliseconds}Z`;
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime()) || instant.toISOString() !== iso) {
    throw new PkiError('der-value', `no such instant: ${text}`);
  }
  return instant;
}
