/** A point in the picture, in its own units (600 × 800, origin top left). */
export type Point = readonly [x: number, y: number];

/** A number as short as the eye needs it. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function segment(p0: Point, p1: Point, p2: Point, p3: Point, tension: number): string {
  const k = tension / 6;
  const c1: Point = [p1[0] + (p2[0] - p0[0]) * k, p1[1] + (p2[1] - p0[1]) * k];
  const c2: Point = [p2[0] - (p3[0] - p1[0]) * k, p2[1] - (p3[1] - p1[1]) * k];
  return `C${n(c1[0])},${n(c1[1])} ${n(c2[0])},${n(c2[1])} ${n(p2[0])},${n(p2[1])}`;
}

/** A smooth closed outline through the points (Catmull-Rom as Bézier curves). */
export function closed(points: readonly Point[], tension = 1): string {
  const at = (i: number): Point => points[(i + points.length) % points.length] ?? [0, 0];
  const start = at(0);
  let d = `M${n(start[0])},${n(start[1])}`;
  for (let i = 0; i < points.length; i++) d += segment(at(i - 1), at(i), at(i + 1), at(i + 2), tension);
  return `${d}Z`;
}

/** A smooth open line through the points, beginning with `M` or, to continue a path, with `L`. */
export function open(points: readonly Point[], tension = 1, begin: 'M' | 'L' = 'M'): string {
  const at = (i: number): Point => points[Math.min(Math.max(i, 0), points.length - 1)] ?? [0, 0];
  const start = at(0);
  let d = `${begin}${n(start[0])},${n(start[1])}`;
  for (let i = 0; i < points.length - 1; i++) d += segment(at(i - 1), at(i), at(i + 1), at(i + 2), tension);
  return d;
}

/** The left half for a right half given from top to bottom; the middle points are not doubled. */
export function symmetric(cx: number, half: readonly (readonly [dx: number, y: number])[]): Point[] {
  const right = half.map(([dx, y]): Point => [cx + dx, y]);
  const left = half
    .filter(([dx]) => dx !== 0)
    .map(([dx, y]): Point => [cx - dx, y])
    .reverse();
  return [...right, ...left];
}

/** A tapered stroke: a thin leaf from the first to the last point, thickest in the middle. */
export function leaf(points: readonly Point[], thickness: number, bias = 0.5): string {
  const count = points.length - 1;
  const upper: Point[] = [];
  const lower: Point[] = [];
  points.forEach(([x, y], i) => {
    const t = i / count;
    const warped = t < bias ? t / (2 * bias) : 0.5 + (t - bias) / (2 * (1 - bias));
    const half = Math.sin(Math.PI * warped) * thickness * 0.5;
    upper.push([x, y - half]);
    lower.push([x, y + half]);
  });
  return `${open(upper)}${open(lower.reverse(), 1, 'L')}Z`;
}

/** Linear interpolation. */
export function mixNumber(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function ramp(value: number, from: number, to: number): number {
  const t = Math.min(Math.max((value - from) / (to - from), 0), 1);
  return t * t * (3 - 2 * t);
}
