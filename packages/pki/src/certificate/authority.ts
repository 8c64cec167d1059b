import type { SignatureAlgorithm } from '../algorithms.ts';
import { algorithmForKey } from '../algorithms.ts';
import { PkiError } from '../errors.ts';
import { type CaKind, type CertificateProfile, identifyCa } from '../profiles/index.ts';
import { keyIdentifier, keySpecOf } from '../spki.ts';
import { UNDERSTOOD_EXTENSIONS } from './extensions.ts';
import { type Certificate, readCertificate } from './read.ts';

/** What issuing, CRLs and OCSP need to know of a CA; all of it read from its certificate. */
export interface CaInfo {
  readonly kind: CaKind;
  readonly profile: CertificateProfile;
  /** DN, DER. */
  readonly name: Uint8Array;
  readonly keyIdentifier: Uint8Array;
  /** The algorithm this CA signs with. */
  readonly algorithm: SignatureAlgorithm;
  readonly certificate: Certificate;
}

/**
 * Reads a CA certificate of this system. Throws `certificate-malformed`, and `unknown-ca` if it is no CA, its DN
 * belongs to none of the profiles, or its key is none of the generations'. `of`: arc or profile of the country, if not the
 * demo's.
 */
export function caInfo(der: Uint8Array, of?: string | CertificateProfile): CaInfo {
  const certificate = readCertificate(der);
  const identity = identifyCa(certificate.subjectDer, of);
  const spec = keySpecOf(certificate.spki);
  const strange = certificate.extensions.find(
    ({ oid, critical }) => critical && !UNDERSTOOD_EXTENSIONS.has(oid),
  );
  if (strange)
    throw new PkiError('unknown-ca', `critical extension ${strange.oid} in ${certificate.subject}`);
  if (!certificate.isCa || !identity || !spec) {
    throw new PkiError('unknown-ca', `no CA of this system: ${certificate.subject}`);
  }
  return {
    ...identity,
    name: certificate.subjectDer,
    keyIdentifier: certificate.subjectKeyIdentifier ?? keyIdentifier(certificate.spki),
    algorithm: algorithmForKey(spec),
    certificate,
  };
}
