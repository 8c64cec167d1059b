import type { Certificate, Check, RevocationReason } from '@mibun/pki';
import type { AuthorityKind, CertificateKind, IssuedCertificate } from '../certificates/index.ts';

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

/** The state of one published CRL, for the CA operators. */
export interface CrlFigures {
  readonly authority: AuthorityKind;
  readonly generation: number;
  readonly shard: number | 'all';
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly octets: number;
  readonly entries: number;
  /** The present delta CRL on top of it. */
  readonly delta?: {
    readonly number: number;
    readonly thisUpdate: Date;
    readonly nextUpdate: Date;
    readonly octets: number;
    readonly entries: number;
  };
}

/** What this process has answered since it started. */
export interface OcspFigures {
  readonly sinceStart: Date;
  readonly answers: number;
  /** Given out as they lay in the cache. */
  readonly cached: number;
  /** Signed for the question. */
  readonly live: number;
  /** Malformed, too large, not accredited. */
  readonly refused: number;
  /** The last 60 full minutes, oldest first. */
  readonly perMinute: readonly { readonly minute: Date; readonly answers: number }[];
}

/** For the CA operators' page: figures that are at hand, nothing that has to be counted first. */
export interface StatusOverview {
  readonly crls: readonly CrlFigures[];
  readonly ocsp: OcspFigures;
}

export interface Status {
  overview(): Promise<StatusOverview>;
  /** Makes new CRLs of one generation at once, all shards or one; answers how many. For the CA operators. */
  renewCrls(kind: AuthorityKind, generation: number, shard?: number | 'all'): Promise<number>;
  /**
   * The timer's turn: numbers the changes for the feed, replaces responders and renews CRLs well before their end.
   * Nothing waits for it.
   */
  upkeep(): Promise<void>;
  check(kind: CertificateKind, serial: string): Promise<StatusOutcome>;
  /**
   * `at`: judge the validity period at that instant; the status is always the present one. Refuses with
   * CERTIFICATE_UNREADABLE when the octets are no certificate.
   */
  validate(certificate: Uint8Array, kind: CertificateKind, at?: Date): Promise<Validation>;
}
