import { concat } from '../bytes.ts';
import { deriveKey } from '../crypto/kdf.ts';
import type { ScpKeySet } from '../image/card-image.ts';

/** Keys of one SCP03 session. */
export interface SessionKeys {
  readonly enc: Uint8Array;
  readonly mac: Uint8Array;
  readonly rmac: Uint8Array;
}

/** Eight bytes each: S8 mode. */
export interface Challenges {
  readonly host: Uint8Array;
  readonly card: Uint8Array;
}

// Derivation constants, GlobalPlatform Amendment D table 4-1.
const CARD_CRYPTOGRAM = 0x00;
const HOST_CRYPTOGRAM = 0x01;
const S_ENC = 0x04;
const S_MAC = 0x06;
const S_RMAC = 0x07;

export const CRYPTOGRAM_LENGTH = 8;

/** Session keys of SCP03 (GlobalPlatform Amendment D §6.2.1), as long as the static ones. */
export function deriveSessionKeys({ enc, mac }: ScpKeySet, challenges: Challenges): SessionKeys {
  return {
    enc: derive(enc, S_ENC, challenges, enc.length),
    mac: derive(mac, S_MAC, challenges, mac.length),
    rmac: derive(mac, S_RMAC, challenges, mac.length),
  };
}

/** Proves to the host that the card has the keys. */
export function cardCryptogram({ mac }: SessionKeys, challenges: Challenges): Uint8Array {
  return derive(mac, CARD_CRYPTOGRAM, challenges, CRYPTOGRAM_LENGTH);
}

/** Proves to the card that the host has the keys. */
export function hostCryptogram({ mac }: SessionKeys, challenges: Challenges): Uint8Array {
  return derive(mac, HOST_CRYPTOGRAM, challenges, CRYPTOGRAM_LENGTH);
}

function derive(key: Uint8Array, constant: number, { host, card }: Challenges, length: number): Uint8Array {
  return deriveKey(key, concat(new Uint8Array(11), Uint8Array.of(constant)), concat(host, card), length);
}
