import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { ecPublicKeyOf } from '../layout/ec-public-key.ts';
import type { ChipPublicKey } from '../layout/public-key.ts';
import type { KeySpec } from '../surroundings.ts';
import { importP384Key, signDigestP384 } from './ecdsa.ts';
import { importPrivateKey, publicKeyOfPrivate, signDigest, signPkcs1, signPss } from './rsa.ts';
import { sha256 } from './sha256.ts';

type Random = (length: number) => Uint8Array;

/** One form of COMPUTE DIGITAL SIGNATURE: how long its data may be, and what becomes of them. */
export interface SignatureScheme {
  readonly shortest: number;
  readonly longest: number;
  readonly sign: (key: KeyObject, data: Uint8Array, random: Random) => Uint8Array;
}

/** What the chip can do with keys of one kind. */
export interface KeyAlgorithm {
  readonly signatureLength: number;
  /** By P1 of COMPUTE DIGITAL SIGNATURE. */
  readonly schemes: Readonly<Record<number, SignatureScheme>>;
  /** P1 of the scheme that INTERNAL AUTHENTICATE uses on its challenge. */
  readonly challengeScheme: number;
  /** @throws RangeError for a key of another kind */
  readonly importKey: (pkcs8: Uint8Array) => KeyObject;
  readonly publicKey: (privateKey: KeyObject) => ChipPublicKey;
}

const MESSAGE = { shortest: 1, longest: 255 };
const SHA256_DIGEST = { shortest: 32, longest: 32 };
const SHA384_DIGEST = { shortest: 48, longest: 48 };
// [U] in chip.md §4.6: as long as the hash, which is also what PKCS#1 recommends.
const SALT_LENGTH = 32;

const sha384 = (message: Uint8Array) => new Uint8Array(createHash('sha384').update(message).digest());

export const KEY_ALGORITHMS: Readonly<Record<KeySpec, KeyAlgorithm>> = {
  // chip.md §4.6.
  'rsa-2048': {
    signatureLength: 256,
    schemes: {
      // PKCS#1 v1.5 type 1 leaves 245 of 256 bytes; the card does not look at what is inside.
      0: { shortest: 1, longest: 245, sign: signPkcs1 },
      1: { ...MESSAGE, sign: (key, message) => signPkcs1(key, sha256(message)) },
      2: { ...SHA256_DIGEST, sign: signDigest },
      3: { ...MESSAGE, sign: (key, message) => signDigest(key, sha256(message)) },
      4: { ...SHA256_DIGEST, sign: (key, digest, random) => signPss(key, digest, random(SALT_LENGTH)) },
      5: { ...MESSAGE, sign: (key, message, random) => signPss(key, sha256(message), random(SALT_LENGTH)) },
    },
    challengeScheme: 3,
    importKey: importPrivateKey,
    publicKey: publicKeyOfPrivate,
  },
  // Ours: ECDSA with SHA-384, as r ‖ s. 02 and 03 mean what they mean for RSA: a digest, a message.
  'ec-p384': {
    signatureLength: 96,
    schemes: {
      2: { ...SHA384_DIGEST, sign: signDigestP384 },
      3: { ...MESSAGE, sign: (key, message, random) => signDigestP384(key, sha384(message), random) },
    },
    challengeScheme: 3,
    importKey: importP384Key,
    publicKey: (key) => ecPublicKeyOf(createPublicKey(key)),
  },
};
