import type { SignatureAlgorithm } from '../algorithms.ts';
import { readExtensions } from '../certificate/extensions.ts';
import { type RevocationReason, reasonName } from '../crl/reasons.ts';
import {
  type DerElement,
  DerReader,
  onlyElement,
  readOctetString,
  readOid,
  readSmallInteger,
} from '../der/read.ts';
import { contextTag, primitiveContextTag, TAG } from '../der/tags.ts';
import { readTime } from '../der/time.ts';
import { PkiError, reading } from '../errors.ts';
import { readName } from '../names.ts';
import { OID } from '../oids.ts';
import { readSignedParts } from '../signed.ts';
import { type CertId, readCertId } from './cert-id.ts';
import { type CertificateStatus, OCSP_ERRORS, type OcspErrorName } from './response.ts';

export interface SingleOcspReading {
  readonly certId: CertId;
  readonly status: CertificateStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly archiveCutoff: Date | undefined;
}

/** A successful answer as a client sees it. Nothing is verified yet. */
export interface OcspReading {
  readonly producedAt: Date;
  /** SHA-1 of the responder's key, or its DN. */
  readonly responderId: { readonly keyHash: Uint8Array } | { readonly name: Uint8Array };
  readonly responses: readonly SingleOcspReading[];
  readonly nonce: Uint8Array | undefined;
  /** Sent along, DER. */
  readonly certificates: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

export type OcspResponse =
  | { readonly ok: true; readonly response: OcspReading }
  | { readonly ok: false; readonly error: OcspErrorName };

/** No answer of this system comes near; clients refuse more before reading. */
const MAX_OCTETS = 262_144;

function errorName(code: number): OcspErrorName {
  for (const name of Object.keys(OCSP_ERRORS) as OcspErrorName[]) {
    if (OCSP_ERRORS[name] === code) return name;
  }
  throw new PkiError('ocsp-malformed', `response status ${code}`);
}

/** Reads an OCSP answer (RFC 6960 §4.2.1). Throws `ocsp-malformed`, `ocsp-too-large`. */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  if (der.length > MAX_OCTETS) throw new PkiError('ocsp-too-large', `answer of ${der.length} octets`);
  return reading('ocsp-malformed', 'OCSP response', () => {
    const outer = DerReader.sequence(der);
    const status = readSmallInteger(outer.next(), TAG.enumerated);
    if (status !== 0) {
      outer.end();
      return { ok: false, error: errorName(status) };
    }
    const wrapped = outer.explicit(0, TAG.sequence);
    if (!wrapped) throw new PkiError('ocsp-malformed', 'successful, but no answer inside');
    const bytes = DerReader.inside(wrapped);
    if (readOid(bytes.next()) !== OID.ocspBasic) throw new PkiError('ocsp-malformed', 'not a basic response');
    const basic = readOctetString(bytes.next());
    bytes.end();
    outer.end();
    return { ok: true, response: readBasic(basic) };
  });
}

function readBasic(der: Uint8Array): OcspReading {
  const reader = DerReader.sequence(der);
  const { tbs, algorithm, signature } = readSignedParts(reader);
  const list = reader.explicit(0, TAG.sequence);
  const certificates = list ? [...DerReader.inside(list)].map(({ raw }) => raw) : [];
  reader.end();
  const data = DerReader.sequence(tbs);
  const version = data.explicit(0);
  if (version && readSmallInteger(version) !== 0) throw new PkiError('ocsp-malformed', 'version is not 1');
  const responderId = readResponderId(data.next());
  const producedAt = readTime(data.next(TAG.generalizedTime));
  const singles = data.enter();
  const responses: SingleOcspReading[] = [];
  while (!singles.done) responses.push(readSingle(singles.enter()));
  const extensions = readKnown(data.explicit(1, TAG.sequence), [OID.ocspNonce]);
  data.end();
  const nonce = extensions.get(OID.ocspNonce);
  return {
    producedAt,
    responderId,
    responses,
    nonce: nonce && readOctetString(onlyElement(nonce)),
    certificates,
    algorithm,
    tbs,
    signature,
  };
}

/**
 * Extensions by OID. RFC 6960 §4.4: an unknown one may be passed over unless it is critical; then nothing of the answer may
 * be relied on.
 */
function readKnown(
  list: DerElement | undefined,
  understood: readonly string[],
): ReadonlyMap<string, Uint8Array> {
  const extensions = list ? readExtensions(DerReader.inside(list)) : [];
  const strange = extensions.find(({ oid, critical }) => critical && !understood.includes(oid));
  if (strange) throw new PkiError('ocsp-malformed', `critical extension ${strange.oid}`);
  return new Map(extensions.map(({ oid, value }) => [oid, value]));
}

const KEY_HASH_OCTETS = 20;

function readResponderId(node: DerElement): OcspReading['responderId'] {
  const inner = onlyElement(node.content);
  if (node.tag === contextTag(1)) {
    readName(inner.raw);
    return { name: inner.raw };
  }
  if (node.tag === contextTag(2)) {
    const keyHash = readOctetString(inner);
    if (keyHash.length === KEY_HASH_OCTETS) return { keyHash };
  }
  throw new PkiError('ocsp-malformed', 'responder is named neither by DN nor by key');
}

function readSingle(fields: DerReader): SingleOcspReading {
  const certId = readCertId(fields.next(TAG.sequence).raw);
  const status = readStatus(fields.next());
  const thisUpdate = readTime(fields.next(TAG.generalizedTime));
  const next = fields.explicit(0, TAG.generalizedTime);
  const nextUpdate = next && readTime(next);
  const extensions = readKnown(fields.explicit(1, TAG.sequence), [OID.ocspArchiveCutoff]);
  fields.end();
  const cutoff = extensions.get(OID.ocspArchiveCutoff);
  return {
    certId,
    status,
    thisUpdate,
    nextUpdate,
    archiveCutoff: cutoff && readTime(onlyElement(cutoff)),
  };
}

function readStatus(node: DerElement): CertificateStatus {
  if (node.tag === primitiveContextTag(0) && node.content.length === 0) return { status: 'good' };
  if (node.tag === primitiveContextTag(2) && node.content.length === 0) return { status: 'unknown' };
  if (node.tag !== contextTag(1)) throw new PkiError('ocsp-malformed', `status of tag ${node.tag}`);
  const fields = new DerReader(node.content);
  const at = readTime(fields.next(TAG.generalizedTime));
  const named = fields.explicit(0, TAG.enumerated);
  fields.end();
  if (!named) return { status: 'revoked', at, reason: 'unspecified' };
  const code = readSmallInteger(named, TAG.enumerated);
  const reason: RevocationReason | undefined = reasonName(code);
  if (!reason) throw new PkiError('ocsp-malformed', `reason code ${code}`);
  return { status: 'revoked', at, reason };
}
