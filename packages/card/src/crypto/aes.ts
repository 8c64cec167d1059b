import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat } from '../bytes.ts';

export const AES_BLOCK = 16;
export const ZERO_BLOCK = new Uint8Array(AES_BLOCK);

/** ISO/IEC 9797-1 padding method 2: 80, then zeros to a whole block; always adds at least one byte. */
export function pad(bytes: Uint8Array): Uint8Array {
  const zeros = AES_BLOCK - 1 - (bytes.length % AES_BLOCK);
  return concat(bytes, Uint8Array.of(0x80), new Uint8Array(zeros));
}

/** Undoes {@link pad}; undefined if the last block does not hold the padding. */
export function unpad(bytes: Uint8Array): Uint8Array | undefined {
  const end = bytes.findLastIndex((byte) => byte !== 0);
  const inLastBlock = end >= 0 && bytes.length - end <= AES_BLOCK;
  return inLastBlock && bytes[end] === 0x80 ? bytes.slice(0, end) : undefined;
}

export function encryptBlock(key: Uint8Array, block: Uint8Array): Uint8Array {
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return concat(cipher.update(block), cipher.final());
}

export function encryptCbc(key: Uint8Array, iv: Uint8Array, blocks: Uint8Array): Uint8Array {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false);
  return concat(cipher.update(blocks), cipher.final());
}

/** AES-CBC without padding; `blocks` must be whole blocks. */
export function decryptCbc(key: Uint8Array, iv: Uint8Array, blocks: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false);
  return concat(decipher.update(blocks), decipher.final());
}
