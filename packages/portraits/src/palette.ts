/** A colour as `#rrggbb`. */
export type Colour = string;

function channels(colour: Colour): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** `t` = 0 gives `a`, `t` = 1 gives `b`. */
export function mix(a: Colour, b: Colour, t: number): Colour {
  const [ar, ag, ab] = channels(a);
  const [br, bg, bb] = channels(b);
  const hex = (x: number, y: number): string =>
    Math.round(x + (y - x) * t)
      .toString(16)
      .padStart(2, '0');
  return `#${hex(ar, br)}${hex(ag, bg)}${hex(ab, bb)}`;
}

/** The tones in which one skin is drawn. */
export interface SkinTones {
  readonly base: Colour;
  readonly light: Colour;
  readonly shade: Colour;
  readonly deep: Colour;
  readonly line: Colour;
  readonly blush: Colour;
  readonly lip: Colour;
}

/** Light, half-tone, shadow and line colours of a skin. */
export function skinTones(base: Colour, lipStrength: number): SkinTones {
  return {
    base,
    light: mix(base, '#fff4e6', 0.42),
    shade: mix(base, '#a05a4a', 0.27),
    deep: mix(base, '#6b2a22', 0.5),
    line: mix(base, '#3a1712', 0.68),
    blush: mix(base, '#e0604f', 0.5),
    lip: mix(base, '#b8404a', lipStrength),
  };
}

export const EAST_ASIAN_SKIN: readonly Colour[] = [
  '#f6dccb',
  '#f4d6c2',
  '#f1cdb5',
  '#ecc4a8',
  '#e5b899',
  '#f7e0d5',
  '#efcdb8',
];
export const SOUTH_ASIAN_SKIN: readonly Colour[] = ['#d3a077', '#c08a61', '#a9744d', '#93623f'];
export const AFRICAN_SKIN: readonly Colour[] = ['#8d5b3c', '#74472d', '#5f3a26'];
export const EUROPEAN_SKIN: readonly Colour[] = ['#f7dccd', '#f3d0bd', '#eec6ae', '#e0b292'];

export const DARK_HAIR: readonly Colour[] = ['#1e1b1f', '#251f21', '#2b2321', '#33261f'];
export const DYED_HAIR: readonly Colour[] = ['#4a3226', '#5d3d2a', '#6f4a31', '#3d2a2b'];
export const EUROPEAN_HAIR: readonly Colour[] = ['#5a3d28', '#7a5634', '#a67c48', '#3b2a20', '#8a4a2c'];

export const BACKGROUNDS: readonly Colour[] = ['#e9eef2', '#eef0ee', '#e6ecf4', '#f1efea', '#e8f0ef'];
export const CLOTHES: readonly Colour[] = [
  '#2f4058',
  '#394048',
  '#5b6b5a',
  '#8a4f42',
  '#b0843f',
  '#4d6f7a',
  '#7b5b73',
  '#d9d2c4',
  '#37474a',
  '#a8a39a',
  '#c58f86',
  '#51628a',
];
export const CHILD_CLOTHES: readonly Colour[] = [
  '#e3b04b',
  '#6fa3c0',
  '#d98277',
  '#8fb284',
  '#b79bc4',
  '#f0ead9',
];
