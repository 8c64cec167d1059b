import type { Sheet } from './sheet.ts';
import { CARD, mm } from './sheet.ts';
import type { CardFacesInput } from './types.ts';

const TONE = { neutral: '#33415c', warning: '#8a5200', danger: '#a3131d' } as const;

/** A band across the face that tells the card's state; it leaves the face recognisable. */
export function drawBand(sheet: Sheet, band: NonNullable<CardFacesInput['band']>): void {
  const [height, angle] = [10.4, -14];
  const length = CARD.width * 1.3;
  sheet.add(
    `<rect width="${CARD.width}" height="${CARD.height}" fill="#fff" opacity=".42"/>`,
    `<g transform="translate(${mm(CARD.width / 2)} ${mm(CARD.height * 0.57)}) rotate(${angle})">`,
    `<rect x="${mm(-length / 2)}" y="${mm(-height / 2)}" width="${mm(length)}" height="${height}" fill="${TONE[band.tone]}" opacity=".93"/>`,
    `<path d="M${mm(-length / 2)} ${mm(-height / 2 + 0.8)}h${mm(length)}M${mm(-length / 2)} ${mm(height / 2 - 0.8)}h${mm(length)}" stroke="#fff" stroke-width=".22" opacity=".8"/>`,
  );
  sheet.text(band.text, 0, 1.75, {
    size: 5,
    font: 'gothic-bold',
    fill: '#fff',
    tracking: 0.3,
    anchor: 'middle',
    maxWidth: 74,
  });
  sheet.add('</g>');
}
