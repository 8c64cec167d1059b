import type { CertificateStatus } from '@mibun/pki';
import type { Standing } from '../certificates/index.ts';
import type { StatusOutcome } from './api.ts';

/** What a verifier of ours is told (VER-05). A revocation outlives the end of the certificate. */
export function outcomeOf(standing: Standing | undefined, now: Date): StatusOutcome {
  if (!standing || standing.state === 'VOID') return { status: 'unknown' };
  const since = standing.since ?? now;
  if (standing.state === 'REVOKED') {
    return { status: 'revoked', since, reason: standing.reason ?? 'unspecified' };
  }
  if (standing.state === 'EXPIRED' || now > standing.notAfter) {
    return { status: 'expired', since: standing.notAfter };
  }
  if (standing.state === 'ACTIVE') return { status: 'good' };
  return { status: 'held', since, notYetActive: standing.state === 'PENDING' };
}

/** What OCSP says: a hold is `revoked(certificateHold)`, and expiry is for the asker to judge (RFC 6960 §2.2). */
export function ocspStatusOf(standing: Standing | undefined): CertificateStatus {
  if (!standing || standing.state === 'VOID') return { status: 'unknown' };
  if (standing.reason && standing.since) {
    return { status: 'revoked', at: standing.since, reason: standing.reason };
  }
  if (standing.state === 'ACTIVE' || standing.state === 'EXPIRED') return { status: 'good' };
  throw new Error(`state ${standing.state} without reason`);
}
