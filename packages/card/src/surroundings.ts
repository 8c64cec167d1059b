import type { CardImage } from './image/card-image.ts';

/** Key pairs that a chip can make for itself: RSA-2048 with exponent 65537, ECDSA on P-384. */
export type KeySpec = 'rsa-2048' | 'ec-p384';

/** What the chip needs from outside; it has no randomness and no memory of its own. */
export interface ChipSurroundings {
  /** `length` bytes from a cryptographic generator. */
  random(length: number): Uint8Array;
  /** A new private key, PKCS#8 DER; an RSA key has the public exponent 65537. */
  generateKey(spec: KeySpec): Uint8Array;
  /**
   * Keeps the chip's memory. Called before the answer that depends on it leaves, and it must have reached durable
   * storage when it returns. If it throws, the command is answered with 6581 and has changed nothing.
   */
  save(image: CardImage): void;
}
