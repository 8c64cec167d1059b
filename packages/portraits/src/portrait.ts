import { ageing, skinMarks } from './ageing.ts';
import { clothes } from './clothes.ts';
import { eyes, glasses } from './eyes.ts';
import { hair } from './hair.ts';
import { head, neck } from './head.ts';
import { mouth, nose } from './nose-mouth.ts';
import { mix } from './palette.ts';
import { hashWords } from './random.ts';
import { type PortraitSubject, traitsOf } from './traits.ts';

/** The size of a drawn portrait in its own units, 3 : 4. */
export const PORTRAIT_SIZE = { width: 600, height: 800 } as const;

/**
 * Draws an identity photo of a person who does not exist: frontal, plain light background, proportions of
 * domain.md PHO-01. The same subject always gives the same text; ids inside are unique to the seed, so that
 * several portraits can stand in one page.
 *
 * @returns a whole SVG document of 600 × 800 units without scripts, links or fonts
 * @example drawPortrait({ seed: resident.personId, age: 34, sex: '2' })
 */
export function drawPortrait(subject: PortraitSubject): string {
  const t = traitsOf(subject);
  const { seed } = subject;
  const id = `p${(hashWords(`${seed}/${subject.age}/${subject.sex}`)[0] >>> 0).toString(36)}`;
  const layers = hair(t, seed, id);
  const { width, height } = PORTRAIT_SIZE;
  const blur = (name: string, deviation: number): string =>
    `<filter id="${id}${name}" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;
  const fade = (name: string, colour: string, strength: number): string =>
    `<radialGradient id="${id}${name}"><stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<defs>` +
    blur('b0', 1.6) +
    blur('b1', 4) +
    blur('b2', 10) +
    blur('b3', 26) +
    `<linearGradient id="${id}sk" x1="0" x2="1" y1="0" y2=".25"><stop offset="0" stop-color="${mix(t.skin.base, t.skin.light, 0.55)}"/><stop offset=".55" stop-color="${t.skin.base}"/><stop offset="1" stop-color="${mix(t.skin.base, t.skin.shade, 0.6)}"/></linearGradient>` +
    `<radialGradient id="${id}bg" cx=".42" cy=".36" r=".85"><stop offset="0" stop-color="${mix(t.background, '#ffffff', 0.45)}"/><stop offset="1" stop-color="${mix(t.background, '#8d9aa8', 0.12)}"/></radialGradient>` +
    fade('bl', t.skin.blush, 0.75) +
    fade('so', t.skin.shade, 0.9) +
    `</defs>` +
    `<rect width="${width}" height="${height}" fill="url(#${id}bg)"/>` +
    layers.back +
    neck(t, id) +
    clothes(t, seed, id) +
    head(t, id) +
    ageing(t, seed, id) +
    nose(t, id) +
    mouth(t, id) +
    skinMarks(t, seed, id) +
    eyes(t, id) +
    layers.front +
    glasses(t) +
    `</svg>`
  );
}
