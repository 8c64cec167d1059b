import { createRandom } from './random.ts';
import { closed, leaf, n, type Point, ramp } from './shape.ts';
import type { Traits } from './traits.ts';

/** Lines and marks of a life, fine at forty and plain at eighty. */
export function ageing(t: Traits, seed: string, id: string): string {
  const g = t.geometry;
  const random = createRandom(`ageing:${seed}`);
  const leaves = (lines: readonly (readonly Point[])[], thickness: number): string =>
    lines.map((line) => leaf(line, thickness)).join('');
  const sides = [-1, 1] as const;
  const parts: string[] = [];
  const draw = (d: string, opacity: number, blur = ''): void => {
    if (opacity > 0.02)
      parts.push(`<path d="${d}" fill="${t.skin.deep}" opacity="${opacity.toFixed(2)}"${blur}/>`);
  };
  const folds = sides.map((s): Point[] => [
    [g.cx + s * g.noseW * 1.12, g.noseY - 18],
    [g.cx + s * (g.noseW * 1.42), g.noseY + 14],
    [g.cx + s * (g.mouthW + 12), g.mouthY - 18],
    [g.cx + s * (g.mouthW + 15), g.mouthY + 10 * t.ageing],
  ]);
  draw(leaves(folds, 5), ramp(t.age, 26, 74) * 0.6);
  draw(leaves(folds, 16), ramp(t.age, 40, 80) * 0.3, ` filter="url(#${id}b1)"`);
  const bags = sides.map((s): Point[] => [
    [g.cx + s * (g.eyeDX - g.eyeW * 0.9), g.eyeY + 22],
    [g.cx + s * (g.eyeDX - g.eyeW * 0.2), g.eyeY + 37],
    [g.cx + s * (g.eyeDX + g.eyeW * 0.7), g.eyeY + 29],
  ]);
  draw(leaves(bags, 5), ramp(t.age, 36, 80) * 0.5);
  draw(leaves(bags, 15), ramp(t.age, 42, 84) * 0.32, ` filter="url(#${id}b1)"`);
  const crow = sides.flatMap((s) =>
    [-9, 3, 14].map((dy): Point[] => [
      [g.cx + s * (g.eyeDX + g.eyeW * 1.22), g.eyeY + dy * 0.6],
      [g.cx + s * (g.eyeDX + g.eyeW * 1.5), g.eyeY + dy],
      [g.cx + s * (g.eyeDX + g.eyeW * 1.74), g.eyeY + dy * 1.7 + 2],
    ]),
  );
  draw(leaves(crow, 3.6), ramp(t.age, 44, 78) * 0.5);
  const forehead = [0.3, 0.55, 0.78].map((f, i): Point[] => {
    const y = g.hairline + 24 + (g.browY - 30 - g.hairline - 24) * f;
    const w = g.cheekW * (0.5 - i * 0.04) + random.between(-10, 10);
    const tilt = random.between(-4, 4);
    return [
      [g.cx - w, y + 5],
      [g.cx - w * 0.4, y - 3 + tilt],
      [g.cx + w * 0.1, y + 2],
      [g.cx + w * 0.5, y - 3 - tilt],
      [g.cx + w, y + 5],
    ];
  });
  draw(leaves(forehead, 4), ramp(t.age, 46, 82) * 0.46);
  const frown = sides.map((s): Point[] => [
    [g.cx + s * 13, g.browY - 14],
    [g.cx + s * 11, g.browY + 4],
    [g.cx + s * 14, g.browY + 18],
  ]);
  draw(frown.map((line) => upright(line)).join(''), ramp(t.age, 50, 84) * 0.28);
  const corners = sides.map((s): Point[] => [
    [g.cx + s * (g.mouthW + 3), g.mouthY + 6],
    [g.cx + s * (g.mouthW + 8), g.mouthY + 24],
    [g.cx + s * (g.mouthW + 4), g.mouthY + 44],
  ]);
  draw(corners.map((line) => upright(line)).join(''), ramp(t.age, 58, 90) * 0.2);
  if (t.age > 68) {
    for (let i = 0; i < 6; i++) {
      const s = random.chance(0.5) ? 1 : -1;
      parts.push(
        `<ellipse cx="${n(g.cx + s * g.cheekW * random.between(0.5, 0.86))}" cy="${n(random.between(g.hairline + 30, g.noseY + 20))}" rx="${n(random.between(3, 8))}" ry="${n(random.between(2.5, 5))}" fill="${t.skin.deep}" opacity=".24"/>`,
      );
    }
  }
  return `<g clip-path="url(#${id}fc)">${parts.join('')}</g>`;
}

/** A tapered line that runs downwards, thick in x instead of y. */
function upright(points: readonly Point[]): string {
  const turned = points.map(([x, y]): Point => [y, x]);
  return leaf(turned, 4).replace(/(-?[\d.]+),(-?[\d.]+)/g, '$2,$1');
}

/** Freckles, a mole, the shadow of a beard. */
export function skinMarks(t: Traits, seed: string, id: string): string {
  const g = t.geometry;
  const random = createRandom(`marks:${seed}`);
  let out = '';
  if (t.stubble > 0) {
    const beard = closed([
      [g.cx, g.noseY + 24],
      [g.cx + g.mouthW * 0.9, g.mouthY - 18],
      [g.cx + g.mouthW * 1.35, g.mouthY + 26],
      [g.cx + g.jawW * 0.92, g.mouthY - 30],
      [g.cx + g.cheekW * 1.05, g.noseY - 30],
      [g.cx + g.jawW, g.chin],
      [g.cx, g.chin + 30],
      [g.cx - g.jawW, g.chin],
      [g.cx - g.cheekW * 1.05, g.noseY - 30],
      [g.cx - g.jawW * 0.92, g.mouthY - 30],
      [g.cx - g.mouthW * 1.35, g.mouthY + 26],
      [g.cx - g.mouthW * 0.9, g.mouthY - 18],
    ]);
    out += `<g clip-path="url(#${id}fc)"><path d="${beard}" fill="#3b4046" opacity="${t.stubble.toFixed(2)}" filter="url(#${id}b2)"/></g>`;
  }
  if (t.freckles) {
    for (let i = 0; i < 34; i++) {
      const s = random.chance(0.5) ? 1 : -1;
      out += `<circle cx="${n(g.cx + s * random.between(18, g.cheekW * 0.72))}" cy="${n(g.noseY - random.between(12, 74))}" r="${n(random.between(1.3, 2.6))}" fill="${t.skin.deep}" opacity=".3"/>`;
    }
  }
  if (t.mole) {
    out += `<circle cx="${n(g.cx + t.mole[0])}" cy="${n(g.eyeY + t.mole[1])}" r="3.4" fill="${t.skin.line}" opacity=".75"/>`;
  }
  return out;
}
