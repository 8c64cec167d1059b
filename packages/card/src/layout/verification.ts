import { decodeCvCertificate } from './cv-certificate.ts';
import { LayoutError } from './layout-error.ts';
import { type ChipPublicKey, chipPublicKeyFromSpki } from './public-key.ts';
import { signatureIsValid } from './signatures.ts';

/** Why a file of the chip is not what the issuer wrote. */
export type VerificationReason =
  | 'malformed'
  | 'cv-certificate'
  | 'signature'
  | 'number-digest'
  | 'attributes-digest';

export type Verified<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: VerificationReason };

/** What every check starts from: the CV certificate read from the card, and the CA key it must lead to. */
export interface TrustAnchor {
  /** EF 0004 of the same application. */
  readonly cvCertificate: Uint8Array;
  /** Key of the card-face CA, SubjectPublicKeyInfo DER. */
  readonly caPublicKey: Uint8Array;
}

/** Checks the CV certificate, then lets `check` use its key; a malformed file is a reason, not an exception. */
export function verifyWithCertificate<Value>(
  { cvCertificate, caPublicKey }: TrustAnchor,
  check: (key: ChipPublicKey) => Verified<Value>,
): Verified<Value> {
  const ca = chipPublicKeyFromSpki(caPublicKey);
  try {
    const { body, signature, publicKey } = decodeCvCertificate(cvCertificate);
    if (!signatureIsValid(ca, body, signature)) return { ok: false, reason: 'cv-certificate' };
    return check(publicKey);
  } catch (error) {
    if (error instanceof LayoutError) return { ok: false, reason: 'malformed' };
    throw error;
  }
}
