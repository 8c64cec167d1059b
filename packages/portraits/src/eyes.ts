import { mix } from './palette.ts';
import { closed, leaf, mixNumber, n, open, type Point } from './shape.ts';
import type { Traits } from './traits.ts';

function eye(t: Traits, dir: 1 | -1, id: string): string {
  const g = t.geometry;
  const x = g.cx + dir * g.eyeDX;
  const y = g.eyeY;
  const w = g.eyeW;
  const h = g.eyeH;
  const tilt = t.eye.tilt;
  // `u` runs from the inner corner (−1) to the outer one (1), on both sides of the face.
  const p = (u: number, dy: number): Point => [x + dir * u * w, y + dy];
  const inner = p(-1, 3.5 + tilt * 0.35);
  const outer = p(1, -tilt);
  const upper: Point[] = [
    inner,
    p(-0.62, -h * 0.62),
    p(-0.05, -h * 1.12),
    p(0.58, -h * 0.86 - tilt * 0.4),
    outer,
  ];
  const lower: Point[] = [
    outer,
    p(0.56, h * 0.66 - tilt * 0.3),
    p(-0.02, h * 0.94),
    p(-0.6, h * 0.62),
    inner,
  ];
  const white = `${open(upper)}${open(lower, 1, 'L')}Z`;
  const r = g.irisR;
  const ix = x - dir * 0.5;
  const iy = y - h * 0.12;
  const thick = 3.2 + t.eye.lash * 3.4;
  const lid: Point[] = [
    ...upper,
    p(1.1, -tilt - 2 - t.eye.lash * 1.5),
    p(0.62, -h * 0.9 - tilt * 0.45 - thick),
    p(-0.05, -h * 1.12 - thick),
    p(-0.64, -h * 0.64 - thick * 0.55),
  ];
  const lift = t.eye.doubleLid ? 8.5 : 13;
  const crease = leaf(
    [
      p(-0.86, -h * 0.42 - lift * 0.5),
      p(-0.4, -h * 0.98 - lift),
      p(0.15, -h * 1.2 - lift),
      p(0.7, -h * 0.9 - tilt * 0.4 - lift * 0.9),
      p(1.12, -tilt - lift * 0.55 + t.ageing * 5),
    ],
    t.eye.doubleLid ? 4 : 3,
  );
  const under = leaf(
    [p(-0.75, h * 0.75 + 7), p(-0.2, h * 1.1 + 9), p(0.35, h * 1.05 + 8), p(0.85, h * 0.5 + 6)],
    3,
  );
  const clip = `${id}e${dir > 0 ? 'r' : 'l'}`;
  const lashes =
    t.eye.lash > 0.78 && t.childness < 0.6
      ? [0.45, 0.66, 0.84, 0.98]
          .map((u, i) => {
            const from = p(u, -h * (1.02 - i * 0.26) - tilt * u - thick * 0.5);
            return `M${n(from[0])},${n(from[1])}l${n(dir * (3 + i * 1.6))},${n(-5.5 + i * 0.6)}`;
          })
          .join('')
      : '';
  const ink = mix('#1d1413', t.hair, 0.12);
  return (
    `<clipPath id="${clip}"><path d="${white}"/></clipPath>` +
    `<path d="${white}" fill="${mix('#fbf7f3', t.skin.base, 0.1)}"/>` +
    `<g clip-path="url(#${clip})">` +
    `<circle cx="${n(ix)}" cy="${n(iy)}" r="${n(r)}" fill="${mix(t.eye.iris, '#120b0a', 0.45)}"/>` +
    `<circle cx="${n(ix)}" cy="${n(iy + 1)}" r="${n(r * 0.84)}" fill="${t.eye.iris}"/>` +
    `<ellipse cx="${n(ix)}" cy="${n(iy + r * 0.42)}" rx="${n(r * 0.6)}" ry="${n(r * 0.36)}" fill="${mix(t.eye.iris, '#b9825a', 0.42)}" opacity=".75"/>` +
    `<circle cx="${n(ix)}" cy="${n(iy)}" r="${n(r * 0.45)}" fill="#0f0a0a"/>` +
    `<path d="${open(upper)}" fill="none" stroke="#5c3b36" stroke-width="${n(h * 0.75)}" opacity=".3"/>` +
    `<circle cx="${n(ix - r * 0.3)}" cy="${n(iy - r * 0.34)}" r="${n(r * 0.2)}" fill="#fff" opacity=".95"/>` +
    `</g>` +
    `<path d="${closed([inner, p(-1.1, 5 + tilt * 0.35), p(-0.88, 6.5)])}" fill="${t.skin.lip}" opacity=".55"/>` +
    `<path d="${crease}" fill="${t.skin.line}" opacity="${t.eye.doubleLid ? 0.6 : 0.3}"/>` +
    `<path d="${under}" fill="${t.skin.deep}" opacity="${n(0.28 + t.ageing * 0.3)}"/>` +
    `<path d="${open(lower)}" fill="none" stroke="${t.skin.line}" stroke-width="2.1" opacity=".55" stroke-linecap="round"/>` +
    `<path d="${open(lid.slice(0, 5))}${open(lid.slice(5), 1, 'L')}Z" fill="${ink}"/>` +
    `<path d="${lashes}" fill="none" stroke="${ink}" stroke-width="2.2" stroke-linecap="round"/>`
  );
}

function brow(t: Traits, dir: 1 | -1, id: string): string {
  const g = t.geometry;
  const x = g.cx + dir * g.eyeDX;
  const w = g.eyeW;
  const { thickness: k, arch } = t.brow;
  const y = g.browY;
  const p = (u: number, dy: number): Point => [x + dir * u * w, y + dy];
  const droop = t.ageing * 5;
  const outline = closed(
    [
      p(-1.04, 3),
      p(-0.88, 2 - k * 0.56),
      p(-0.2, -arch * 0.55 - k * 0.42),
      p(0.55, -arch - k * 0.3),
      p(1.36, 8 + droop),
      p(0.62, -arch + k * 0.34),
      p(-0.2, -arch * 0.4 + k * 0.42),
      p(-0.9, 3 + k * 0.4),
    ],
    0.9,
  );
  const hairs: string[] = [];
  for (let i = 0; i < 9; i++) {
    const u = -0.92 + i * 0.2;
    const from = p(u, 4 - (i / 8) * arch + k * 0.2);
    hairs.push(`M${n(from[0])},${n(from[1])}l${n(dir * (5 + i * 1.1))},${n(-k * 0.62 + i * 0.7)}`);
  }
  const faint = mixNumber(1, 0.45, t.childness) * (1 - t.ageing * 0.22);
  return (
    `<path d="${outline}" fill="${t.brow.colour}" opacity="${n(faint * 0.86)}" filter="url(#${id}b0)"/>` +
    `<path d="${hairs.join('')}" stroke="${mix(t.brow.colour, '#000000', 0.25)}" stroke-width="1.6" fill="none" opacity="${n(faint * 0.4)}" stroke-linecap="round"/>`
  );
}

/** Both eyes and eyebrows. */
export function eyes(t: Traits, id: string): string {
  return eye(t, -1, id) + eye(t, 1, id) + brow(t, -1, id) + brow(t, 1, id);
}

/** Spectacles, clear and without reflection (PHO-03: eyes must be visible). */
export function glasses(t: Traits): string {
  if (t.glasses === undefined) return '';
  const g = t.geometry;
  const half = g.eyeDX * 0.83;
  const y = g.eyeY + 6;
  const frame = t.glasses === 'half-rim' ? '#4b4f55' : t.glasses === 'round' ? '#6b4a35' : '#24262b';
  const shape = (dir: 1 | -1): string => {
    const x = g.cx + dir * (g.eyeDX + 3);
    const box = (w: number, up: number, down: number, round: number): string =>
      closed([
        [x - w * round, y - up],
        [x + w * round, y - up],
        [x + w, y - up * 0.35],
        [x + w * 0.94, y + down * 0.5],
        [x + w * 0.6, y + down],
        [x - w * 0.6, y + down],
        [x - w * 0.94, y + down * 0.5],
        [x - w, y - up * 0.35],
      ]);
    const lens =
      t.glasses === 'round'
        ? box(half * 0.92, half * 0.78, half * 0.84, 0.5)
        : box(half, half * 0.55, half * 0.66, 0.82);
    const rim =
      t.glasses === 'half-rim'
        ? open([
            [x - half, y - half * 0.1],
            [x - half * 0.86, y - half * 0.53],
            [x, y - half * 0.58],
            [x + half * 0.86, y - half * 0.53],
            [x + half, y - half * 0.1],
          ])
        : lens;
    return (
      `<path d="${lens}" fill="#ffffff" opacity=".07"/>` +
      `<path d="${lens}" fill="none" stroke="${t.skin.deep}" stroke-width="5" opacity=".22" transform="translate(2 6)"/>` +
      `<path d="${lens}" fill="none" stroke="${frame}" stroke-width="2" opacity=".6"/>` +
      `<path d="${rim}" fill="none" stroke="${frame}" stroke-width="${t.glasses === 'square' ? 7.5 : 5}" stroke-linejoin="round" stroke-linecap="round"/>`
    );
  };
  const inner = g.eyeDX - half + 5;
  const bridge = open([
    [g.cx - inner, y - half * 0.2],
    [g.cx, y - half * 0.36],
    [g.cx + inner, y - half * 0.2],
  ]);
  const outer = g.eyeDX + half * 0.96;
  const temple = ([-1, 1] as const)
    .map(
      (dir) =>
        `M${n(g.cx + dir * outer)},${n(y - half * 0.26)}L${n(g.cx + dir * (g.cheekW + 4))},${n(y - half * 0.36)}`,
    )
    .join('');
  return (
    shape(-1) +
    shape(1) +
    `<path d="${bridge}${temple}" fill="none" stroke="${frame}" stroke-width="5" stroke-linecap="round"/>`
  );
}
