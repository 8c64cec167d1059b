import type { BirthDate } from './birth-date.ts';
import type { Sex } from './card-codes.ts';
import { compareTexts, type TextMatch } from './text.ts';

/** Name, address, date of birth and sex (基本4情報). */
export interface FourAttributes {
  readonly name: string;
  readonly address: string;
  readonly birthDate: BirthDate;
  readonly sex: Sex;
}

export type AttributeMatches = Readonly<Record<keyof FourAttributes, TextMatch>>;

/** How far what somebody says agrees with the registry, attribute by attribute. What was not said is `different`. */
export function matchAttributes(
  claimed: Partial<FourAttributes>,
  recorded: FourAttributes,
): AttributeMatches {
  const text = (key: 'name' | 'address') => {
    const said = claimed[key];
    return said === undefined ? 'different' : compareTexts(said, recorded[key]);
  };
  return {
    name: text('name'),
    address: text('address'),
    birthDate: compareBirthDates(claimed.birthDate, recorded.birthDate),
    sex: claimed.sex === recorded.sex ? 'same' : 'different',
  };
}

/** `variant` where one of the two says less than the other and they agree as far as they go: a person has to look. */
function compareBirthDates(claimed: BirthDate | undefined, recorded: BirthDate): TextMatch {
  if (claimed === undefined) return 'different';
  if (claimed === recorded) return 'same';
  return `${claimed}-`.startsWith(`${recorded}-`) || `${recorded}-`.startsWith(`${claimed}-`)
    ? 'variant'
    : 'different';
}

/** All four attributes agree exactly: what linking a number to anything asks for (domain.md NUM-05, INC-08). */
export function allMatch(matches: AttributeMatches): boolean {
  return Object.values(matches).every((match) => match === 'same');
}

/**
 * Whether this is the person the card was made for, of whom two may bear one name: name, birth date and address all agree
 * (domain.md IDD-05). `variant` means that a clerk must look.
 */
export function matchForHandOver(matches: AttributeMatches): TextMatch {
  const decisive = [matches.name, matches.birthDate, matches.address];
  if (decisive.includes('different')) return 'different';
  return decisive.includes('variant') ? 'variant' : 'same';
}

/** Whether a call-centre operator may suspend on these answers alone; otherwise a supervisor decides (domain.md LOS-03). */
export function enoughToSuspend(matches: AttributeMatches): boolean {
  return Object.values(matches).filter((match) => match === 'same').length >= 3;
}
