import { createHash } from 'node:crypto';
import { type Certificate, readCertificate } from '../certificate/read.ts';
import { explicit, nullValue, octetString, oid, sequence, setOf } from '../der/write.ts';
import { DIGESTS, type DigestAlgorithm } from '../digests.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import { serialInteger } from '../serial.ts';
import { keySpecOf, readSpki } from '../spki.ts';
import type { SignatureScheme } from './scheme.ts';

/** What a signature needs to know of the signer's certificate; the same for everything it signs. */
export interface SigningParts {
  readonly certificate: Certificate;
  /** How its key signs: RSA of 2048 bits or more with SHA-256, a curve with the digest of its own size. */
  readonly scheme: SignatureScheme;
  readonly digestIdentifier: Uint8Array;
  readonly signatureIdentifier: Uint8Array;
  /** IssuerAndSerialNumber. */
  readonly identifier: Uint8Array;
  /** The attribute signing-certificate-v2. */
  readonly signingCertificate: Uint8Array;
}

const RSA = { kind: 'pkcs1', digest: 'sha256', oid: OID.sha256WithRSAEncryption } as const;
const P256 = { kind: 'ecdsa', digest: 'sha256', oid: OID.ecdsaWithSha256 } as const;
const P384 = { kind: 'ecdsa', digest: 'sha384', oid: OID.ecdsaWithSha384 } as const;
const P521 = { kind: 'ecdsa', digest: 'sha512', oid: OID.ecdsaWithSha512 } as const;
type Signing = typeof RSA | typeof P256 | typeof P384 | typeof P521;

function signingOf(spki: Uint8Array): Signing {
  const spec = keySpecOf(spki);
  if (spec) return spec === 'rsa-2048' ? RSA : P384;
  const key = readSpki(spki);
  if (key.type === 'rsa' && key.bits >= 2048) return RSA;
  if (key.type === 'ec') return key.curve === 'P-256' ? P256 : P384;
  if (key.type === 'other' && key.algorithm === OID.secp521r1) return P521;
  throw new PkiError('key-malformed', 'a key with which nothing is signed');
}

/** What an authority signs with thousands of times is made once. */
const partsOf = new WeakMap<Certificate, SigningParts>();

/** Throws `certificate-malformed`, and `key-malformed` for a key with which nothing is signed. */
export function signingParts(given: Certificate | Uint8Array): SigningParts {
  const certificate = given instanceof Uint8Array ? readCertificate(given) : given;
  const known = partsOf.get(certificate);
  if (known) return known;
  const { kind, digest, oid: signatureOid } = signingOf(certificate.spki);
  const serial = serialInteger(certificate.serial);
  const parts = {
    certificate,
    scheme: { kind, digest },
    digestIdentifier: sequence(oid(DIGESTS[digest].oid)),
    // RSA identifiers carry NULL (RFC 4055 §5), SHA-2 and ECDSA ones nothing (RFC 5754 §2)
    signatureIdentifier: sequence(oid(signatureOid), ...(kind === 'pkcs1' ? [nullValue()] : [])),
    identifier: sequence(certificate.issuerDer, serial),
    signingCertificate: signingCertificateV2(certificate, serial, digest),
  };
  partsOf.set(certificate, parts);
  return parts;
}

/**
 * SigningCertificateV2 with one ESSCertIDv2 (RFC 5035 §3, §4, RFC 5816), which binds the one certificate that is meant; the
 * default hash algorithm is left out.
 */
function signingCertificateV2(
  { der, issuerDer }: Certificate,
  serial: Uint8Array,
  digest: DigestAlgorithm,
): Uint8Array {
  const certId = sequence(
    ...(digest === 'sha256' ? [] : [sequence(oid(DIGESTS[digest].oid))]),
    octetString(createHash(digest).update(der).digest()),
    sequence(sequence(explicit(4, issuerDer)), serial),
  );
  return sequence(oid(OID.signingCertificateV2), setOf(sequence(sequence(certId))));
}

/** The digest that follows from the key of a certificate: of the content, and of the attributes. Throws like {@link signingParts}. */
export function signingDigest(certificate: Certificate | Uint8Array): DigestAlgorithm {
  return signingParts(certificate).scheme.digest;
}
