import { type CaInfo, caInfo } from '../certificate/authority.ts';
import { type Certificate, readCertificate } from '../certificate/read.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { findPath } from '../path/build.ts';
import { sameName } from '../path/name.ts';
import {
  type CaKind,
  type CertificateProfile,
  type ProfileRef,
  profileOf,
  sameProfile,
} from '../profiles/index.ts';
import { verifySignedBy } from './signature.ts';

/**
 * The pinned roots of one CA: all generations of one kind in one profile. There is no way to hold the roots of
 * SIG and AUTH in one of these (VER-02).
 */
export interface TrustAnchors {
  readonly kind: CaKind;
  readonly profile: CertificateProfile;
  readonly authorities: readonly CaInfo[];
}

/**
 * Pins self-signed CA certificates. Expired ones stay useful for old signatures (CA-03). Throws `mixed-roots` if
 * one belongs to another CA, `unknown-ca` if one is not self-signed or no CA of this system.
 */
export function trustAnchors(
  kind: CaKind,
  of: ProfileRef,
  certificates: readonly Uint8Array[],
): TrustAnchors {
  const profile = profileOf(of);
  const authorities = certificates.map((der) => caInfo(der, profile));
  for (const authority of authorities) {
    if (authority.kind !== kind || !sameProfile(authority.profile, profile)) {
      throw new PkiError(
        'mixed-roots',
        `root of ${authority.kind} (${authority.profile.id}) among those of ${kind} (${profile.id})`,
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

/**
 * Generations of the pinned CA that are known by link certificates alone (RFC 4210 §4.4): each is at the end of a path of
 * certificates that this CA has issued to itself, valid as of `at`, from a pinned root. What is none of it is left out.
 */
export function linkedAuthorities(
  anchors: TrustAnchors,
  links: readonly Uint8Array[],
  at: Date,
): readonly CaInfo[] {
  const certificates = links.flatMap(selfIssued);
  const search = { anchors: anchors.authorities.map(({ certificate }) => certificate), certificates };
  const expectation = { at, keyUsage: ['keyCertSign'] as const };
  return certificates
    .filter((link) => findPath(link, { ...search, expectation }).ok)
    .flatMap(({ der }) => {
      const info = infoOf(der, anchors.profile);
      return info && info.kind === anchors.kind && sameProfile(info.profile, anchors.profile) ? [info] : [];
    });
}

function selfIssued(der: Uint8Array): readonly Certificate[] {
  const certificate = quietly(() => readCertificate(der));
  return certificate && sameName(certificate.issuerDer, certificate.subjectDer) ? [certificate] : [];
}

function infoOf(der: Uint8Array, profile: CertificateProfile): CaInfo | undefined {
  return quietly(() => caInfo(der, profile));
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}
