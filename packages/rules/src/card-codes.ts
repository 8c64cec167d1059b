import { type BirthDate, birthDateDigits } from './birth-date.ts';
import type { PlainDate } from './dates.ts';
import { eraYYMMDD } from './era.ts';
import { isIndividualNumber } from './numbers.ts';
import type { Bilingual } from './text-pair.ts';

/** The secrets of the chip that follow from printed data (domain.md PIN-01, chip.md §3.1). */
export type CardCodeKind = 'code-a' | 'code-b' | 'birth-date';

export const CARD_CODES: Readonly<
  Record<CardCodeKind, Bilingual & { readonly length: number; readonly tries: number }>
> = {
  'code-a': { ja: '照合番号A', en: 'reference number A (the Individual Number)', length: 12, tries: 10 },
  'code-b': { ja: '照合番号B', en: 'reference number B (printed data)', length: 14, tries: 10 },
  'birth-date': { ja: '生年月日', en: 'birth-date key', length: 6, tries: 10 },
};

/**
 * Reference number A: the Individual Number itself; opens face and number (domain.md CHIP-05).
 * @throws RangeError when the check digit is wrong
 */
export function codeA(number: string): string {
  if (!isIndividualNumber(number)) throw new RangeError('not an Individual Number');
  return number;
}

/**
 * Reference number B: birth date, expiry year and security code; opens the face without the number (domain.md CHIP-05).
 * @throws RangeError when the security code is not four digits
 */
export function codeB(input: {
  readonly birthDate: BirthDate;
  readonly expiry: PlainDate;
  readonly securityCode: string;
  /** Foreign residents' birth dates are printed in the Western calendar (domain.md CARD-04). */
  readonly foreign?: boolean;
}): string {
  if (!/^[0-9]{4}$/.test(input.securityCode)) throw new RangeError('the security code has four digits');
  return `${birthDateKey(input.birthDate, input)}${input.expiry.slice(0, 4)}${input.securityCode}`;
}

/**
 * The key of the age record: `YYMMDD` with the year as the card prints it, of the Japanese era, for foreign residents
 * Western; `00` for what is not known.
 */
export function birthDateKey(birthDate: BirthDate, options: { readonly foreign?: boolean } = {}): string {
  return options.foreign ? birthDateDigits(birthDate).slice(2) : eraYYMMDD(birthDate);
}

/** Sex as the registry holds it. */
export type Sex = 'male' | 'female' | 'unknown';

export const SEX_LABELS: Readonly<Record<Sex, Bilingual>> = {
  male: { ja: '男', en: 'male' },
  female: { ja: '女', en: 'female' },
  unknown: { ja: '不明', en: 'not recorded' },
};

/** The digit for chip and certificate; unknown is written as 9 (domain.md appendix A, Q5). */
export function sexCode(sex: Sex): '1' | '2' | '9' {
  return sex === 'male' ? '1' : sex === 'female' ? '2' : '9';
}

/**
 * Reads the digit; 3 and 9 both mean unknown (domain.md appendix A, Q5).
 * @throws RangeError for anything else
 */
export function sexOfCode(code: string): Sex {
  switch (code) {
    case '1':
      return 'male';
    case '2':
      return 'female';
    case '3':
    case '9':
      return 'unknown';
    default:
      throw new RangeError('not a sex code');
  }
}
