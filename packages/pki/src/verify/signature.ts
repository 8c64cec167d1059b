import { constants, createHash, createPublicKey, type KeyObject, publicDecrypt, verify } from 'node:crypto';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../algorithms.ts';
import type { Certificate } from '../certificate/read.ts';
import { equalBytes, nullValue, octetString, oid, sequence } from '../der/write.ts';
import type { DigestAlgorithm } from '../digests.ts';
import { OID } from '../oids.ts';
import { readSpki } from '../spki.ts';

/** DigestInfo of a SHA-256 value, with its NULL parameters (RFC 8017 §9.2 note 1). */
export function sha256DigestInfo(digest: Uint8Array): Uint8Array {
  return digestInfo('sha256', digest);
}

function digestInfo(hash: DigestAlgorithm, digest: Uint8Array): Uint8Array {
  return sequence(sequence(oid(OID[hash]), nullValue()), octetString(digest));
}

/** EMSA-PKCS1-v1_5 (RFC 8017 §9.2): 00 01 FF … FF 00 DigestInfo. */
function pkcs1Encoding(digestInfo: Uint8Array, length: number): Uint8Array {
  const block = new Uint8Array(length).fill(0xff);
  block[0] = 0x00;
  block[1] = 0x01;
  block[length - digestInfo.length - 1] = 0x00;
  block.set(digestInfo, length - digestInfo.length);
  return block;
}

interface OpenKey {
  readonly key: KeyObject;
  /** Octets of the modulus, when it is an RSA key of a size that is taken. */
  readonly rsaOctets: number | undefined;
  readonly isP384: boolean;
  readonly isNamedCurve: boolean;
}

/** Opening a key costs more than using it; a CA's is used for every certificate. Held only as long as its octets are. */
const openKeys = new WeakMap<Uint8Array, OpenKey>();

function openKey(spki: Uint8Array): OpenKey {
  const known = openKeys.get(spki);
  if (known) return known;
  const parts = readSpki(spki);
  const taken = parts.type === 'rsa' && parts.bits >= 2048 && parts.bits <= 8192;
  const opened = {
    key: createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }),
    rsaOctets: taken ? Math.ceil(parts.bits / 8) : undefined,
    isP384: parts.type === 'ec' && parts.curve === 'P-384',
    isNamedCurve: parts.type === 'ec',
  };
  openKeys.set(spki, opened);
  return opened;
}

/**
 * Verifies a signature; false for whatever is wrong with it, the key included. RSA is compared with the one exact
 * encoded message (VER-02), so that no padding or DigestInfo variant passes. Any RSA key of 2048 to 8192 bits is
 * taken, as documents may be signed with keys of other issuers; ECDSA takes P-384 only.
 */
export function verifySignature(
  spki: Uint8Array,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const opened = openKey(spki);
    if (algorithm === 'sha384WithECDSA') {
      return opened.isP384 && verify(SIGNATURE_ALGORITHMS[algorithm].hash, data, opened.key, signature);
    }
    return rsaFits(opened, 'sha256', data, signature);
  } catch {
    // OpenSSL throws on keys and numbers it does not take; for a verifier that is simply a bad signature
    return false;
  }
}

function rsaFits(
  { key, rsaOctets }: OpenKey,
  hash: DigestAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (rsaOctets === undefined || signature.length !== rsaOctets) return false;
  const message = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
  const digest = createHash(hash).update(data).digest();
  return equalBytes(message, pkcs1Encoding(digestInfo(hash, digest), rsaOctets));
}

/** What other issuers sign with; never what is weak (SHA-1, MD5). */
const OTHERS: readonly {
  readonly identifiers: readonly Uint8Array[];
  readonly hash: DigestAlgorithm;
  readonly rsa: boolean;
}[] = (
  [
    ['sha256WithRSAEncryption', 'sha256'],
    ['sha384WithRSAEncryption', 'sha384'],
    ['sha512WithRSAEncryption', 'sha512'],
    ['ecdsaWithSha256', 'sha256'],
    ['ecdsaWithSha384', 'sha384'],
    ['ecdsaWithSha512', 'sha512'],
  ] as const
).map(([name, hash]) => {
  const rsa = name.endsWith('Encryption');
  const bare = sequence(oid(OID[name]));
  return { identifiers: rsa ? [sequence(oid(OID[name]), nullValue()), bare] : [bare], hash, rsa };
});

/**
 * The same for whoever signs, by the AlgorithmIdentifier as it stands: RSA of 2048 to 8192 bits with PKCS #1 v1.5, ECDSA on
 * P-256 and P-384, each with SHA-256, SHA-384 or SHA-512.
 */
export function verifyByIdentifier(
  spki: Uint8Array,
  algorithmIdentifier: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const found = OTHERS.find(({ identifiers }) =>
    identifiers.some((one) => equalBytes(one, algorithmIdentifier)),
  );
  if (!found) return false;
  try {
    const opened = openKey(spki);
    if (found.rsa) return rsaFits(opened, found.hash, data, signature);
    return opened.isNamedCurve && verify(found.hash, data, opened.key, signature);
  } catch {
    // as above: what OpenSSL does not take is no signature
    return false;
  }
}

/**
 * Whether a signature that our own key is said to have made is right. OpenSSL's word is enough here: what comes from
 * outside is for {@link verifySignature}. Throws when the key or the algorithm is not ours.
 */
export function signatureFits(
  spki: Uint8Array,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  return verify(SIGNATURE_ALGORITHMS[algorithm].hash, data, openKey(spki).key, signature);
}

/** Whether the key of `issuer` made the signature of `certificate`. Nothing else is looked at. */
export function verifySignedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!certificate.algorithm) return false;
  return verifySignature(issuer.spki, certificate.algorithm, certificate.tbs, certificate.signature);
}
