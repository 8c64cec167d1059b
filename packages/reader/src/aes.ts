import { createCipheriv, createDecipheriv } from 'node:crypto';

const BLOCK = 16;
const ZERO_IV = new Uint8Array(BLOCK);

/** One block, AES-ECB. The key length chooses AES-128, -192 or -256. */
export function aesBlock(key: Uint8Array, block: Uint8Array): Uint8Array {
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return new Uint8Array(cipher.update(block));
}

/** AES-CBC over whole blocks, no padding. */
export function aesCbcEncrypt(key: Uint8Array, plaintext: Uint8Array, iv: Uint8Array = ZERO_IV): Uint8Array {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(plaintext), cipher.final()]);
}

export function aesCbcDecrypt(key: Uint8Array, ciphertext: Uint8Array, iv: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** AES-CMAC, 16 bytes (NIST SP 800-38B, RFC 4493). node:crypto has none. */
export function aesCmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const whole = message.length > 0 && message.length % BLOCK === 0;
  const k1 = double(aesBlock(key, ZERO_IV));
  const last = whole ? k1 : double(k1);
  const padded = whole ? Uint8Array.from(message) : padIso(message);
  const start = padded.length - BLOCK;
  for (let i = 0; i < BLOCK; i++) padded[start + i] = (padded[start + i] ?? 0) ^ (last[i] ?? 0);
  return aesCbcEncrypt(key, padded).slice(-BLOCK);
}

/** ISO/IEC 9797-1 method 2: 80, then 00 up to a whole block. Always adds. */
export function padIso(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor(bytes.length / BLOCK) + 1) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/** Undoes {@link padIso}; undefined when the padding is not right. */
export function unpadIso(padded: Uint8Array): Uint8Array | undefined {
  const end = padded.lastIndexOf(0x80);
  if (end < 0 || padded.length - end > BLOCK || padded.subarray(end + 1).some((byte) => byte !== 0)) {
    return undefined;
  }
  return padded.subarray(0, end);
}

// Multiplication by x in GF(2^128), SP 800-38B §6.1.
function double(block: Uint8Array): Uint8Array {
  const doubled = new Uint8Array(BLOCK);
  let carry = 0;
  for (let i = BLOCK - 1; i >= 0; i--) {
    const byte = block[i] ?? 0;
    doubled[i] = ((byte << 1) | carry) & 0xff;
    carry = byte >> 7;
  }
  doubled[BLOCK - 1] = (doubled[BLOCK - 1] ?? 0) ^ (carry ? 0x87 : 0);
  return doubled;
}
