import { createPublicKey, type KeyObject } from 'node:crypto';
import { concat, hex } from '../bytes.ts';
import {
  decodeEcPublicKey,
  type EcPublicKey,
  ecJwk,
  ecPublicKeyOf,
  encodeEcPublicKey,
} from './ec-public-key.ts';
import { ofLength } from './fields.ts';
import { malformed } from './layout-error.ts';
import { encodeTlv, readSequence } from './tlv.ts';

/** An RSA-2048 public key as the chip writes it. */
export interface RsaPublicKey {
  /** 256 bytes. */
  readonly modulus: Uint8Array;
  /** Always 01 00 01. */
  readonly exponent: Uint8Array;
}

/** A public key of a chip of any profile. */
export type ChipPublicKey = RsaPublicKey | EcPublicKey;

const EXPONENT = hex('010001');
const EC_POINT = 0x86;

/** What GENERATE KEY PAIR and READ BACK answer: an RSA key as two objects, one on P-384 as one. */
export function encodeChipPublicKey(key: ChipPublicKey): Uint8Array {
  return 'point' in key ? encodeEcPublicKey(key) : encodePublicKey(key);
}

/** @throws LayoutError */
export function decodeChipPublicKey(bytes: Uint8Array): ChipPublicKey {
  return bytes[0] === EC_POINT ? decodeEcPublicKey(bytes) : decodePublicKey(bytes);
}

/** The two objects `90 03 010001 91 82 0100 n`, 265 bytes (chip.md §2.2). */
export function encodePublicKey({ modulus, exponent }: RsaPublicKey): Uint8Array {
  if (!Buffer.from(exponent).equals(EXPONENT)) throw new RangeError('the public exponent is 65537');
  return concat(encodeTlv(0x90, EXPONENT), encodeTlv(0x91, ofLength(modulus, 256, 'a modulus'), '82'));
}

/** @throws LayoutError */
export function decodePublicKey(bytes: Uint8Array): RsaPublicKey {
  const [exponent, modulus] = readSequence(bytes, [0x90, 0x91]);
  if (!Buffer.from(exponent.value).equals(EXPONENT)) malformed('the public exponent is not 65537');
  if (modulus.value.length !== 256) malformed('the modulus is not 2048 bits');
  return { exponent: exponent.value, modulus: modulus.value };
}

/** The key of a SubjectPublicKeyInfo. @throws RangeError unless it is RSA-2048 with exponent 65537 */
export function publicKeyFromSpki(spki: Uint8Array): RsaPublicKey {
  return publicKeyOf(createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }));
}

/** As {@link publicKeyFromSpki}, for a key of any profile. */
export function chipPublicKeyFromSpki(spki: Uint8Array): ChipPublicKey {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  return key.asymmetricKeyType === 'ec' ? ecPublicKeyOf(key) : publicKeyOf(key);
}

/** The key as SubjectPublicKeyInfo DER, as certificates want it. */
export function publicKeyToSpki(key: ChipPublicKey): Uint8Array {
  return new Uint8Array(toKeyObject(key).export({ format: 'der', type: 'spki' }));
}

export function toKeyObject(key: ChipPublicKey): KeyObject {
  const jwk =
    'point' in key ? ecJwk(key) : { kty: 'RSA', n: base64url(key.modulus), e: base64url(key.exponent) };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

export function publicKeyOf(key: KeyObject): RsaPublicKey {
  const { kty, n, e } = key.export({ format: 'jwk' });
  if (kty !== 'RSA' || n === undefined || e === undefined) throw new RangeError('not an RSA key');
  const modulus = new Uint8Array(Buffer.from(n, 'base64url'));
  const exponent = new Uint8Array(Buffer.from(e, 'base64url'));
  if (!Buffer.from(exponent).equals(EXPONENT)) throw new RangeError('the public exponent is not 65537');
  return { modulus: ofLength(modulus, 256, 'a modulus'), exponent };
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
