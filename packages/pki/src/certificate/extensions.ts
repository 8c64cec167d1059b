import type { BackwardWriter } from '../der/backward.ts';
import { OctetMap } from '../der/octet-map.ts';
import {
  DerReader,
  readBoolean,
  readNamedBits,
  readOctetString,
  readOid,
  readSmallInteger,
  readText,
} from '../der/read.ts';
import { contextTag, primitiveContextTag, TAG } from '../der/tags.ts';
import { boolean, octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import { type ExtendedKeyUsage, KEY_USAGES, type KeyUsage } from '../profiles/types.ts';
import { type GeneralNames, readGeneralNames } from './general-names.ts';

/** One extension as it stands. */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of the extnValue OCTET STRING. */
  readonly value: Uint8Array;
  /** All of it as it stands in a certificate, where that was made before for many. */
  readonly encoded?: Uint8Array;
}

/** Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue } (RFC 5280 §4.1). */
export function encodeExtension({ oid: id, critical, value, encoded }: Extension): Uint8Array {
  if (encoded) return encoded;
  const flag = critical ? [boolean(true)] : [];
  return sequence(oid(id), ...flag, octetString(value));
}

/** The same, into a writer. */
export function writeExtension(
  writer: BackwardWriter,
  { oid: id, critical, value, encoded }: Extension,
): void {
  if (encoded) {
    writer.octets(encoded);
    return;
  }
  const end = writer.mark();
  writer.octets(value);
  writer.close(TAG.octetString, end);
  if (critical) writer.octets(TRUE);
  writer.oid(id);
  writer.close(TAG.sequence, end);
}

const TRUE = boolean(true);

/** Reads Extensions; a repeated one is an error (RFC 5280 §4.2). */
export function readExtensions(reader: DerReader): readonly Extension[] {
  const extensions: Extension[] = [];
  const seen = new Set<string>();
  while (!reader.done) {
    const fields = reader.enter();
    const id = readOid(fields.next());
    const flag = fields.optional(TAG.boolean);
    const critical = flag ? readBoolean(flag) : false;
    if (flag && !critical) throw new PkiError('der-value', 'DEFAULT value is encoded');
    const value = readOctetString(fields.next());
    fields.end();
    if (seen.has(id)) throw new PkiError('der-value', `extension ${id} twice`);
    seen.add(id);
    extensions.push({ oid: id, critical, value });
  }
  return extensions;
}

/** The meaning of the extensions of a certificate. */
export interface DecodedExtensions {
  readonly keyUsage: readonly KeyUsage[];
  /** Names for the usages this system knows, dotted OIDs for others. */
  readonly extendedKeyUsage: readonly string[];
  readonly policies: readonly string[];
  readonly cpsUrls: readonly string[];
  readonly subjectAltName: GeneralNames | undefined;
  readonly subjectKeyIdentifier: Uint8Array | undefined;
  readonly authorityKeyIdentifier: Uint8Array | undefined;
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly caIssuersUrls: readonly string[];
  readonly isCa: boolean;
  readonly pathLength: number | undefined;
  readonly ocspNoCheck: boolean;
}

const USAGE_NAMES: Readonly<Record<string, ExtendedKeyUsage>> = {
  [OID.clientAuth]: 'clientAuth',
  [OID.timeStamping]: 'timeStamping',
  [OID.ocspSigning]: 'OCSPSigning',
};

export const EXTENDED_KEY_USAGE_OIDS: Readonly<Record<ExtendedKeyUsage, string>> = {
  clientAuth: OID.clientAuth,
  timeStamping: OID.timeStamping,
  OCSPSigning: OID.ocspSigning,
};

/** Extensions a verifier of this system understands; another one that is critical refuses the certificate. */
export const UNDERSTOOD_EXTENSIONS: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.basicConstraints,
  OID.certificatePolicies,
  OID.subjectAltName,
  OID.issuerAltName,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.crlDistributionPoints,
  OID.authorityInfoAccess,
  OID.ocspNoCheck,
]);

function readPolicies(value: Uint8Array): { policies: string[]; cpsUrls: string[] } {
  const policies: string[] = [];
  const cpsUrls: string[] = [];
  const list = DerReader.sequence(value);
  while (!list.done) {
    const policy = list.enter();
    policies.push(readOid(policy.next()));
    if (policy.done) continue;
    const qualifiers = policy.enter();
    while (!qualifiers.done) {
      const qualifier = qualifiers.enter();
      if (readOid(qualifier.next()) === OID.cpsQualifier)
        cpsUrls.push(readText(qualifier.next(TAG.ia5String)));
    }
  }
  return { policies, cpsUrls };
}

function readCrlUrls(value: Uint8Array): readonly string[] {
  const urls: string[] = [];
  const points = DerReader.sequence(value);
  while (!points.done) {
    const fullName = points.enter().enterContext(0)?.optional(contextTag(0));
    if (fullName) urls.push(...readGeneralNames(fullName.content).urls);
  }
  return urls;
}

function readAccess(value: Uint8Array): { ocspUrls: string[]; caIssuersUrls: string[] } {
  const ocspUrls: string[] = [];
  const caIssuersUrls: string[] = [];
  const list = DerReader.sequence(value);
  while (!list.done) {
    const access = list.enter();
    const method = readOid(access.next());
    const { urls } = readGeneralNames(access.next().raw);
    if (method === OID.ocspAccess) ocspUrls.push(...urls);
    if (method === OID.caIssuersAccess) caIssuersUrls.push(...urls);
  }
  return { ocspUrls, caIssuersUrls };
}

function readBasicConstraints(value: Uint8Array): { isCa: boolean; pathLength: number | undefined } {
  const fields = DerReader.sequence(value);
  const flag = fields.optional(TAG.boolean);
  const length = fields.optional(TAG.integer);
  fields.end();
  return { isCa: flag ? readBoolean(flag) : false, pathLength: length && readSmallInteger(length) };
}

/** The keyIdentifier of an AuthorityKeyIdentifier (RFC 5280 §4.2.1.1). */
export function readAuthorityKeyIdentifier(value: Uint8Array): Uint8Array | undefined {
  return DerReader.sequence(value).optional(primitiveContextTag(0))?.content;
}

/**
 * Values that thousands of certificates share (the CA's addresses, its policy), read once. Strangers' values fill it up
 * to the limit and no further.
 */
const MOST_READ_BEFORE = 4_000;
const readBefore: ReadonlyMap<string, OctetMap<unknown>> = new Map(
  [
    OID.certificatePolicies,
    OID.authorityInfoAccess,
    OID.keyUsage,
    OID.authorityKeyIdentifier,
    OID.crlDistributionPoints,
  ].map((id) => [id, new OctetMap(MOST_READ_BEFORE)]),
);

function readOnce<T>(id: string, value: Uint8Array, read: (value: Uint8Array) => T): T {
  const before = readBefore.get(id);
  if (!before) return read(value);
  const known = before.get(value) as T | undefined;
  if (known !== undefined) return known;
  // read from a copy: what is kept must not keep the octets of somebody's certificate
  const octets = Uint8Array.from(value);
  const made = read(octets);
  before.put(octets, made);
  return made;
}

/** Reads the extensions this system uses; what it does not know stays in the list alone. */
export function decodeExtensions(extensions: readonly Extension[]): DecodedExtensions {
  const value = (id: string) => extensions.find((extension) => extension.oid === id)?.value;
  const decode = <T>(id: string, read: (value: Uint8Array) => T): T | undefined => {
    const found = value(id);
    return found && readOnce(id, found, read);
  };
  const single = (bytes: Uint8Array) => new DerReader(bytes).next();
  const policies = decode(OID.certificatePolicies, readPolicies);
  const access = decode(OID.authorityInfoAccess, readAccess);
  const constraints = decode(OID.basicConstraints, readBasicConstraints);
  const usageBits = decode(OID.keyUsage, (bytes) => readNamedBits(single(bytes))) ?? [];
  return {
    keyUsage: usageBits.flatMap((bit) => KEY_USAGES[bit] ?? []),
    extendedKeyUsage:
      decode(OID.extendedKeyUsage, (bytes) =>
        [...DerReader.sequence(bytes)].map((node) => readOid(node)).map((id) => USAGE_NAMES[id] ?? id),
      ) ?? [],
    policies: policies?.policies ?? [],
    cpsUrls: policies?.cpsUrls ?? [],
    subjectAltName: decode(OID.subjectAltName, (bytes) => readGeneralNames(single(bytes).content)),
    subjectKeyIdentifier: decode(OID.subjectKeyIdentifier, (bytes) => readOctetString(single(bytes))),
    authorityKeyIdentifier: decode(OID.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    crlUrls: decode(OID.crlDistributionPoints, readCrlUrls) ?? [],
    ocspUrls: access?.ocspUrls ?? [],
    caIssuersUrls: access?.caIssuersUrls ?? [],
    isCa: constraints?.isCa ?? false,
    pathLength: constraints?.pathLength,
    ocspNoCheck: value(OID.ocspNoCheck) !== undefined,
  };
}
