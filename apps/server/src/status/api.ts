import type { Certificate, Check, RevocationReason } from '@mibun/pki';
import type { CertificateKind, IssuedCertificate } from '../certificates/index.ts';

/** VER-05: everything but `good` fails closed, and says why. */
export type StatusOutcome =
  | { readonly status: 'good' }
  | { readonly status: 'held'; readonly since: Date; readonly notYetActive: boolean }
  | { readonly status: 'revoked'; readonly since: Date; readonly reason: RevocationReason }
  | { readonly status: 'expired'; readonly since: Date }
  | { readonly status: 'unknown' };

export interface Validation {
  /** Cryptographically correct AND currently valid. */
  readonly ok: boolean;
  /** The ordered checks of VER-02 and VER-03, reported apart from the status (VER-07). */
  readonly checks: readonly Check[];
  readonly status: StatusOutcome;
  readonly certificate: Certificate;
  readonly issued?: IssuedCertificate;
}

export interface Status {
  check(kind: CertificateKind, serial: string): Promise<StatusOutcome>;
  /**
   * `at`: judge the validity period at that instant; the status is always the present one. Refuses with
   * CERTIFICATE_UNREADABLE when the octets are no certificate.
   */
  validate(certificate: Uint8Array, kind: CertificateKind, at?: Date): Promise<Validation>;
}
