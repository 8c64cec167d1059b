import { ALLOWED, refuse, type Verdict } from './text-pair.ts';

/** Characters; what the front of a card can show on two lines. */
export const LONGEST_NAME = 100;

export type NameRefusal = 'EMPTY' | 'TOO_LONG' | 'CONTROL_CHARACTER' | 'NO_LETTER' | 'BLANKS';

// Line ends, controls, marks that turn the direction of writing, private use, halves of surrogates: none is part of a name.
// A joiner inside a word (Persian, Sinhala) is.
const NOT_IN_NAMES =
  /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
const JAPANESE_WORD = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{M}ー々〆ヶ・]+$/u;

/**
 * Whether a text can stand in the registry as somebody's name. A wide blank (U+3000) parts family and given name where
 * there are two parts (domain.md §6.3), and is asked of nobody: a name may be one word (SUHARTO), Latin words in the
 * order of a passport (SMITH JOHN), or have blanks inside a part (デ ラ クルス　マリア). No list of letters either:
 * what a certificate cannot write is substituted and flagged (CRT-01).
 */
export function checkPersonName(name: string): Verdict<NameRefusal> {
  if (name.trim() === '') {
    return refuse('EMPTY', 'CARD-02', '氏名を入力してください。', 'Enter the name.');
  }
  if ([...name].length > LONGEST_NAME) {
    return refuse(
      'TOO_LONG',
      'CARD-02',
      `氏名は${LONGEST_NAME}文字までです。`,
      `A name has at most ${LONGEST_NAME} characters.`,
    );
  }
  if (NOT_IN_NAMES.test(name)) {
    return refuse(
      'CONTROL_CHARACTER',
      'CRT-01',
      '氏名に使えない制御文字が含まれています。氏名を入力し直してください。',
      'The name has a character in it that cannot be seen. Type the name anew.',
    );
  }
  if (!/\p{L}/u.test(name)) {
    return refuse(
      'NO_LETTER',
      'CARD-02',
      '氏名に文字が含まれていません。',
      'There is no letter in the name.',
    );
  }
  if (name !== name.trim() || /[\p{Zs}]{2}/u.test(name)) {
    return refuse(
      'BLANKS',
      'CRT-02',
      '氏名の前後の空白と、続けて入力された空白を取り除いてください。',
      'Take out blanks before, after and next to each other in the name.',
    );
  }
  return ALLOWED;
}

/**
 * The name as the registry writes it: two Japanese words with an ordinary blank between are family and given name. Every
 * other blank stays as it was written.
 */
export function asRegisteredName(typed: string): string {
  const words = typed.trim().split(' ');
  const two = words.length === 2 && words.every((word) => JAPANESE_WORD.test(word));
  return two ? words.join('\u3000') : typed.trim();
}

/** Family and given name, where the name says which is which. */
export interface NameParts {
  /** The whole name where it is not parted. */
  readonly family: string;
  readonly given?: string;
}

export function nameParts(name: string): NameParts {
  const at = name.indexOf('\u3000');
  return at < 0 ? { family: name } : { family: name.slice(0, at), given: name.slice(at + 1) };
}

const CHARACTERS = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The first character of each word, as a reader sees it: `番号　花子` → `番●　花●`, `SMITH JOHN` → `S●●●● J●●●`. */
export function maskName(name: string): string {
  return name.replace(/[^\p{Zs}]+/gu, (word) => {
    const [first, ...rest] = [...CHARACTERS.segment(word)];
    return (first?.segment ?? '') + '●'.repeat(rest.length);
  });
}
