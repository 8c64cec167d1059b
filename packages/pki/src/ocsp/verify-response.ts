import { type Certificate, readCertificate } from '../certificate/read.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { keyIdentifier } from '../spki.ts';
import type { Check } from '../types.ts';
import { verifySignature } from '../verify/signature.ts';
import { certIdMatches } from './cert-id.ts';
import { isInForce, whyNotDelegated } from './delegation.ts';
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
  /** All that is said about the certificate. */
  readonly about: readonly SingleOcspReading[];
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
    run: ({ about, response, serial }) => {
      // by a hash that is unknown here it may be this very certificate, and whatever stands there passed over
      const strange = response.responses.some(({ certId }) => !certId.hash && certId.serial === serial);
      if (strange) return 'an answer by an unknown hash';
      return about.length > 0 ? undefined : 'nothing about this certificate';
    },
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
      return whyNotDelegated(responder, issuer);
    },
  },
  {
    check: 'responder-in-force',
    rule: 'RFC 6960 §4.2.2.2.1',
    run: ({ responder, at }) =>
      responder && isInForce(responder, at) ? undefined : 'certificate of the responder is not in force',
  },
  {
    check: 'fresh',
    rule: 'RFC 6960 §3.2 (5, 6), domain.md VER-05',
    run: ({ about, at, skew, response }) => {
      if (about.length === 0) return 'no answer';
      if (at.getTime() < response.producedAt.getTime() - skew) return 'from the future';
      return about.map((single) => whyNotFresh(single, at, skew)).find((why) => why !== undefined);
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

function whyNotFresh(
  { thisUpdate, nextUpdate }: SingleOcspReading,
  at: Date,
  skew: number,
): string | undefined {
  if (at.getTime() < thisUpdate.getTime() - skew) return 'from the future';
  if (!nextUpdate) return 'nextUpdate missing';
  if (nextUpdate < thisUpdate) return 'ends before it begins';
  return at.getTime() > nextUpdate.getTime() + skew ? 'stale' : undefined;
}

/** The certificate that is named and made the signature; else one that is named, for the checks to refuse. */
function findResponder(response: OcspReading, issuer: Certificate): Certificate | undefined {
  const { responderId, algorithm, tbs, signature } = response;
  const isNamed = (certificate: Certificate) =>
    'name' in responderId
      ? equalBytes(certificate.subjectDer, responderId.name)
      : equalBytes(keyIdentifier(certificate.spki), responderId.keyHash);
  const named = [...response.certificates.flatMap(readable), issuer].filter(isNamed);
  const signed = ({ spki }: Certificate) => algorithm && verifySignature(spki, algorithm, tbs, signature);
  return named.length > 1 ? (named.find(signed) ?? named[0]) : named[0];
}

/** Rubbish beside the right certificate does no harm, and instead of it gives no responder. */
function readable(der: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(der)];
  } catch (error) {
    if (error instanceof PkiError) return [];
    throw error;
  }
}

/** How bad a status is: a final revocation, a hold, never issued, good. */
function badness(status: CertificateStatus): number {
  if (status.status === 'good') return 0;
  if (status.status === 'unknown') return 1;
  return status.reason === 'certificateHold' || status.reason === 'removeFromCRL' ? 2 : 3;
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
  /** The worst that is said about the certificate, verified or not: to be shown, not to be relied on. */
  readonly said: SingleOcspReading | undefined;
} {
  const { issuer, serial, clockSkewMs = 60_000 } = expectation;
  const about = response.responses.filter(
    ({ certId }) => certId.serial === serial && certIdMatches(certId, issuer),
  );
  const responder = findResponder(response, issuer);
  const context: OcspContext = { ...expectation, response, responder, about, skew: clockSkewMs };
  const checks = CHECKS.map(({ check, rule, run }) => {
    const detail = run(context);
    return { check, ok: detail === undefined, rule, detail: detail ?? '' };
  });
  const ok = checks.every((result) => result.ok);
  // a responder that says two things has said the worse one
  const worst = about.toSorted((one, other) => badness(other.status) - badness(one.status))[0];
  return { ok, checks, status: ok ? worst?.status : undefined, said: worst };
}
