import { concat, equalBytes, NO_BYTES } from '../bytes.ts';
import { decryptCbc, encryptBlock, ZERO_BLOCK } from '../crypto/aes.ts';
import type { ScpKeySet } from '../image/card-image.ts';
import { checkKeySet } from '../image/issuer-keys.ts';
import { refuse, SW } from '../status-words.ts';

// Key type AES, GlobalPlatform 2.3.1 table 11-16.
const AES = 0x88;
const CHECK_VALUE_LENGTH = 3;

/** Answer of PUT KEY: version and three check values. */
export function encodeKeyAnswer({ version, enc, mac, dek }: ScpKeySet): Uint8Array {
  return concat(Uint8Array.of(version), ...[enc, mac, dek].map(keyCheckValue));
}

/** First three bytes of the AES encryption of sixteen bytes 01 (Amendment D §4.1.4). */
function keyCheckValue(key: Uint8Array): Uint8Array {
  return encryptBlock(key, new Uint8Array(16).fill(0x01)).slice(0, CHECK_VALUE_LENGTH);
}

/**
 * A key set as PUT KEY carries it: new version, then for ENC, MAC and DEK `88 n+1 n key 03 kcv`, each key encrypted under
 * the present DEK (AES-CBC, zero IV).
 * @throws Refusal 6700, 6A80
 */
export function decodeKeySet({ dek }: ScpKeySet, data: Uint8Array): ScpKeySet {
  const version = data[0] ?? refuse(SW.wrongLength);
  const [enc = NO_BYTES, mac = NO_BYTES, newDek = NO_BYTES] = decodeEntries(dek, data.slice(1));
  const keys = { version, enc, mac, dek: newDek };
  try {
    checkKeySet(keys);
  } catch {
    refuse(SW.wrongData);
  }
  return keys;
}

function decodeEntries(dek: Uint8Array, entries: Uint8Array): readonly Uint8Array[] {
  const keyLength = entries[2] ?? 0;
  const entryLength = keyLength + 7;
  if ((keyLength !== 16 && keyLength !== 32) || entries.length !== 3 * entryLength) refuse(SW.wrongData);
  return [0, 1, 2].map((index) => {
    const entry = entries.slice(index * entryLength, (index + 1) * entryLength);
    const header = Uint8Array.of(AES, keyLength + 1, keyLength);
    const key = decryptCbc(dek, ZERO_BLOCK, entry.slice(3, 3 + keyLength));
    const trailer = concat(Uint8Array.of(CHECK_VALUE_LENGTH), keyCheckValue(key));
    const fits = equalBytes(entry.slice(0, 3), header) && equalBytes(entry.slice(3 + keyLength), trailer);
    return fits ? key : refuse(SW.wrongData);
  });
}
