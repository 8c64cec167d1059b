import type { SignatureAlgorithm } from '../algorithms.ts';
import { readExtensions } from '../certificate/extensions.ts';
import { type RevocationReason, reasonName } from '../crl/reasons.ts';
import {
  type DerElement,
  DerReader,
  readElement,
  readOctetString,
  readOid,
  readSmallInteger,
} from '../der/read.ts';
import { contextTag, primitiveContextTag, TAG } from '../der/tags.ts';
import { readTime } from '../der/time.ts';
import { PkiError, reading } from '../errors.ts';
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
    const bytes = outer.enterContext(0)?.enter();
    if (!bytes) throw new PkiError('ocsp-malformed', 'successful, but no answer inside');
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
  const list = reader.enterContext(0);
  const certificates = list ? [...list.enter()].map(({ raw }) => raw) : [];
  reader.end();
  const data = DerReader.sequence(tbs);
  const version = data.enterContext(0);
  if (version && readSmallInteger(version.next()) !== 0)
    throw new PkiError('ocsp-malformed', 'version is not 1');
  const responderId = readResponderId(data.next());
  const producedAt = readTime(data.next(TAG.generalizedTime));
  const singles = data.enter();
  const responses: SingleOcspReading[] = [];
  while (!singles.done) responses.push(readSingle(singles.enter()));
  const extensions = data.enterContext(1);
  data.end();
  const nonce = extensions && readExtensions(extensions.enter()).find(({ oid }) => oid === OID.ocspNonce);
  return {
    producedAt,
    responderId,
    responses,
    nonce: nonce && readOctetString(readElement(nonce.value)),
    certificates,
    algorithm,
    tbs,
    signature,
  };
}

function readResponderId(node: DerElement): OcspReading['responderId'] {
  const inner = new DerReader(node.content);
  if (node.tag === contextTag(1)) return { name: inner.next(TAG.sequence).raw };
  if (node.tag === contextTag(2)) return { keyHash: readOctetString(inner.next()) };
  throw new PkiError('ocsp-malformed', 'responder is named neither by DN nor by key');
}

function readSingle(fields: DerReader): SingleOcspReading {
  const certId = readCertId(fields.next(TAG.sequence).raw);
  const status = readStatus(fields.next());
  const thisUpdate = readTime(fields.next(TAG.generalizedTime));
  const next = fields.enterContext(0);
  const nextUpdate = next && readTime(next.next(TAG.generalizedTime));
  const extensions = fields.enterContext(1);
  fields.end();
  const cutoff =
    extensions && readExtensions(extensions.enter()).find(({ oid }) => oid === OID.ocspArchiveCutoff);
  return {
    certId,
    status,
    thisUpdate,
    nextUpdate,
    archiveCutoff: cutoff && readTime(readElement(cutoff.value)),
  };
}

function readStatus(node: DerElement): CertificateStatus {
  if (node.tag === primitiveContextTag(0) && node.content.length === 0) return { status: 'good' };
  if (node.tag === primitiveContextTag(2) && node.content.length === 0) return { status: 'unknown' };
  if (node.tag !== contextTag(1)) throw new PkiError('ocsp-malformed', `status of tag ${node.tag}`);
  const fields = new DerReader(node.content);
  const at = readTime(fields.next(TAG.generalizedTime));
  const named = fields.enterContext(0);
  fields.end();
  if (!named) return { status: 'revoked', at, reason: 'unspecified' };
  const code = readSmallInteger(named.next(), TAG.enumerated);
  const reason: RevocationReason | undefined = reasonName(code);
  if (!reason) throw new PkiError('ocsp-malformed', `reason code ${code}`);
  return { status: 'revoked', at, reason };
}
