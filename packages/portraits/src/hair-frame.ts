import type { Random } from './random.ts';
import { mixNumber, n, type Point } from './shape.ts';
import type { Geometry } from './traits.ts';

/** How one hair style lies around a face. */
export interface HairShape {
  /** From the right lower end over the crown to the left lower end. */
  readonly outer: readonly Point[];
  /** From the left lower end along the hairline or fringe to the right lower end. */
  readonly inner: readonly Point[];
  /** Hair behind neck and ears, as a path; empty when there is none. */
  readonly back: string;
  /** Strands run along the outline (`along`), from the crown to the fringe (`down`), or nearly not (`short`). */
  readonly flow: 'along' | 'down' | 'short';
  /** Where the strands come from. */
  readonly root: Point;
  /** Smoothness of the inner edge; below 1 the tips of a fringe stay pointed. */
  readonly innerTension: number;
  /** Locks that fall over the inner edge, as a path. */
  readonly locks: string;
  /** Balls of curly hair, drawn one over the other. */
  readonly curls: readonly (readonly [x: number, y: number, r: number])[];
  readonly opacity: number;
}

/** What a style is drawn with; `p` turns shares of the cheek width into points and mirrors for the parting. */
export interface Frame {
  readonly g: Geometry;
  readonly vol: number;
  readonly random: Random;
  readonly p: (u: number, y: number) => Point;
}

/** A point on one side: distance from the middle in cheek widths, and height. */
export type SidePoint = readonly [u: number, y: number];

/** The outer edge: from the right end over the crown to the left end, mirrored. */
export function cap({ g, vol, p }: Frame, end: readonly SidePoint[], lift = 0): Point[] {
  const v = vol / g.cheekW;
  const half: SidePoint[] = [
    ...end,
    [1.0 + v, g.eyeY - 96],
    [0.885 + v, g.crown + 122],
    [0.635 + v * 0.6, g.crown + 48],
    [0.32, g.crown + 9 - lift],
  ];
  return [
    ...half.map(([u, y]) => p(u, y)),
    p(0, g.crown - lift),
    ...half.map(([u, y]) => p(-u, y)).reverse(),
  ];
}

/** Mirrors the right side of an inner edge given from the top of the face down. */
export function edges({ p }: Frame, down: readonly SidePoint[], top: readonly Point[]): Point[] {
  return [...down.map(([u, y]) => p(-u, y)).reverse(), ...top, ...down.map(([u, y]) => p(u, y))];
}

/** The even edge under a fringe, from left to right; the locks fall over it. */
export function fringe({ p, random }: Frame, from: number, to: number, low: number): Point[] {
  const points: Point[] = [];
  for (let i = 0; i <= 8; i++) {
    const u = from + ((to - from) * i) / 8;
    points.push(p(u, low + (u * u - 0.3) * 16 + random.between(-4, 4)));
  }
  return points;
}

/** Pointed locks from the crown over the edge of a fringe; `lean` > 0 combs them to the right. */
function locks(
  f: Frame,
  edge: readonly Point[],
  count: number,
  reach: number,
  width: number,
  lean: number,
): string {
  const { g, p, random } = f;
  let d = '';
  for (let i = 0; i < count; i++) {
    const at = (i + random.between(0.2, 0.8)) / count;
    const index = at * (edge.length - 1);
    const a = edge[Math.floor(index)];
    const b = edge[Math.ceil(index)];
    if (!a || !b) continue;
    const x = mixNumber(a[0], b[0], index % 1);
    const y = mixNumber(a[1], b[1], index % 1);
    const sway = (lean + random.between(-0.22, 0.22)) * reach;
    const root: Point = [mixNumber(p(0, 0)[0], x, 0.55) - sway * 0.9, mixNumber(g.crown + 40, y, 0.32)];
    const tip: Point = [x + sway, y + reach * random.between(0.55, 1.15)];
    const w = width * random.between(0.75, 1.25);
    const bend: Point = [
      mixNumber(root[0], tip[0], 0.5) + (x - g.cx) * 0.1,
      mixNumber(root[1], tip[1], 0.56),
    ];
    d += `M${n(root[0])},${n(root[1])}C${n(bend[0] - w)},${n(bend[1])} ${n(tip[0] - w * 0.8)},${n(tip[1] - reach * 0.55)} ${n(tip[0])},${n(tip[1])}C${n(tip[0] + w * 0.8)},${n(tip[1] - reach * 0.5)} ${n(bend[0] + w)},${n(bend[1])} ${n(root[0])},${n(root[1])}Z`;
  }
  return d;
}

/** A fringe and its locks as the inner edge and the extra path of a shape. */
export function cut(
  f: Frame,
  low: number,
  options: { from?: number; count: number; reach: number; width: number; lean: number },
): { readonly edge: Point[]; readonly locks: string } {
  const from = options.from ?? 0.78;
  const edge = fringe(f, -from, from, low);
  return { edge, locks: locks(f, edge, options.count, options.reach, options.width, options.lean) };
}

type Optional = 'root' | 'opacity' | 'innerTension' | 'back' | 'locks' | 'curls';
/** Draws one style; what is left out has a plain default. */
export type Draw = (frame: Frame) => Omit<HairShape, Optional> & Partial<Pick<HairShape, Optional>>;
