import type { SignatureAlgorithm } from '../algorithms.ts';
import type { CaInfo } from '../certificate/authority.ts';
import { directoryName } from '../certificate/general-names.ts';
import { encodeTbs } from '../certificate/tbs.ts';
import { PkiError } from '../errors.ts';
import { encodeName } from '../names.ts';
import { type CaKind, caGeneration, type ProfileRef, profileOf, sameProfile } from '../profiles/index.ts';
import type { SerialInput } from '../serial.ts';
import { keyIdentifier, keySpecOf } from '../spki.ts';
import type { Signer } from '../types.ts';
import { verifySignature } from '../verify/signature.ts';
import { assembleCertificate } from './assemble.ts';
import * as write from './extensions.ts';

export interface CaCertificateRequest {
  /** 'mibun' unless told otherwise. */
  readonly profile?: ProfileRef;
  readonly kind: CaKind;
  /** From 1; decides key type and algorithm (pki.md §1). */
  readonly generation: number;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly serial: SerialInput;
  /** Signs with the private key that belongs to `publicKey`. */
  readonly sign: Signer;
}

/**
 * A self-signed CA certificate. Throws `profile-violation` if the key is not of the generation's type or the life
 * is longer than the profile allows, `signature-mismatch` if `sign` used another key.
 */
export async function createCaCertificate(request: CaCertificateRequest): Promise<Uint8Array> {
  const { profile = 'mibun', kind, generation, publicKey } = request;
  const wanted = caGeneration(profile, kind, generation);
  if (!Number.isInteger(generation) || generation < 1 || keySpecOf(publicKey) !== wanted.keySpec) {
    throw new PkiError('profile-violation', `generation ${generation} of ${kind} needs ${wanted.keySpec}`);
  }
  const limit = new Date(request.notBefore);
  limit.setUTCFullYear(limit.getUTCFullYear() + wanted.maxYears);
  if (request.notAfter > limit) {
    throw new PkiError('profile-violation', `life of a CA certificate: at most ${wanted.maxYears} years`);
  }
  return signCaCertificate({ ...request, profile }, wanted.algorithm, publicKey);
}

/**
 * A link certificate: the key of one generation signed by that of another, under the one DN they share (RFC 4210
 * §4.4). Old-with-new when `issuer` is the newer CA, new-with-old when it is the older one. Its life must lie in
 * that of `issuer`. Errors as {@link createCaCertificate}.
 */
export async function createLinkCertificate(request: {
  readonly issuer: CaInfo;
  readonly subject: CaInfo;
  readonly serial: SerialInput;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Signs with the key of `issuer`. */
  readonly sign: Signer;
}): Promise<Uint8Array> {
  const { issuer, subject } = request;
  if (!sameProfile(issuer.profile, subject.profile) || issuer.kind !== subject.kind) {
    throw new PkiError('profile-violation', 'a link certificate joins two generations of one CA');
  }
  const { notBefore, notAfter } = issuer.certificate;
  if (request.notBefore < notBefore || request.notAfter > notAfter) {
    throw new PkiError('profile-violation', 'a link certificate lives within its issuer');
  }
  const { kind, profile } = issuer;
  return signCaCertificate(
    { ...request, kind, profile, publicKey: subject.certificate.spki },
    issuer.algorithm,
    issuer.certificate.spki,
  );
}

async function signCaCertificate(
  request: Omit<CaCertificateRequest, 'generation' | 'profile'> & { readonly profile: ProfileRef },
  algorithm: SignatureAlgorithm,
  signingKey: Uint8Array,
): Promise<Uint8Array> {
  const ca = profileOf(request.profile).ca[request.kind];
  if (request.notAfter <= request.notBefore) {
    throw new PkiError('profile-violation', 'the CA certificate ends before it begins');
  }
  const name = encodeName(ca.name);
  const selfSigned = Buffer.compare(signingKey, request.publicKey) === 0;
  const tbs = encodeTbs({
    serial: request.serial,
    algorithm,
    issuer: name,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    subject: name,
    publicKey: request.publicKey,
    extensions: [
      write.basicConstraintsOfCa(),
      write.keyUsage(ca.keyUsage),
      write.subjectKeyIdentifier(keyIdentifier(request.publicKey)),
      ...(selfSigned ? [] : [write.authorityKeyIdentifier(keyIdentifier(signingKey))]),
      ...(ca.alternativeName ? [write.directoryAltName('subject', ca.alternativeName)] : []),
      ...(ca.ownCrlDirectoryName ? [write.crlDistributionPoint([directoryName(ca.name)])] : []),
    ],
  });
  const signature = await request.sign(tbs);
  if (!verifySignature(signingKey, algorithm, tbs, signature)) {
    throw new PkiError('signature-mismatch', 'the signer does not hold the key of this CA');
  }
  return assembleCertificate(tbs, algorithm, signature);
}
