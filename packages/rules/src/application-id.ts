import { normaliseDigits } from './numbers.ts';
import type { Bilingual } from './text-pair.ts';

declare const applicationIdBrand: unique symbol;

/** 23 digits: 21 of any meaning and two check digits, ISO 7064 MOD 97-10 (domain.md APP-01, APP-05). */
export type ApplicationId = string & { readonly [applicationIdBrand]: true };

export type ApplicationIdDoubt = 'length' | 'characters' | 'check-digits';

const DOUBTS: Readonly<Record<ApplicationIdDoubt, Bilingual>> = {
  length: {
    ja: '申請書IDは23桁の数字です。桁数を確かめてください。',
    en: 'An application ID has 23 digits. Check how many you typed.',
  },
  characters: {
    ja: '申請書IDは数字だけで入力してください。',
    en: 'An application ID is made of digits only.',
  },
  'check-digits': {
    ja: '申請書IDの数字に間違いがあります。申請書をもう一度見て入力してください。間違ったIDでは申請できません。',
    en: 'There is a mistake in the application ID. Look at the form and type it again; a wrong ID cannot be used.',
  },
};

/**
 * Appends the two check digits.
 * @throws RangeError when there are not exactly 21 digits
 */
export function makeApplicationId(base21: string): ApplicationId {
  if (!/^[0-9]{21}$/.test(base21)) throw new RangeError('an application ID is made from exactly 21 digits');
  const check = 98n - ((BigInt(base21) * 100n) % 97n);
  return `${base21}${String(check).padStart(2, '0')}` as ApplicationId;
}

/** Whether the string is 23 ASCII digits with right check digits, in the one canonical form of them (02–98). */
export function isApplicationId(value: string): value is ApplicationId {
  // 00, 01 and 99 are congruent to 97, 98 and 02; taking them too would weaken the check.
  return /^[0-9]{23}$/.test(value) && makeApplicationId(value.slice(0, 21)) === value;
}

/** Takes an application ID as a person types it: full-width digits, spaces and hyphens are put right. */
export function parseApplicationId(
  typed: string,
):
  | { readonly ok: true; readonly id: ApplicationId }
  | ({ readonly ok: false; readonly reason: ApplicationIdDoubt } & Bilingual) {
  const digits = normaliseDigits(typed);
  if (!/^[0-9]*$/.test(digits)) return { ok: false, reason: 'characters', ...DOUBTS.characters };
  if (digits.length !== 23) return { ok: false, reason: 'length', ...DOUBTS.length };
  if (!isApplicationId(digits)) return { ok: false, reason: 'check-digits', ...DOUBTS['check-digits'] };
  return { ok: true, id: digits };
}

/** `1234 5678 9012 3456 7890 123`, as forms and pages print it. */
export function formatApplicationId(id: ApplicationId): string {
  return id.replace(/.{4}(?=.)/g, '$& ');
}
