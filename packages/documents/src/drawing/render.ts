import sharp from 'sharp';
import type { FontBook } from '../paper/fonts.ts';
import { openFontBook } from '../paper/fonts.ts';
import { breakLines } from './lines.ts';
import { encodePng1bit } from './png.ts';
import { textPath } from './text-path.ts';

/** Larger pictures are refused: an SVG may name any size. */
const MAX_PIXELS = 50_000_000;

const PER_INCH: Readonly<Record<string, number>> = { mm: 25.4, cm: 2.54, in: 1, pt: 72, px: 96, '': 96 };

/** The SVG with its own width and height written as pixels, so that the renderer draws it at that size at once. */
function sized(svg: string, scale: { readonly dpi: number; readonly width?: number }): string {
  const root = /<svg\b[^>]*>/.exec(svg)?.[0] ?? '';
  const [width, height] = ['width', 'height'].map((attribute) => {
    const [, value, unit] = new RegExp(`\\s${attribute}="([\\d.]+)(mm|cm|in|pt|px|)"`).exec(root) ?? [];
    return value === undefined ? undefined : (Number(value) / (PER_INCH[unit ?? ''] ?? 96)) * scale.dpi;
  });
  if (width === undefined || height === undefined || !(width > 0 && height > 0)) {
    throw new RangeError('the SVG names no width and height');
  }
  const zoom = scale.width === undefined ? 1 : scale.width / width;
  const box = root.includes('viewBox=')
    ? ''
    : ` viewBox="0 0 ${(width / scale.dpi) * 96} ${(height / scale.dpi) * 96}"`;
  const own = root
    .replace(/\swidth="[^"]*"/, ` width="${Math.round(width * zoom)}"`)
    .replace(/\sheight="[^"]*"/, ` height="${Math.round(height * zoom)}"${box}`);
  return svg.replace(root, () => own);
}

/**
 * Renders an SVG document that names its width and height; `dpi` (default 96) says how many pixels an inch of it
 * has, `width` in pixels wins.
 */
export async function svgToPng(
  svg: string,
  options: { readonly dpi?: number; readonly width?: number; readonly background?: string } = {},
): Promise<Uint8Array> {
  const dpi = options.dpi ?? 96;
  const width = options.width === undefined ? {} : { width: options.width };
  const drawn = sharp(Buffer.from(sized(svg, { dpi, ...width })), {
    limitInputPixels: MAX_PIXELS,
    unlimited: true,
  });
  const flat = options.background === undefined ? drawn : drawn.flatten({ background: options.background });
  return flat.withMetadata({ density: dpi }).png().toBuffer();
}

/**
 * A name or an address as the chip stores it: black on white, bit depth 1 (chip.md §2.3). The text is set as large
 * as the picture allows, on one line or, where that is larger, on two or three.
 */
export async function textToPng1bit(
  text: string,
  options: { readonly width: number; readonly height: number; readonly fonts?: FontBook },
): Promise<Uint8Array> {
  const { width, height } = options;
  const fonts = options.fonts ?? openFontBook();
  const fit = [1, 2, 3].map((rows) => fitRows(text, rows, width, height, fonts));
  const { size, lines } = fit.reduce((best, next) => (next.size > best.size * 1.05 ? next : best));
  const pitch = size * 1.16;
  const top = (height - pitch * lines.length) / 2 + size * 0.94;
  // Where the sans serif has to borrow a rare character, all is set in Mincho with its thin strokes thickened.
  const rare = new Set(fonts.runs(text, 'gothic-medium').runs.map((run) => run.face.id)).size > 1;
  const stroke = rare ? ` stroke="#000" stroke-width="${(size * 0.035).toFixed(2)}"` : '';
  const paths = lines.map((line, i) => {
    const path = textPath(line, {
      size,
      font: rare ? 'mincho' : 'gothic-medium',
      maxWidth: width - 2,
      fonts,
    });
    return `<path transform="translate(1 ${top + i * pitch})"${stroke} d="${path.d}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${paths.join('')}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return encodePng1bit(width, height, (x, y) => (data[(y * info.width + x) * info.channels] ?? 255) < 140);
}

function fitRows(
  text: string,
  rows: number,
  width: number,
  height: number,
  fonts: FontBook,
): { readonly size: number; readonly lines: readonly string[] } {
  for (let size = Math.floor(height / (rows * 1.16)); size > 6; size--) {
    const lines = breakLines(text, width - 2, { font: 'gothic-medium', size, fonts });
    if (lines.length <= rows) return { size, lines };
  }
  return {
    size: 6,
    lines: breakLines(text, width - 2, { font: 'gothic-medium', size: 6, fonts }).slice(0, rows),
  };
}

// 5 × 9 dots for each digit: outlines become illegible at twelve pixels, so these are drawn by hand.
const DIGITS = [
  '.###.#...##...##...##...##...##...##...#.###.',
  '..#...##..#.#....#....#....#....#....#..#####',
  '.###.#...#....#....#...#...#...#...#....#####',
  '.###.#...#....#....#..##.....#....##...#.###.',
  '...#...##..#.#..#.#.#..#.#..######...#....#..',
  '######....#....####.....#....#....##...#.###.',
  '..##..#...#....#.##.##..##...##...##...#.###.',
  '#####....#....#...#....#...#....#....#....#..',
  '.###.#...##...##...#.###.#...##...##...#.###.',
  '.###.#...##...##...##..##.##.#....#...#..##..',
] as const;

/** The chip's pictures of numbers: 6 × 12 pixels a digit, so 24×12 for the security code, 72×12 for the number. */
export function digitsToPng1bit(digits: string): Uint8Array {
  if (!/^\d{1,24}$/.test(digits)) throw new RangeError('digitsToPng1bit takes 1 to 24 digits');
  return encodePng1bit(digits.length * 6, 12, (x, y) => {
    const [column, row] = [x % 6, y - 1];
    if (column > 4 || row < 0 || row > 8) return false;
    return DIGITS[Number(digits[Math.floor(x / 6)])]?.[row * 5 + column] === '#';
  });
}
