import { PkiError } from '../errors.ts';
import type { CaKind } from './types.ts';

/** Which of the CAs have a responder; the one for card faces issues nothing that is asked about. */
export type RespondingCa = Exclude<CaKind, 'card-face'>;

/**
 * What a country's certificates call those who issue them. A CA has one name for all generations (CA-03); which generation
 * it is stands in its key identifier.
 */
export interface CertificateNames {
  /** Two capital letters (X.520 §6.3.1: ISO 3166). */
  readonly country: string;
  readonly organisation: string;
  /** Who runs the CAs: stands in the public layout alone, as its last unit. */
  readonly operator: string;
  readonly authorities: Readonly<Record<CaKind, string>>;
  readonly responders: Readonly<Record<RespondingCa, string>>;
  readonly timeStampAuthority: string;
  /** Units that belong to others are told apart by what stands behind this. */
  readonly timeStampUnit: string;
}

/** RFC 5280 Appendix A.1, ub-common-name and its like. */
export const LONGEST_NAME = 64;
/** Behind the name of a time-stamp unit stand a blank and what tells it from others. */
export const LONGEST_UNIT_NAME = 40;

/** Control, format, private, unassigned, lone surrogates, separators of lines; variation selectors (CRT-01). */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Variation_Selector}]/u;

/** One thing that is wrong: where, and what to write. */
export interface NameProblem {
  readonly path: readonly string[];
  readonly problem: string;
}

/** Everything that is wrong with names, at once; what is no text at all is for the reader of the file to say. */
export function nameProblems(names: CertificateNames): readonly NameProblem[] {
  const problems: NameProblem[] = [];
  const look = (path: readonly string[], value: string, most = LONGEST_NAME) => {
    const wrong = textProblem(value, most);
    if (wrong) problems.push({ path, problem: wrong });
  };
  if (!/^[A-Z]{2}$/.test(names.country)) {
    problems.push({ path: ['country'], problem: 'is no country code: write two capital letters, as "JP"' });
  }
  look(['organisation'], names.organisation);
  look(['operator'], names.operator);
  for (const group of ['authorities', 'responders'] as const) {
    const entries = Object.entries(names[group]);
    for (const [i, [kind, value]] of entries.entries()) {
      look([group, kind], value);
      const before = entries.findIndex(([, other]) => sameText(other, value));
      if (before < i) {
        const problem = `is the name of ${entries[before]?.[0]} too: give each its own`;
        problems.push({ path: [group, kind], problem });
      }
    }
  }
  look(['timeStampAuthority'], names.timeStampAuthority);
  look(['timeStampUnit'], names.timeStampUnit, LONGEST_UNIT_NAME);
  return problems;
}

/** As readers of certificates compare names (RFC 5280 §7.1): two that differ in case or blanks alone are one. */
function sameText(left: string, right: string): boolean {
  const fold = (text: string) => text.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
  return fold(left) === fold(right);
}

function textProblem(value: string, most: number): string | undefined {
  if (value.trim() !== value || value === '')
    return 'is empty, or has blanks around it: write it without them';
  if (UNPRINTABLE.test(value)) return 'has a character that is not seen: write it without';
  return [...value].length > most ? `is too long: use ${most} characters at most` : undefined;
}

/** Throws `profile-violation`, naming everything that is wrong. */
export function checkedNames(names: CertificateNames): CertificateNames {
  const problems = nameProblems(names);
  if (problems.length === 0) return names;
  const said = problems.map(({ path, problem }) => `${path.join('.')} ${problem}`);
  throw new PkiError('profile-violation', `names of certificates: ${said.join('; ')}`);
}
