import type { AuthorityKind } from '../certificates/index.ts';

/** What is asked of status/. */
export interface StatusQuestion {
  readonly kind: AuthorityKind;
  readonly need: 'ocsp' | 'crl' | 'feed';
  /** The octets of a POST, when they have been read already. */
  readonly body?: Uint8Array;
}

/** What status/ is told; `Accreditation` of status/ has the same shape, so that neither module knows the other. */
export type Admission =
  /** Nobody whom we know, or not for this. */
  | 'no'
  /** The rate or the quota of the day is used up. */
  | 'later'
  | {
      readonly verifier: {
        readonly id: string;
        /** A nonce is echoed for these alone (pki.md §4). */
        readonly nonce: boolean;
        /** After an OCSP answer: the serials asked about, so that each resident sees the trace (VAR-05). Returns at once. */
        answered(serials: readonly string[]): void;
      };
    };
