import { concat } from '../bytes.ts';
import { ofLength, type Sign, signed } from './fields.ts';
import { malformed } from './layout-error.ts';
import {
  type ChipPublicKey,
  chipPublicKeyFromSpki,
  decodeChipPublicKey,
  encodeChipPublicKey,
} from './public-key.ts';
import { recordAlgorithmOf } from './record-algorithms.ts';
import { signatureIsValid } from './signatures.ts';
import { encodeTlv, readSequence, readTagged } from './tlv.ts';

/** A card-verifiable certificate of the card-face hierarchy (chip.md §2.2, EF 0004). */
export interface CvCertificate {
  /** 16 bytes, see `encodeKeyId`. */
  readonly issuerKeyId: Uint8Array;
  readonly subjectKeyId: Uint8Array;
  readonly publicKey: ChipPublicKey;
}

const KEY_IDS_LENGTH = 32;

/** What the issuer signs: both key ids and the public key, 297 bytes; with a key on P-384 131. */
export function cvCertificateBody({ issuerKeyId, subjectKeyId, publicKey }: CvCertificate): Uint8Array {
  const ids = [ofLength(issuerKeyId, 16, 'a key id'), ofLength(subjectKeyId, 16, 'a key id')] as const;
  return concat(...ids, encodeChipPublicKey(publicKey));
}

/** `7F21 82 0233 {5F4E body, 5F37 signature}`, 568 bytes; with P-384 shorter. `sign` signs the body. */
export function encodeCvCertificate(certificate: CvCertificate & { readonly sign: Sign }): Uint8Array {
  const body = cvCertificateBody(certificate);
  const signature = signed(certificate.sign, body, recordAlgorithmOf(certificate.publicKey).signatureLength);
  return encodeTlv(0x7f21, concat(encodeTlv(0x5f4e, body, '82'), encodeTlv(0x5f37, signature, '82')), '82');
}

/** @throws LayoutError */
export function decodeCvCertificate(
  bytes: Uint8Array,
): CvCertificate & { readonly body: Uint8Array; readonly signature: Uint8Array } {
  const [body, signature] = readSequence(readTagged(bytes, 0x7f21).value, [0x5f4e, 0x5f37]);
  const publicKey = decodeChipPublicKey(body.value.slice(KEY_IDS_LENGTH));
  const { publicKeyLength, signatureLength } = recordAlgorithmOf(publicKey);
  const fits = body.value.length === KEY_IDS_LENGTH + publicKeyLength;
  if (!fits || signature.value.length !== signatureLength) malformed('not a CV certificate');
  return {
    issuerKeyId: body.value.slice(0, 16),
    subjectKeyId: body.value.slice(16, 32),
    publicKey,
    body: body.value,
    signature: signature.value,
  };
}

/** The certificate as GET DATA 00F8 and 7F21 give it: without its outer header (chip.md §1.2). */
export function withoutOuterHeader(cvCertificate: Uint8Array): Uint8Array {
  return readTagged(cvCertificate, 0x7f21).value;
}

/** Whether the holder of `caPublicKey` (SubjectPublicKeyInfo DER) signed the certificate. @throws LayoutError */
export function verifyCvCertificate(cvCertificate: Uint8Array, caPublicKey: Uint8Array): boolean {
  const { body, signature } = decodeCvCertificate(cvCertificate);
  return signatureIsValid(chipPublicKeyFromSpki(caPublicKey), body, signature);
}
