import { UNDERSTOOD_EXTENSIONS } from '../certificate/extensions.ts';
import type { Certificate } from '../certificate/read.ts';
import { equalBytes } from '../der/write.ts';
import { verifySignedBy } from '../verify/signature.ts';

/**
 * Why a certificate is not one to which the CA itself has delegated its status answers; undefined: it is (RFC 6960
 * §4.2.2.2). Its own status must not be open, so it needs ocsp-nocheck (pki.md §4).
 */
export function whyNotDelegated(responder: Certificate, issuer: Certificate): string | undefined {
  if (!equalBytes(responder.issuerDer, issuer.subjectDer) || !verifySignedBy(responder, issuer)) {
    return 'not delegated by the CA itself';
  }
  if (responder.version !== 3) return `a certificate of version ${responder.version}`;
  const strange = responder.extensions.find(
    ({ oid, critical }) => critical && !UNDERSTOOD_EXTENSIONS.has(oid),
  );
  if (strange) return `critical extension ${strange.oid}`;
  if (!responder.extendedKeyUsage.includes('OCSPSigning')) return 'OCSPSigning missing';
  if (responder.hasKeyUsage && !responder.keyUsage.some((usage) => SIGNS.includes(usage))) {
    return 'its key usage is not for signatures';
  }
  return responder.ocspNoCheck ? undefined : 'ocsp-nocheck missing: its own status would be open';
}

const SIGNS: readonly string[] = ['digitalSignature', 'nonRepudiation'];

/** Whether a certificate is in force; its last second counts to its end. */
export function isInForce({ notBefore, notAfter }: Certificate, at: Date): boolean {
  return at >= notBefore && at.getTime() < notAfter.getTime() + 1000;
}
