import { deflateSync } from 'node:zlib';
import { pdfPath } from '../drawing/path.ts';
import { textOutline } from '../drawing/text-path.ts';
import type { PdfStream } from '../pdf/objects.ts';
import { array, dict, name } from '../pdf/objects.ts';
import type { PdfPage } from '../pdf/pages.ts';
import type { SignatureAppearance } from './types.ts';

const INSET = 6;
const LARGE = 9;
const SMALL = 6;

/** Turns the stamp against the page, so that it stands upright when the page is shown (ISO 32000-1 §12.5.5). */
const AGAINST: Readonly<Record<PdfPage['rotate'], readonly number[]>> = {
  0: [1, 0, 0, 1, 0, 0],
  90: [0, 1, -1, 0, 0, 0],
  180: [-1, 0, 0, -1, 0, 0],
  270: [0, -1, 1, 0, 0, 0],
};

/** Draws the visible stamp of a signature: a quiet frame with a rule, text as outlines (no font, PDF/A safe). */
export function appearanceStream(appearance: SignatureAppearance, rotate: PdfPage['rotate']): PdfStream {
  const { width, height } = appearance;
  const frame = [
    '0.125 0.22 0.42 RG 0.125 0.22 0.42 rg',
    `0.5 w 0.25 0.25 ${n(width - 0.5)} ${n(height - 0.5)} re S`,
    `0.25 0.25 2.5 ${n(height - 0.5)} re f`,
  ];
  let baseline = height - INSET - LARGE * 0.8;
  const texts = appearance.lines.map((line, i) => {
    const size = i === 0 ? LARGE : SMALL;
    const outline = textOutline(line, {
      size,
      font: i === 0 ? 'gothic-bold' : 'gothic',
      maxWidth: Math.max(10, width - 2 * INSET - 4),
    });
    const at = baseline;
    baseline -= i === 0 ? LARGE * 1.25 : SMALL * 1.45;
    return at < 1 ? '' : `q 1 0 0 1 ${n(INSET + 4)} ${n(at)} cm ${pdfPath(outline.segments)} f Q`;
  });
  const raw = deflateSync(Buffer.from(['q', ...frame, ...texts, 'Q'].join('\n')));
  return {
    kind: 'stream',
    dict: dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      FormType: 1,
      BBox: array([0, 0, width, height]),
      ...(rotate !== 0 && { Matrix: array(AGAINST[rotate]) }),
      Resources: dict({}),
      Filter: name('FlateDecode'),
      Length: raw.length,
    }),
    raw,
  };
}

function n(value: number): string {
  return String(Number(value.toFixed(3)));
}
