import { cap, cut, type Draw, edges, type SidePoint } from './hair-frame.ts';
import type { Geometry } from './traits.ts';

function sideburns(g: Geometry): SidePoint[] {
  return [
    [0.86, g.hairline + 74],
    [0.925, g.eyeY - 74],
    [0.93, g.earTop + 8],
    [0.985, g.earTop + 46],
  ];
}

const earEnd = (g: Geometry): SidePoint[] => [
  [1.0, g.earTop + 40],
  [1.04, g.earTop - 6],
];

/** Styles that leave the ears free, and those of small children. */
export const SHORT_STYLES = {
  wisps: (f) => {
    const { edge, locks } = cut(f, f.g.hairline + 4, {
      from: 0.6,
      count: 9,
      reach: 34,
      width: 13,
      lean: 0.3,
    });
    return {
      outer: cap({ ...f, vol: -4 }, [[0.95, f.g.eyeY - 100]], -17),
      inner: edges(f, [[0.9, f.g.hairline + 96]], edge),
      locks,
      flow: 'down',
      opacity: 0.46,
    };
  },
  bowl: (f) => {
    const { edge, locks } = cut(f, f.g.browY - 26, {
      from: 0.84,
      count: 12,
      reach: 22,
      width: 25,
      lean: 0.1,
    });
    return {
      outer: cap(f, [
        [1.03, f.g.eyeY + 34],
        [1.1, f.g.eyeY - 24],
      ]),
      inner: [
        f.p(-0.97, f.g.eyeY + 30),
        f.p(-0.9, f.g.eyeY - 24),
        ...edge,
        f.p(0.9, f.g.eyeY - 24),
        f.p(0.97, f.g.eyeY + 30),
      ],
      locks,
      flow: 'down',
    };
  },
  crop: (f) => {
    const { edge, locks } = cut(f, f.g.hairline + 26, {
      from: 0.7,
      count: 10,
      reach: 28,
      width: 19,
      lean: 0.5,
    });
    return { outer: cap(f, earEnd(f.g)), inner: edges(f, sideburns(f.g), edge), locks, flow: 'down' };
  },
  'side-part': (f) => ({
    outer: cap(f, earEnd(f.g)),
    inner: edges(f, sideburns(f.g), [
      f.p(-0.72, f.g.hairline + 48),
      f.p(-0.44, f.g.hairline + 28),
      f.p(-0.05, f.g.hairline + 12),
      f.p(0.28, f.g.hairline - 10),
      f.p(0.44, f.g.hairline - 38),
      f.p(0.5, f.g.hairline - 6),
      f.p(0.72, f.g.hairline + 36),
    ]),
    flow: 'along',
    root: f.p(0.44, f.g.hairline - 44),
  }),
  textured: (f) => {
    const { edge, locks } = cut(f, f.g.hairline + 34, {
      from: 0.72,
      count: 9,
      reach: 58,
      width: 24,
      lean: 0.62,
    });
    return {
      outer: cap(f, earEnd(f.g), 4),
      inner: edges(f, sideburns(f.g), edge),
      locks,
      flow: 'down',
      root: f.p(-0.2, f.g.crown + 24),
    };
  },
  'centre-part': (f) => ({
    outer: cap(f, earEnd(f.g)),
    inner: edges(
      f,
      [
        [0.9, f.g.browY - 10],
        [0.96, f.g.eyeY - 6],
        [0.985, f.g.earTop + 46],
      ],
      [
        f.p(-0.74, f.g.hairline + 82),
        f.p(-0.4, f.g.hairline + 34),
        f.p(-0.04, f.g.hairline - 24),
        f.p(0.04, f.g.hairline - 24),
        f.p(0.4, f.g.hairline + 34),
        f.p(0.74, f.g.hairline + 82),
      ],
    ),
    flow: 'along',
  }),
  'swept-back': (f) => ({
    outer: cap(f, earEnd(f.g)),
    inner: edges(f, sideburns(f.g), [
      f.p(-0.74, f.g.hairline + 30),
      f.p(-0.5, f.g.hairline - 8),
      f.p(-0.2, f.g.hairline - 2),
      f.p(0.2, f.g.hairline - 2),
      f.p(0.5, f.g.hairline - 8),
      f.p(0.74, f.g.hairline + 30),
    ]),
    flow: 'down',
  }),
  mushroom: (f) => {
    const { edge, locks } = cut(f, f.g.browY - 44, {
      from: 0.78,
      count: 9,
      reach: 42,
      width: 27,
      lean: 0.24,
    });
    return {
      outer: cap(f, [
        [1.0, f.g.earTop + 44],
        [1.09, f.g.earTop],
      ]),
      inner: edges(
        f,
        [
          [0.88, f.g.browY + 6],
          [0.94, f.g.earTop + 4],
          [0.985, f.g.earTop + 46],
        ],
        edge,
      ),
      locks,
      flow: 'down',
    };
  },
  buzz: (f) => ({
    outer: cap(
      { ...f, vol: 5 },
      [
        [0.99, f.g.earTop + 34],
        [1.0, f.g.earTop],
      ],
      -9,
    ),
    inner: edges(f, sideburns(f.g), [
      f.p(-0.68, f.g.hairline + 14),
      f.p(-0.3, f.g.hairline),
      f.p(0.3, f.g.hairline),
      f.p(0.68, f.g.hairline + 14),
    ]),
    flow: 'short',
    opacity: 0.82,
  }),
  receding: (f) => ({
    outer: cap({ ...f, vol: f.vol * 0.4 }, earEnd(f.g), -8),
    inner: edges(
      f,
      [
        [0.94, f.g.hairline + 84],
        [0.965, f.g.eyeY - 70],
        [0.985, f.g.earTop + 40],
      ],
      [
        f.p(-0.83, f.g.hairline + 24),
        f.p(-0.62, f.g.hairline - 28),
        f.p(-0.42, f.g.hairline - 34),
        f.p(-0.2, f.g.hairline - 18),
        f.p(0, f.g.hairline - 12),
        f.p(0.2, f.g.hairline - 18),
        f.p(0.42, f.g.hairline - 34),
        f.p(0.62, f.g.hairline - 28),
        f.p(0.83, f.g.hairline + 24),
      ],
    ),
    flow: 'down',
    opacity: 0.94,
  }),
  bald: (f) => {
    const scalp: SidePoint[] = [
      [0.79, f.g.crown + 116],
      [0.46, f.g.crown + 45],
    ];
    return {
      outer: [
        [1.0, f.g.earTop + 40],
        [1.045, f.g.earTop - 6],
        [1.04, f.g.eyeY - 96],
        [0.96, f.g.crown + 166],
        ...scalp,
        [0, f.g.crown + 21],
        ...scalp.map(([u, y]) => [-u, y] as const).reverse(),
        [-0.96, f.g.crown + 166],
        [-1.04, f.g.eyeY - 96],
        [-1.045, f.g.earTop - 6],
        [-1.0, f.g.earTop + 40],
      ].map(([u = 0, y = 0]) => f.p(u, y)),
      inner: edges(
        f,
        [
          ...scalp.slice(0, 1),
          [0.86, f.g.crown + 176],
          [0.9, f.g.eyeY - 90],
          [0.94, f.g.earTop],
          [0.985, f.g.earTop + 40],
        ],
        [f.p(-0.46, f.g.crown + 45), f.p(0, f.g.crown + 21), f.p(0.46, f.g.crown + 45)],
      ),
      flow: 'short',
      opacity: 0.85,
    };
  },
} as const satisfies Record<string, Draw>;
