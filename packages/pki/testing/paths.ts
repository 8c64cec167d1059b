import { sign } from 'node:crypto';
import { type Extension, encodeExtension } from '../src/certificate/extensions.ts';
import { type Certificate, readCertificate } from '../src/certificate/read.ts';
import { time } from '../src/der/time.ts';
import {
  bitString,
  boolean,
  element,
  explicit,
  implicit,
  integer,
  integerContent,
  namedBits,
  octetString,
  oid,
  sequence,
} from '../src/der/write.ts';
import { encodeName, type NameAttribute } from '../src/names.ts';
import { OID } from '../src/oids.ts';
import { KEY_USAGES, type KeyUsage } from '../src/profiles/index.ts';
import { serialInteger } from '../src/serial.ts';
import { keyIdentifier } from '../src/spki.ts';
import { type TestKey, testKey } from './fixtures.ts';

// A generator of hierarchies of our own for the questions that RFC 5280 §6.1 asks, each certificate as wrong as it is told.

export const AT = new Date('2026-11-25T00:00:00Z');
const FROM = new Date('2026-01-01T00:00:00Z');
const UNTIL = new Date('2030-01-01T00:00:00Z');

/** Somebody with a name and a key. */
export interface Entity {
  readonly name: Uint8Array;
  readonly key: TestKey;
}

export const dn = (...attributes: readonly (readonly [NameAttribute['type'], string])[]) =>
  encodeName(attributes.map(([type, value]) => ({ type, value })));

export function entity(commonName: string, key = commonName): Entity {
  const name = dn(['C', 'JP'], ['O', 'Paths'], ['CN', commonName]);
  return { name, key: testKey(`path/${key}`, 'ec-p384') };
}

export interface Wish {
  readonly ca?: boolean;
  readonly pathLength?: number;
  readonly usage?: readonly KeyUsage[];
  readonly policies?: readonly string[];
  readonly more?: readonly Extension[];
  readonly from?: Date;
  readonly until?: Date;
  /** The issuer's name as it is written here. */
  readonly issuerName?: Uint8Array;
  readonly subjectName?: Uint8Array;
  readonly noIdentifiers?: boolean;
  readonly version1?: boolean;
  readonly forged?: boolean;
}

let serials = 0x4000;

/** A certificate of `subject` by `issuer`. */
export function certify(issuer: Entity, subject: Entity, wish: Wish = {}): Certificate {
  const { ca = false, pathLength, usage = ca ? ['keyCertSign', 'cRLSign'] : ['digitalSignature'] } = wish;
  const bits = usage.map((one) => KEY_USAGES.indexOf(one));
  const extensions: Extension[] = [
    ...(wish.noIdentifiers
      ? []
      : [identifier(OID.subjectKeyIdentifier, subject), identifier(OID.authorityKeyIdentifier, issuer)]),
    ...(ca ? [constraints(pathLength)] : []),
    ...(bits.length > 0 ? [{ oid: OID.keyUsage, critical: true, value: namedBits(bits) }] : []),
    ...(wish.policies ? [policies(wish.policies)] : []),
    ...(wish.more ?? []),
  ];
  const algorithm = sequence(oid(OID.ecdsaWithSha384));
  const tbs = sequence(
    ...(wish.version1 ? [] : [explicit(0, integer(2))]),
    serialInteger(BigInt(serials++)),
    algorithm,
    wish.issuerName ?? issuer.name,
    sequence(time(wish.from ?? FROM), time(wish.until ?? UNTIL)),
    wish.subjectName ?? subject.name,
    subject.key.spki,
    ...(wish.version1 ? [] : [explicit(3, sequence(...extensions.map(encodeExtension)))]),
  );
  const by = wish.forged ? testKey('path/forger', 'ec-p384') : issuer.key;
  const der = sequence(tbs, algorithm, bitString(sign('sha384', tbs, by.privateKey)));
  return readCertificate(Uint8Array.from(der));
}

export const selfSigned = (subject: Entity, wish: Wish = {}) =>
  certify(subject, subject, { ca: true, ...wish });

function identifier(id: string, { key }: Entity): Extension {
  const hash = keyIdentifier(key.spki);
  const value = id === OID.subjectKeyIdentifier ? octetString(hash) : sequence(implicit(0, hash));
  return { oid: id, critical: false, value };
}

function constraints(pathLength: number | undefined): Extension {
  const parts = pathLength === undefined ? [] : [integer(pathLength)];
  return { oid: OID.basicConstraints, critical: true, value: sequence(boolean(true), ...parts) };
}

export function policies(list: readonly string[]): Extension {
  const value = sequence(...list.map((one) => sequence(oid(one))));
  return { oid: OID.certificatePolicies, critical: false, value };
}

export function mappings(...pairs: readonly (readonly [string, string])[]): Extension {
  const value = sequence(...pairs.map(([from, to]) => sequence(oid(from), oid(to))));
  return { oid: OID.policyMappings, critical: true, value };
}

export function policyConstraints(explicitPolicy?: number, mapping?: number): Extension {
  const part = (number: number, count: number | undefined) =>
    count === undefined ? [] : [implicit(number, integerContent(count))];
  const value = sequence(...part(0, explicitPolicy), ...part(1, mapping));
  return { oid: OID.policyConstraints, critical: true, value };
}

export const inhibitAny = (count: number): Extension => ({
  oid: OID.inhibitAnyPolicy,
  critical: true,
  value: integer(count),
});

export function nameConstraints(
  permitted: readonly Uint8Array[],
  excluded: readonly Uint8Array[] = [],
): Extension {
  const list = (number: number, names: readonly Uint8Array[]) =>
    names.length === 0 ? [] : [explicit(number, ...names.map((one) => sequence(one)))];
  return {
    oid: OID.nameConstraints,
    critical: true,
    value: sequence(...list(0, permitted), ...list(1, excluded)),
  };
}

const ascii = (text: string) => new TextEncoder().encode(text);
export const mail = (text: string) => implicit(1, ascii(text));
export const dns = (text: string) => implicit(2, ascii(text));
export const uri = (text: string) => implicit(6, ascii(text));
export const ip = (...octets: readonly number[]) => implicit(7, Uint8Array.from(octets));
export const directory = (name: Uint8Array) => explicit(4, name);
export const other = (id: string) => element(0xa0, oid(id), explicit(0, integer(1)));

export const altName = (...names: readonly Uint8Array[]): Extension => ({
  oid: OID.subjectAltName,
  critical: false,
  value: sequence(...names),
});
