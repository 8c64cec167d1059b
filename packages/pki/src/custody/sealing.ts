import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from '../types.ts';

const NONCE_OCTETS = 12;
const TAG_OCTETS = 16;

/** AES-256-GCM: nonce ‖ ciphertext ‖ tag. */
export function sealWith(
  key: Uint8Array,
  plaintext: Uint8Array,
  aad: Uint8Array,
  random: Random,
): Uint8Array {
  const nonce = random(NONCE_OCTETS);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
  const body = [nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()];
  return Uint8Array.from(Buffer.concat(body));
}

/** The inverse; undefined if key, aad or octets are not the ones that were sealed. */
export function openWith(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array | undefined {
  if (sealed.length < NONCE_OCTETS + TAG_OCTETS) return undefined;
  const nonce = sealed.subarray(0, NONCE_OCTETS);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_OCTETS }).setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_OCTETS));
  const ciphertext = sealed.subarray(NONCE_OCTETS, sealed.length - TAG_OCTETS);
  try {
    return Uint8Array.from(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
  } catch {
    return undefined;
  }
}
