import { rosetteThread } from '../card-face/guilloche.ts';
import { svgPath } from '../drawing/path.ts';
import { textOutline } from '../drawing/text-path.ts';
import type { FontBook } from './fonts.ts';
import type { PdfKit } from './pdf.ts';
import { MM } from './pdf.ts';

const INSET = 9 * MM;
const TINT = '#7ba79c';
const [WIDTH, HEIGHT] = [595.28, 841.89];

/** A square of dots for a tiling pattern: many in one tile, so that few tiles are painted. */
function dots(
  pitch: number,
  radius: number,
  across: number,
): { readonly side: number; readonly stream: string } {
  const parts: string[] = [];
  const size = radius * Math.sqrt(Math.PI); // a square of the dot's area paints faster than a circle
  for (let i = 0; i < across * across; i++) {
    const x = ((i % across) + 0.5) * pitch - size / 2;
    const y = (Math.floor(i / across) + 0.5) * pitch - size / 2;
    parts.push(`${x.toFixed(3)} ${y.toFixed(3)} ${size.toFixed(3)} ${size.toFixed(3)} re`);
  }
  return { side: pitch * across, stream: `${parts.join(' ')} f` };
}

/**
 * The ground of an official certificate (domain.md KSK-07): a tint of fine dots, which copiers lose, with words in
 * coarse dots of the same tint, which copiers keep. To the eye both look alike; on a copy the word stands out.
 */
export function drawGroundPattern(document: PdfKit, fonts: FontBook, word: string): void {
  const words = wordPaths(fonts, word);
  const frame = `M${INSET} ${INSET}H${WIDTH - INSET}V${HEIGHT - INSET}H${INSET}Z`;
  const [fine, coarse] = [dots(1.1, 0.2, 10), dots(1.9, 0.345, 6)];
  const pattern = ({ side, stream }: typeof fine): PDFKit.PDFTilingPattern =>
    document.pattern([0, 0, side, side], side, side, stream);
  document.save().path(frame).clip();
  document.path(frame).fill([pattern(fine), TINT]);
  document.path(words).fill('#ffffff');
  document.path(words).fill([pattern(coarse), TINT]);
  document.restore();
  drawRosette(document);
  drawFrame(document);
}

/** The word, turned and staggered over the sheet, as one path. */
function wordPaths(fonts: FontBook, word: string): string {
  const { segments, width } = textOutline(word, { size: 88, font: 'gothic-bold', tracking: 14, fonts });
  const angle = -Math.PI / 7;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const parts: string[] = [];
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 2; column++) {
      const cx = WIDTH * ((column + (row % 2 === 0 ? 0.46 : 0.68)) / 2.14);
      const cy = HEIGHT * ((row + 0.6) / 5.15);
      const turned = segments.map(({ op, points }) => ({
        op,
        points: points.map((_, i) => {
          const [x, y] = [(points[i - (i % 2)] ?? 0) - width / 2, (points[i - (i % 2) + 1] ?? 0) + 32];
          return i % 2 === 0 ? cx + x * cos - y * sin : cy + x * sin + y * cos;
        }),
      }));
      parts.push(svgPath(turned, 2).replace(/^m/, 'M'));
    }
  }
  return parts.join('');
}

function drawRosette(document: PdfKit): void {
  document
    .save()
    .translate(WIDTH / 2, HEIGHT * 0.5)
    .lineWidth(0.25)
    .strokeColor('#7fa79d')
    .strokeOpacity(0.55);
  const outer = rosetteThread(52, 150, 16);
  const inner = rosetteThread(16, 58, 11);
  for (let k = 0; k < 6; k++) {
    document
      .save()
      .rotate((360 / 16 / 6) * k)
      .path(outer)
      .stroke()
      .restore();
    document
      .save()
      .rotate((360 / 11 / 6) * k)
      .path(inner)
      .stroke()
      .restore();
  }
  document.restore();
}

/** A frame of two twined threads with a fine line on both sides. */
function drawFrame(document: PdfKit): void {
  const [w, h] = [WIDTH - 2 * INSET, HEIGHT - 2 * INSET];
  document.lineWidth(0.4).strokeColor('#4f8377').strokeOpacity(1);
  document.rect(INSET, INSET, w, h).stroke();
  document.rect(INSET + 7, INSET + 7, w - 14, h - 14).stroke();
  const side = (length: number, phase: number): string => {
    const waves = Math.round(length / 11);
    const step = length / waves / 2;
    let d = 'M0 0';
    for (let i = 0; i < waves * 2; i++) d += `q${step / 2} ${(i + phase) % 2 === 0 ? 6 : -6} ${step} 0`;
    return d;
  };
  document.lineWidth(0.35);
  const edges = [
    { x: INSET + 3.5, y: INSET + 3.5, turn: 0, length: w - 7 },
    { x: INSET + 3.5, y: HEIGHT - INSET - 3.5, turn: 0, length: w - 7 },
    { x: INSET + 3.5, y: INSET + 3.5, turn: 90, length: h - 7 },
    { x: WIDTH - INSET - 3.5, y: INSET + 3.5, turn: 90, length: h - 7 },
  ];
  for (const { x, y, turn, length } of edges) {
    document.save().translate(x, y).rotate(turn);
    document.path(side(length, 0)).stroke().path(side(length, 1)).stroke();
    document.restore();
  }
}
