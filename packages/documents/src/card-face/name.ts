import { breakLines, textWidth } from '../drawing/lines.ts';
import type { Sheet } from './sheet.ts';
import type { CardFacesInput } from './types.ts';
import { printedName } from './words.ts';

interface Place {
  readonly x: number;
  /** Baseline of a name on one line. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** The addition in parentheses is set a third smaller than the name. */
const ADDITION = 0.68;

/** Sets a name on one line, smaller where it must be; a very long one on two; only then condensed. */
export function drawName(sheet: Sheet, input: CardFacesInput, place: Place): void {
  const { main, addition = '' } = printedName(input);
  const style = { font: 'mincho', fonts: sheet.fonts } as const;
  const width = (size: number): number =>
    textWidth(main, 'mincho', size, sheet.fonts) +
    textWidth(addition, 'mincho', size * ADDITION, sheet.fonts);
  const size = [1, 0.85, 0.72]
    .map((share) => place.size * share)
    .find((s) => width(s) + s * 0.3 <= place.width);
  if (size !== undefined) {
    const used = sheet.text(main, place.x, place.y, { size, font: 'mincho', tracking: size * 0.02 });
    sheet.text(addition, place.x + used + 0.3, place.y - 0.1, { size: size * ADDITION, font: 'mincho' });
    return;
  }
  const small = place.size * 0.56;
  const lines = breakLines(main + addition, place.width, { ...style, size: small });
  const [first = '', ...rest] = lines.length > 2 ? halves(main + addition) : lines;
  sheet.text(first, place.x, place.y - small * 0.95, { size: small, font: 'mincho', maxWidth: place.width });
  sheet.text(rest.join(' '), place.x, place.y + small * 0.25, {
    size: small,
    font: 'mincho',
    maxWidth: place.width,
  });
}

function halves(text: string): [string, string] {
  const middle = text.indexOf(' ', Math.floor(text.length / 2));
  const at = middle < 0 ? Math.ceil(text.length / 2) : middle;
  return [text.slice(0, at), text.slice(at).trim()];
}
