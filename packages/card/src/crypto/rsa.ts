import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
} from 'node:crypto';
import { concat, hex } from '../bytes.ts';
import { publicKeyOf, type RsaPublicKey } from '../layout/public-key.ts';
import { sha256 } from './sha256.ts';

/** A private key ready for use; parsing it takes longer than signing with it, so keep it. */
export type SigningKey = KeyObject;

const MODULUS_LENGTH = 256;
const HASH_LENGTH = 32;
const SHA256_DIGEST_INFO = hex('3031300D060960864801650304020105000420');

/** @throws RangeError unless it is RSA-2048 with exponent 65537 */
export function importPrivateKey(pkcs8: Uint8Array): SigningKey {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  publicKeyOfPrivate(key);
  return key;
}

export function publicKeyOfPrivate(key: SigningKey): RsaPublicKey {
  return publicKeyOf(createPublicKey(key));
}

/** PKCS#1 v1.5 type 1 padding of the bytes exactly as they are (at most 245), then the private key. */
export function signPkcs1(key: SigningKey, block: Uint8Array): Uint8Array {
  return new Uint8Array(privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, block));
}

/** RSASSA-PKCS1-v1_5 over a SHA-256 digest. */
export function signDigest(key: SigningKey, digest: Uint8Array): Uint8Array {
  return signPkcs1(key, concat(SHA256_DIGEST_INFO, digest));
}

/** RSASSA-PSS over a SHA-256 digest, MGF1 with SHA-256; `salt` is 32 random bytes (RFC 8017 §9.1.1). */
export function signPss(key: SigningKey, digest: Uint8Array, salt: Uint8Array): Uint8Array {
  const hash = sha256(concat(new Uint8Array(8), digest, salt));
  const dbLength = MODULUS_LENGTH - HASH_LENGTH - 1;
  const db = concat(new Uint8Array(dbLength - salt.length - 1), Uint8Array.of(0x01), salt);
  const mask = mgf1(hash, dbLength);
  const masked = db.map((byte, index) => byte ^ (mask[index] ?? 0));
  masked[0] = (masked[0] ?? 0) & 0x7f;
  const block = concat(masked, hash, Uint8Array.of(0xbc));
  return new Uint8Array(privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block));
}

/** RSAES-OAEP with SHA-256, MGF1 with SHA-256 and an empty label; undefined when the padding is not right. */
export function decryptOaep(key: SigningKey, ciphertext: Uint8Array): Uint8Array | undefined {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  try {
    return new Uint8Array(privateDecrypt({ key, padding, oaepHash: 'sha256' }, ciphertext));
  } catch {
    return undefined;
  }
}

function mgf1(seed: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / HASH_LENGTH) }, (_, counter) =>
    sha256(concat(seed, Uint8Array.of(0, 0, 0, counter))),
  );
  return concat(...blocks).slice(0, length);
}
