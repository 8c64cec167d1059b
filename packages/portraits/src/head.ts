import { closed, leaf, n, open, type Point, symmetric } from './shape.ts';
import type { Geometry, Traits } from './traits.ts';

/** The outline of skull and face, without ears. */
export function faceOutline(g: Geometry): Point[] {
  const top = g.crown + 20;
  return symmetric(g.cx, [
    [0, top],
    [g.cheekW * 0.46, top + 24],
    [g.cheekW * 0.82, top + 104],
    [g.cheekW * 0.99, g.eyeY - 78],
    [g.cheekW * 1.0, g.eyeY + 22],
    [g.cheekW * 0.965, (g.eyeY + g.noseY) / 2 + 36],
    [g.jawW, g.mouthY - 22],
    [g.jawW * 0.8, g.mouthY + (g.chin - g.mouthY) * 0.42],
    [(g.chinW + g.jawW * 0.5) / 2 + 8, g.chin - (g.chin - g.mouthY) * 0.2],
    [g.chinW * 0.55, g.chin - 5],
    [0, g.chin],
  ]);
}

function ear(t: Traits, side: 1 | -1): string {
  const g = t.geometry;
  const x = g.cx + side * (g.cheekW - 6);
  const h = g.earBottom - g.earTop;
  const out = side * (22 + t.childness * 4);
  const outline = closed([
    [x - side * 6, g.earTop + h * 0.16],
    [x + out * 0.55, g.earTop],
    [x + out * 1.25, g.earTop + h * 0.2],
    [x + out * 1.05, g.earTop + h * 0.55],
    [x + out * 0.6, g.earBottom - h * 0.1],
    [x + out * 0.05, g.earBottom],
    [x - side * 12, g.earBottom - h * 0.2],
  ]);
  const fold = open([
    [x + out * 0.1, g.earTop + h * 0.24],
    [x + out * 0.75, g.earTop + h * 0.17],
    [x + out * 0.85, g.earTop + h * 0.42],
    [x + out * 0.5, g.earTop + h * 0.7],
  ]);
  return (
    `<path d="${outline}" fill="${side > 0 ? t.skin.shade : t.skin.base}"/>` +
    `<path d="${fold}" fill="none" stroke="${t.skin.deep}" stroke-width="5" stroke-linecap="round" opacity=".42"/>`
  );
}

/** Neck with the shadow of the chin. */
export function neck(t: Traits, id: string): string {
  const g = t.geometry;
  const w = g.neckW;
  const top = g.mouthY;
  const outline = closed([
    [g.cx - w * 1.02, top],
    [g.cx + w * 1.02, top],
    [g.cx + w, g.chin + 24],
    [g.cx + w * 1.22, g.chin + 74],
    [g.cx + w * 2.2, 830],
    [g.cx - w * 2.2, 830],
    [g.cx - w * 1.22, g.chin + 74],
    [g.cx - w, g.chin + 24],
  ]);
  const shadow = closed([
    [g.cx - w * 1.3, g.mouthY],
    [g.cx + w * 1.4, g.mouthY],
    [g.cx + w * 1.15, g.chin + 40],
    [g.cx + w * 0.3, g.chin + 58],
    [g.cx - w * 0.6, g.chin + 34],
  ]);
  const tendons =
    t.ageing > 0.5
      ? [-0.35, 0.4]
          .map((at) =>
            leaf(
              [
                [g.cx + w * at, g.chin + 30],
                [g.cx + w * at * 0.8, g.chin + 70],
                [g.cx + w * at * 0.45, g.chin + 118],
              ],
              6,
            ),
          )
          .join('')
      : '';
  return (
    `<clipPath id="${id}nk"><path d="${outline}"/></clipPath>` +
    `<path d="${outline}" fill="${t.skin.base}"/>` +
    `<g clip-path="url(#${id}nk)">` +
    `<path d="${shadow}" fill="${t.skin.deep}" opacity=".5" filter="url(#${id}b2)"/>` +
    `<path d="${tendons}" fill="${t.skin.deep}" opacity="${n(t.ageing * 0.4)}"/></g>`
  );
}

/** Ears, face and its soft light from the upper left. */
export function head(t: Traits, id: string): string {
  const g = t.geometry;
  const d = closed(faceOutline(g));
  const w = g.cheekW;
  const side = closed([
    [g.cx + w * 1.3, g.crown],
    [g.cx + w * 0.74, g.eyeY - 130],
    [g.cx + w * 0.83, g.eyeY],
    [g.cx + w * 0.68, g.noseY],
    [g.cx + g.jawW * 0.52, g.mouthY + 36],
    [g.cx + g.chinW * 0.2, g.chin - 8],
    [g.cx - g.chinW * 0.4, g.chin + 40],
    [g.cx + w * 1.5, g.chin],
  ]);
  const blush = 0.08 + t.childness * 0.3 + (t.female ? 0.1 : 0);
  const cheek = (dir: 1 | -1): string =>
    `<ellipse cx="${n(g.cx + dir * w * 0.56)}" cy="${n(g.noseY - 14)}" rx="${n(w * 0.36)}" ry="${n(w * 0.27)}" fill="url(#${id}bl)" opacity="${n(blush + 0.12)}"/>`;
  const sockets = ([-1, 1] as const)
    .map(
      (dir) =>
        `<ellipse cx="${n(g.cx + dir * (g.eyeDX - 3))}" cy="${n(g.eyeY - 12)}" rx="${n(g.eyeW * 1.45)}" ry="${n(g.eyeW * 0.86)}" fill="url(#${id}so)" opacity="${dir > 0 ? 0.6 : 0.45}"/>`,
    )
    .join('');
  return (
    ear(t, -1) +
    ear(t, 1) +
    `<clipPath id="${id}fc"><path d="${d}"/></clipPath>` +
    `<path d="${d}" fill="url(#${id}sk)"/>` +
    `<g clip-path="url(#${id}fc)">` +
    `<path d="${side}" fill="${t.skin.shade}" opacity=".42" filter="url(#${id}b3)"/>` +
    `<ellipse cx="${n(g.cx - w * 0.3)}" cy="${n(g.hairline + 70)}" rx="${n(w * 0.55)}" ry="70" fill="${t.skin.light}" opacity=".45" filter="url(#${id}b3)"/>` +
    `<ellipse cx="${n(g.cx - w * 0.1)}" cy="${n(g.chin - 34)}" rx="${n(g.chinW * 0.6)}" ry="22" fill="${t.skin.light}" opacity=".4" filter="url(#${id}b2)"/>` +
    cheek(-1) +
    cheek(1) +
    sockets +
    `</g>`
  );
}
