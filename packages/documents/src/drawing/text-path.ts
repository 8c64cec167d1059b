import type { FontBook, FontRole, Substitute } from '../paper/fonts.ts';
import { openFontBook } from '../paper/fonts.ts';
import type { Segment } from './path.ts';
import { svgPath } from './path.ts';

export interface TextPathOptions {
  /** Size in the unit of the picture (mm, px, points). */
  readonly size: number;
  readonly font?: FontRole;
  /** Wider text is condensed horizontally to this width. */
  readonly maxWidth?: number;
  /** Extra space between characters, in the picture's unit. */
  readonly tracking?: number;
  readonly fonts?: FontBook;
}

/** Outlines of one line of text; the origin is the left end of the baseline, y grows downwards. */
export interface TextPath {
  readonly d: string;
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
  /** What is not drawn as it is registered. */
  readonly substituted: readonly Substitute[];
}

/** Outlines before they are written down, for pictures and for PDF alike. */
export interface TextOutline extends Omit<TextPath, 'd'> {
  readonly segments: readonly Segment[];
}

/**
 * Draws one line of text as an SVG path, so that the picture needs no font where it is shown.
 *
 * @example textPath('見本 花子', { size: 4, font: 'mincho', maxWidth: 50 })
 */
export function textPath(text: string, options: TextPathOptions): TextPath {
  const { segments, ...rest } = textOutline(text, options);
  // At least fifty steps to the size: below what a 600 dpi printer shows on a card.
  const decimals = Math.max(0, Math.min(4, Math.ceil(1.7 - Math.log10(options.size))));
  return { d: svgPath(segments, decimals), ...rest };
}

const OP: Readonly<Record<string, Segment['op']>> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
};

interface PlacedGlyph {
  readonly x: number;
  readonly scale: number;
  readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
}

/** Sets one line of text and gives its outlines. */
export function textOutline(text: string, options: TextPathOptions): TextOutline {
  const fonts = options.fonts ?? openFontBook();
  const { runs, substituted } = fonts.runs(text, options.font ?? 'gothic');
  const tracking = options.tracking ?? 0;
  const glyphs: PlacedGlyph[] = [];
  let [width, ascent, descent] = [0, 0, 0];
  for (const { face, text: part } of runs) {
    const scale = options.size / face.font.unitsPerEm;
    ascent = Math.max(ascent, face.font.ascent * scale);
    descent = Math.max(descent, -face.font.descent * scale);
    const layout = face.font.layout(part);
    layout.glyphs.forEach((glyph, i) => {
      const position = layout.positions[i];
      const x = width + (position?.xOffset ?? 0) * scale;
      glyphs.push({ x, scale, commands: glyph.path.commands });
      width += (position?.xAdvance ?? glyph.advanceWidth) * scale + tracking;
    });
  }
  width = Math.max(0, width - tracking);
  const limit = options.maxWidth ?? Number.POSITIVE_INFINITY;
  const squeeze = width > limit ? limit / width : 1;
  const segments = glyphs.flatMap((glyph) => outline(glyph, squeeze));
  return { segments, width: width * squeeze, ascent, descent, substituted };
}

function outline({ x, scale, commands }: PlacedGlyph, squeeze: number): Segment[] {
  return commands.map(({ command, args }) => ({
    op: OP[command] ?? 'Z',
    points: args.map((value, i) => (i % 2 === 0 ? (x + value * scale) * squeeze : -value * scale)),
  }));
}
