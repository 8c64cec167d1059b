import type { PdfSignature } from '@mibun/documents';
import type { Indication, SignerAssessment, TimeStampAssessment } from './api.ts';

/**
 * Every way in which a signature can turn out, with the indication and sub-indication of EN 319 102-1 §5.1.3. The
 * first that applies, in the order of `judge`, is the reason that is reported.
 */
export const REASONS = {
  sound: { indication: 'valid', sub: 'TOTAL_PASSED' },
  'sound-when-stamped': { indication: 'valid', sub: 'TOTAL_PASSED' },
  'unsupported-format': { indication: 'indeterminate', sub: 'FORMAT_FAILURE' },
  'weak-algorithm': { indication: 'indeterminate', sub: 'CRYPTO_CONSTRAINTS_FAILURE' },
  malformed: { indication: 'invalid', sub: 'FORMAT_FAILURE' },
  altered: { indication: 'invalid', sub: 'HASH_FAILURE' },
  'changed-after-signing': { indication: 'invalid', sub: 'FORMAT_FAILURE' },
  'permission-broken': { indication: 'invalid', sub: 'FORMAT_FAILURE' },
  'wrong-key': { indication: 'invalid', sub: 'SIG_CRYPTO_FAILURE' },
  'no-certificate': { indication: 'indeterminate', sub: 'NO_SIGNING_CERTIFICATE_FOUND' },
  'foreign-issuer': { indication: 'indeterminate', sub: 'NO_CERTIFICATE_CHAIN_FOUND' },
  'forged-certificate': { indication: 'invalid', sub: 'SIG_CRYPTO_FAILURE' },
  'login-certificate': { indication: 'invalid', sub: 'CHAIN_CONSTRAINTS_FAILURE' },
  'unfit-certificate': { indication: 'invalid', sub: 'CHAIN_CONSTRAINTS_FAILURE' },
  'signed-after-revocation': { indication: 'invalid', sub: 'REVOKED' },
  'signed-while-held': { indication: 'invalid', sub: 'REVOKED' },
  revoked: { indication: 'indeterminate', sub: 'REVOKED_NO_POE' },
  held: { indication: 'indeterminate', sub: 'REVOKED_NO_POE' },
  'held-since-stamped': { indication: 'indeterminate', sub: 'TRY_LATER' },
  'not-yet-active': { indication: 'indeterminate', sub: 'TRY_LATER' },
  expired: { indication: 'indeterminate', sub: 'OUT_OF_BOUNDS_NO_POE' },
  'status-unknown': { indication: 'indeterminate', sub: 'TRY_LATER' },
  'time-outside-validity': { indication: 'indeterminate', sub: 'OUT_OF_BOUNDS_NO_POE' },
  'time-in-future': { indication: 'indeterminate', sub: 'OUT_OF_BOUNDS_NO_POE' },
} as const satisfies Record<string, { readonly indication: Indication; readonly sub: string }>;

export type Reason = keyof typeof REASONS;

/** What {@link judge} looks at of a signature. */
export type JudgedSignature = Pick<
  PdfSignature,
  | 'subFilter'
  | 'intact'
  | 'signatureValid'
  | 'changedAfterSigning'
  | 'permission'
  | 'signingTime'
  | 'problems'
>;

const DETACHED = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);
/** Clocks of signers may be this much ahead of ours. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Of a time stamp: whether it proves that the signature was made while the certificate was in force. */
export type JudgedTimeStamp = Pick<TimeStampAssessment, 'signerWasActive'>;

/** The one answer about a signature: the first reason that applies. Anything but a good status fails closed (VER-05). */
export function judge(
  signature: JudgedSignature,
  signer: SignerAssessment,
  stamp: JudgedTimeStamp,
  now: Date,
): Reason {
  return (
    aboutDocument(signature, signer) ?? aboutCertificate(signer) ?? aboutTime(signature, signer, stamp, now)
  );
}

function aboutDocument(signature: JudgedSignature, signer: SignerAssessment): Reason | undefined {
  const has = (code: PdfSignature['problems'][number]['code']) =>
    signature.problems.some((problem) => problem.code === code);
  if (has('container') && !DETACHED.has(signature.subFilter)) return 'unsupported-format';
  if (has('byte-range') || has('container') || has('contents')) return 'malformed';
  if (has('weak-algorithm')) return 'weak-algorithm';
  if (!signature.intact) return 'altered';
  if (signature.changedAfterSigning) return 'changed-after-signing';
  // Additions that others may make; this signer has said that they may not (ISO 32000-2 §12.8.2.2).
  if (signature.permission?.kept === false) return 'permission-broken';
  if (signer.origin === 'none') return 'no-certificate';
  if (has('signature-mismatch')) return 'wrong-key';
  // Others sign in older forms, without naming their certificate; that alone is no forgery.
  if (signer.origin === 'foreign') return 'foreign-issuer';
  return signature.signatureValid ? undefined : 'wrong-key';
}

function aboutCertificate({ origin, correct }: SignerAssessment): Reason | undefined {
  if (origin === 'forged') return 'forged-certificate';
  if (origin === 'login') return 'login-certificate';
  return correct ? undefined : 'unfit-certificate';
}

/**
 * A trusted time stamp proves that the signature is older than what has befallen the certificate since (VER-06). Without
 * one the claimed time proves nothing in the signer's favour, only against them: a signature that says of itself that it
 * was made after the revocation is invalid.
 */
function aboutTime(
  signature: JudgedSignature,
  signer: SignerAssessment,
  stamp: JudgedTimeStamp,
  now: Date,
): Reason {
  const present = atPresent(signature, signer, now);
  return (stamp.signerWasActive && WHEN_STAMPED[present]) || present;
}

/**
 * What does not reach back to the time of a stamp. A suspension is no verdict yet: the card may be found, or may have been
 * in other hands when it was used, so one asks again when that is known (EN 319 102-1 §5.2.6.4: TRY_LATER).
 */
const WHEN_STAMPED: { readonly [reason in Reason]?: Reason } = {
  'signed-after-revocation': 'sound-when-stamped',
  revoked: 'sound-when-stamped',
  expired: 'sound-when-stamped',
  'signed-while-held': 'held-since-stamped',
  held: 'held-since-stamped',
};

function atPresent(signature: JudgedSignature, signer: SignerAssessment, now: Date): Reason {
  const { status, certificate } = signer;
  const claimed = signature.signingTime;
  if (status.status === 'revoked') {
    return claimed && claimed >= status.since ? 'signed-after-revocation' : 'revoked';
  }
  if (status.status === 'held') {
    if (status.notYetActive) return 'not-yet-active';
    return claimed && claimed >= status.since ? 'signed-while-held' : 'held';
  }
  if (status.status === 'unknown') return 'status-unknown';
  if (status.status === 'expired' || !signer.inForce) return 'expired';
  if (claimed && claimed.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) return 'time-in-future';
  if (claimed && certificate && claimed < certificate.notBefore) return 'time-outside-validity';
  return 'sound';
}

/** The worst of all signatures speaks for the document. */
export function overallOf(reasons: readonly Reason[], unreadable: number): Indication | 'no-signature' {
  const indications = reasons.map((reason) => REASONS[reason].indication);
  if (indications.includes('invalid')) return 'invalid';
  if (unreadable > 0 || indications.includes('indeterminate')) return 'indeterminate';
  return reasons.length > 0 ? 'valid' : 'no-signature';
}
