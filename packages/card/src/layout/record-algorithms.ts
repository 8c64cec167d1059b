import { constants, createHash, publicDecrypt, verify } from 'node:crypto';
import { concat, equalBytes, hex } from '../bytes.ts';
import type { KeySpec } from '../surroundings.ts';
import { type ChipPublicKey, toKeyObject } from './public-key.ts';

/** How the issuer signs the records of a generation of cards: by the kind of key of its card-face hierarchy. */
export interface RecordAlgorithm {
  readonly digestLength: number;
  readonly signatureLength: number;
  /** Bytes of a public key as it stands in records and CV certificates. */
  readonly publicKeyLength: number;
  digest(...parts: readonly Uint8Array[]): Uint8Array;
  isValid(key: ChipPublicKey, payload: Uint8Array, signature: Uint8Array): boolean;
  /** What is signed for the card face, from its three digests. */
  facePayload(digests: Uint8Array): Uint8Array;
  faceIsValid(key: ChipPublicKey, digests: Uint8Array, signature: Uint8Array): boolean;
}

// SEQUENCE { SEQUENCE { sha-256, NULL }, OCTET STRING of 96 bytes } — not the 32 a DigestInfo normally has.
const FACE_DIGEST_INFO = hex('3071300D060960864801650304020105000460');

export const RECORD_ALGORITHMS: Readonly<Record<KeySpec, RecordAlgorithm>> = {
  // chip.md §2.2, §2.3: RSASSA-PKCS1-v1_5 with SHA-256; for the face PKCS#1 v1.5 around three digests in one.
  'rsa-2048': {
    digestLength: 32,
    signatureLength: 256,
    publicKeyLength: 265,
    digest: (...parts) => hash('sha256', parts),
    isValid: (key, payload, signature) => verify('sha256', payload, toKeyObject(key), signature),
    facePayload: (digests) => concat(FACE_DIGEST_INFO, digests),
    faceIsValid: (key, digests, signature) => {
      const decrypt = { key: toKeyObject(key), padding: constants.RSA_PKCS1_PADDING };
      const block = attempt(() => publicDecrypt(decrypt, signature));
      // A block that is not PKCS#1 v1.5 type 1 was not made by this key.
      return block !== undefined && equalBytes(block, concat(FACE_DIGEST_INFO, digests));
    },
  },
  // Ours: ECDSA with SHA-384, r ‖ s; for the face over the three digests one after the other.
  'ec-p384': {
    digestLength: 48,
    signatureLength: 96,
    publicKeyLength: 99,
    digest: (...parts) => hash('sha384', parts),
    isValid: isEcdsa,
    facePayload: (digests) => digests,
    faceIsValid: isEcdsa,
  },
};

/** The algorithm of a hierarchy in which this key is one. */
export function recordAlgorithmOf(key: ChipPublicKey): RecordAlgorithm {
  return RECORD_ALGORITHMS['point' in key ? 'ec-p384' : 'rsa-2048'];
}

function isEcdsa(key: ChipPublicKey, payload: Uint8Array, signature: Uint8Array): boolean {
  const dsaEncoding = 'ieee-p1363' as const;
  // A point that is not on the curve is no key.
  return attempt(() => verify('sha384', payload, { key: toKeyObject(key), dsaEncoding }, signature)) ?? false;
}

function hash(name: string, parts: readonly Uint8Array[]): Uint8Array {
  const made = createHash(name);
  for (const part of parts) made.update(part);
  return new Uint8Array(made.digest());
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
