import { CHILD_CLOTHES, CLOTHES, mix } from './palette.ts';
import { createRandom } from './random.ts';
import { closed, n, open, type Point } from './shape.ts';
import type { Traits } from './traits.ts';

type Garment = 'tee' | 'shirt' | 'suit' | 'blouse' | 'knit' | 'turtleneck' | 'bib' | 'cardigan';

function garmentOf(t: Traits, pick: <T>(list: readonly T[]) => T): Garment {
  if (t.age < 3) return 'bib';
  if (t.age < 12) return pick(['tee', 'shirt', 'knit']);
  if (t.age < 18) return pick(['suit', 'shirt', 'tee']);
  return t.female
    ? pick(['blouse', 'suit', 'knit', 'cardigan', 'turtleneck', 'blouse'])
    : pick(['suit', 'suit', 'shirt', 'knit', 'tee', 'turtleneck']);
}

/** Shoulders and collar. */
export function clothes(t: Traits, seed: string, id: string): string {
  const random = createRandom(`clothes:${seed}`);
  const garment = garmentOf(t, random.pick);
  const g = t.geometry;
  const colour = random.pick(t.age < 12 ? CHILD_CLOTHES : CLOTHES);
  const main =
    garment === 'suit' ? random.pick(['#2b3240', '#33373d', '#3d4655', '#4b4a48', '#2e3b46']) : colour;
  const dark = mix(main, '#10131a', 0.34);
  const light = mix(main, '#ffffff', 0.14);
  const w = g.neckW;
  const base = g.chin + 62;
  const shoulders = (dip: number, spread: number): string => {
    const right: Point[] = [
      [g.cx + w * spread * 0.5, base + dip * 0.72],
      [g.cx + w * spread, base - 12],
      [g.cx + w * 1.75, base + 20],
      [g.cx + w * 2.5, base + 52],
      [g.cx + 330, base + 104],
      [g.cx + 330, 840],
    ];
    const left = right.map(([x, y]): Point => [2 * g.cx - x, y]).reverse();
    return closed([[g.cx, base + dip], ...right, ...left], 0.8);
  };
  const rib = (dip: number, spread: number, width: number, tone: string): string =>
    `<path d="${open([
      [g.cx - w * spread, base - 10],
      [g.cx - w * spread * 0.5, base + dip * 0.74],
      [g.cx, base + dip],
      [g.cx + w * spread * 0.5, base + dip * 0.74],
      [g.cx + w * spread, base - 10],
    ])}" fill="none" stroke="${tone}" stroke-width="${width}"/>`;
  const body = (dip: number, spread: number, fill = main): string => {
    const d = shoulders(dip, spread);
    return (
      `<path d="${d}" fill="${fill}"/>` +
      `<path d="${open([
        [g.cx + w * 0.6, 830],
        [g.cx + w * 1.6, base + 74],
        [g.cx + 320, base + 96],
        [g.cx + 330, 840],
      ])}" fill="${dark}" opacity=".5" filter="url(#${id}b2)"/>`
    );
  };
  const collar = (tone: string, open_: number): string =>
    ([-1, 1] as const)
      .map((s) => {
        const d = closed(
          [
            [g.cx + s * w * 1.0, base - 34],
            [g.cx + s * w * 1.24, base + 4],
            [g.cx + s * w * 0.92, 806],
            [g.cx + s * w * open_, base + 46],
          ],
          0.35,
        );
        return `<path d="${d}" fill="${s > 0 ? mix(tone, '#3a4456', 0.14) : tone}" stroke="${mix(tone, '#20283a', 0.28)}" stroke-width="1.6"/>`;
      })
      .join('');
  const white = random.pick(['#fbfaf6', '#f2f4f7', '#e3ebf4', '#fbf3ee']);
  switch (garment) {
    case 'bib':
      return `${body(26, 1.3)}${rib(26, 1.3, 15, mix(main, '#ffffff', 0.6))}`;
    case 'tee':
      return `${body(46, 1.22)}${rib(46, 1.22, 12, dark)}`;
    case 'knit':
      return `${body(42, 1.24)}${rib(40, 1.24, 20, light)}${rib(50, 1.26, 2.5, dark)}`;
    case 'cardigan':
      return `${body(40, 1.2, white)}${([-1, 1] as const)
        .map(
          (s) =>
            `<path d="${closed(
              [
                [g.cx + s * w * 1.18, base - 12],
                [g.cx + s * w * 1.75, base + 20],
                [g.cx + s * 330, base + 104],
                [g.cx + s * 330, 840],
                [g.cx + s * w * 0.42, 840],
                [g.cx + s * w * 0.8, base + 50],
              ],
              0.5,
            )}" fill="${main}"/>`,
        )
        .join('')}`;
    case 'turtleneck':
      return `${body(10, 1.1)}<path d="${closed(
        [
          [g.cx - w * 1.04, g.chin + 8],
          [g.cx, g.chin + 30],
          [g.cx + w * 1.04, g.chin + 8],
          [g.cx + w * 1.26, base + 20],
          [g.cx, base + 46],
          [g.cx - w * 1.26, base + 20],
        ],
        0.75,
      )}" fill="${light}"/><path d="${open([
        [g.cx - w * 1.2, base + 12],
        [g.cx, base + 40],
        [g.cx + w * 1.2, base + 12],
      ])}" fill="none" stroke="${dark}" stroke-width="4" opacity=".6"/><path d="${open([
        [g.cx - w, g.chin + 10],
        [g.cx, g.chin + 34],
        [g.cx + w, g.chin + 10],
      ])}" fill="none" stroke="${dark}" stroke-width="3" opacity=".4"/>`;
    case 'blouse':
      return `${body(110, 1.16)}${collar(mix(main, '#ffffff', 0.22), 0.26)}`;
    case 'shirt':
      return `${body(96, 1.16, mix(main, white, 0.35))}${collar(mix(main, white, 0.55), 0.16)}`;
    case 'suit': {
      const tie = random.pick(['#7a2e35', '#24456b', '#5a5f32', '#6b4a6e', '#2f5d57']);
      const withTie = !t.female || t.age < 18;
      return (
        body(withTie ? 14 : 70, 1.16, white) +
        (withTie
          ? `<path d="M${n(g.cx - 25)},${n(base + 6)}L${n(g.cx + 25)},${n(base + 6)}L${n(g.cx + 13)},${n(base + 60)}L${n(g.cx + 26)},840L${n(g.cx - 26)},840L${n(g.cx - 13)},${n(base + 60)}Z" fill="${tie}"/>`
          : '') +
        collar(white, withTie ? 0.1 : 0.28) +
        ([-1, 1] as const)
          .map(
            (s) =>
              `<path d="${closed(
                [
                  [g.cx + s * w * 1.2, base - 8],
                  [g.cx + s * w * 1.8, base + 22],
                  [g.cx + s * w * 2.5, base + 52],
                  [g.cx + s * 330, base + 104],
                  [g.cx + s * 330, 840],
                  [g.cx + s * w * 0.5, 840],
                  [g.cx + s * w * 0.98, base + 48],
                ],
                0.45,
              )}" fill="${s > 0 ? mix(main, '#0c0f16', 0.2) : main}"/>` +
              `<path d="M${n(g.cx + s * w * 1.2)},${n(base - 4)}L${n(g.cx + s * w * 1.52)},${n(base + 50)}L${n(g.cx + s * w * 0.62)},830" fill="none" stroke="${dark}" stroke-width="3.5" opacity=".75"/>`,
          )
          .join('')
      );
    }
  }
}
