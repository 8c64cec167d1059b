import { type BirthDate, birthDateParts } from './birth-date.ts';
import { eraYYMMDD } from './era.ts';
import type { Bilingual } from './text-pair.ts';

/** The four secrets of a holder: signature password, authentication PIN, resident-registry PIN, input-support PIN. */
export type CredentialKind = 'signature' | 'authentication' | 'registry' | 'text';

export interface CredentialRule extends Bilingual {
  readonly minLength: number;
  readonly maxLength: number;
  /** Consecutive wrong values until it is locked. */
  readonly tries: number;
  readonly charset: 'A-Z0-9' | '0-9';
  /** What to tell a person who chooses or types it. */
  readonly hint: Bilingual;
}

const FOUR_DIGITS = {
  minLength: 4,
  maxLength: 4,
  tries: 3,
  charset: '0-9',
  hint: { ja: '数字4桁', en: '4 digits' },
} as const;

/** Formats and try limits (domain.md PIN-01). */
export const CREDENTIALS: Readonly<Record<CredentialKind, CredentialRule>> = {
  signature: {
    ja: '署名用電子証明書の暗証番号（英数字6〜16桁）',
    en: 'signature password',
    minLength: 6,
    maxLength: 16,
    tries: 5,
    charset: 'A-Z0-9',
    hint: {
      ja: '英大文字と数字の両方を使って6〜16文字',
      en: '6 to 16 capital letters and digits, at least one of each',
    },
  },
  authentication: { ja: '利用者証明用電子証明書の暗証番号', en: 'authentication PIN', ...FOUR_DIGITS },
  registry: { ja: '住民基本台帳用の暗証番号', en: 'resident-registry PIN', ...FOUR_DIGITS },
  text: { ja: '券面事項入力補助用の暗証番号', en: 'input-support PIN', ...FOUR_DIGITS },
};

export type FormatReason = 'length' | 'characters' | 'needs-letter-and-digit';
export type WeakReason =
  | FormatReason
  | 'all-same'
  | 'sequence'
  | 'birth-date'
  | 'security-code'
  | 'number-part';

/** What a new value is compared with; whatever is absent is not compared. */
export interface CredentialContext {
  readonly birthDate?: BirthDate;
  readonly securityCode?: string;
  readonly individualNumber?: string;
}

export type CredentialCheck<R extends string> =
  | { readonly ok: true; readonly value: string }
  | ({ readonly ok: false; readonly reason: R } & Bilingual);

const WEAK: Readonly<Record<Exclude<WeakReason, 'length' | 'characters'>, Bilingual>> = {
  'needs-letter-and-digit': {
    ja: '英字と数字を、それぞれ1文字以上使ってください。',
    en: 'Use at least one letter and at least one digit.',
  },
  'all-same': {
    ja: '同じ数字だけの番号は使えません。別の番号にしてください。',
    en: 'A PIN of one repeated digit cannot be used. Choose another.',
  },
  sequence: {
    ja: '「1234」のような続き番号は使えません。別の番号にしてください。',
    en: 'A run of digits such as 1234 cannot be used. Choose another.',
  },
  'birth-date': {
    ja: '生年月日から分かる番号は使えません。別の番号にしてください。',
    en: 'A PIN taken from the birth date cannot be used. Choose another.',
  },
  'security-code': {
    ja: 'カードに書かれたセキュリティコードは使えません。別の番号にしてください。',
    en: 'The security code printed on the card cannot be used. Choose another.',
  },
  'number-part': {
    ja: 'マイナンバーの一部は使えません。別の番号にしてください。',
    en: 'A part of the Individual Number cannot be used. Choose another.',
  },
};

/**
 * Full-width characters to ASCII, surrounding spaces off, and capital letters for the signature password, so that no
 * try is wasted on the way of typing (domain.md PIN-04).
 */
export function normaliseCredential(kind: CredentialKind, typed: string): string {
  const ascii = typed
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .trim();
  // ASCII letters only: toUpperCase would turn ß into SS, another value than the one typed.
  return kind === 'signature' ? ascii.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : ascii;
}

function refused<R extends string>(reason: R, text: Bilingual): CredentialCheck<R> {
  return { ok: false, reason, ja: text.ja, en: text.en };
}

/**
 * Whether a typed value has the form of this secret, for a value that is about to be verified; malformed input must
 * never reach the card (domain.md PIN-04). Says nothing about weakness.
 */
export function checkCredentialFormat(kind: CredentialKind, typed: string): CredentialCheck<FormatReason> {
  const rule = CREDENTIALS[kind];
  const value = normaliseCredential(kind, typed);
  const allowed = rule.charset === '0-9' ? /^[0-9]*$/ : /^[A-Z0-9]*$/;
  if (!allowed.test(value)) {
    return refused('characters', {
      ja: `使えない文字が入っています。${rule.hint.ja}で入力してください。`,
      en: `There is a character that cannot be used. Enter ${rule.hint.en}.`,
    });
  }
  if (value.length < rule.minLength || value.length > rule.maxLength) {
    return refused('length', {
      ja: `${rule.hint.ja}で入力してください。`,
      en: `Enter ${rule.hint.en}.`,
    });
  }
  if (kind === 'signature' && !(/[A-Z]/.test(value) && /[0-9]/.test(value))) {
    return refused('needs-letter-and-digit', WEAK['needs-letter-and-digit']);
  }
  return { ok: true, value };
}

/**
 * Whether a value may be chosen as a new secret: right form, and not one that is guessed first (domain.md PIN-02).
 * The three 4-digit PINs may equal one another.
 */
export function checkCredential(
  kind: CredentialKind,
  typed: string,
  context: CredentialContext = {},
): CredentialCheck<WeakReason> {
  const format = checkCredentialFormat(kind, typed);
  if (!format.ok) return format;
  const weakness =
    kind === 'signature' ? weakPassword(format.value, context) : weakPin(format.value, context);
  return weakness === undefined ? format : refused(weakness, WEAK[weakness]);
}

type Weakness = Exclude<WeakReason, FormatReason>;

function weakPin(pin: string, context: CredentialContext): Weakness | undefined {
  if (/^(.)\1*$/.test(pin)) return 'all-same';
  if (isSequence(pin)) return 'sequence';
  if (
    context.birthDate !== undefined &&
    birthDateForms(context.birthDate).some((form) => form.includes(pin))
  ) {
    return 'birth-date';
  }
  if (pin === context.securityCode) return 'security-code';
  if (context.individualNumber?.includes(pin)) return 'number-part';
  return undefined;
}

// A password has room enough for four digits that occur elsewhere by chance; only long pieces give it away.
function weakPassword(password: string, context: CredentialContext): Weakness | undefined {
  if (
    context.birthDate !== undefined &&
    birthDateForms(context.birthDate).some((form) => password.includes(form))
  ) {
    return 'birth-date';
  }
  const { individualNumber } = context;
  if (individualNumber !== undefined) {
    for (let at = 0; at + 6 <= individualNumber.length; at++) {
      if (password.includes(individualNumber.slice(at, at + 6))) return 'number-part';
    }
  }
  return undefined;
}

// Up or down by one, past 9 to 0 as on a keyboard: 1234, 9876, 7890.
function isSequence(digits: string): boolean {
  const steps = [...digits].slice(1).map((digit, index) => (Number(digit) - Number(digits[index]) + 10) % 10);
  return steps.every((step) => step === 1) || steps.every((step) => step === 9);
}

// The orders in which people write their birthday, each at least six digits long.
function birthDateForms(birthDate: BirthDate): readonly string[] {
  const western = birthDate.replaceAll('-', '');
  const year = western.slice(0, 4);
  const month = western.slice(4, 6);
  const day = western.slice(6);
  // Of a date that is not known whole, what is known; a year alone is too short a piece of a password to give it away.
  if (birthDateParts(birthDate).day === undefined)
    return month === '' ? [year] : [western, `${month}${year}`];
  return [
    western,
    `${month}${day}${year}`,
    `${day}${month}${year}`,
    `${month}${year.slice(2)}${day}`,
    eraYYMMDD(birthDate),
  ];
}

/** What to say before a secret is typed (domain.md PIN-05); `left` as the card reports it. */
export function triesLeftText(kind: CredentialKind, left: number): Bilingual & { readonly lastTry: boolean } {
  const { ja, en } = CREDENTIALS[kind];
  if (left <= 0) {
    return {
      ja: `${ja}はロックされていて、使えません。`,
      en: `The ${en} is locked and cannot be used.`,
      lastTry: false,
    };
  }
  if (left === 1) {
    return {
      ja: 'あと1回間違えるとロックされます。分からないときは、入力しないでください。',
      en: 'One more wrong entry locks it. If you are not sure, do not try.',
      lastTry: true,
    };
  }
  return { ja: `あと${left}回まで入力できます。`, en: `${left} tries left.`, lastTry: false };
}
