import { cap, cut, type Draw, edges, type Frame, fringe, type SidePoint } from './hair-frame.ts';
import { closed, type Point } from './shape.ts';
import type { Geometry } from './traits.ts';

function behind(frame: Frame, half: readonly SidePoint[]): string {
  const { p } = frame;
  return closed([...half.map(([u, y]) => p(u, y)), ...half.map(([u, y]) => p(-u, y)).reverse()]);
}

function longBack(frame: Frame, wide: number): string {
  const { g } = frame;
  return behind(frame, [
    [0.5, g.crown + 60],
    [1.02, g.eyeY - 60],
    [wide, g.noseY],
    [wide + 0.03, g.chin],
    [wide + 0.06, 840],
  ]);
}

function bobBack(frame: Frame): string {
  const { g } = frame;
  return behind(frame, [
    [0.5, g.crown + 60],
    [1.02, g.eyeY - 60],
    [1.14, g.noseY],
    [1.04, g.chin - 26],
    [0.6, g.chin - 10],
  ]);
}

/** The edge of hair parted in the middle or at the side. */
const parted: Record<'centre' | 'side', (f: Frame) => Point[]> = {
  centre: ({ g, p }) => [
    p(-0.66, g.hairline + 48),
    p(-0.34, g.hairline + 6),
    p(-0.03, g.hairline - 30),
    p(0.03, g.hairline - 30),
    p(0.34, g.hairline + 6),
    p(0.66, g.hairline + 48),
  ],
  side: ({ g, p }) => [
    p(-0.76, g.hairline + 86),
    p(-0.5, g.hairline + 54),
    p(-0.12, g.hairline + 22),
    p(0.24, g.hairline - 8),
    p(0.4, g.hairline - 24),
    p(0.5, g.hairline - 8),
    p(0.7, g.hairline + 40),
  ],
};

function longEnd(g: Geometry, wide: number): SidePoint[] {
  return [
    [wide + 0.02, 830],
    [wide + 0.02, g.chin],
    [wide, g.noseY],
    [1.1, g.eyeY - 10],
  ];
}

function longInner(g: Geometry, face: number): SidePoint[] {
  return [
    [face - 0.03, g.hairline + 110],
    [face + 0.045, g.eyeY],
    [face + 0.04, g.noseY],
    [face + 0.0, g.mouthY],
    [face - 0.05, g.chin],
    [face - 0.06, 830],
  ];
}

/** Styles that cover or pass the ears, or are tied. */
export const LONG_STYLES = {
  bob: (f) => {
    const { edge, locks } = cut(f, f.g.browY - 30, {
      from: 0.8,
      count: 13,
      reach: 24,
      width: 24,
      lean: -0.1,
    });
    const side = longInner(f.g, 0.86).slice(1, 3);
    const tip: SidePoint = [0.76, f.g.chin - 30];
    return {
      outer: cap(f, [
        [0.9, f.g.chin - 24],
        [1.1, f.g.mouthY],
        [1.19, f.g.noseY - 20],
        [1.13, f.g.eyeY - 20],
      ]),
      inner: edges(f, [[0.86, f.g.browY], ...side, tip], edge),
      locks,
      back: bobBack(f),
      flow: 'down',
    };
  },
  'bob-open': (f) => ({
    outer: cap(f, [
      [0.92, f.g.chin - 30],
      [1.12, f.g.mouthY],
      [1.17, f.g.noseY - 20],
      [1.12, f.g.eyeY - 20],
    ]),
    inner: [
      f.p(-0.78, f.g.chin - 36),
      f.p(-0.92, f.g.mouthY - 10),
      f.p(-0.93, f.g.noseY - 30),
      f.p(-0.9, f.g.eyeY - 40),
      ...parted.side(f),
      f.p(0.86, f.g.eyeY - 60),
      f.p(0.95, f.g.noseY - 40),
      f.p(0.93, f.g.mouthY - 10),
      f.p(0.78, f.g.chin - 36),
    ],
    back: bobBack(f),
    flow: 'along',
  }),
  'long-centre': (f) => ({
    outer: cap(f, longEnd(f.g, 1.13)),
    inner: edges(f, longInner(f.g, 0.88), parted.centre(f)),
    back: longBack(f, 1.12),
    flow: 'along',
  }),
  'long-fringe': (f) => {
    const { edge, locks } = cut(f, f.g.browY - 38, {
      from: 0.78,
      count: 9,
      reach: 34,
      width: 25,
      lean: 0.16,
    });
    return {
      outer: cap(f, longEnd(f.g, 1.14)),
      inner: edges(f, [[0.87, f.g.browY + 4], ...longInner(f.g, 0.88).slice(1)], edge),
      locks,
      back: longBack(f, 1.14),
      flow: 'down',
    };
  },
  'long-side': (f) => ({
    outer: cap(f, longEnd(f.g, 1.15)),
    inner: edges(f, longInner(f.g, 0.89), parted.side(f)),
    back: longBack(f, 1.16),
    flow: 'along',
  }),
  'tied-back': (f) => ({
    outer: cap({ ...f, vol: 9 }, [
      [0.99, f.g.earTop + 30],
      [1.02, f.g.earTop - 6],
    ]),
    inner: edges(
      f,
      [
        [0.88, f.g.eyeY - 78],
        [0.94, f.g.earTop + 6],
        [0.97, f.g.earTop + 40],
      ],
      [
        f.p(-0.74, f.g.hairline + 50),
        f.p(-0.5, f.g.hairline + 16),
        f.p(-0.1, f.g.hairline + 2),
        f.p(0.3, f.g.hairline - 10),
        f.p(0.56, f.g.hairline + 14),
        f.p(0.76, f.g.hairline + 54),
      ],
    ),
    back: f.random.chance(0.6)
      ? closed([
          f.p(0.5, f.g.noseY),
          f.p(0.86, f.g.mouthY + 10),
          f.p(0.98, f.g.chin + 10),
          f.p(1.02, f.g.chin + 70),
          f.p(0.94, 830),
          f.p(0.62, 830),
          f.p(0.56, f.g.chin),
          f.p(0.3, f.g.mouthY),
        ])
      : '',
    flow: 'along',
    root: f.p(0.3, f.g.crown + 30),
  }),
  pixie: (f) => ({
    outer: cap(f, [
      [1.0, f.g.earTop + 92],
      [1.07, f.g.earTop + 30],
    ]),
    inner: edges(
      f,
      [
        [0.86, f.g.browY + 4],
        [0.93, f.g.eyeY + 6],
        [0.965, f.g.earTop + 96],
      ],
      [
        f.p(-0.78, f.g.browY - 26),
        f.p(-0.5, f.g.browY - 48),
        f.p(-0.16, f.g.hairline + 48),
        f.p(0.2, f.g.hairline + 12),
        f.p(0.42, f.g.hairline - 22),
        f.p(0.56, f.g.hairline + 22),
        f.p(0.76, f.g.hairline + 66),
      ],
    ),
    back: '',
    flow: 'along',
    innerTension: 0.85,
    root: f.p(0.4, f.g.crown + 40),
  }),
  wavy: (f) => ({
    outer: cap(f, [
      [1.16, 812],
      [1.3, f.g.chin + 40],
      [1.14, f.g.chin - 40],
      [1.28, f.g.mouthY - 30],
      [1.13, f.g.noseY - 50],
      [1.17, f.g.eyeY - 20],
    ]),
    inner: edges(
      f,
      [
        [0.86, f.g.hairline + 116],
        [0.95, f.g.eyeY],
        [0.89, f.g.noseY - 10],
        [0.95, f.g.mouthY],
        [0.8, f.g.chin - 20],
        [0.9, f.g.chin + 40],
        [0.74, 812],
      ],
      parted.side(f),
    ),
    back: longBack(f, 1.1),
    flow: 'along',
  }),
  pigtails: (f) => {
    const { edge, locks } = cut(f, f.g.browY - 34, {
      from: 0.78,
      count: 10,
      reach: 24,
      width: 26,
      lean: 0.1,
    });
    return {
      outer: cap({ ...f, vol: 8 }, [
        [0.99, f.g.earTop + 30],
        [1.02, f.g.earTop - 6],
      ]),
      inner: edges(
        f,
        [
          [0.9, f.g.eyeY - 60],
          [0.95, f.g.earTop + 36],
        ],
        edge,
      ),
      locks,
      back: [1, -1]
        .map((s) =>
          closed([
            f.p(s * 0.9, f.g.noseY - 60),
            f.p(s * 1.22, f.g.noseY - 40),
            f.p(s * 1.34, f.g.mouthY + 10),
            f.p(s * 1.25, f.g.chin + 40),
            f.p(s * 1.13, f.g.chin + 96),
            f.p(s * 1.03, f.g.chin + 30),
            f.p(s * 0.98, f.g.mouthY),
          ]),
        )
        .join(''),
      flow: 'down',
    };
  },
  perm: (f) => {
    const { g, random } = f;
    const curls: [number, number, number][] = [];
    const ring = (scale: number, count: number, r: number): void => {
      for (let i = 0; i <= count; i++) {
        const angle = Math.PI * (-0.02 + (1.04 * i) / count) + random.between(-0.03, 0.03);
        const top = (g.eyeY - g.crown - 16 - r) * scale;
        curls.push([
          g.cx + Math.cos(angle) * g.cheekW * 1.08 * scale,
          g.eyeY - 20 - Math.sin(angle) * top + random.between(-4, 4),
          r * random.between(0.85, 1.2),
        ]);
      }
    };
    ring(1, 28, 23);
    ring(0.94, 26, 24);
    ring(0.8, 18, 24);
    ring(0.7, 12, 22);
    const visible = curls.filter(
      ([x, y, r]) => Math.abs(x - g.cx) - r > g.cheekW * 0.8 || (y < g.browY - 60 && y + r < g.hairline + 44),
    );
    return {
      outer: cap(
        { ...f, vol: 6 },
        [
          [1.03, g.earTop + 50],
          [1.06, g.earTop],
        ],
        -16,
      ),
      inner: edges(
        f,
        [
          [0.9, g.hairline + 76],
          [0.96, g.eyeY - 40],
          [0.95, g.earTop + 56],
        ],
        fringe(f, -0.74, 0.74, g.hairline + 12),
      ),
      curls: visible,
      flow: 'short',
    };
  },
} as const satisfies Record<string, Draw>;
