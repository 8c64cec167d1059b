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

/**
 * Width, compatibility forms and spaces evened out: differences that carry no information. The glyph that a variation
 * selector picks for a kanji is one that does: a certificate counts it as substituted (CRT-01).
 */
function evenOut(text: string): string {
  return text
    .replace(/(\p{Script=Han}\p{M}*)|(\P{Script=Han})/gu, (_, kanji: string | undefined, other: string) =>
      kanji === undefined ? other.replace(VARIATION_SELECTORS, '') : kanji,
    )
    .replace(/\P{Script=Han}+/gu, (run) => run.normalize('NFKC'))
    .replace(/\s+/gu, '');
}

/** As they are written in addresses, the forms for documents (壱) among them. */
const KANJI_DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  ['〇零', '一壱', '二弐', '三参', '四', '五', '六', '七', '八', '九'].flatMap((forms, digit) =>
    [...forms].map((form) => [form, digit]),
  ),
);
const KANJI_UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 千: 1000 };
const NUMERAL = '〇零一壱二弐三参四五六七八九十拾百千';
const DASH = '\\u2010-\\u2015\\u2212ー\\-';

/** 二千三 is 2003, 一〇二 is 102; what is no number in either way of writing stays as it is. */
function kanjiNumber(kanji: string): string {
  const characters = [...kanji];
  if (!characters.some((one) => one in KANJI_UNITS)) {
    return String(Number(characters.map((one) => KANJI_DIGITS[one]).join('')));
  }
  let total = 0;
  let digit: number | undefined;
  let below = Number.POSITIVE_INFINITY;
  for (const one of characters) {
    const unit = KANJI_UNITS[one];
    if (unit === undefined) {
      if (digit !== undefined) return kanji;
      digit = KANJI_DIGITS[one] ?? 0;
      continue;
    }
    if (unit >= below) return kanji;
    total += (digit ?? 1) * unit;
    below = unit;
    digit = undefined;
  }
  return String(total + (digit ?? 0));
}

// Where a kanji is a number and no part of a name: before what is counted, and beside a dash or の between numbers.
const COUNTED = new RegExp(`[${NUMERAL}]+(?=丁目|番|号|[${DASH}のノ之][${NUMERAL}\\d])`, 'gu');
const AFTER_A_NUMBER = new RegExp(`(?<=\\d[${DASH}のノ之])[${NUMERAL}]+`, 'gu');
// 字 and 大字 stand before the name of a part of a town, and are left out as often as not. 字 in the name of a person stays.
const LARGE_SECTION = /大字/gu;
const SMALL_SECTION = /(?<=\p{L})小?字(?=\p{L})/gu;
const ADDRESS = /\d|^\p{L}{2,}[都道府県]\p{L}+[市区町村]/u;

/**
 * The form in which names and addresses are compared (domain.md CRT-02): width, spaces, case, hiragana and katakana,
 * variant kanji and glyphs, dashes and apostrophes, ヶ and が, 大字 and 字, 一丁目2番3号 and 1-2-3 are folded. Only for
 * comparing: it loses differences that are real.
 */
export function normaliseForComparison(source: string): string {
  const folded = [...evenOut(source).replace(VARIATION_SELECTORS, '').normalize('NFKC')]
    .map((character) => COMMON_FORM.get(character) ?? character)
    .join('')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201b\u02bc\u00b4`\u2032]/gu, "'")
    .replace(COUNTED, kanjiNumber)
    .replace(/(\d)(?:丁目|番地の?|番|号室|号)の?/gu, '$1-')
    .replace(AFTER_A_NUMBER, kanjiNumber)
    .replace(/(?<=\d)[のノ之](?=\d)/gu, '-')
    .replace(new RegExp(`(?<=\\d)[${DASH}](?=\\d)`, 'gu'), '-')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/-+/g, '-')
    .replace(/-(?!\d)/g, '')
    .replace(LARGE_SECTION, '')
    .replace(/(?<=\p{Script=Han})[ヶヵケがガ](?=\p{Script=Han})/gu, 'ケ');
  const plain = ADDRESS.test(folded) ? folded.replace(SMALL_SECTION, '') : folded;
  return plain.replace(/[\u3041-\u3096]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** `same`: equal but for width and spaces. `variant`: equal only after folding, so a person has to look. */
export type TextMatch = 'same' | 'variant' | 'different';

/** Compares a name or address on a form with the recorded one. Nothing but `same` may be accepted unseen (domain.md CRT-02). */
export function compareTexts(claimed: string, recorded: string): TextMatch {
  if (evenOut(claimed) === evenOut(recorded)) return 'same';
  return normaliseForComparison(claimed) === normaliseForComparison(recorded) ? 'variant' : 'different';
}
