import type { Certificate } from '../certificate/read.ts';
import { contextTag } from '../der/tags.ts';
import { equalBytes, explicit, integer, octetString, oid, retag, sequence, setOf } from '../der/write.ts';
import { DIGESTS } from '../digests.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import { signatureFitsScheme } from './scheme.ts';
import { type SigningParts, signingParts } from './signing.ts';

const VERSION_1 = integer(1);
const VERSION_3 = integer(3);

/**
 * The attributes to be signed, as the DER `SET` that the signer hashes and signs (RFC 5652 §5.4): content type, message
 * digest and signing-certificate-v2 (RFC 5035), which binds the certificate to the signature and makes it CAdES baseline B.
 * There is no signing-time attribute: PAdES forbids it (EN 319 142-1 §6.3), a time stamp says itself when it is.
 *
 * Throws `certificate-malformed`, `key-malformed` for a key with which nothing is signed, `digest-mismatch` when the digest
 * has another length than the digest algorithm of the key.
 */
export function signedAttributes(input: {
  /** Of the content, by the digest that follows from the key of the certificate. */
  readonly digest: Uint8Array;
  readonly certificate: Certificate | Uint8Array;
  /** OID of the content; plain data when it is not said (RFC 5652 §4). */
  readonly contentType?: string;
}): Uint8Array {
  const { scheme, signingCertificate } = signingParts(input.certificate);
  if (input.digest.length !== DIGESTS[scheme.digest].octets) {
    throw new PkiError('digest-mismatch', `the digest is not ${scheme.digest}`);
  }
  return setOf(
    sequence(oid(OID.contentType), setOf(oid(input.contentType ?? OID.data))),
    sequence(oid(OID.messageDigest), setOf(octetString(input.digest))),
    signingCertificate,
  );
}

/** What a SignedData of one signer is made of. */
export interface SignedDataParts {
  /** OID of the content; plain data when it is not said. */
  readonly contentType?: string;
  /** The content goes inside when it is given; without it the signature is detached. */
  readonly content?: Uint8Array;
  /** The signer's. */
  readonly certificate: Certificate | Uint8Array;
  /** DER of what is sent along, each once; nothing when empty. */
  readonly certificates: readonly Uint8Array[];
  /** Exactly the octets that were signed: those of {@link signedAttributes}. */
  readonly signedAttributes: Uint8Array;
  /** RSASSA-PKCS1-v1_5, or ECDSA as DER. */
  readonly signature: Uint8Array;
  /** A TimeStampToken over `signature`, as an unsigned attribute (EN 319 122-1 §5.3). */
  readonly timeStampToken?: Uint8Array;
}

/**
 * ContentInfo with SignedData of one signer (RFC 5652 §5.1). What would not verify is refused here, so that it never leaves:
 * throws `signature-mismatch` unless the key of the certificate has signed the attributes, and like {@link signedAttributes}.
 */
export function assembleSignedData(parts: SignedDataParts): Uint8Array {
  const signing = signingParts(parts.certificate);
  const { certificate, scheme } = signing;
  if (!signatureFitsScheme(certificate.der, scheme, parts.signedAttributes, parts.signature)) {
    throw new PkiError('signature-mismatch', 'the signature was not made by the key of the certificate');
  }
  return encodeSignedData(parts, signing);
}

/** The same for what was signed a moment ago by a key of the caller's own. */
export function encodeSignedData(parts: SignedDataParts, signing: SigningParts): Uint8Array {
  const { contentType = OID.data, content, certificates } = parts;
  const data = sequence(
    // RFC 5652 §5.1: version 3 as soon as the content is something other than data
    contentType === OID.data ? VERSION_1 : VERSION_3,
    setOf(signing.digestIdentifier),
    sequence(oid(contentType), ...(content ? [explicit(0, octetString(content))] : [])),
    ...(certificates.length > 0 ? [retag(contextTag(0), setOf(...distinct(certificates)))] : []),
    setOf(signerInfo(parts, signing)),
  );
  return sequence(oid(OID.signedData), explicit(0, data));
}

function signerInfo(
  { signedAttributes: attributes, signature, timeStampToken: token }: SignedDataParts,
  { identifier, digestIdentifier, signatureIdentifier }: SigningParts,
): Uint8Array {
  return sequence(
    VERSION_1,
    identifier,
    digestIdentifier,
    retag(contextTag(0), attributes),
    signatureIdentifier,
    octetString(signature),
    ...(token ? [explicit(1, sequence(oid(OID.timeStampToken), setOf(token)))] : []),
  );
}

function distinct(certificates: readonly Uint8Array[]): readonly Uint8Array[] {
  return certificates.filter(
    (one, place) => certificates.findIndex((other) => equalBytes(other, one)) === place,
  );
}
