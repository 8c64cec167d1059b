import { AES_BLOCK, encryptBlock, encryptCbc, pad, ZERO_BLOCK } from './aes.ts';

/** AES-CMAC (RFC 4493) with a 16- or 32-byte key; 16 bytes. */
export function aesCmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const subkey1 = double(encryptBlock(key, ZERO_BLOCK));
  const whole = message.length > 0 && message.length % AES_BLOCK === 0;
  const last = whole ? subkey1 : double(subkey1);
  const padded = whole ? message.slice() : pad(message);
  const start = padded.length - AES_BLOCK;
  for (let i = 0; i < AES_BLOCK; i++) padded[start + i] = (padded[start + i] ?? 0) ^ (last[i] ?? 0);
  return encryptCbc(key, ZERO_BLOCK, padded).slice(-AES_BLOCK);
}

// Multiplication by x in GF(2^128), RFC 4493 §2.3.
function double(block: Uint8Array): Uint8Array {
  const doubled = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >> 7));
  if ((block[0] ?? 0) & 0x80) doubled[AES_BLOCK - 1] = (doubled[AES_BLOCK - 1] ?? 0) ^ 0x87;
  return doubled;
}
