import { mix } from './palette.ts';
import { closed, leaf, mixNumber, n, open, type Point } from './shape.ts';
import type { Traits } from './traits.ts';

/** Bridge, wings and nostrils, mostly by light and shadow. */
export function nose(t: Traits, id: string): string {
  const g = t.geometry;
  const w = g.noseW;
  const y = g.noseY;
  const top = g.eyeY - 16;
  const tip = t.nose.tip;
  const ridge = closed([
    [g.cx + 17, g.browY + 14],
    [g.cx + 19, top + 40],
    [g.cx + 20, (top + y) / 2 + 10],
    [g.cx + w * 0.66, y - 30],
    [g.cx + w * 1.02, y - 8],
    [g.cx + w * 0.7, y + 4],
    [g.cx + w * 0.36, y - 24],
    [g.cx + 9, (top + y) / 2],
    [g.cx + 8, top + 16],
  ]);
  const wing = (dir: 1 | -1): Point[] => [
    [g.cx + dir * w * 0.82, y - 31],
    [g.cx + dir * w * 1.04, y - 16],
    [g.cx + dir * w * 0.96, y + 1],
    [g.cx + dir * w * 0.66, y + 1],
  ];
  const nostril = (dir: 1 | -1): string =>
    leaf(
      [
        [g.cx + dir * w * 0.2, y + 5 + tip * 0.3],
        [g.cx + dir * w * 0.36, y + 1.5],
        [g.cx + dir * w * 0.56, y],
        [g.cx + dir * w * 0.74, y + 3],
      ],
      mixNumber(8.5, 7, t.childness),
    );
  const base = leaf(
    [
      [g.cx - w * 0.5, y + 5],
      [g.cx - w * 0.2, y + 8 + tip * 0.6],
      [g.cx, y + 11 + tip],
      [g.cx + w * 0.2, y + 8 + tip * 0.6],
      [g.cx + w * 0.5, y + 5],
    ],
    5,
  );
  return (
    `<path d="${ridge}" fill="${t.skin.shade}" opacity="${n(0.34 + t.nose.bridge * 0.4)}" filter="url(#${id}b1)"/>` +
    `<ellipse cx="${n(g.cx - 4)}" cy="${n((top + y) / 2)}" rx="8" ry="${n((y - top) * 0.42)}" fill="${t.skin.light}" opacity="${n(0.35 + t.nose.bridge * 0.3)}" filter="url(#${id}b1)"/>` +
    `<ellipse cx="${n(g.cx)}" cy="${n(y + 14)}" rx="${n(w * 0.95)}" ry="9" fill="${t.skin.deep}" opacity=".26" filter="url(#${id}b1)"/>` +
    `<ellipse cx="${n(g.cx - 5)}" cy="${n(y - 19)}" rx="${n(w * 0.3)}" ry="9" fill="${t.skin.light}" opacity=".75" filter="url(#${id}b1)"/>` +
    `<path d="${open(wing(-1))}" fill="none" stroke="${t.skin.deep}" stroke-width="3" stroke-linecap="round" opacity=".4"/>` +
    `<path d="${open(wing(1))}" fill="none" stroke="${t.skin.deep}" stroke-width="3.6" stroke-linecap="round" opacity=".55"/>` +
    `<path d="${base}" fill="${t.skin.deep}" opacity=".5"/>` +
    `<path d="${nostril(-1)}${nostril(1)}" fill="${t.skin.line}" opacity=".78"/>`
  );
}

/** Lips, closed, neutral to friendly. */
export function mouth(t: Traits, id: string): string {
  const g = t.geometry;
  const w = g.mouthW;
  const y = g.mouthY;
  const f = t.mouth.fullness * mixNumber(1, 0.92, t.childness);
  const s = t.mouth.smile;
  const up = 12.5 * f;
  const down = 18 * f;
  const line: Point[] = [
    [g.cx - w, y - s],
    [g.cx - w * 0.5, y + 1.5],
    [g.cx - w * 0.12, y - 1.5],
    [g.cx, y + 1],
    [g.cx + w * 0.12, y - 1.5],
    [g.cx + w * 0.5, y + 1.5],
    [g.cx + w, y - s],
  ];
  const upper: Point[] = [
    [g.cx + w * 0.98, y - s],
    [g.cx + w * 0.54, y - up * 0.56 - s * 0.15],
    [g.cx + w * 0.17, y - up],
    [g.cx, y - up * 0.76],
    [g.cx - w * 0.17, y - up],
    [g.cx - w * 0.54, y - up * 0.56 - s * 0.15],
    [g.cx - w * 0.98, y - s],
  ];
  const lower: Point[] = [
    [g.cx + w * 0.96, y - s],
    [g.cx + w * 0.54, y + down * 0.66],
    [g.cx, y + down],
    [g.cx - w * 0.54, y + down * 0.66],
    [g.cx - w * 0.96, y - s],
  ];
  const inkOpacity = t.childness > 0.5 ? 0.6 : 0.8;
  return (
    `<ellipse cx="${n(g.cx + 4)}" cy="${n(y + down + 13)}" rx="${n(w * 0.62)}" ry="9" fill="${t.skin.deep}" opacity=".3" filter="url(#${id}b1)"/>` +
    `<path d="${open([
      [g.cx - 1, g.noseY + 22],
      [g.cx - 1, y - up - 5],
    ])}" stroke="${t.skin.shade}" stroke-width="11" opacity=".28" filter="url(#${id}b1)" stroke-linecap="round"/>` +
    `<path d="${open(line)}${open(lower, 1, 'L')}Z" fill="${t.skin.lip}"/>` +
    `<path d="${open(line)}${open(upper, 1, 'L')}Z" fill="${mix(t.skin.lip, t.skin.line, 0.2)}"/>` +
    `<ellipse cx="${n(g.cx - w * 0.12)}" cy="${n(y + down * 0.52)}" rx="${n(w * 0.36)}" ry="${n(down * 0.2)}" fill="#ffffff" opacity=".26" filter="url(#${id}b1)"/>` +
    `<path d="${leaf(line, 4.6)}" fill="${t.skin.line}" opacity="${inkOpacity}"/>` +
    ([-1, 1] as const)
      .map(
        (dir) =>
          `<ellipse cx="${n(g.cx + dir * (w + 4))}" cy="${n(y - s + 1)}" rx="7" ry="6" fill="${t.skin.deep}" opacity=".42" filter="url(#${id}b1)"/>`,
      )
      .join('')
  );
}
