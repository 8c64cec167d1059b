import type { ChipPublicKey } from './public-key.ts';
import { recordAlgorithmOf } from './record-algorithms.ts';

/** RSASSA-PKCS1-v1_5 with SHA-256, or ECDSA with SHA-384: as the key is. */
export function signatureIsValid(key: ChipPublicKey, payload: Uint8Array, signature: Uint8Array): boolean {
  return recordAlgorithmOf(key).isValid(key, payload, signature);
}
