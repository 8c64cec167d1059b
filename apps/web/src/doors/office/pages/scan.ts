import { toHalfWidth } from '../../../i18n/numbers.ts';

/** What one scan means for the box that is being checked. */
export type Scan =
  | { readonly kind: 'listed' | 'already' | 'extra'; readonly serial: string }
  | { readonly kind: 'wrong' };

/** Reads a chip serial as scanned or typed (blanks, hyphens and full-width digits are folded). */
export function readScan(typed: string, listed: readonly string[], scanned: readonly string[]): Scan {
  const serial = toHalfWidth(typed).replaceAll(/[\s-]/g, '');
  if (!/^[0-9]{15}$/.test(serial)) return { kind: 'wrong' };
  if (scanned.includes(serial)) return { kind: 'already', serial };
  return { kind: listed.includes(serial) ? 'listed' : 'extra', serial };
}

/** Whether the box holds exactly the cards of its list (domain.md PRD-01). */
export function boxMatches(listed: readonly string[], scanned: readonly string[]): boolean {
  return listed.length === scanned.length && listed.every((serial) => scanned.includes(serial));
}
