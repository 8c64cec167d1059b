import type { CardImage } from './image/card-image.ts';

/** What the chip needs from outside; it has no randomness and no memory of its own. */
export interface ChipSurroundings {
  /** `length` bytes from a cryptographic generator. */
  random(length: number): Uint8Array;
  /** A new RSA private key with public exponent 65537, PKCS#8 DER. */
  generateRsaKey(bits: 2048): Uint8Array;
  /**
   * Keeps the chip's memory. Called before the answer that depends on it leaves, and it must have reached durable
   * storage when it returns. If it throws, the command is answered with 6581 and has changed nothing.
   */
  save(image: CardImage): void;
}
