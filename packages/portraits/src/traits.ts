import {
  AFRICAN_SKIN,
  BACKGROUNDS,
  type Colour,
  DARK_HAIR,
  DYED_HAIR,
  EAST_ASIAN_SKIN,
  EUROPEAN_HAIR,
  EUROPEAN_SKIN,
  mix,
  type SkinTones,
  SOUTH_ASIAN_SKIN,
  skinTones,
} from './palette.ts';
import { createRandom, type Random } from './random.ts';
import { mixNumber, ramp } from './shape.ts';

/** Whose portrait to draw. The same values always give the same picture. */
export interface PortraitSubject {
  /** Any text that names the person; people with different seeds look different. */
  readonly seed: string;
  /** Completed years. */
  readonly age: number;
  /** '1' male, '2' female (ISO/IEC 5218, as in the registry). */
  readonly sex: '1' | '2';
  /** ISO 3166-1 alpha-3; shifts the range of skin and hair tones. Japan when left out. */
  readonly nationality?: string;
}

/** Where everything in a face is, in picture units. `dx` and `w` values are half widths from the middle line. */
export interface Geometry {
  readonly cx: number;
  readonly crown: number;
  readonly chin: number;
  readonly cheekW: number;
  readonly jawW: number;
  readonly chinW: number;
  readonly hairline: number;
  readonly browY: number;
  readonly eyeY: number;
  readonly eyeDX: number;
  readonly eyeW: number;
  readonly eyeH: number;
  readonly irisR: number;
  readonly noseY: number;
  readonly noseW: number;
  readonly mouthY: number;
  readonly mouthW: number;
  readonly earTop: number;
  readonly earBottom: number;
  readonly neckW: number;
}

/** Every way to wear one's hair; each is drawn in `hair-short.ts` or `hair-long.ts`. */
export type HairStyle =
  | 'wisps'
  | 'bowl'
  | 'crop'
  | 'side-part'
  | 'textured'
  | 'centre-part'
  | 'swept-back'
  | 'mushroom'
  | 'buzz'
  | 'receding'
  | 'bald'
  | 'bob'
  | 'bob-open'
  | 'long-centre'
  | 'long-fringe'
  | 'long-side'
  | 'tied-back'
  | 'pixie'
  | 'wavy'
  | 'pigtails'
  | 'perm';

/** Everything that tells one face from another. */
export interface Traits {
  readonly age: number;
  readonly female: boolean;
  /** 1 for a newborn, 0 from 16 on. */
  readonly childness: number;
  /** 0 up to 28, 1 at 85 and over. */
  readonly ageing: number;
  readonly geometry: Geometry;
  readonly skin: SkinTones;
  readonly hair: Colour;
  readonly hairStyle: HairStyle;
  readonly hairVolume: number;
  /** 1 or −1: the side on which the hair is parted. */
  readonly partSide: 1 | -1;
  readonly brow: { readonly thickness: number; readonly arch: number; readonly colour: Colour };
  readonly eye: {
    readonly tilt: number;
    readonly doubleLid: boolean;
    readonly lash: number;
    readonly iris: Colour;
  };
  readonly nose: { readonly bridge: number; readonly tip: number };
  readonly mouth: { readonly fullness: number; readonly smile: number };
  readonly stubble: number;
  readonly freckles: boolean;
  readonly mole: readonly [dx: number, dy: number] | undefined;
  readonly glasses: 'round' | 'square' | 'half-rim' | undefined;
  readonly background: Colour;
}

function geometryOf(random: Random, age: number, female: boolean, childness: number): Geometry {
  const c = childness;
  const vary = (spread: number): number => random.between(-spread, spread);
  // PHO-01: 4 mm above the crown, 34 mm from crown to chin, of 45 mm; babies a little smaller, as in real life.
  const crown = mixNumber(71, 88, c);
  const chin = mixNumber(675, 662, c);
  const height = chin - crown;
  const at = (adult: number, baby: number, spread: number): number =>
    crown + height * (mixNumber(adult, baby, c) + vary(spread));
  const cheekW = mixNumber(female ? 181 : 189, 216, c) + vary(mixNumber(16, 9, c));
  const sag = ramp(age, 50, 85) * 8;
  const jaw = mixNumber(female ? 0.8 : 0.85, 0.89, c) + vary(mixNumber(0.085, 0.04, c));
  const chinShape = mixNumber(female ? 0.33 : 0.42, 0.42, c) + vary(0.1);
  const eyeY = at(0.512, 0.615, 0.008);
  return {
    cx: 300,
    crown,
    chin,
    cheekW,
    jawW: cheekW * jaw + sag,
    chinW: cheekW * chinShape + sag * 0.5,
    hairline: at(0.2, 0.15, 0.022) - ramp(age, 45, 85) * 14,
    browY: eyeY - mixNumber(female ? 63 : 58, 70, c) + vary(8),
    eyeY,
    eyeDX: cheekW * (mixNumber(0.488, 0.49, c) + vary(0.022)),
    eyeW: mixNumber(female ? 48 : 45.5, 50, c) + vary(5),
    eyeH: mixNumber(female ? 17.2 : 14.8, 23, c) + vary(3) - ramp(age, 45, 85) * 3.4,
    irisR: mixNumber(female ? 20.5 : 19, 26, c),
    noseY: at(0.71, 0.762, 0.018) + ramp(age, 50, 85) * 6,
    noseW: mixNumber(female ? 39 : 45, 36, c) + vary(7),
    mouthY: at(0.815, 0.868, 0.012) + ramp(age, 50, 85) * 4,
    mouthW: mixNumber(female ? 71 : 77, 49, c) + vary(8),
    earTop: eyeY - mixNumber(38, 30, c) + vary(6),
    earBottom: at(0.705, 0.76, 0.012) + ramp(age, 50, 85) * 10,
    neckW: mixNumber(female ? 90 : 110, 80, ramp(c, 0, 0.75)) + vary(8),
  };
}

function hairStyleOf(random: Random, age: number, female: boolean): HairStyle {
  if (age < 2) return 'wisps';
  if (female) {
    if (age < 13) return random.pick(['bowl', 'bob', 'pigtails', 'long-fringe', 'tied-back', 'bob-open']);
    if (age < 30) {
      return random.pick(['bob', 'bob-open', 'long-centre', 'long-fringe', 'long-side', 'tied-back', 'wavy']);
    }
    if (age < 58) {
      return random.pick(['bob-open', 'bob', 'long-side', 'tied-back', 'pixie', 'wavy', 'long-centre']);
    }
    return random.pick(['perm', 'pixie', 'perm', 'bob-open', 'tied-back', 'perm', 'wavy']);
  }
  if (age < 12) return random.pick(['crop', 'bowl', 'textured', 'mushroom']);
  if (age < 35)
    return random.pick(['textured', 'centre-part', 'mushroom', 'side-part', 'crop', 'swept-back']);
  if (age < 58) {
    return random.pick(['side-part', 'crop', 'textured', 'swept-back', 'receding', 'centre-part', 'buzz']);
  }
  return random.pick(['side-part', 'receding', 'bald', 'swept-back', 'crop', 'bald', 'receding']);
}

function tonesOf(random: Random, nationality: string, age: number): { skin: Colour; hair: Colour } {
  const dyed = age > 18 && random.chance(0.3);
  switch (nationality) {
    case 'NPL':
    case 'IND':
    case 'LKA':
    case 'BGD':
    case 'PAK':
      return { skin: random.pick(SOUTH_ASIAN_SKIN), hair: random.pick(DARK_HAIR) };
    case 'NGA':
    case 'GHA':
    case 'KEN':
      return { skin: random.pick(AFRICAN_SKIN), hair: random.pick(DARK_HAIR) };
    case 'GBR':
    case 'FRA':
    case 'DEU':
    case 'AUS':
      return { skin: random.pick(EUROPEAN_SKIN), hair: random.pick(EUROPEAN_HAIR) };
    case 'BRA':
    case 'USA':
    case 'PER':
      return {
        skin: random.pick([...EUROPEAN_SKIN, ...SOUTH_ASIAN_SKIN, ...AFRICAN_SKIN]),
        hair: random.pick([...DARK_HAIR, ...DYED_HAIR]),
      };
    case 'VNM':
    case 'PHL':
    case 'IDN':
    case 'MMR':
      return {
        skin: random.pick([...EAST_ASIAN_SKIN.slice(3, 6), ...SOUTH_ASIAN_SKIN.slice(0, 2)]),
        hair: random.pick(DARK_HAIR),
      };
    default:
      return { skin: random.pick(EAST_ASIAN_SKIN), hair: random.pick(dyed ? DYED_HAIR : DARK_HAIR) };
  }
}

/** Chooses a face for a person. */
export function traitsOf(subject: PortraitSubject): Traits {
  const random = createRandom(`portrait:${subject.seed}`);
  const { age } = subject;
  const female = subject.sex === '2';
  const childness = (1 - ramp(age, -4, 16)) / (1 - ramp(0, -4, 16));
  const ageing = ramp(age, 28, 88);
  const tones = tonesOf(random, subject.nationality ?? 'JPN', age);
  // Grey comes between 38 and 75, at a pace of one's own; many people of 50 to 70 dye their hair.
  const onset = random.between(38, 58);
  const dyes = age < 72 && random.chance(female ? 0.5 : 0.2);
  const grey = ramp(age, onset, onset + 26) * (dyes ? 0.15 : 1);
  const white = mix('#8f8c8b', '#e9e7e4', ramp(age, 62, 92));
  const hair = mix(tones.hair, white, grey);
  const eyesight = age < 6 ? 0 : age < 16 ? 0.14 : age < 45 ? 0.24 : 0.38;
  return {
    age,
    female,
    childness,
    ageing,
    geometry: geometryOf(random, age, female, childness),
    skin: skinTones(tones.skin, female && age > 17 ? random.between(0.42, 0.6) : random.between(0.28, 0.38)),
    hair,
    hairStyle: hairStyleOf(random, age, female),
    hairVolume: mixNumber(random.between(14, 30), 9, childness),
    partSide: random.chance(0.5) ? 1 : -1,
    brow: {
      thickness: mixNumber(female ? random.between(11, 15) : random.between(15, 21), 7, childness),
      arch: female ? random.between(3, 10) : random.between(0, 7),
      colour: mix(mix(hair, tones.skin, 0.14), '#2a2220', grey > 0.5 ? 0.12 : 0.3),
    },
    eye: {
      tilt: random.between(-2, 7) - ageing * 4,
      doubleLid: random.chance(0.55),
      lash: mixNumber(
        (female ? random.between(0.8, 1.25) : random.between(0.5, 0.7)) - ageing * 0.3,
        0.75,
        childness,
      ),
      iris: random.pick(['#3a241b', '#2b1b16', '#4a2f20', '#352019']),
    },
    nose: { bridge: random.between(0.3, 1) * (1 - childness), tip: random.between(-3, 5) },
    mouth: {
      fullness: random.between(0.78, 1.35) * (female ? 1 : 0.86) * (1 - ageing * 0.32),
      smile: random.between(3, 11) + childness,
    },
    stubble: !female && age > 20 && random.chance(0.35) ? random.between(0.08, 0.2) : 0,
    freckles: age < 50 && random.chance(0.07),
    mole: age > 8 && random.chance(0.16) ? [random.between(-110, 110), random.between(70, 190)] : undefined,
    glasses: random.chance(eyesight) ? random.pick(['round', 'square', 'half-rim'] as const) : undefined,
    background: random.pick(BACKGROUNDS),
  };
}
