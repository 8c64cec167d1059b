import type { SignatureAlgorithm } from '../algorithms.ts';
import { readDistributionPoints } from '../certificate/distribution-points.ts';
import { type Extension, readAuthorityKeyIdentifier, readExtensions } from '../certificate/extensions.ts';
import { type DerElement, DerReader, onlyElement, readInteger, readSmallInteger } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readTime } from '../der/time.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { nameText, readName } from '../names.ts';
import { OID } from '../oids.ts';
import { readSerial, type SerialInput, serialHex } from '../serial.ts';
import { readSigned } from '../signed.ts';
import { type RevocationReason, reasonName } from './reasons.ts';
import { type CrlScope, readScope } from './scope.ts';

/** One entry as read; `serial` is canonical hex. */
export interface CrlEntry {
  readonly serial: string;
  readonly at: Date;
  readonly reason: RevocationReason;
}

/** A CRL as a verifier sees it. */
export interface Crl {
  readonly issuer: string;
  readonly issuerDer: Uint8Array;
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly number: bigint | undefined;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly authorityKeyIdentifier: Uint8Array | undefined;
  /** What it is limited to; undefined: it covers everything of its issuer. */
  readonly scope: CrlScope | undefined;
  /** URLs of the issuingDistributionPoint. Empty does not mean that it covers everything: ask `scope`. */
  readonly shardUrls: readonly string[];
  /** Number of the base, if this is a delta CRL. */
  readonly deltaBase: bigint | undefined;
  readonly freshestUrls: readonly string[];
  readonly entryCount: number;
  /** Walks the entries in their order, reading each anew: nothing is kept of a large CRL but its octets. */
  readonly entries: () => Iterable<CrlEntry>;
  /** Looks for one serial, by walking; a verifier with many questions builds its own index. */
  readonly find: (serial: SerialInput) => CrlEntry | undefined;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.authorityKeyIdentifier,
  OID.crlNumber,
  OID.deltaCrlIndicator,
  OID.issuingDistributionPoint,
  OID.freshestCrl,
]);

function readEntry(fields: DerReader): CrlEntry {
  const serial = readSerial(fields.next());
  const at = readTime(fields.next());
  let reason: RevocationReason = 'unspecified';
  if (!fields.done) {
    // refused by an unknown critical one, wherever it stands in the list (RFC 5280 §5.3)
    for (const { oid, critical, value } of readExtensions(fields.enter())) {
      if (oid === OID.reasonCode) {
        const code = readSmallInteger(onlyElement(value), TAG.enumerated);
        const name = reasonName(code);
        if (!name) throw new PkiError('crl-unsupported', `reason code ${code}`);
        reason = name;
      } else if (critical || oid === OID.certificateIssuer) {
        // certificateIssuer of an indirect CRL gives the entry to another CA (RFC 5280 §5.3.3), and must be critical
        throw new PkiError('crl-unsupported', `critical entry extension ${oid}`);
      }
    }
  }
  fields.end();
  return { serial, at, reason };
}

function* walk(list: Uint8Array): Generator<CrlEntry> {
  const reader = new DerReader(list);
  while (!reader.done) yield readEntry(reader.enter());
}

/**
 * Reads a CRL and walks it once, so that a damaged entry is found now. Nothing is verified. Throws `crl-malformed`,
 * and `crl-unsupported` for a critical extension that changes its meaning.
 */
export function readCrl(der: Uint8Array): Crl {
  return reading('crl-malformed', 'CRL', () => {
    const signed = readSigned(der);
    const reader = DerReader.sequence(signed.tbs);
    if (readSmallInteger(reader.next()) !== 1) throw new PkiError('crl-malformed', 'not version 2');
    if (!equalBytes(reader.next(TAG.sequence).raw, signed.algorithmIdentifier)) {
      throw new PkiError('crl-malformed', 'two different signature algorithms');
    }
    const issuerDer = reader.next(TAG.sequence).raw;
    const thisUpdate = readTime(reader.next());
    // RFC 5280 §5.1.2.5: nextUpdate is mandatory in the profile
    const nextUpdate = readTime(reader.next());
    const list = readList(reader.optional(TAG.sequence));
    const extensionList = reader.explicit(0, TAG.sequence);
    const extensions = extensionList ? readExtensions(DerReader.inside(extensionList)) : [];
    reader.end();
    const issuer = readName(issuerDer);
    if (issuer.length === 0) throw new PkiError('crl-malformed', 'issuer without a name');
    const strange = extensions.find(({ oid, critical }) => critical && !UNDERSTOOD.has(oid));
    if (strange) throw new PkiError('crl-unsupported', `critical extension ${strange.oid}`);
    let entryCount = 0;
    for (const _ of walk(list)) entryCount++;
    const decode = decoder(extensions);
    const scope = decode(OID.issuingDistributionPoint, (bytes) => readScope(bytes, issuerDer));
    return {
      issuer: nameText(issuer),
      issuerDer,
      algorithm: signed.algorithm,
      number: decode(OID.crlNumber, readNumber),
      thisUpdate,
      nextUpdate,
      authorityKeyIdentifier: decode(OID.authorityKeyIdentifier, readAuthorityKeyIdentifier),
      scope,
      shardUrls: scope?.point?.urls ?? [],
      deltaBase: decode(OID.deltaCrlIndicator, readNumber),
      freshestUrls: decode(OID.freshestCrl, (bytes) => readDistributionPoints(bytes, issuerDer).urls) ?? [],
      entryCount,
      entries: () => walk(list),
      find: (serial) => findEntry(list, serialHex(serial)),
      tbs: signed.tbs,
      signature: signed.signature,
    };
  });
}

/** revokedCertificates is absent when nothing is revoked (RFC 5280 §5.1.2.6). */
function readList(node: DerElement | undefined): Uint8Array {
  if (node?.content.length === 0) throw new PkiError('crl-malformed', 'an empty list of entries');
  return node?.content ?? new Uint8Array(0);
}

/** CRLNumber ::= INTEGER (0..MAX), at most 20 octets (RFC 5280 §5.2.3). */
function readNumber(bytes: Uint8Array): bigint {
  const number = readInteger(onlyElement(bytes), 20);
  if (number < 0n) throw new PkiError('crl-malformed', 'negative CRL number');
  return number;
}

function decoder(extensions: readonly Extension[]) {
  return <T>(id: string, read: (value: Uint8Array) => T): T | undefined => {
    const found = extensions.find(({ oid }) => oid === id);
    return found && read(found.value);
  };
}

/** Of several entries with one serial, one that says revoked: `removeFromCRL` never hides another. */
function findEntry(list: Uint8Array, serial: string): CrlEntry | undefined {
  let removed: CrlEntry | undefined;
  for (const entry of walk(list)) {
    if (entry.serial !== serial) continue;
    if (entry.reason !== 'removeFromCRL') return entry;
    removed = entry;
  }
  return removed;
}
