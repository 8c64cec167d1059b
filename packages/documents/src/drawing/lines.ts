import type { FontBook, FontRole } from '../paper/fonts.ts';
import { charactersOf } from '../paper/fonts.ts';

// Line breaking after JIS X 4051: what must not begin a line, and what must not end one.
const NOT_AT_START = new Set([
  ...'、。，．・：；？！゛゜ー－」』）】〕〉》］｝〟’”ゝゞ々ヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜～…‥,.:;?!)]}%％',
]);
const NOT_AT_END = new Set([...'「『（【〔〈《［｛〝‘“([{￥¥＄$']);

/** Characters that keep together with their neighbours of the same sort: Latin words, numbers. */
const WORD = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{M}'’\-_./@&+#:,%=?~]+$/u;

/** Width of text in the unit of `size`. */
export function textWidth(text: string, role: FontRole, size: number, fonts: FontBook): number {
  return fonts
    .runs(text, role)
    .runs.reduce(
      (sum, run) => sum + (run.face.font.layout(run.text).advanceWidth * size) / run.face.font.unitsPerEm,
      0,
    );
}

/** What may not be torn apart: a word with its punctuation, a bracket with what it opens. */
function unbreakables(text: string): string[] {
  const units: string[] = [];
  let previous = '';
  for (const character of charactersOf(text)) {
    const sameWord = WORD.test(previous) && WORD.test(character);
    const glued = NOT_AT_START.has(character) || NOT_AT_END.has(previous);
    if (units.length > 0 && previous.trim() !== '' && (sameWord || glued)) {
      units[units.length - 1] += character;
    } else units.push(character);
    previous = character;
  }
  return units;
}

/** Breaks text into lines no wider than `width`; line feeds are kept. Too long a word is cut. */
export function breakLines(
  text: string,
  width: number,
  style: { readonly font: FontRole; readonly size: number; readonly fonts: FontBook },
): string[] {
  const measure = (part: string): number => textWidth(part, style.font, style.size, style.fonts);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    const end = (): void => {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    };
    const place = (unit: string): void => {
      const own = measure(unit);
      if (used + own > width && line.trim() !== '') end();
      if (own > width && charactersOf(unit).length > 1) {
        for (const character of charactersOf(unit)) place(character);
        return;
      }
      if (line === '' && unit.trim() === '' && lines.length > 0) return;
      line += unit;
      used += own;
    };
    for (const unit of unbreakables(paragraph)) place(unit);
    end();
    return lines;
  });
}
