import { equalBytes } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { encodeName } from '../names.ts';
import { checkedArc, DEMO_ARC } from '../oids.ts';
import { jpkiCompatibleLayout } from './jpki-compatible.ts';
import { mibunLayout } from './mibun.ts';
import { type CertificateNames, checkedNames } from './names.ts';
import type { CaGeneration, CaKind, CertificateProfile, LayoutId, ProfileId, ProfileRef } from './types.ts';

export { type CertificateNames, LONGEST_NAME, type NameProblem, nameProblems } from './names.ts';
export * from './types.ts';

/** The shipped profiles, with the OIDs of the demo country. */
export const PROFILES: Readonly<Record<LayoutId, CertificateProfile>> = {
  mibun: mibunLayout('mibun', DEMO_ARC),
  'jpki-compatible': jpkiCompatibleLayout('jpki-compatible', DEMO_ARC),
};

const LAYOUTS = { mibun: mibunLayout, 'jpki-compatible': jpkiCompatibleLayout } as const;

function isLayout(text: string): text is LayoutId {
  return Object.hasOwn(LAYOUTS, text);
}

function partsOf(id: string): { readonly layout: LayoutId; readonly arc: string } | undefined {
  const [layout = '', arc, ...more] = id.split(':');
  return isLayout(layout) && more.length === 0 ? { layout, arc: arc ?? DEMO_ARC } : undefined;
}

/** The profile of a layout under a country's own arc. Throws `profile-violation` for an arc that does not fit. */
export function profileUnder(layout: LayoutId, arc: string): ProfileId {
  return checkedArc(arc) === DEMO_ARC ? layout : `${layout}:${arc}`;
}

/** The same with the country's own names. Throws `profile-violation`, also for names that do not fit in certificates. */
export function profileWith(layout: LayoutId, arc: string, names: CertificateNames): CertificateProfile {
  return LAYOUTS[layout](profileUnder(layout, arc), arc, checkedNames(names));
}

/** The layout of a profile, whatever its arc. */
export function layoutOf(profile: ProfileRef): LayoutId {
  return profileOf(profile).layout;
}

/** The arc under which a profile has its own OIDs. */
export function arcOf(profile: ProfileRef): string {
  return profileOf(profile).arc;
}

/** Profiles under other arcs: few, as each comes from a configuration. */
const others = new Map<ProfileId, CertificateProfile>();

/** What a profile says. Throws `profile-violation` for one that there is not. */
export function profileOf(profile: ProfileRef): CertificateProfile {
  if (typeof profile !== 'string') return profile;
  if (isLayout(profile)) return PROFILES[profile];
  const known = others.get(profile);
  if (known) return known;
  const parts = partsOf(profile);
  if (!parts) throw new PkiError('profile-violation', `no profile: ${profile}`);
  const made = LAYOUTS[parts.layout](profile, checkedArc(parts.arc));
  others.set(profile, made);
  return made;
}

/** Whether two say the same: layout, arc, and every CA's name. */
export function sameProfile(left: ProfileRef, right: ProfileRef): boolean {
  const [one, other] = [profileOf(left), profileOf(right)];
  if (one === other) return true;
  return one.id === other.id && CA_KINDS.every((kind) => equalBytes(caName(one, kind), caName(other, kind)));
}

export const CA_KINDS: readonly CaKind[] = ['signature', 'authentication', 'institution', 'card-face'];

/** Key type, algorithm and longest life of a generation, counted from 1. */
export function caGeneration(profile: ProfileRef, kind: CaKind, generation: number): CaGeneration {
  const { generations } = profileOf(profile).ca[kind];
  return generations[Math.min(generation, generations.length) - 1] ?? generations[0];
}

/** DNs of the CAs of a profile, encoded once. */
const encodedNames = new WeakMap<CertificateProfile, Readonly<Record<CaKind, Uint8Array>>>();

/** The DN of a CA, DER. */
export function caName(profile: ProfileRef, kind: CaKind): Uint8Array {
  const whole = profileOf(profile);
  const known = encodedNames.get(whole);
  if (known) return known[kind];
  const entries = CA_KINDS.map((one) => [one, encodeName(whole.ca[one].name)]);
  const made = Object.fromEntries(entries) as Record<CaKind, Uint8Array>;
  encodedNames.set(whole, made);
  return made[kind];
}

/**
 * Which CA has this DN; undefined if none of ours has. `of`: the arc of the country whose CAs are looked at, or its
 * profile, whose names then take the place of the demo's in its layout.
 */
export function identifyCa(
  name: Uint8Array,
  of: string | CertificateProfile = DEMO_ARC,
): { readonly profile: CertificateProfile; readonly kind: CaKind } | undefined {
  const arc = typeof of === 'string' ? of : of.arc;
  for (const layout of Object.keys(LAYOUTS) as LayoutId[]) {
    const profile =
      typeof of !== 'string' && of.layout === layout ? of : profileOf(profileUnder(layout, arc));
    const kind = CA_KINDS.find((one) => equalBytes(caName(profile, one), name));
    if (kind) return { profile, kind };
  }
  return undefined;
}
