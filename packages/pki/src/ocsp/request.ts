import { type SignatureAlgorithm, signatureAlgorithmOf } from '../algorithms.ts';
import { encodeExtension, readExtensions } from '../certificate/extensions.ts';
import { readGeneralNames } from '../certificate/general-names.ts';
import { assertDer } from '../der/assert.ts';
import {
  type DerElement,
  DerReader,
  onlyElement,
  readBitString,
  readOctetString,
  readSmallInteger,
} from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { explicit, octetString, sequence } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { OID } from '../oids.ts';
import { readAlgorithmIdentifier } from '../signed.ts';
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
    const version = reader.explicit(0);
    if (version && readSmallInteger(version) !== 0) throw malformed('version is not 1');
    const name = reader.explicit(1);
    if (name) readGeneralNames(name.raw); // requestorName: of no interest, the signature says who asks
    const list = reader.enter();
    const certIds: CertId[] = [];
    while (!list.done) {
      if (certIds.length === maxCertIds)
        throw new PkiError('ocsp-too-many', `more than ${maxCertIds} CertIDs`);
      const request = list.enter();
      certIds.push(readCertId(request.next(TAG.sequence).raw));
      const single = request.explicit(0, TAG.sequence);
      if (single) refuseCritical(single);
      request.end();
    }
    if (certIds.length === 0) throw malformed('no CertID');
    const extensions = reader.explicit(2, TAG.sequence);
    const nonce = extensions && readNonce(extensions);
    reader.end();
    const signature = outer.explicit(0, TAG.sequence);
    outer.end();
    return { certIds, nonce, signature: signature && readSignature(tbs.raw, signature) };
  });
}

function malformed(detail: string): PkiError {
  return new PkiError('ocsp-malformed', `OCSP request: ${detail}`);
}

/** RFC 6960 §4.4: unknown extensions are ignored, critical ones are not. */
function refuseCritical(list: DerElement): void {
  const strange = readExtensions(DerReader.inside(list)).find(({ critical }) => critical);
  if (strange) throw malformed(`critical extension ${strange.oid}`);
}

function readNonce(list: DerElement): Uint8Array | undefined {
  const extensions = readExtensions(DerReader.inside(list));
  const strange = extensions.find(({ oid, critical }) => critical && oid !== OID.ocspNonce);
  if (strange) throw malformed(`critical extension ${strange.oid}`);
  const found = extensions.find(({ oid }) => oid === OID.ocspNonce);
  if (!found) return undefined;
  const nonce = readOctetString(onlyElement(found.value));
  // RFC 9654 §2.1: 1 to 128 octets
  if (nonce.length < 1 || nonce.length > 128) throw malformed(`nonce of ${nonce.length} octets`);
  return nonce;
}

function readSignature(tbs: Uint8Array, wrapper: DerElement): OcspRequestSignature {
  const fields = DerReader.inside(wrapper);
  const algorithm = signatureAlgorithmOf(readAlgorithmIdentifier(fields));
  const signature = readBitString(fields.next());
  const list = fields.explicit(0, TAG.sequence);
  const certificates = list ? [...DerReader.inside(list)].map(({ raw }) => raw) : [];
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
