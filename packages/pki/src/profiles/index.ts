import { equalBytes } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { encodeName } from '../names.ts';
import { checkedArc, DEMO_ARC } from '../oids.ts';
import { jpkiCompatibleLayout } from './jpki-compatible.ts';
import { mibunLayout } from './mibun.ts';
import type { CaGeneration, CaKind, CertificateProfile, LayoutId, ProfileId } from './types.ts';

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

/** The layout of a profile, whatever its arc. */
export function layoutOf(id: ProfileId): LayoutId {
  return profileOf(id).id.split(':')[0] as LayoutId;
}

/** The arc under which a profile has its own OIDs. */
export function arcOf(id: ProfileId): string {
  return partsOf(id)?.arc ?? DEMO_ARC;
}

/** Profiles under other arcs: few, as each comes from a configuration. */
const others = new Map<ProfileId, CertificateProfile>();

/** What a profile says. Throws `profile-violation` for one that there is not. */
export function profileOf(id: ProfileId): CertificateProfile {
  if (isLayout(id)) return PROFILES[id];
  const known = others.get(id);
  if (known) return known;
  const parts = partsOf(id);
  if (!parts) throw new PkiError('profile-violation', `no profile: ${id}`);
  const made = LAYOUTS[parts.layout](id, checkedArc(parts.arc));
  others.set(id, made);
  return made;
}

export const CA_KINDS: readonly CaKind[] = ['signature', 'authentication', 'institution', 'card-face'];

/** Key type, algorithm and longest life of a generation, counted from 1. */
export function caGeneration(profile: ProfileId, kind: CaKind, generation: number): CaGeneration {
  const { generations } = profileOf(profile).ca[kind];
  return generations[Math.min(generation, generations.length) - 1] ?? generations[0];
}

/** DNs of every CA of every layout, encoded once; the arc is not in them. */
const AUTHORITIES = (Object.keys(LAYOUTS) as LayoutId[]).flatMap((layout) =>
  CA_KINDS.map((kind) => ({ layout, kind, name: encodeName(PROFILES[layout].ca[kind].name) })),
);

/** The DN of a CA, DER. */
export function caName(profile: ProfileId, kind: CaKind): Uint8Array {
  return encodeName(profileOf(profile).ca[kind].name);
}

/** Which CA has this DN; undefined if none of ours has. `arc` is that of the country whose CAs are looked at. */
export function identifyCa(
  name: Uint8Array,
  arc: string = DEMO_ARC,
): { readonly profile: ProfileId; readonly kind: CaKind } | undefined {
  const found = AUTHORITIES.find((authority) => equalBytes(authority.name, name));
  return found && { profile: profileUnder(found.layout, arc), kind: found.kind };
}
