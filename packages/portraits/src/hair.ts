import type { HairShape } from './hair-frame.ts';
import { hairShape } from './hair-styles.ts';
import { mix } from './palette.ts';
import { createRandom, type Random } from './random.ts';
import { leaf, mixNumber, n, open, type Point } from './shape.ts';
import type { Traits } from './traits.ts';

/** Points at equal distances along a line of points. */
function resample(points: readonly Point[], count: number): Point[] {
  const lengths = [0];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]] as const;
    if (a && b) lengths.push((lengths.at(-1) ?? 0) + Math.hypot(b[0] - a[0], b[1] - a[1]));
  }
  const total = lengths.at(-1) ?? 0;
  const result: Point[] = [];
  let at = 0;
  for (let k = 0; k < count; k++) {
    const target = (total * k) / (count - 1);
    while (at < points.length - 2 && (lengths[at + 1] ?? 0) < target) at++;
    const [a, b] = [points[at], points[at + 1]] as const;
    if (!a || !b) continue;
    const span = (lengths[at + 1] ?? 0) - (lengths[at] ?? 0);
    const t = span === 0 ? 0 : (target - (lengths[at] ?? 0)) / span;
    result.push([mixNumber(a[0], b[0], t), mixNumber(a[1], b[1], t)]);
  }
  return result;
}

function alongStrands(shape: HairShape, random: Random, count: number): string[] {
  const outer = resample(shape.outer, 13);
  const inner = resample([...shape.inner].reverse(), 13);
  const strands: string[] = [];
  for (let i = 0; i < count; i++) {
    const f = random.between(0.06, 0.96);
    const from = random.chance(0.5) ? 0 : random.int(5, 8);
    const length = random.int(4, 7);
    const points: Point[] = [];
    for (let k = from; k <= Math.min(from + length, 12); k++) {
      const [o, j] = [outer[k], inner[k]] as const;
      if (o && j) points.push([mixNumber(o[0], j[0], f), mixNumber(o[1], j[1], f)]);
    }
    if (points.length > 2) strands.push(leaf(points, random.between(2.5, 7)));
  }
  return strands;
}

function downStrands(shape: HairShape, random: Random, count: number): string[] {
  const inner = resample(shape.inner, 41);
  const strands: string[] = [];
  for (let i = 0; i < count; i++) {
    const end = random.pick(inner);
    const start: Point = [
      mixNumber(shape.root[0], end[0], 0.12) + random.between(-26, 26),
      shape.root[1] + random.between(-14, 18),
    ];
    const bend: Point = [
      mixNumber(start[0], end[0], 0.72) + (end[0] - start[0]) * 0.12,
      mixNumber(start[1], end[1], 0.42),
    ];
    const tip: Point = [end[0], end[1] - random.between(0, 24)];
    strands.push(leaf([start, bend, tip], random.between(3, 8), 0.6));
  }
  return strands;
}

/** Short arcs on curly hair: dark below and light above each curl. */
function curls(shape: HairShape, random: Random, tones: { dark: string; soft: string }): string {
  let dark = '';
  let light = '';
  for (const [x, y, r] of shape.curls) {
    const arc = (at: number, radius: number, span: number): string => {
      const from = at - span;
      const to = at + span;
      return `M${n(x + Math.cos(from) * radius)},${n(y + Math.sin(from) * radius)}A${n(radius)},${n(radius)} 0 0 1 ${n(x + Math.cos(to) * radius)},${n(y + Math.sin(to) * radius)}`;
    };
    const turn = random.between(-0.9, 0.9);
    dark += arc(1.1 + turn, r * 0.82, 0.8) + arc(2.6 + turn, r * 0.42, 0.9);
    light += arc(4.1 + turn, r * 0.7, 0.7);
  }
  if (dark === '') return '';
  return (
    `<path d="${dark}" fill="none" stroke="${tones.dark}" stroke-width="2.6" opacity=".3" stroke-linecap="round"/>` +
    `<path d="${light}" fill="none" stroke="${tones.soft}" stroke-width="3" opacity=".42" stroke-linecap="round"/>`
  );
}

/** The two layers of hair: behind neck and ears, and on top of the face. */
export function hair(t: Traits, seed: string, id: string): { readonly back: string; readonly front: string } {
  const random = createRandom(`hair:${seed}`);
  const shape = hairShape(t, random);
  const dark = mix(t.hair, '#08060a', 0.42);
  const light = mix(t.hair, '#c79a78', 0.34);
  const soft = mix(t.hair, '#fff3e6', 0.3);
  const d = `${open(shape.outer)}${open(shape.inner, shape.innerTension, 'L')}Z`;
  const balls = shape.curls
    .map(
      ([x, y, r]) =>
        `M${n(x - r)},${n(y)}a${n(r)},${n(r)} 0 1 0 ${n(2 * r)},0a${n(r)},${n(r)} 0 1 0 ${n(-2 * r)},0Z`,
    )
    .join('');
  const paint = (attributes: string): string =>
    [d, shape.locks, balls]
      .filter((path) => path !== '')
      .map((path) => `<path d="${path}" ${attributes}/>`)
      .join('');
  const back = shape.back === '' ? '' : `<path d="${shape.back}" fill="${mix(t.hair, '#08060a', 0.34)}"/>`;

  const thick = t.hairStyle === 'wisps' ? 16 : shape.flow === 'short' ? 0 : 34;
  const strands =
    shape.flow === 'along' ? alongStrands(shape, random, thick) : downStrands(shape, random, thick);
  const darkStrands = strands.filter((_, i) => i % 2 === 0).join('');
  const lightStrands = strands.filter((_, i) => i % 2 === 1).join('');

  const outer = resample(shape.outer, 25);
  const inner = resample([...shape.inner].reverse(), 25);
  const band: Point[] = [];
  for (let k = 8; k <= 16; k++) {
    const [o, j] = [outer[k], inner[k]] as const;
    if (o && j) band.push([mixNumber(o[0], j[0], 0.4), mixNumber(o[1], j[1], 0.4)]);
  }
  const shine = t.hairStyle === 'bald' || t.hairStyle === 'buzz' ? 0 : t.hairStyle === 'wisps' ? 0.12 : 0.34;
  const texture = `<path d="${darkStrands}" fill="${dark}" opacity=".42"/><path d="${lightStrands}" fill="${light}" opacity=".38"/>`;
  const front =
    `<g clip-path="url(#${id}fc)"><g transform="translate(5 15)" fill="${t.skin.deep}" opacity="${n(0.42 * shape.opacity)}" filter="url(#${id}b1)">${paint('')}</g></g>` +
    `<clipPath id="${id}hr">${paint('')}</clipPath>` +
    `<g${t.hairStyle === 'wisps' ? ` clip-path="url(#${id}fc)"` : ''}><g opacity="${shape.opacity}"${shape.opacity < 1 ? ` filter="url(#${id}${t.hairStyle === 'wisps' ? 'b1' : 'b0'})"` : ''}>` +
    paint(`fill="${t.hair}"`) +
    `<g clip-path="url(#${id}hr)">` +
    `<path d="${open(shape.inner)}" fill="none" stroke="${dark}" stroke-width="30" opacity=".4" filter="url(#${id}b2)"/>` +
    texture +
    `<path d="${open(band)}" fill="none" stroke="${soft}" stroke-width="26" opacity="${shine}" filter="url(#${id}b2)" stroke-linecap="round"/>` +
    `</g>${curls(shape, random, { dark, soft })}</g></g>`;
  return { back, front };
}
