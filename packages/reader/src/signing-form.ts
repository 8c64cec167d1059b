import { createHash } from 'node:crypto';
import type { KeySpec } from '@mibun/card';
import type { Command } from './command.ts';
import { sha256DigestInfo } from './digest-info.ts';

/** With which digest a key signs. */
export interface CardDigest {
  readonly name: 'sha256' | 'sha384';
  readonly octets: number;
}

interface SigningForm {
  readonly p1: number;
  readonly digest: CardDigest;
  readonly data: (message: Uint8Array) => Uint8Array;
}

/** How a message is signed with a key of each kind: hashed here, because the chip takes 255 bytes at most. */
const FORMS: Readonly<Record<KeySpec, SigningForm>> = {
  // chip.md §4.6: RSASSA-PKCS1-v1_5 with SHA-256, 256 bytes.
  'rsa-2048': { p1: 0x00, digest: { name: 'sha256', octets: 32 }, data: sha256DigestInfo },
  // Ours: ECDSA with SHA-384, r ‖ s, 96 bytes.
  'ec-p384': {
    p1: 0x02,
    digest: { name: 'sha384', octets: 48 },
    data: (message) => createHash('sha384').update(message).digest(),
  },
};

/** The digest that goes with a key. */
export const digestFor = (algorithm: KeySpec): CardDigest => FORMS[algorithm].digest;

/**
 * COMPUTE DIGITAL SIGNATURE over a message.
 * @param p2 80 the selected key, 00 the application's default key
 */
export function signCommand(algorithm: KeySpec, p2: number, message: Uint8Array): Command {
  const { p1, data } = FORMS[algorithm];
  return { cla: 0x80, ins: 0x2a, p1, p2, data: data(message), le: 256 };
}
