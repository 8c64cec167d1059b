import type { Segment } from '../drawing/path.ts';

const COMMAND = /\s*([MmLlHhVvCcSsQqTtAaZz])/y;
const NUMBER = /[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y;
const FLAG = /[\s,]*([01])/y;

const ARGUMENTS: Readonly<Record<string, number>> = {
  M: 2,
  L: 2,
  H: 1,
  V: 1,
  C: 6,
  S: 4,
  Q: 4,
  T: 2,
  A: 7,
  Z: 0,
};

/** A drawing of a sign has some hundred; each costs time on every card and paper. */
export const MOST_STEPS = 4000;

/**
 * Reads SVG path data (SVG 2 §9.3) as absolute steps; arcs become curves. undefined: it is none, or has more steps than a
 * sign needs.
 */
export function readPath(d: string): readonly Segment[] | undefined {
  const pen = new Pen();
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(d);
    if (found) at = pattern.lastIndex;
    return found?.[1];
  };
  while (d.slice(at).trim() !== '') {
    const command = take(COMMAND);
    if (command === undefined) return undefined;
    const kind = command.toUpperCase();
    const count = ARGUMENTS[kind] ?? 0;
    for (let first = true; ; first = false) {
      const before = at;
      const args: number[] = [];
      for (let i = 0; i < count; i++) {
        const found = take(kind === 'A' && (i === 3 || i === 4) ? FLAG : NUMBER);
        if (found === undefined) break;
        args.push(Number(found));
      }
      if (args.length < count || args.some((value) => !Number.isFinite(value))) {
        if (first || args.length > 0) return undefined;
        at = before;
        break;
      }
      // More pairs behind a move are lines (SVG 2 §9.3.3).
      const step = kind === 'M' && !first ? 'L' : kind;
      if (!pen.draw(step, args, command !== kind)) return undefined;
      if (pen.segments.length > MOST_STEPS) return undefined;
      if (count === 0) break;
    }
  }
  return pen.segments;
}

/** Where the pen is, and what the next smooth curve mirrors. */
class Pen {
  readonly segments: Segment[] = [];
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  #control: { readonly kind: 'C' | 'Q'; readonly x: number; readonly y: number } | undefined;

  /** false: nothing may be drawn before the first move. */
  draw(kind: string, args: readonly number[], relative: boolean): boolean {
    if (this.segments.length === 0 && kind !== 'M') return false;
    const [ox, oy] = relative ? [this.#x, this.#y] : [0, 0];
    const points = args.map((value, i) => value + (i % 2 === 0 ? ox : oy));
    const [a = 0, b = 0, c = 0, e = 0, f = 0, g = 0] = points;
    const control = this.#control;
    this.#control = undefined;
    if (kind === 'M') {
      [this.#startX, this.#startY] = [a, b];
      this.#to('M', [a, b]);
    } else if (kind === 'L') this.#to('L', [a, b]);
    else if (kind === 'H') this.#to('L', [(args[0] ?? 0) + ox, this.#y]);
    else if (kind === 'V') this.#to('L', [this.#x, (args[0] ?? 0) + oy]);
    else if (kind === 'C') this.#curve(a, b, c, e, f, g);
    else if (kind === 'S') this.#curve(...this.#mirrored(control, 'C'), a, b, c, e);
    else if (kind === 'Q') this.#quadratic(a, b, c, e);
    else if (kind === 'T') this.#quadratic(...this.#mirrored(control, 'Q'), a, b);
    else if (kind === 'A') {
      const [rx = 0, ry = 0, turn = 0, large = 0, sweep = 0, x = 0, y = 0] = args;
      this.#arc({ rx, ry, turn, large: large === 1, sweep: sweep === 1, x: x + ox, y: y + oy });
    } else {
      this.segments.push({ op: 'Z', points: [] });
      [this.#x, this.#y] = [this.#startX, this.#startY];
    }
    return true;
  }

  #to(op: 'M' | 'L' | 'Q' | 'C', points: readonly number[]): void {
    this.segments.push({ op, points });
    [this.#x, this.#y] = [points.at(-2) ?? 0, points.at(-1) ?? 0];
  }

  #curve(a: number, b: number, c: number, e: number, x: number, y: number): void {
    this.#to('C', [a, b, c, e, x, y]);
    this.#control = { kind: 'C', x: c, y: e };
  }

  #quadratic(a: number, b: number, x: number, y: number): void {
    this.#to('Q', [a, b, x, y]);
    this.#control = { kind: 'Q', x: a, y: b };
  }

  #mirrored(
    control: { readonly kind: 'C' | 'Q'; readonly x: number; readonly y: number } | undefined,
    kind: 'C' | 'Q',
  ): [number, number] {
    if (control?.kind !== kind) return [this.#x, this.#y];
    return [2 * this.#x - control.x, 2 * this.#y - control.y];
  }

  /** SVG 2 §B.2.4: from end points to a centre, then a curve for each quarter. */
  #arc(arc: {
    readonly rx: number;
    readonly ry: number;
    readonly turn: number;
    readonly large: boolean;
    readonly sweep: boolean;
    readonly x: number;
    readonly y: number;
  }): void {
    const { x, y, large, sweep } = arc;
    const [x0, y0] = [this.#x, this.#y];
    let [rx, ry] = [Math.abs(arc.rx), Math.abs(arc.ry)];
    if (rx === 0 || ry === 0 || (x === x0 && y === y0)) {
      this.#to('L', [x, y]);
      return;
    }
    const [cos, sin] = [Math.cos((arc.turn * Math.PI) / 180), Math.sin((arc.turn * Math.PI) / 180)];
    const [dx, dy] = [(x0 - x) / 2, (y0 - y) / 2];
    const [px, py] = [cos * dx + sin * dy, -sin * dx + cos * dy];
    const stretch = Math.sqrt((px / rx) ** 2 + (py / ry) ** 2);
    if (stretch > 1) [rx, ry] = [rx * stretch, ry * stretch];
    const under = (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2;
    const root =
      Math.sqrt(Math.max(0, under / ((rx * py) ** 2 + (ry * px) ** 2))) * (large === sweep ? -1 : 1);
    const [qx, qy] = [(root * rx * py) / ry, (-root * ry * px) / rx];
    const [cx, cy] = [cos * qx - sin * qy + (x0 + x) / 2, sin * qx + cos * qy + (y0 + y) / 2];
    const from = Math.atan2((py - qy) / ry, (px - qx) / rx);
    let angle = Math.atan2((-py - qy) / ry, (-px - qx) / rx) - from;
    if (sweep && angle < 0) angle += 2 * Math.PI;
    if (!sweep && angle > 0) angle -= 2 * Math.PI;
    const parts = Math.max(1, Math.ceil(Math.abs(angle) / (Math.PI / 2) - 1e-9));
    const step = angle / parts;
    const reach = (4 / 3) * Math.tan(step / 4);
    const on = (u: number, v: number): [number, number] => [
      cx + cos * rx * u - sin * ry * v,
      cy + sin * rx * u + cos * ry * v,
    ];
    for (let i = 0; i < parts; i++) {
      const [t, s] = [from + i * step, from + (i + 1) * step];
      const first = on(Math.cos(t) - reach * Math.sin(t), Math.sin(t) + reach * Math.cos(t));
      const second = on(Math.cos(s) + reach * Math.sin(s), Math.sin(s) - reach * Math.cos(s));
      const end = i === parts - 1 ? [x, y] : on(Math.cos(s), Math.sin(s));
      this.#to('C', [...first, ...second, ...end]);
    }
  }
}
