import type { CountryFace } from './face.ts';
import { escapeXml, mm } from './sheet.ts';

/** The country's emblem in one colour, in a circle of the radius given. */
export function emblem(
  shapes: CountryFace['emblem'],
  {
    x,
    y,
    radius,
    colour,
  }: { readonly x: number; readonly y: number; readonly radius: number; readonly colour: string },
): string {
  const drawn = shapes.map(({ shape, line, winding = 'evenodd' }) =>
    line === undefined
      ? `<path fill="${colour}" stroke="none" fill-rule="${winding}" d="${escapeXml(shape)}"/>`
      : `<path stroke-width="${line}" stroke-linecap="round" d="${escapeXml(shape)}"/>`,
  );
  return [
    `<g transform="translate(${mm(x)} ${mm(y)}) scale(${mm(radius)})" fill="none" stroke="${colour}">`,
    ...drawn,
    '</g>',
  ].join('');
}
