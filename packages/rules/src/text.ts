import { COMMON_FORM, certificateRepertoire } from './characters.ts';

/** A name or address as a certificate carries it (domain.md CRT-01, §6.3). */
export interface CertificateText {
  readonly text: string;
  /** One digit per character (code point) of `text`; `1` = that character is a substitute. */
  readonly flags: string;
  readonly substituted: boolean;
}

/** Stands for a character that has no common form (JIS X 0208 geta mark). */
const NO_SUBSTITUTE = '〓';

// Base character and what follows it: combining marks, or a variation selector that picks a glyph.
const CLUSTERS = /(\P{M})(\p{M}*)/gsu;
const VARIATION_SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const HAN = /\p{Script=Han}/u;

/**
 * Replaces every character outside the repertoire by its common form, or by 〓, and flags it. A kanji with a variation
 * selector is flagged too: the certificate does not show the glyph that the registry holds.
 */
export function toCertificateText(source: string): CertificateText {
  const repertoire = certificateRepertoire();
  let text = '';
  let flags = '';
  const append = (character: string, substitute: boolean) => {
    text += character;
    flags += substitute ? '1' : '0';
  };
  for (const [, base = '', marks = ''] of widenKatakana(source).matchAll(CLUSTERS)) {
    if (HAN.test(base)) {
      const known = repertoire.has(base);
      append(known ? base : substituteFor(base, repertoire), !known || marks !== '');
      continue;
    }
    // か + combining mark is が; NFC is kept away from kanji, where it would change characters unseen.
    for (const character of (base + marks.replace(VARIATION_SELECTORS, '')).normalize('NFC')) {
      const known = repertoire.has(character);
      append(known ? character : substituteFor(character, repertoire), !known);
    }
  }
  return { text, flags, substituted: flags.includes('1') };
}

function substituteFor(character: string, repertoire: ReadonlySet<string>): string {
  const candidates = [COMMON_FORM.get(character), character.normalize('NFKC')];
  return candidates.find((one) => one !== undefined && repertoire.has(one)) ?? NO_SUBSTITUTE;
}

// Half-width katakana is the same character in another width, its voicing mark a character of its own.
function widenKatakana(text: string): string {
  return text.replace(/[\uff66-\uff9f]+/gu, (run) => run.normalize('NFKC'));
}

/** Width, compatibility forms and spaces evened out: differences that carry no information. */
function evenOut(text: string): string {
  return text
    .replace(VARIATION_SELECTORS, '')
    .replace(/\P{Script=Han}+/gu, (run) => run.normalize('NFKC'))
    .replace(/\s+/gu, '');
}

const KANJI_DIGITS = '〇一二三四五六七八九';

function kanjiNumber(kanji: string): number {
  if (!/[十百]/.test(kanji)) return Number([...kanji].map((digit) => KANJI_DIGITS.indexOf(digit)).join(''));
  const digit = (text: string | undefined) => (text ? KANJI_DIGITS.indexOf(text) : undefined);
  const match = /^(?:(.?)百)?(?:(.?)十)?(.?)$/u.exec(kanji);
  const hundreds = kanji.includes('百') ? (digit(match?.[1]) ?? 1) : 0;
  const tens = kanji.includes('十') ? (digit(match?.[2]) ?? 1) : 0;
  return hundreds * 100 + tens * 10 + (digit(match?.[3]) ?? 0);
}

/**
 * The form in which names and addresses are compared (domain.md CRT-02): width, spaces, case, hiragana and katakana,
 * variant kanji, ヶ and が, 一丁目2番3号 and 1-2-3 are folded. Only for comparing: it loses differences that are real.
 */
export function normaliseForComparison(source: string): string {
  const folded = [...evenOut(source).normalize('NFKC')]
    .map((character) => COMMON_FORM.get(character) ?? character)
    .join('')
    .toLowerCase()
    .replace(/[〇一二三四五六七八九十百]+(?=丁目|番|号)/gu, (kanji) => String(kanjiNumber(kanji)))
    .replace(/(\d)(?:丁目|番地の?|番|号室|号)の?/gu, '$1-')
    .replace(/(?<=\d)[のノ‐-―−ー](?=\d)/gu, '-')
    .replace(/-+/g, '-')
    .replace(/-(?!\d)/g, '')
    .replace(/大字/gu, '')
    .replace(/(?<=\p{Script=Han})[ヶヵケがガ](?=\p{Script=Han})/gu, 'ケ');
  return folded.replace(/[\u3041-\u3096]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** `same`: equal but for width and spaces. `variant`: equal only after folding, so a person has to look. */
export type TextMatch = 'same' | 'variant' | 'different';

/** Compares a name or address on a form with the recorded one. Nothing but `same` may be accepted unseen (domain.md CRT-02). */
export function compareTexts(claimed: string, recorded: string): TextMatch {
  if (evenOut(claimed) === evenOut(recorded)) return 'same';
  return normaliseForComparison(claimed) === normaliseForComparison(recorded) ? 'variant' : 'different';
}
