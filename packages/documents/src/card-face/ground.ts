import { ridges, rosette, twine } from './guilloche.ts';
import type { Sheet } from './sheet.ts';
import { CARD, mm } from './sheet.ts';

const PEAKS = [
  { x: 13, width: 9, height: 6 },
  { x: 33, width: 11, height: 10.5 },
  { x: 46, width: 7, height: 5 },
  { x: 61, width: 10, height: 15 },
  { x: 76, width: 8, height: 8 },
] as const;

/** The tinted ground with its security drawing: ridges of threads, a rosette, fine bands. */
export function drawGround(sheet: Sheet, side: 'front' | 'back'): void {
  const front = side === 'front';
  const { ground } = sheet.face.colours;
  const tint = sheet.id('tint');
  const thread = sheet.id('thread');
  sheet.define(
    `<linearGradient id="${tint}" x1="0" y1="${front ? 0 : 1}" x2="1" y2="${front ? 1 : 0}">`,
    `<stop offset="0" stop-color="${ground.from}"/><stop offset=".48" stop-color="${ground.middle}"/><stop offset="1" stop-color="${ground.to}"/>`,
    '</linearGradient>',
    `<linearGradient id="${thread}" gradientUnits="userSpaceOnUse" x1="0" y1="8" x2="${CARD.width}" y2="${CARD.height}">`,
    `<stop offset="0" stop-color="${sheet.face.colours.thread}"/><stop offset=".55" stop-color="${sheet.face.colours.threadMiddle}"/><stop offset="1" stop-color="${sheet.face.colours.accent}"/>`,
    '</linearGradient>',
  );
  sheet.add(`<rect width="${CARD.width}" height="${CARD.height}" fill="url(#${tint})"/>`);
  const threads = ridges(52, 24, 55.5, PEAKS);
  sheet.add(
    `<g ${front ? '' : `transform="translate(${CARD.width} 0) scale(-1 1)"`}><path d="${threads}" fill="none" stroke="url(#${thread})" stroke-width=".075" opacity=".5"/></g>`,
  );
  const place = front ? { x: 69.5, y: 25.5 } : { x: 19, y: 33 };
  const outer = rosette(
    sheet.id('rosette'),
    place,
    { inner: 5.2, outer: 16.5, petals: 12, count: 8 },
    `stroke="${sheet.face.colours.head}" stroke-width=".06" opacity=".24"`,
  );
  const inner = rosette(
    sheet.id('heart'),
    place,
    { inner: 1.2, outer: 6.4, petals: 9, count: 6 },
    `stroke="${sheet.face.colours.accent}" stroke-width=".065" opacity=".36"`,
  );
  sheet.define(outer.definition, inner.definition);
  sheet.add(outer.element, inner.element);
}

/** The dark head band with white threads in it and a line of microprint below. */
export function drawHead(sheet: Sheet, height: number): void {
  const band = sheet.id('band');
  sheet.define(
    `<linearGradient id="${band}" x1="0" x2="1"><stop offset="0" stop-color="${sheet.face.colours.headDeep}"/><stop offset=".62" stop-color="${sheet.face.colours.head}"/><stop offset="1" stop-color="${sheet.face.colours.headEnd}"/></linearGradient>`,
    `<clipPath id="${sheet.id('head')}"><rect width="${CARD.width}" height="${height}"/></clipPath>`,
  );
  sheet.add(
    `<rect width="${CARD.width}" height="${mm(height)}" fill="url(#${band})"/>`,
    `<g clip-path="url(#${sheet.id('head')})"><path d="${twine(height * 0.52, height * 0.44, 15, 7)}" fill="none" stroke="#fff" stroke-width=".07" opacity=".3"/></g>`,
    `<rect y="${mm(height)}" width="${CARD.width}" height=".32" fill="${sheet.face.colours.accent}"/>`,
  );
  microprint(sheet, height + 0.86);
}

function microprint(sheet: Sheet, y: number): void {
  const unit = sheet.id('micro');
  const before = sheet.takeText(`${sheet.face.microprint} `, { size: 0.42, font: 'gothic-medium' });
  sheet.define(`<path id="${unit}" d="${before.d}"/>`);
  const step = before.width + 0.12;
  const copies = Array.from(
    { length: Math.ceil(CARD.width / step) },
    (_, k) => `<use xlink:href="#${unit}" x="${mm(k * step)}"/>`,
  );
  sheet.add(
    `<g transform="translate(0 ${mm(y)})" fill="${sheet.face.colours.head}" opacity=".55">${copies.join('')}</g>`,
  );
}
