import { type SignatureAlgorithm, signatureAlgorithmOf } from '../algorithms.ts';
import { encodeExtension, readExtensions } from '../certificate/extensions.ts';
import { assertDer } from '../der/assert.ts';
import { DerReader, readBitString, readElement, readOctetString, readSmallInteger } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { explicit, octetString, sequence } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { OID } from '../oids.ts';
import { type CertId, readCertId } from './cert-id.ts';

/** Signature over a request, by an accredited client (pki.md §4). */
export interface OcspRequestSignature {
  readonly tbs: Uint8Array;
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
  /** Certificates sent along, DER. */
  readonly certificates: readonly Uint8Array[];
}

export interface OcspRequest {
  readonly certIds: readonly CertId[];
  readonly nonce: Uint8Array | undefined;
  readonly signature: OcspRequestSignature | undefined;
}

export interface OcspRequestLimits {
  /** Octets of the whole request; checked before anything is read. */
  readonly maxOctets?: number;
  /** CertIDs in one request. */
  readonly maxCertIds?: number;
}

const DEFAULT_LIMITS = { maxOctets: 16_384, maxCertIds: 64 };

/**
 * Reads an OCSP request (RFC 6960 §4.1.1). Throws `ocsp-too-large`, `ocsp-too-many` and `ocsp-malformed`; the
 * answer to each of them is `ocspError('malformedRequest')`.
 */
export function readOcspRequest(der: Uint8Array, limits: OcspRequestLimits = {}): OcspRequest {
  const { maxOctets, maxCertIds } = { ...DEFAULT_LIMITS, ...limits };
  if (der.length > maxOctets) throw new PkiError('ocsp-too-large', `request of ${der.length} octets`);
  return reading('ocsp-malformed', 'OCSP request', () => {
    assertDer(der);
    const outer = DerReader.sequence(der);
    const tbs = outer.next(TAG.sequence);
    const reader = new DerReader(tbs.content);
    const version = reader.enterContext(0);
    if (version && readSmallInteger(version.next()) !== 0) throw malformed('version is not 1');
    reader.enterContext(1); // requestorName: of no interest, the signature says who asks
    const list = reader.enter();
    const certIds: CertId[] = [];
    while (!list.done) {
      if (certIds.length === maxCertIds)
        throw new PkiError('ocsp-too-many', `more than ${maxCertIds} CertIDs`);
      const request = list.enter();
      certIds.push(readCertId(request.next(TAG.sequence).raw));
      const single = request.enterContext(0);
      if (single) refuseCritical(single);
      request.end();
    }
    if (certIds.length === 0) throw malformed('no CertID');
    const extensions = reader.enterContext(2);
    const nonce = extensions && readNonce(extensions);
    reader.end();
    const signature = outer.enterContext(0);
    outer.end();
    return { certIds, nonce, signature: signature && readSignature(tbs.raw, signature) };
  });
}

function malformed(detail: string): PkiError {
  return new PkiError('ocsp-malformed', `OCSP request: ${detail}`);
}

/** RFC 6960 §4.4: unknown extensions are ignored, critical ones are not. */
function refuseCritical(reader: DerReader): void {
  const strange = readExtensions(reader.enter()).find(({ critical }) => critical);
  if (strange) throw malformed(`critical extension ${strange.oid}`);
}

function readNonce(reader: DerReader): Uint8Array | undefined {
  const extensions = readExtensions(reader.enter());
  const strange = extensions.find(({ oid, critical }) => critical && oid !== OID.ocspNonce);
  if (strange) throw malformed(`critical extension ${strange.oid}`);
  const found = extensions.find(({ oid }) => oid === OID.ocspNonce);
  if (!found) return undefined;
  const nonce = readOctetString(readElement(found.value));
  // RFC 9654 §2.1: 1 to 128 octets
  if (nonce.length < 1 || nonce.length > 128) throw malformed(`nonce of ${nonce.length} octets`);
  return nonce;
}

function readSignature(tbs: Uint8Array, wrapper: DerReader): OcspRequestSignature {
  const fields = wrapper.enter();
  const algorithm = signatureAlgorithmOf(fields.next(TAG.sequence).raw);
  const signature = readBitString(fields.next());
  const list = fields.enterContext(0);
  const certificates = list ? [...list.enter()].map(({ raw }) => raw) : [];
  fields.end();
  return { tbs, algorithm, signature, certificates };
}

/** An OCSP request, as a client of the responder sends it. Not signed. */
export function buildOcspRequest(request: {
  readonly certIds: readonly CertId[];
  readonly nonce?: Uint8Array;
}): Uint8Array {
  const list = sequence(...request.certIds.map(({ der }) => sequence(der)));
  const extensions = request.nonce ? [explicit(2, sequence(nonceExtension(request.nonce)))] : [];
  return sequence(sequence(list, ...extensions));
}

/** The nonce extension of requests and answers (RFC 9654 §2.1). */
export function nonceExtension(nonce: Uint8Array): Uint8Array {
  return encodeExtension({ oid: OID.ocspNonce, critical: false, value: octetString(nonce) });
}
