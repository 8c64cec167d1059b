import { equalBytes } from '../der/write.ts';
import { encodeName } from '../names.ts';
import { JPKI_COMPATIBLE } from './jpki-compatible.ts';
import { MIBUN } from './mibun.ts';
import type { CaGeneration, CaKind, CertificateProfile, ProfileId } from './types.ts';

export * from './types.ts';

/** The shipped profiles. */
export const PROFILES: Readonly<Record<ProfileId, CertificateProfile>> = {
  mibun: MIBUN,
  'jpki-compatible': JPKI_COMPATIBLE,
};

export const CA_KINDS: readonly CaKind[] = ['signature', 'authentication', 'institution', 'card-face'];

/** Key type, algorithm and longest life of a generation, counted from 1. */
export function caGeneration(profile: ProfileId, kind: CaKind, generation: number): CaGeneration {
  const { generations } = PROFILES[profile].ca[kind];
  return generations[Math.min(generation, generations.length) - 1] ?? generations[0];
}

/** DNs of every CA of every profile, encoded once. */
const AUTHORITIES = Object.values(PROFILES).flatMap((profile) =>
  CA_KINDS.map((kind) => ({ profile: profile.id, kind, name: encodeName(profile.ca[kind].name) })),
);

/** The DN of a CA, DER. */
export function caName(profile: ProfileId, kind: CaKind): Uint8Array {
  return encodeName(PROFILES[profile].ca[kind].name);
}

/** Which CA has this DN; undefined if none of ours has. */
export function identifyCa(
  name: Uint8Array,
): { readonly profile: ProfileId; readonly kind: CaKind } | undefined {
  return AUTHORITIES.find((authority) => equalBytes(authority.name, name));
}
