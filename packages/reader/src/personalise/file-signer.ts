import {
  type ChipPublicKey,
  cvCertificateBody,
  encodeCvCertificate,
  encodeKeyId,
  type KeySpec,
} from '@mibun/card';
import type { IssuerChannel } from '../issuer.ts';

/** The issuer's key that signs the files of the card; wherever it lies, it signs asynchronously. */
export interface FileSigner {
  /** 16-byte key id (chip.md §2.7; first digit 9, so that it is never mistaken). */
  readonly keyId: Uint8Array;
  /** Of the kind that the card's own keys have: RSA-2048 for cards of generation 1, P-384 for those of generation 2. */
  readonly publicKey: ChipPublicKey;
  /** RSASSA-PKCS1-v1_5 with SHA-256; with a key on P-384 ECDSA with SHA-384, r ‖ s. */
  sign(payload: Uint8Array): Promise<Uint8Array>;
  /** PKCS #1 v1.5 over a ready DigestInfo, as the face file needs (chip.md §2.3); with a key on P-384 as `sign`. */
  signDigestInfo(digestInfo: Uint8Array): Promise<Uint8Array>;
}

/** The CV certificate of the key that signs the card's files. */
export async function cvCertificateFor(signer: FileSigner, subjectKeyId: Uint8Array): Promise<Uint8Array> {
  const certificate = { issuerKeyId: signer.keyId, subjectKeyId, publicKey: signer.publicKey };
  const signature = await signer.sign(cvCertificateBody(certificate));
  return encodeCvCertificate({ ...certificate, sign: () => signature });
}

/**
 * The kind of key that signs the files of this card.
 * @throws RangeError when the signer has one of another kind: no terminal would verify the files
 */
export function recordKeySpec({ profile }: IssuerChannel, { publicKey }: FileSigner): KeySpec {
  const wanted = profile.certificates.key;
  if (wanted === ('point' in publicKey ? 'ec-p384' : 'rsa-2048')) return wanted;
  throw new RangeError(`the files of a ${profile.name} card are signed with a key of the kind ${wanted}`);
}

/** The key id of a card-face CA's generation (chip.md §2.7: issuer 9000033, the 9 says that it is no real hierarchy). */
export function fileSignerKeyId(generation: number): Uint8Array {
  return encodeKeyId({ number: '9000033', version: String(generation).padStart(3, '0') });
}
