import type { Bilingual } from './text-pair.ts';

declare const individualNumberBrand: unique symbol;
declare const residentCodeBrand: unique symbol;

/** Twelve digits with a right check digit. It proves nothing about a person (domain.md NUM-05, NUM-18). */
export type IndividualNumber = string & { readonly [individualNumberBrand]: true };

/** Eleven digits, ten and a check digit; used within the resident registry only (domain.md RES-01). */
export type ResidentCode = string & { readonly [residentCodeBrand]: true };

// Hyphen-minus, the Unicode hyphens and dashes, minus sign, full-width minus, and the long-vowel marks that
// Japanese keyboards give for a hyphen.
const SEPARATORS = /[\s\u002d\u00ad\u2010-\u2015\u2212\ufe63\uff0d\u30fc\uff70]/gu;
const FULL_WIDTH_DIGITS = /[\uff10-\uff19]/gu;

/** Full-width digits to ASCII; spaces and everything that is typed as a hyphen removed (domain.md NUM-06). */
export function normaliseDigits(typed: string): string {
  return typed
    .replace(FULL_WIDTH_DIGITS, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30))
    .replace(SEPARATORS, '');
}

function requireDigits(value: string, length: number): void {
  if (value.length !== length || !/^[0-9]*$/.test(value))
    throw new RangeError(`needs exactly ${length} digits`);
}

// domain.md NUM-02: weights 2…7 repeat from the right; remainders 0 and 1 share the check digit 0.
function modulo11CheckDigit(base: string): string {
  let sum = 0;
  for (let n = 1; n <= base.length; n++) {
    const weight = n <= 6 ? n + 1 : n - 5;
    sum += Number(base[base.length - n]) * weight;
  }
  const remainder = sum % 11;
  return remainder <= 1 ? '0' : String(11 - remainder);
}

/**
 * The check digit of eleven base digits (domain.md NUM-02).
 * @throws RangeError when there are not exactly eleven digits; the message does not repeat them
 */
export function individualNumberCheckDigit(base11: string): string {
  requireDigits(base11, 11);
  return modulo11CheckDigit(base11);
}

/** Whether the string is twelve ASCII digits of which the last is the right check digit. */
export function isIndividualNumber(value: string): value is IndividualNumber {
  return /^[0-9]{12}$/.test(value) && modulo11CheckDigit(value.slice(0, 11)) === value[11];
}

export type NumberDoubt = 'length' | 'characters' | 'check-digit';

const DOUBTS: Readonly<Record<NumberDoubt, Bilingual>> = {
  length: { ja: 'マイナンバーは12桁の数字です。', en: 'An Individual Number has 12 digits.' },
  characters: {
    ja: 'マイナンバーは数字だけで入力してください。',
    en: 'An Individual Number is made of digits only.',
  },
  'check-digit': {
    ja: 'マイナンバーの数字に間違いがあるようです。書類をもう一度見て、1桁ずつ確かめてください。',
    en: 'There seems to be a mistake in the Individual Number. Look at the document again and check every digit.',
  },
};

/**
 * Takes a number as a person types it. A wrong check digit is only reported, never corrected: the code cannot tell
 * which digit is wrong (domain.md NUM-04).
 */
export function parseIndividualNumber(
  typed: string,
):
  | { readonly ok: true; readonly number: IndividualNumber }
  | ({ readonly ok: false; readonly reason: NumberDoubt } & Bilingual) {
  const digits = normaliseDigits(typed);
  if (!/^[0-9]*$/.test(digits)) return { ok: false, reason: 'characters', ...DOUBTS.characters };
  if (digits.length !== 12) return { ok: false, reason: 'length', ...DOUBTS.length };
  if (!isIndividualNumber(digits)) return { ok: false, reason: 'check-digit', ...DOUBTS['check-digit'] };
  return { ok: true, number: digits };
}

/** `********9018`: what a page shows until unmasking is asked for and logged (domain.md NUM-19). */
export function maskIndividualNumber(number: string): string {
  requireDigits(number, 12);
  return `********${number.slice(8)}`;
}

/** `1234 5678 9018`, for printing on the card and for reading aloud. */
export function formatIndividualNumber(number: string): string {
  requireDigits(number, 12);
  return `${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)}`;
}

/**
 * The check digit of a resident code's ten base digits. The real rule is not in our sources; ours is NUM-02 over ten
 * digits (domain.md RES-01).
 * @throws RangeError when there are not exactly ten digits
 */
export function residentCodeCheckDigit(base10: string): string {
  requireDigits(base10, 10);
  return modulo11CheckDigit(base10);
}

/** Whether the string is eleven ASCII digits of which the last is the right check digit. */
export function isResidentCode(value: string): value is ResidentCode {
  return /^[0-9]{11}$/.test(value) && modulo11CheckDigit(value.slice(0, 10)) === value[10];
}
