import { constants, publicDecrypt, verify } from 'node:crypto';
import { concat, equalBytes, hex } from '../bytes.ts';
import { type RsaPublicKey, toKeyObject } from './public-key.ts';

// SEQUENCE { SEQUENCE { sha-256, NULL }, OCTET STRING of 96 bytes } — not the 32 a DigestInfo normally has.
const FACE_DIGEST_INFO = hex('3071300D060960864801650304020105000460');

/** RSASSA-PKCS1-v1_5 with SHA-256. */
export function signatureIsValid(key: RsaPublicKey, payload: Uint8Array, signature: Uint8Array): boolean {
  return verify('sha256', payload, toKeyObject(key), signature);
}

/** The DigestInfo that is padded and signed for the card face: three digests in one (chip.md §2.3, EF 0002). */
export function faceDigestInfo(digests: Uint8Array): Uint8Array {
  return concat(FACE_DIGEST_INFO, digests);
}

export function faceSignatureIsValid(key: RsaPublicKey, digests: Uint8Array, signature: Uint8Array): boolean {
  const decrypt = { key: toKeyObject(key), padding: constants.RSA_PKCS1_PADDING };
  try {
    return equalBytes(new Uint8Array(publicDecrypt(decrypt, signature)), faceDigestInfo(digests));
  } catch {
    // A block that is not PKCS#1 v1.5 type 1 was not made by this key.
    return false;
  }
}
