import { type CaInfo, caInfo } from '../certificate/authority.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { arcOf, type CaKind, type ProfileId } from '../profiles/index.ts';
import { verifySignedBy } from './signature.ts';

/**
 * The pinned roots of one CA: all generations of one kind in one profile. There is no way to hold the roots of
 * SIG and AUTH in one of these (VER-02).
 */
export interface TrustAnchors {
  readonly kind: CaKind;
  readonly profile: ProfileId;
  readonly authorities: readonly CaInfo[];
}

/**
 * Pins self-signed CA certificates. Expired ones stay useful for old signatures (CA-03). Throws `mixed-roots` if
 * one belongs to another CA, `unknown-ca` if one is not self-signed or no CA of this system.
 */
export function trustAnchors(
  kind: CaKind,
  profile: ProfileId,
  certificates: readonly Uint8Array[],
): TrustAnchors {
  const authorities = certificates.map((der) => caInfo(der, arcOf(profile)));
  for (const authority of authorities) {
    if (authority.kind !== kind || authority.profile !== profile) {
      throw new PkiError(
        'mixed-roots',
        `root of ${authority.kind} (${authority.profile}) among those of ${kind} (${profile})`,
      );
    }
    const { certificate } = authority;
    if (
      !equalBytes(certificate.issuerDer, certificate.subjectDer) ||
      !verifySignedBy(certificate, certificate)
    ) {
      throw new PkiError('unknown-ca', 'a root must be self-signed');
    }
  }
  return { kind, profile, authorities };
}
