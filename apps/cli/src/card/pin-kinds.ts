import type { CardProfile } from '@mibun/card';
import { CREDENTIALS, type CredentialKind } from '@mibun/rules';
import { CommandError } from '../output.ts';

export const PIN_KINDS = Object.keys(CREDENTIALS) as readonly CredentialKind[];

/** A secret of the holder on one card. */
export interface CardPin {
  readonly kind: CredentialKind;
  /** What the card keeps the same PIN for; generation 2 has one for everything but signing. */
  readonly alsoFor: readonly CredentialKind[];
  readonly name: string;
}

/** The PINs of a card of this profile, each once. */
export function pinsOf({ roles }: CardProfile): readonly CardPin[] {
  const placeOf = (kind: CredentialKind) => JSON.stringify(roles[kind]);
  return PIN_KINDS.filter(
    (kind, at) => PIN_KINDS.findIndex((one) => placeOf(one) === placeOf(kind)) === at,
  ).map((kind) => {
    const alsoFor = PIN_KINDS.filter((one) => one !== kind && placeOf(one) === placeOf(kind));
    return { kind, alsoFor, name: alsoFor.length === 0 ? CREDENTIALS[kind].en : 'PIN' };
  });
}

/** The PIN that stands for this one on a card of this profile. */
export function pinFor(profile: CardProfile, kind: CredentialKind): CardPin {
  const found = pinsOf(profile).find((pin) => pin.kind === kind || pin.alsoFor.includes(kind));
  return found ?? { kind, alsoFor: [], name: CREDENTIALS[kind].en };
}

/** @throws CommandError for a name that is none of the four */
export function pinKind(name: string): CredentialKind {
  const kind = PIN_KINDS.find((one) => one === name || (name === 'auth' && one === 'authentication'));
  if (kind === undefined)
    throw new CommandError(`there is no PIN ${name}`, `it is one of ${PIN_KINDS.join(', ')}`);
  return kind;
}
