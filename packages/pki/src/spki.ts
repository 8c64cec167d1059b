import { createHash } from 'node:crypto';
import type { KeySpec } from './algorithms.ts';
import { DerReader, readBitString, readInteger, readOid } from './der/read.ts';
import { bitString, nullValue, oid, sequence, unsignedInteger } from './der/write.ts';
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

/** Takes a SubjectPublicKeyInfo apart. Throws `key-malformed`. */
export function readSpki(spki: Uint8Array): PublicKeyParts {
  return reading('key-malformed', 'public key', () => {
    const info = DerReader.sequence(spki);
    const algorithm = info.enter();
    const type = readOid(algorithm.next());
    const parameters = algorithm.done ? undefined : algorithm.next();
    algorithm.end();
    const key = readBitString(info.next());
    info.end();
    if (type === OID.rsaEncryption) {
      const numbers = DerReader.sequence(key);
      const modulus = readInteger(numbers.next());
      const exponent = readInteger(numbers.next());
      numbers.end();
      return { type: 'rsa', modulus, exponent, bits: modulus > 0n ? modulus.toString(2).length : 0 };
    }
    if (type === OID.ecPublicKey && parameters) {
      const named = readOid(parameters);
      const curve = CURVES[named];
      return curve ? { type: 'ec', curve, point: key } : { type: 'other', algorithm: named };
    }
    return { type: 'other', algorithm: type };
  });
}

/** Which of the system's key types this is; undefined if it is none. */
export function keySpecOf(spki: Uint8Array): KeySpec | undefined {
  const key = readSpki(spki);
  if (key.type === 'rsa') return key.bits === 2048 ? 'rsa-2048' : undefined;
  return key.type === 'ec' && key.curve === 'P-384' ? 'ec-p384' : undefined;
}

/** The octets of the subjectPublicKey BIT STRING: what key identifiers and CertIDs are made from. */
export function subjectPublicKeyBits(spki: Uint8Array): Uint8Array {
  return reading('key-malformed', 'public key', () => {
    const info = DerReader.sequence(spki);
    info.next();
    return readBitString(info.next());
  });
}

/** Key identifier by method 1 of RFC 5280 §4.2.1.2: SHA-1 of the subjectPublicKey bits. */
export function keyIdentifier(spki: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash('sha1').update(subjectPublicKeyBits(spki)).digest());
}
