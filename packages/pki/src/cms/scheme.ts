import { constants, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { DerReader, readOid, readSmallInteger } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { type DigestAlgorithm, digestByOid, readDigestIdentifier } from '../digests.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import type { SignerInfo } from './read.ts';

/** How a signature value is made. */
export type SignatureScheme =
  | { readonly kind: 'pkcs1' | 'ecdsa'; readonly digest: DigestAlgorithm }
  | { readonly kind: 'pss'; readonly digest: DigestAlgorithm; readonly saltLength: number };

/** Signature algorithms that carry their digest (RFC 8017 appendix C, RFC 5758). */
const WITH_DIGEST: Readonly<Record<DigestAlgorithm, { readonly pkcs1: string; readonly ecdsa: string }>> = {
  sha256: { pkcs1: OID.sha256WithRSAEncryption, ecdsa: OID.ecdsaWithSha256 },
  sha384: { pkcs1: OID.sha384WithRSAEncryption, ecdsa: OID.ecdsaWithSha384 },
  sha512: { pkcs1: OID.sha512WithRSAEncryption, ecdsa: OID.ecdsaWithSha512 },
};

/** RFC 8017 A.2.3: what is meant when no length is named. */
const DEFAULT_SALT = 20;

/**
 * How a signer has signed; undefined for what is not accepted (SHA-1, MD5 …), and when they
 * name two digests. Parameters other than those of PSS say nothing.
 */
export function schemeOf({ digest, signatureAlgorithm }: SignerInfo): SignatureScheme | undefined {
  if (digest === undefined) return undefined;
  const fields = DerReader.sequence(signatureAlgorithm);
  const algorithm = readOid(fields.next());
  if (algorithm === OID.rsaPss) return pssScheme(digest, fields);
  // RFC 3370 §3.2: `rsaEncryption` stands for PKCS #1 v1.5 with the digest that is named apart
  if (algorithm === OID.rsaEncryption || algorithm === WITH_DIGEST[digest].pkcs1) {
    return { kind: 'pkcs1', digest };
  }
  return algorithm === WITH_DIGEST[digest].ecdsa ? { kind: 'ecdsa', digest } : undefined;
}

/** RSASSA-PSS-params (RFC 8017 A.2.3). Its digest is named, as the default is SHA-1; that of the mask is the same, or nothing verifies. */
function pssScheme(digest: DigestAlgorithm, parameters: DerReader): SignatureScheme | undefined {
  try {
    const fields = parameters.enter();
    const hash = fields.explicit(0, TAG.sequence);
    fields.enterContext(1);
    const salt = fields.explicit(2, TAG.integer);
    fields.enterContext(3);
    fields.end();
    if (!hash || digestByOid(readDigestIdentifier(DerReader.inside(hash))) !== digest) return undefined;
    return { kind: 'pss', digest, saltLength: salt ? readSmallInteger(salt) : DEFAULT_SALT };
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}

/**
 * Whether the key of a certificate, of whichever issuer, has made the signature: RSA of 2048 bits or more, or a curve.
 * False for whatever is wrong, the certificate included.
 */
export function signatureFitsScheme(
  certificate: Uint8Array,
  scheme: SignatureScheme,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const { publicKey } = new X509Certificate(certificate);
    return isOfScheme(publicKey, scheme) && keyVerifies(publicKey, scheme, data, signature);
  } catch {
    // OpenSSL throws on certificates, keys and numbers it does not take; for a verifier that is simply a bad signature
    return false;
  }
}

function isOfScheme(
  { asymmetricKeyType, asymmetricKeyDetails }: KeyObject,
  { kind }: SignatureScheme,
): boolean {
  if (kind === 'ecdsa') return asymmetricKeyType === 'ec';
  return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}

function keyVerifies(
  key: KeyObject,
  scheme: SignatureScheme,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (scheme.kind !== 'pss') return verify(scheme.digest, data, key, signature);
  const { saltLength } = scheme;
  return verify(
    scheme.digest,
    data,
    { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength },
    signature,
  );
}
