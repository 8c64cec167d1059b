import { hash } from 'node:crypto';
import type { KeySpec } from './algorithms.ts';
import {
  assertIntegerContent,
  type DerElement,
  DerReader,
  readBitString,
  readInteger,
  readNull,
  readOid,
} from './der/read.ts';
import { TAG } from './der/tags.ts';
import { bitString, equalBytes, nullValue, oid, sequence, unsignedInteger } from './der/write.ts';
import { reading } from './errors.ts';
import { OID } from './oids.ts';

/** A public key as its numbers. Curves other than P-256 and P-384, and other key types, are `other`. */
export type PublicKeyParts =
  | { readonly type: 'rsa'; readonly modulus: bigint; readonly exponent: bigint; readonly bits: number }
  | { readonly type: 'ec'; readonly curve: 'P-256' | 'P-384'; readonly point: Uint8Array }
  | { readonly type: 'other'; readonly algorithm: string };

const CURVES: Readonly<Record<string, 'P-256' | 'P-384'>> = {
  [OID.secp256r1]: 'P-256',
  [OID.secp384r1]: 'P-384',
};

/** The SubjectPublicKeyInfo of an RSA key given as big-endian numbers, as a chip reports them. */
export function rsaSpki(key: { readonly modulus: Uint8Array; readonly exponent: Uint8Array }): Uint8Array {
  const publicKey = sequence(unsignedInteger(key.modulus), unsignedInteger(key.exponent));
  return sequence(sequence(oid(OID.rsaEncryption), nullValue()), bitString(publicKey));
}

interface RawSpki {
  readonly type: string;
  readonly parameters: DerElement | undefined;
  readonly key: Uint8Array;
}

function rawSpki(spki: Uint8Array): RawSpki {
  const info = DerReader.sequence(spki);
  const algorithm = info.enter();
  const type = readOid(algorithm.next());
  const parameters = algorithm.done ? undefined : algorithm.next();
  algorithm.end();
  // RFC 3279 §2.3.1 has NULL; its absence is taken as RFC 4055 §5 takes it
  if (type === OID.rsaEncryption && parameters) readNull(parameters);
  const key = readBitString(info.next());
  info.end();
  return { type, parameters, key };
}

function curveOf(parameters: DerElement) {
  const named = readOid(parameters);
  return { named, curve: CURVES[named] };
}

/** RSAPublicKey ::= SEQUENCE { modulus, publicExponent } (RFC 8017 A.1.1). */
function rsaNumbers(key: Uint8Array): { readonly modulus: DerElement; readonly exponent: DerElement } {
  const numbers = DerReader.sequence(key);
  const found = { modulus: numbers.next(TAG.integer), exponent: numbers.next(TAG.integer) };
  numbers.end();
  return found;
}

/** Whether these octets are a SubjectPublicKeyInfo, of whichever key. Throws the `der-…` errors. */
export function assertSpki(spki: Uint8Array): void {
  rawSpki(spki);
}

/** Takes a SubjectPublicKeyInfo apart. Throws `key-malformed`. */
export function readSpki(spki: Uint8Array): PublicKeyParts {
  return reading('key-malformed', 'public key', () => {
    const { type, parameters, key } = rawSpki(spki);
    if (type === OID.rsaEncryption) {
      const numbers = rsaNumbers(key);
      const modulus = readInteger(numbers.modulus);
      const exponent = readInteger(numbers.exponent);
      return { type: 'rsa', modulus, exponent, bits: positiveBits(numbers.modulus.content) };
    }
    if (type === OID.ecPublicKey && parameters) {
      const { named, curve } = curveOf(parameters);
      return curve ? { type: 'ec', curve, point: key } : { type: 'other', algorithm: named };
    }
    return { type: 'other', algorithm: type };
  });
}

/** Which of the system's key types this is; undefined if it is none. Throws `key-malformed`. */
export function keySpecOf(spki: Uint8Array): KeySpec | undefined {
  return reading('key-malformed', 'public key', () => {
    const { type, parameters, key } = rawSpki(spki);
    if (type === OID.rsaEncryption) {
      const { modulus, exponent } = rsaNumbers(key);
      assertIntegerContent(exponent.content);
      return positiveBits(modulus.content) === 2048 ? 'rsa-2048' : undefined;
    }
    if (type !== OID.ecPublicKey || !parameters) return undefined;
    return curveOf(parameters).curve === 'P-384' ? 'ec-p384' : undefined;
  });
}

/** Bits of an INTEGER without leading zeros; 0 unless it is positive. */
function positiveBits(content: Uint8Array): number {
  assertIntegerContent(content);
  const [first = 0, second = 0] = content;
  if (first >= 0x80) return 0;
  const octets = first === 0 ? content.length - 1 : content.length;
  return octets === 0 ? 0 : octets * 8 + 24 - Math.clz32(first === 0 ? second : first);
}

/** The octets of the subjectPublicKey BIT STRING: what key identifiers and CertIDs are made from. */
export function subjectPublicKeyBits(spki: Uint8Array): Uint8Array {
  return reading('key-malformed', 'public key', () => {
    const info = DerReader.sequence(spki);
    info.next();
    return readBitString(info.next());
  });
}

/**
 * What was hashed last, at a place that follows from the key: a lot of certificates asks for each identifier twice, when
 * it is built and when it is linted. A place is overwritten by the next key that falls on it.
 */
const PLACES = 512;
const hashedBefore: { readonly spki: Uint8Array; readonly identifier: Uint8Array }[] = [];

/** Key identifier by method 1 of RFC 5280 §4.2.1.2: SHA-1 of the subjectPublicKey bits. Not to be changed. */
export function keyIdentifier(spki: Uint8Array): Uint8Array {
  // octets from the middle of the number, where keys differ
  const middle = spki.length >> 1;
  const place = (((spki[middle] ?? 0) << 8) | (spki[middle + 1] ?? 0)) % PLACES;
  const known = hashedBefore[place];
  if (known && equalBytes(known.spki, spki)) return known.identifier;
  const identifier = hash('sha1', subjectPublicKeyBits(spki), 'buffer');
  hashedBefore[place] = { spki: Uint8Array.from(spki), identifier };
  return identifier;
}
