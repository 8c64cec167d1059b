import type { BackwardWriter } from '../der/backward.ts';
import { OctetMap } from '../der/octet-map.ts';
import {
  assertIntegerContent,
  DerReader,
  onlyElement,
  readFlag,
  readNamedBits,
  readNull,
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
import {
  type DistributionPointName,
  hasRelativeName,
  readDistributionPoints,
} from './distribution-points.ts';
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

/** Reads Extensions, of which there is at least one; a repeated one is an error (RFC 5280 §4.2). */
export function readExtensions(reader: DerReader): readonly Extension[] {
  const extensions: Extension[] = [];
  const seen = new Set<string>();
  if (reader.done) throw new PkiError('der-value', 'no extension in the list');
  while (!reader.done) {
    const fields = reader.enter();
    const id = readOid(fields.next());
    const critical = readFlag(fields.optional(TAG.boolean));
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
  /** Whether there is one at all: without it every use is allowed (RFC 5280 §6.1.4 n). */
  readonly hasKeyUsage: boolean;
  /** Names for the usages this system knows, dotted OIDs for others. */
  readonly extendedKeyUsage: readonly string[];
  readonly policies: readonly string[];
  readonly cpsUrls: readonly string[];
  readonly subjectAltName: GeneralNames | undefined;
  readonly subjectKeyIdentifier: Uint8Array | undefined;
  readonly authorityKeyIdentifier: Uint8Array | undefined;
  /** Addresses of complete lists of the certificate's own issuer. */
  readonly crlUrls: readonly string[];
  /** The names of those places, each a GeneralName, DER; the list of one says so in its issuingDistributionPoint. */
  readonly crlPoints: readonly Uint8Array[];
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
  const list = nonEmpty(value, 'policy');
  while (!list.done) {
    const policy = list.enter();
    const id = readOid(policy.next());
    // RFC 5280 §4.2.1.4: an OID not more than once
    if (policies.includes(id)) throw new PkiError('der-value', `policy ${id} twice`);
    policies.push(id);
    if (policy.done) continue;
    const qualifiers = policy.enter();
    policy.end();
    if (qualifiers.done) throw new PkiError('der-value', 'no qualifier in the list');
    while (!qualifiers.done) {
      const qualifier = qualifiers.enter();
      const isCps = readOid(qualifier.next()) === OID.cpsQualifier;
      const content = qualifier.next();
      qualifier.end();
      if (!isCps) continue; // a user notice is for people
      if (content.tag !== TAG.ia5String) throw new PkiError('der-tag', 'a CPS pointer is an IA5String');
      cpsUrls.push(readText(content));
    }
  }
  return { policies, cpsUrls };
}

/** A SEQUENCE OF that has at least one element. */
function nonEmpty(value: Uint8Array, what: string): DerReader {
  const list = DerReader.sequence(value);
  if (list.done) throw new PkiError('der-value', `no ${what} in the list`);
  return list;
}

function readAccess(value: Uint8Array): { ocspUrls: string[]; caIssuersUrls: string[] } {
  const ocspUrls: string[] = [];
  const caIssuersUrls: string[] = [];
  const list = nonEmpty(value, 'access description');
  while (!list.done) {
    const access = list.enter();
    const method = readOid(access.next());
    const { urls } = readGeneralNames(access.next().raw);
    access.end();
    if (method === OID.ocspAccess) ocspUrls.push(...urls);
    if (method === OID.caIssuersAccess) caIssuersUrls.push(...urls);
  }
  return { ocspUrls, caIssuersUrls };
}

function readBasicConstraints(value: Uint8Array): { isCa: boolean; pathLength: number | undefined } {
  const fields = DerReader.sequence(value);
  const isCa = readFlag(fields.optional(TAG.boolean));
  const length = fields.optional(TAG.integer);
  fields.end();
  const pathLength = length && readSmallInteger(length);
  // RFC 5280 §4.2.1.9
  if (pathLength !== undefined && (pathLength < 0 || !isCa)) {
    throw new PkiError('der-value', 'pathLenConstraint is negative, or of no CA');
  }
  return { isCa, pathLength };
}

/** The keyIdentifier of an AuthorityKeyIdentifier (RFC 5280 §4.2.1.1). */
export function readAuthorityKeyIdentifier(value: Uint8Array): Uint8Array | undefined {
  const fields = DerReader.sequence(value);
  const identifier = fields.optional(primitiveContextTag(0));
  const issuer = fields.optional(contextTag(1));
  const serial = fields.optional(primitiveContextTag(2));
  fields.end();
  if ((issuer === undefined) !== (serial === undefined)) {
    throw new PkiError('der-value', 'issuer and serial go together');
  }
  if (issuer && readGeneralNames(issuer.content).count === 0) throw new PkiError('der-value', 'no issuer');
  if (serial) assertIntegerContent(serial.content);
  return identifier?.content;
}

function readKeyUsage(value: Uint8Array): readonly KeyUsage[] {
  const bits = readNamedBits(onlyElement(value));
  // RFC 5280 §4.2.1.3: at least one; a bit that has no name allows nobody knows what
  if (bits.length === 0) throw new PkiError('der-value', 'key usage without a use');
  return bits.map((bit) => {
    const usage = KEY_USAGES[bit];
    if (!usage) throw new PkiError('der-value', `key usage of bit ${bit}`);
    return usage;
  });
}

function readExtendedKeyUsage(value: Uint8Array): readonly string[] {
  const list = nonEmpty(value, 'purpose');
  return [...list].map((node) => readOid(node)).map((id) => USAGE_NAMES[id] ?? id);
}

function readAltName(value: Uint8Array): GeneralNames {
  const { tag, content } = onlyElement(value);
  const names = readGeneralNames(content);
  if (tag !== TAG.sequence || names.count === 0) throw new PkiError('der-value', 'no name in the list');
  return names;
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

/**
 * Reads the extensions this system uses, each to its end; what it does not know stays in the list alone, and is for the
 * checks to refuse when it is critical. `issuer`: DN of the certificate's issuer.
 */
export function decodeExtensions(extensions: readonly Extension[], issuer: Uint8Array): DecodedExtensions {
  const value = (id: string) => extensions.find((extension) => extension.oid === id)?.value;
  const decode = <T>(id: string, read: (value: Uint8Array) => T): T | undefined => {
    const found = value(id);
    return found && readOnce(id, found, read);
  };
  const policies = decode(OID.certificatePolicies, readPolicies);
  const access = decode(OID.authorityInfoAccess, readAccess);
  const constraints = decode(OID.basicConstraints, readBasicConstraints);
  const located = value(OID.crlDistributionPoints);
  const points = located && readPointsOnce(located, issuer);
  const issuerAltName = value(OID.issuerAltName);
  if (issuerAltName) readAltName(issuerAltName);
  const noCheck = value(OID.ocspNoCheck);
  if (noCheck) readNull(onlyElement(noCheck));
  const keyUsage = decode(OID.keyUsage, readKeyUsage);
  return {
    keyUsage: keyUsage ?? [],
    hasKeyUsage: keyUsage !== undefined,
    extendedKeyUsage: decode(OID.extendedKeyUsage, readExtendedKeyUsage) ?? [],
    policies: policies?.policies ?? [],
    cpsUrls: policies?.cpsUrls ?? [],
    subjectAltName: decode(OID.subjectAltName, readAltName),
    subjectKeyIdentifier: decode(OID.subjectKeyIdentifier, (bytes) => readOctetString(onlyElement(bytes))),
    authorityKeyIdentifier: decode(OID.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    crlUrls: points?.urls ?? [],
    crlPoints: points?.names ?? [],
    ocspUrls: access?.ocspUrls ?? [],
    caIssuersUrls: access?.caIssuersUrls ?? [],
    isCa: constraints?.isCa ?? false,
    pathLength: constraints?.pathLength,
    ocspNoCheck: noCheck !== undefined,
  };
}

/** Points named relative to an issuer are another thing under another issuer: those are not kept. */
function readPointsOnce(value: Uint8Array, issuer: Uint8Array): DistributionPointName {
  const read = (bytes: Uint8Array) => readDistributionPoints(bytes, issuer);
  return hasRelativeName(value) ? read(value) : readOnce(OID.crlDistributionPoints, value, read);
}
