import type { SignatureAlgorithm } from '../algorithms.ts';
import { type Extension, readAuthorityKeyIdentifier, readExtensions } from '../certificate/extensions.ts';
import { readGeneralNames } from '../certificate/general-names.ts';
import { DerReader, readInteger, readSmallInteger } from '../der/read.ts';
import { contextTag, TAG } from '../der/tags.ts';
import { readTime } from '../der/time.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { nameText, readName } from '../names.ts';
import { OID } from '../oids.ts';
import { readSerial, type SerialInput, serialHex } from '../serial.ts';
import { readSigned } from '../signed.ts';
import { type RevocationReason, reasonName } from './reasons.ts';

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
  /** URLs of the issuingDistributionPoint; empty: the CRL covers everything of its issuer. */
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
    for (const { oid, critical, value } of readExtensions(fields.enter())) {
      if (oid === OID.reasonCode) {
        const code = readSmallInteger(new DerReader(value).next(), TAG.enumerated);
        const name = reasonName(code);
        if (!name) throw new PkiError('crl-unsupported', `reason code ${code}`);
        reason = name;
      } else if (critical) {
        // certificateIssuer of an indirect CRL would give the entry to another CA (RFC 5280 §5.3)
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

/** distributionPoint alone is understood; a CRL limited by reason or kind, or an indirect one, is refused. */
function readShardUrls(value: Uint8Array): readonly string[] {
  const fields = DerReader.sequence(value);
  const point = fields.enterContext(0);
  if (!fields.done || !point)
    throw new PkiError('crl-unsupported', 'issuingDistributionPoint of another kind');
  return readGeneralNames(point.next(contextTag(0)).content).urls;
}

function readFreshestUrls(value: Uint8Array): readonly string[] {
  const points = DerReader.sequence(value);
  const fullName = points.enter().enterContext(0)?.optional(contextTag(0));
  return fullName ? readGeneralNames(fullName.content).urls : [];
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
    const list = reader.optional(TAG.sequence)?.content ?? new Uint8Array(0);
    const extensionList = reader.enterContext(0);
    const extensions = extensionList ? readExtensions(extensionList.enter()) : [];
    reader.end();
    const strange = extensions.find(({ oid, critical }) => critical && !UNDERSTOOD.has(oid));
    if (strange) throw new PkiError('crl-unsupported', `critical extension ${strange.oid}`);
    let entryCount = 0;
    for (const _ of walk(list)) entryCount++;
    const decode = decoder(extensions);
    const number = (bytes: Uint8Array) => readInteger(new DerReader(bytes).next(), 20);
    return {
      issuer: nameText(readName(issuerDer)),
      issuerDer,
      algorithm: signed.algorithm,
      number: decode(OID.crlNumber, number),
      thisUpdate,
      nextUpdate,
      authorityKeyIdentifier: decode(OID.authorityKeyIdentifier, readAuthorityKeyIdentifier),
      shardUrls: decode(OID.issuingDistributionPoint, readShardUrls) ?? [],
      deltaBase: decode(OID.deltaCrlIndicator, number),
      freshestUrls: decode(OID.freshestCrl, readFreshestUrls) ?? [],
      entryCount,
      entries: () => walk(list),
      find: (serial) => findEntry(list, serialHex(serial)),
      tbs: signed.tbs,
      signature: signed.signature,
    };
  });
}

function decoder(extensions: readonly Extension[]) {
  return <T>(id: string, read: (value: Uint8Array) => T): T | undefined => {
    const found = extensions.find(({ oid }) => oid === id);
    return found && read(found.value);
  };
}

function findEntry(list: Uint8Array, serial: string): CrlEntry | undefined {
  for (const entry of walk(list)) if (entry.serial === serial) return entry;
  return undefined;
}
