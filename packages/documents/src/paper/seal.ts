import { svgPath } from '../drawing/path.ts';
import { textOutline } from '../drawing/text-path.ts';
import type { FontBook } from './fonts.ts';
import { charactersOf } from './fonts.ts';
import type { PdfKit } from './pdf.ts';
import { MM } from './pdf.ts';
import type { SealText } from './types.ts';

const VERMILION = '#c2311f';

/**
 * Draws an official seal: a square with its text in columns from the right, in the fullness of a carved stamp
 * (outlines with a stroke). The picture proves nothing; the signature does.
 */
export function drawSeal(document: PdfKit, fonts: FontBook, seal: SealText, x: number, y: number): void {
  const side = (seal.sizeMm ?? 24) * MM;
  const characters = charactersOf(seal.text);
  const columns = Math.ceil(Math.sqrt(characters.length));
  const rows = Math.ceil(characters.length / columns);
  const border = side * 0.055;
  const inner = side - border * 3.2;
  document.save().translate(x, y).strokeColor(VERMILION).fillColor(VERMILION).opacity(0.9);
  document.lineWidth(border).lineJoin('round');
  document.roundedRect(border / 2, border / 2, side - border, side - border, side * 0.05).stroke();
  const [cellWidth, cellHeight] = [inner / columns, inner / rows];
  characters.forEach((character, i) => {
    const column = columns - 1 - Math.floor(i / rows);
    const { segments, width } = textOutline(character, { size: 100, font: 'mincho', fonts });
    // Each character fills its cell, as a carver would cut it.
    const [scaleX, scaleY] = [(cellWidth * 0.94) / Math.max(width, 60), (cellHeight * 0.94) / 100];
    document.save();
    document.translate(
      border * 1.6 + column * cellWidth + cellWidth * 0.03,
      border * 1.6 + (i % rows) * cellHeight + cellHeight * 0.03,
    );
    document.scale(scaleX, scaleY).translate(0, 87);
    document.lineWidth(2.6).path(svgPath(segments, 1)).fillAndStroke(VERMILION, VERMILION);
    document.restore();
  });
  document.restore();
}
