import { algorithmForKey, type SignatureAlgorithm } from '../algorithms.ts';
import { encodeExtension } from '../certificate/extensions.ts';
import type { Certificate } from '../certificate/read.ts';
import { REVOCATION_REASONS, type RevocationReason } from '../crl/reasons.ts';
import { generalizedTime } from '../der/time.ts';
import { enumerated, explicit, implicit, octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import { assembleSigned } from '../signed.ts';
import { keyIdentifier, keySpecOf } from '../spki.ts';
import type { Signer } from '../types.ts';
import type { CertId } from './cert-id.ts';
import { nonceExtension } from './request.ts';

/** What a responder says about one certificate. */
export type CertificateStatus =
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly at: Date; readonly reason: RevocationReason }
  /** Never issued (pki.md §4). */
  | { readonly status: 'unknown' };

export interface SingleOcspAnswer {
  /** As read from the request; its octets are repeated. */
  readonly certId: CertId;
  readonly status: CertificateStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** From when on revocations are kept even though the certificate has expired (RFC 6960 §4.4.4). */
  readonly archiveCutoff?: Date;
}

export interface OcspAnswer {
  readonly responses: readonly SingleOcspAnswer[];
  readonly producedAt: Date;
  /** Certificate of the delegated responder, sent along. */
  readonly responder: Certificate;
  /** Echoed for clients that are registered for it. */
  readonly nonce?: Uint8Array;
}

/** OCSPResponseStatus other than `successful` (RFC 6960 §4.2.1). */
export const OCSP_ERRORS = {
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
} as const;
export type OcspErrorName = keyof typeof OCSP_ERRORS;

/** An unsigned answer that only names an error. */
export function ocspError(name: OcspErrorName): Uint8Array {
  return sequence(enumerated(OCSP_ERRORS[name]));
}

const GOOD = implicit(0, new Uint8Array(0));
const UNKNOWN = implicit(2, new Uint8Array(0));

function encodeStatus(status: CertificateStatus): Uint8Array {
  switch (status.status) {
    case 'good':
      return GOOD;
    case 'unknown':
      return UNKNOWN;
    case 'revoked': {
      const { at, reason } = status;
      // RevokedInfo IMPLICIT [1]; `unspecified` is left out as in CRLs
      const named = reason === 'unspecified' ? [] : [explicit(0, enumerated(REVOCATION_REASONS[reason]))];
      return explicit(1, generalizedTime(at), ...named);
    }
  }
}

function encodeSingle({
  certId,
  status,
  thisUpdate,
  nextUpdate,
  archiveCutoff,
}: SingleOcspAnswer): Uint8Array {
  const parts = [certId.der, encodeStatus(status), generalizedTime(thisUpdate)];
  if (nextUpdate) parts.push(explicit(0, generalizedTime(nextUpdate)));
  if (archiveCutoff) {
    const value = generalizedTime(archiveCutoff);
    parts.push(
      explicit(1, sequence(encodeExtension({ oid: OID.ocspArchiveCutoff, critical: false, value }))),
    );
  }
  return sequence(...parts);
}

/** What is the same in all answers of a responder; made once for each certificate object. */
interface ResponderParts {
  readonly algorithm: SignatureAlgorithm;
  /** byKey [2]. */
  readonly responderId: Uint8Array;
  /** certs [0]. */
  readonly certificates: Uint8Array;
}

const partsOf = new WeakMap<Certificate, ResponderParts>();

function responderParts(responder: Certificate): ResponderParts {
  const known = partsOf.get(responder);
  if (known) return known;
  const parts = {
    algorithm: responderAlgorithm(responder),
    responderId: explicit(2, octetString(keyIdentifier(responder.spki))),
    certificates: explicit(0, sequence(responder.der)),
  };
  partsOf.set(responder, parts);
  return parts;
}

/** ResponseData, to be signed by the responder. The responder is named by its key. */
export function buildTbsOcspResponse(answer: OcspAnswer): Uint8Array {
  const { responses, producedAt, responder, nonce } = answer;
  return sequence(
    responderParts(responder).responderId,
    generalizedTime(producedAt),
    sequence(...responses.map(encodeSingle)),
    ...(nonce ? [explicit(1, sequence(nonceExtension(nonce)))] : []),
  );
}

const SUCCESSFUL = enumerated(0);
const BASIC = oid(OID.ocspBasic);

/** The finished answer, with the responder's certificate inside. */
export function assembleOcspResponse(
  tbs: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
  responder: Certificate,
): Uint8Array {
  const basic = assembleSigned(tbs, algorithm, signature, responderParts(responder).certificates);
  return sequence(SUCCESSFUL, explicit(0, sequence(BASIC, octetString(basic))));
}

/** Builds, signs and assembles. Throws `key-malformed` if the responder's key is none of the system's types. */
export async function buildOcspResponse(answer: OcspAnswer & { readonly sign: Signer }): Promise<Uint8Array> {
  const { algorithm } = responderParts(answer.responder);
  const tbs = buildTbsOcspResponse(answer);
  return assembleOcspResponse(tbs, algorithm, await answer.sign(tbs), answer.responder);
}

/** The algorithm a responder signs with; its key decides. */
export function responderAlgorithm(responder: Certificate): SignatureAlgorithm {
  const spec = keySpecOf(responder.spki);
  if (!spec) throw new PkiError('key-malformed', 'responder with a key of another type');
  return algorithmForKey(spec);
}
