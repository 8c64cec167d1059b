import { type Certificate, readCertificate } from '../certificate/read.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { keyIdentifier } from '../spki.ts';
import type { Check } from '../types.ts';
import { verifySignature, verifySignedBy } from '../verify/signature.ts';
import { certIdMatches } from './cert-id.ts';
import type { OcspReading, SingleOcspReading } from './read-response.ts';
import type { CertificateStatus } from './response.ts';

/** What a client knows when the answer comes in. */
export interface OcspExpectation {
  /** The CA of the certificate asked about. */
  readonly issuer: Certificate;
  /** Serial asked about, canonical hex. */
  readonly serial: string;
  readonly at: Date;
  /** The nonce sent; then an answer without it, or with another, is refused. */
  readonly nonce?: Uint8Array;
  /** How far the clocks may differ. */
  readonly clockSkewMs?: number;
}

interface OcspContext extends OcspExpectation {
  readonly response: OcspReading;
  readonly responder: Certificate | undefined;
  readonly single: SingleOcspReading | undefined;
  readonly skew: number;
}

interface OcspCheck {
  readonly check: string;
  readonly rule: string;
  readonly run: (context: OcspContext) => string | undefined;
}

const CHECKS: readonly OcspCheck[] = [
  {
    check: 'answers-the-question',
    rule: 'RFC 6960 §3.2 (1)',
    run: ({ single }) => (single ? undefined : 'nothing about this certificate'),
  },
  {
    check: 'responder-found',
    rule: 'RFC 6960 §3.2 (3)',
    run: ({ responder }) => (responder ? undefined : 'no certificate for the responder named'),
  },
  {
    check: 'signature',
    rule: 'RFC 6960 §3.2 (2)',
    run: ({ response, responder }) =>
      responder &&
      response.algorithm &&
      verifySignature(responder.spki, response.algorithm, response.tbs, response.signature)
        ? undefined
        : 'not made by the responder',
  },
  {
    check: 'responder-authorised',
    rule: 'RFC 6960 §4.2.2.2, pki.md §1',
    run: ({ responder, issuer }) => {
      if (!responder) return 'no responder';
      if (equalBytes(responder.der, issuer.der)) return undefined;
      if (!equalBytes(responder.issuerDer, issuer.subjectDer) || !verifySignedBy(responder, issuer)) {
        return 'not delegated by the CA itself';
      }
      if (!responder.extendedKeyUsage.includes('OCSPSigning')) return 'OCSPSigning missing';
      return responder.ocspNoCheck ? undefined : 'ocsp-nocheck missing: its own status would be open';
    },
  },
  {
    check: 'responder-in-force',
    rule: 'RFC 6960 §4.2.2.2.1',
    run: ({ responder, at }) =>
      responder && at >= responder.notBefore && at.getTime() < responder.notAfter.getTime() + 1000
        ? undefined
        : 'certificate of the responder is not in force',
  },
  {
    check: 'fresh',
    rule: 'RFC 6960 §3.2 (5, 6), domain.md VER-05',
    run: ({ single, at, skew }) => {
      if (!single) return 'no answer';
      if (at.getTime() < single.thisUpdate.getTime() - skew) return 'from the future';
      if (!single.nextUpdate) return 'nextUpdate missing';
      return at.getTime() > single.nextUpdate.getTime() + skew ? 'stale' : undefined;
    },
  },
  {
    check: 'nonce',
    rule: 'RFC 9654 §2.1',
    run: ({ response, nonce }) =>
      !nonce || (response.nonce && equalBytes(nonce, response.nonce))
        ? undefined
        : 'nonce is missing or another',
  },
];

function findResponder(response: OcspReading, issuer: Certificate): Certificate | undefined {
  const { responderId } = response;
  const isNamed = (certificate: Certificate) =>
    'name' in responderId
      ? equalBytes(certificate.subjectDer, responderId.name)
      : equalBytes(keyIdentifier(certificate.spki), responderId.keyHash);
  for (const der of response.certificates) {
    try {
      const certificate = readCertificate(der);
      if (isNamed(certificate)) return certificate;
    } catch (error) {
      // rubbish beside the right certificate does no harm, and instead of it gives no responder
      if (!(error instanceof PkiError)) throw error;
    }
  }
  return isNamed(issuer) ? issuer : undefined;
}

/**
 * Verifies an OCSP answer for one certificate. `status` is there only if every check passed; without it the
 * certificate counts as UNAVAILABLE (VER-05).
 */
export function verifyOcspResponse(
  response: OcspReading,
  expectation: OcspExpectation,
): {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly status: CertificateStatus | undefined;
} {
  const { issuer, serial, clockSkewMs = 60_000 } = expectation;
  const single = response.responses.find(
    ({ certId }) => certId.serial === serial && certIdMatches(certId, issuer),
  );
  const responder = findResponder(response, issuer);
  const context: OcspContext = { ...expectation, response, responder, single, skew: clockSkewMs };
  const checks = CHECKS.map(({ check, rule, run }) => {
    const detail = run(context);
    return { check, ok: detail === undefined, rule, detail: detail ?? '' };
  });
  const ok = checks.every((result) => result.ok);
  return { ok, checks, status: ok ? single?.status : undefined };
}
