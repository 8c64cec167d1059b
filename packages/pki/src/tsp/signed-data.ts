import { createHash } from 'node:crypto';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../algorithms.ts';
import { type Certificate, readCertificate } from '../certificate/read.ts';
import { contextTag } from '../der/tags.ts';
import { explicit, integer, octetString, oid, retag, sequence, setOf } from '../der/write.ts';
import { responderAlgorithm } from '../ocsp/response.ts';
import { OID } from '../oids.ts';
import { serialInteger } from '../serial.ts';
import { TSP_OID } from './oids.ts';

const HASH_OID = { sha256: OID.sha256, sha384: OID.sha384 } as const;

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value));
}

function issuerAndSerial(certificate: Certificate): readonly [Uint8Array, Uint8Array] {
  return [certificate.issuerDer, serialInteger(certificate.serial)];
}

/** The algorithm of a signer; its key decides. Throws `key-malformed` for a key that is none of the system's. */
export function signerAlgorithm(certificate: Certificate): SignatureAlgorithm {
  return responderAlgorithm(certificate);
}

/**
 * The signed attributes as the DER `SET` that is signed (RFC 5652 §5.4): content type, message digest, and
 * signing-certificate-v2 with one ESSCertIDv2 (RFC 5035 §4, RFC 5816), which binds the one certificate that is meant.
 */
export function cmsSignedAttributes(input: {
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly certificate: Certificate;
}): Uint8Array {
  const { hash } = SIGNATURE_ALGORITHMS[signerAlgorithm(input.certificate)];
  const digest = createHash(hash).update(input.content).digest();
  const certificateHash = createHash(hash).update(input.certificate.der).digest();
  const [issuer, serial] = issuerAndSerial(input.certificate);
  const certId = sequence(
    ...(hash === 'sha256' ? [] : [sequence(oid(HASH_OID[hash]))]),
    octetString(certificateHash),
    sequence(sequence(explicit(4, issuer)), serial),
  );
  return setOf(
    attribute(TSP_OID.contentType, oid(input.contentType)),
    attribute(TSP_OID.messageDigest, octetString(digest)),
    attribute(TSP_OID.signingCertificateV2, sequence(sequence(certId))),
  );
}

/**
 * ContentInfo with SignedData of one signer (RFC 5652 §5.1), for signatures that were made over `signedAttributes`.
 * `content` is encapsulated when given; without it the signature is detached.
 */
export function assembleSignedData(parts: {
  readonly contentType: string;
  readonly content?: Uint8Array;
  /** DER of the signer. */
  readonly certificate: Uint8Array;
  /** DER of what is sent along; nothing when empty. */
  readonly certificates: readonly Uint8Array[];
  /** Exactly the octets that were signed. */
  readonly signedAttributes: Uint8Array;
  readonly signature: Uint8Array;
}): Uint8Array {
  const certificate = readCertificate(parts.certificate);
  const algorithm = SIGNATURE_ALGORITHMS[signerAlgorithm(certificate)];
  const digestAlgorithm = sequence(oid(HASH_OID[algorithm.hash]));
  const signerInfo = sequence(
    integer(1),
    sequence(...issuerAndSerial(certificate)),
    digestAlgorithm,
    retag(contextTag(0), parts.signedAttributes),
    algorithm.identifier,
    octetString(parts.signature),
  );
  // RFC 5652 §5.1: version 3 as soon as the content is something other than data
  const data = sequence(
    integer(parts.contentType === TSP_OID.tstInfo ? 3 : 1),
    setOf(digestAlgorithm),
    sequence(oid(parts.contentType), ...(parts.content ? [explicit(0, octetString(parts.content))] : [])),
    ...(parts.certificates.length > 0 ? [retag(contextTag(0), setOf(...parts.certificates))] : []),
    setOf(signerInfo),
  );
  return sequence(oid(TSP_OID.signedData), explicit(0, data));
}
