import type { ScpKeySet } from '@mibun/card';
import { aesBlock, aesCbcEncrypt } from './aes.ts';

const KEY_TYPE_AES = 0x88;
const CHECK_VALUE_LENGTH = 3;

/**
 * Data of PUT KEY for a whole set: the new version, then ENC, MAC and DEK, each encrypted under the present DEK and
 * followed by its check value (GlobalPlatform Card Specification 2.3 §11.8.2.3, Amendment D §7.2).
 */
export function putKeyData(keys: ScpKeySet, presentDek: Uint8Array): Uint8Array {
  const fields = [keys.enc, keys.mac, keys.dek].map((key) => keyField(key, presentDek));
  return Buffer.concat([Uint8Array.of(keys.version), ...fields]);
}

function keyField(key: Uint8Array, presentDek: Uint8Array): Uint8Array {
  const encrypted = aesCbcEncrypt(presentDek, key);
  // Amendment D §7.2: the check value of an AES key is the encryption of sixteen 01 bytes.
  const check = aesBlock(key, new Uint8Array(16).fill(0x01)).subarray(0, CHECK_VALUE_LENGTH);
  return Buffer.concat([
    Uint8Array.of(KEY_TYPE_AES, 1 + encrypted.length, key.length),
    encrypted,
    Uint8Array.of(CHECK_VALUE_LENGTH),
    check,
  ]);
}
