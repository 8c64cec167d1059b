import type { CertificateKind, IssuedCertificate } from '../../authority/certificates/index.ts';

/** What a certificate is good for now; `none` where the card has never had one. */
export type CertificateStanding = 'good' | 'pending' | 'held' | 'revoked' | 'expired' | 'none';

/** The newest certificate of a kind decides: an older one on the same card has been superseded. */
export function newestOf(
  kind: CertificateKind,
  certificates: readonly IssuedCertificate[],
): IssuedCertificate | undefined {
  return certificates.find((certificate) => certificate.kind === kind && certificate.state !== 'VOID');
}

/** A certificate is over at its end, whether the timer has come by or not. */
export function standingOf(certificate: IssuedCertificate | undefined, now: Date): CertificateStanding {
  if (!certificate) return 'none';
  switch (certificate.state) {
    case 'REVOKED':
      return 'revoked';
    case 'EXPIRED':
      return 'expired';
    case 'PENDING':
      return 'pending';
    case 'HELD':
    case 'HELD_FINAL':
      return 'held';
    case 'ACTIVE':
      return now > certificate.notAfter ? 'expired' : 'good';
    case 'VOID':
      return 'none';
  }
}
