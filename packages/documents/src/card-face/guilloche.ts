import type { Segment } from '../drawing/path.ts';
import { svgPath } from '../drawing/path.ts';
import { CARD, mm } from './sheet.ts';

type Point = readonly [number, number];

/** A smooth curve through points (Catmull–Rom as cubic Béziers). */
export function smooth(points: readonly Point[], closed = false): string {
  const at = (i: number): Point => {
    const n = points.length;
    const index = closed ? (i + n) % n : Math.min(Math.max(i, 0), n - 1);
    return points[index] ?? [0, 0];
  };
  const last = closed ? points.length : points.length - 1;
  const segments: Segment[] = [{ op: 'M', points: at(0) }];
  for (let i = 0; i < last; i++) {
    const [a, b, c, e] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    segments.push({
      op: 'C',
      points: [
        b[0] + (c[0] - a[0]) / 6,
        b[1] + (c[1] - a[1]) / 6,
        c[0] - (e[0] - b[0]) / 6,
        c[1] - (e[1] - b[1]) / 6,
        c[0],
        c[1],
      ],
    });
  }
  // Absolute at its beginning, so that curves can be strung together.
  const d = svgPath(segments, 2).replace(/^m/, 'M');
  return closed ? `${d}z` : d;
}

/**
 * One thread of a rosette around the origin; turned `count` times it becomes the rosette. The radius swings
 * between `inner` and `outer` with `petals` waves and a slower one that keeps the net open.
 */
export function rosetteThread(inner: number, outer: number, petals: number): string {
  const steps = petals * 8;
  const middle = (inner + outer) / 2;
  const swing = (outer - inner) / 2;
  const points = Array.from({ length: steps }, (_, i): Point => {
    const t = (i / steps) * 2 * Math.PI;
    const r = middle + swing * (0.82 * Math.cos(petals * t) + 0.18 * Math.cos(2 * petals * t + 0.6));
    return [r * Math.cos(t), r * Math.sin(t)];
  });
  return smooth(points, true);
}

/** The rosette as one defined thread and its turned copies. */
export function rosette(
  id: string,
  place: { readonly x: number; readonly y: number },
  shape: { readonly inner: number; readonly outer: number; readonly petals: number; readonly count: number },
  stroke: string,
): { readonly definition: string; readonly element: string } {
  const step = 360 / shape.petals / shape.count;
  const copies = Array.from(
    { length: shape.count },
    (_, k) => `<use xlink:href="#${id}" transform="rotate(${mm(k * step)})"/>`,
  );
  return {
    definition: `<path id="${id}" d="${rosetteThread(shape.inner, shape.outer, shape.petals)}"/>`,
    element: `<g transform="translate(${place.x} ${place.y})" fill="none" ${stroke}>${copies.join('')}</g>`,
  };
}

/**
 * Mountain ridges of the prefecture as a field of threads: each line is a wave, lifted where ridges stand, and the
 * lines draw together towards the horizon.
 */
export function ridges(
  lines: number,
  horizon: number,
  foot: number,
  peaks: readonly { readonly x: number; readonly width: number; readonly height: number }[],
): string {
  const steps = 34;
  return Array.from({ length: lines }, (_, k) => {
    const depth = k / (lines - 1);
    const base = horizon + (foot - horizon) * depth ** 1.25;
    const points = Array.from({ length: steps + 1 }, (_, i): Point => {
      const x = -1 + (i / steps) * (CARD.width + 2);
      const lift = peaks.reduce(
        (sum, peak) => sum + peak.height * Math.exp(-(((x - peak.x) / peak.width) ** 2)),
        0,
      );
      const fade = (1 - depth) ** 1.1;
      const wave =
        0.55 * Math.sin(x / 4.3 + k * 0.42) * (0.35 + depth) +
        0.3 * Math.sin(x / 1.9 - k * 0.31) * (1 - depth);
      return [x, base - lift * fade + wave];
    });
    return smooth(points);
  }).join('');
}

/** A band of threads that twine around an axis. */
export function twine(y: number, amplitude: number, period: number, threads: number): string {
  const steps = Math.ceil((CARD.width + 2) / (period / 6));
  return Array.from({ length: threads }, (_, k) => {
    const phase = (k / threads) * 2 * Math.PI;
    const points = Array.from({ length: steps + 1 }, (_, i): Point => {
      const x = -1 + (i / steps) * (CARD.width + 2);
      const swell = 0.72 + 0.28 * Math.cos((x / CARD.width) * 4 * Math.PI);
      return [x, y + amplitude * swell * Math.sin((x / period) * 2 * Math.PI + phase)];
    });
    return smooth(points);
  }).join('');
}
