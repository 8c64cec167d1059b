import type { Certificate, Check } from '@mibun/pki';
import type { StatusOutcome } from '../../authority/status/index.ts';

/** EN 319 102-1 §5.1.3, in words for everybody. */
export type Indication = 'valid' | 'invalid' | 'indeterminate';

/** Who made a signature, as far as our own CAs can tell. */
export type SignerOrigin =
  /** A resident, with the signature certificate of their card. */
  | 'person'
  /** A municipality, with its seal. */
  | 'municipality'
  /** A certificate for logging in, which is not for signing. */
  | 'login'
  /** It names our CA as its issuer, and our CA did not issue it. */
  | 'forged'
  /** Another issuer: nothing that we can vouch for. */
  | 'foreign'
  /** No certificate, or octets that are none. */
  | 'none';

/** What the time stamp over a signature proves (VER-06). */
export interface TimeStampAssessment {
  /**
   * `none`: there is none. `foreign`: by an authority that our institution CA did not certify. `bad`: it says that it is
   * ours, and a check failed.
   */
  readonly status: 'none' | 'good' | 'bad' | 'foreign';
  /** When the signature existed; set when `good`. */
  readonly time?: Date;
  readonly checks: readonly Check[];
  /** `good`, and the signer's certificate was in force at that time. */
  readonly signerWasActive: boolean;
}

/** What the certificate of a signature is worth at the moment of checking. */
export interface SignerAssessment {
  readonly origin: SignerOrigin;
  readonly certificate?: Certificate;
  /** VER-02 and VER-03 against the pinned roots of the one right CA; empty for certificates of others. */
  readonly checks: readonly Check[];
  /** Right CA, right profile, on record: independent of the time (VER-07). */
  readonly correct: boolean;
  /** Leaf and root are within their validity at this moment (VER-03). */
  readonly inForce: boolean;
  /** The status at this moment (VER-05). */
  readonly status: StatusOutcome;
  /** The person, when the certificate is on record. */
  readonly personId?: string;
}
