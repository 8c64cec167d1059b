import type { Draw, Frame, HairShape } from './hair-frame.ts';
import { LONG_STYLES } from './hair-long.ts';
import { SHORT_STYLES } from './hair-short.ts';
import type { Random } from './random.ts';
import type { HairStyle, Traits } from './traits.ts';

const STYLES: Readonly<Record<HairStyle, Draw>> = { ...SHORT_STYLES, ...LONG_STYLES };

/** The hair of these traits as outlines. */
export function hairShape(t: Traits, random: Random): HairShape {
  const g = t.geometry;
  const frame: Frame = {
    g,
    vol: t.hairVolume,
    random,
    p: (u, y) => [g.cx + u * g.cheekW * t.partSide, y],
  };
  const drawn = STYLES[t.hairStyle](frame);
  return {
    back: '',
    root: frame.p(0, g.crown + 26),
    innerTension: 1,
    locks: '',
    curls: [],
    opacity: 1,
    ...drawn,
  };
}
