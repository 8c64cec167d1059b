import { concat } from '../bytes.ts';
import { AES_BLOCK, decryptCbc, encryptBlock, encryptCbc, pad, unpad } from '../crypto/aes.ts';

/** How far secure messaging has come; power keeps it alive. */
export type MessagingState =
  | { readonly stage: 'none' }
  | { readonly stage: 'open'; readonly session: MessagingSession }
  /** A command could not be decoded: nothing goes until the application is selected again. */
  | { readonly stage: 'broken' };

const KEY_LENGTH = 16;

/** Encryption of one session (chip.md §4.10): AES-128-CBC, the IV made from a counter of the commands. */
export class MessagingSession {
  readonly #key: Uint8Array;
  #counter = 0;

  /** @param seed 32 bytes from the terminal; the rest belongs to a checksum that this application does not use */
  constructor(seed: Uint8Array) {
    this.#key = seed.slice(0, KEY_LENGTH);
  }

  /** Every command counts, also one that is rejected. The first has the number 1. */
  countCommand(): void {
    this.#counter += 1;
  }

  encrypt(plain: Uint8Array): Uint8Array {
    return encryptCbc(this.#key, this.#iv(), pad(plain));
  }

  /** undefined unless it is whole blocks with padding at their end */
  decrypt(ciphertext: Uint8Array): Uint8Array | undefined {
    if (ciphertext.length === 0 || ciphertext.length % AES_BLOCK !== 0) return undefined;
    return unpad(decryptCbc(this.#key, this.#iv(), ciphertext));
  }

  // The counter as a block of 16 bytes, encrypted; command and answer share it.
  #iv(): Uint8Array {
    const number = new Uint8Array(4);
    new DataView(number.buffer).setUint32(0, this.#counter);
    return encryptBlock(this.#key, concat(new Uint8Array(AES_BLOCK - number.length), number));
  }
}
