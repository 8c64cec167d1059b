import { createHash } from 'node:crypto';

// DER of DigestInfo for SHA-256 up to the hash, RFC 8017 §9.2 note 1.
const SHA256_PREFIX = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** The 51 bytes the chip pads and signs for RSASSA-PKCS1-v1_5 with SHA-256 (chip.md §4.6). */
export function sha256DigestInfo(message: Uint8Array): Uint8Array {
  return Buffer.concat([SHA256_PREFIX, createHash('sha256').update(message).digest()]);
}
