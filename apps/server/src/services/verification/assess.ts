import { type Certificate, type Check, readCertificate, trustAnchors, verifyEndEntity } from '@mibun/pki';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Status, StatusOutcome } from '../../authority/status/index.ts';
import type { Platform } from '../../platform/index.ts';
import type { SignerAssessment } from './api.ts';

/** Checks that are about the moment, not about the certificate (VER-07). */
const OF_THE_MOMENT = new Set(['leaf-in-force', 'root-in-force']);
const inForce = (checks: readonly Check[]) =>
  checks.every(({ check, ok }) => ok || !OF_THE_MOMENT.has(check));
const UNKNOWN: StatusOutcome = { status: 'unknown' };

/**
 * Says what the certificate of a signature is worth. The issuer's name decides which CA's roots are asked, and only
 * those: a signature certificate is never judged by the roots of another kind (VER-02).
 */
export function assessorOn(
  platform: Platform,
  deps: { readonly certificates: Certificates; readonly status: Status },
): (der: Uint8Array | undefined) => Promise<SignerAssessment> {
  const { certificates, status } = deps;

  return async (der) => {
    const certificate = der && tryRead(der);
    if (!certificate) return { origin: 'none', checks: [], correct: false, inForce: false, status: UNKNOWN };
    const issuedBy = (kind: 'signature' | 'authentication' | 'institution') =>
      Buffer.compare(certificate.issuerDer, certificates.ca(kind).certificate.subjectDer) === 0;
    if (issuedBy('signature')) return person(certificate);
    if (issuedBy('institution')) return municipality(certificate);
    // Nobody signs documents with one; whether it is real makes no difference.
    if (issuedBy('authentication')) return outsider('login', certificate);
    return outsider('foreign', certificate);
  };

  async function person(certificate: Certificate): Promise<SignerAssessment> {
    const validation = await status.validate(certificate.der, 'signature');
    const lasting = validation.checks.filter(({ check }) => !OF_THE_MOMENT.has(check));
    const signed = validation.checks.every(({ check, ok }) => check !== 'signed-by-pinned-root' || ok);
    return {
      origin: signed ? 'person' : 'forged',
      certificate,
      checks: validation.checks,
      correct: lasting.every(({ ok }) => ok),
      inForce: inForce(validation.checks),
      status: validation.status,
      ...(validation.issued && { personId: validation.issued.personId }),
    };
  }

  async function municipality(certificate: Certificate): Promise<SignerAssessment> {
    const now = platform.clock.now();
    const { profile } = certificates.ca('institution');
    const roots = trustAnchors('institution', profile, certificates.roots('institution'));
    const { correct, checks, issuer } = verifyEndEntity({
      certificate: certificate.der,
      roots,
      kind: 'seal',
      at: now,
    });
    const outcome = correct ? await sealStatus(certificate.serial, now) : UNKNOWN;
    return {
      origin: issuer ? 'municipality' : 'forged',
      certificate,
      checks,
      correct,
      inForce: inForce(checks),
      status: outcome,
    };
  }

  /** Seals have no hold: on record and not over is good. */
  async function sealStatus(serial: string, now: Date): Promise<StatusOutcome> {
    const standing = await platform.database.query((tx) => certificates.standing(tx, 'institution', serial));
    if (!standing) return UNKNOWN;
    const since = standing.since ?? standing.notAfter;
    if (standing.reason) return { status: 'revoked', since, reason: standing.reason };
    if (now > standing.notAfter) return { status: 'expired', since: standing.notAfter };
    return standing.state === 'ACTIVE' ? { status: 'good' } : UNKNOWN;
  }
}

function outsider(origin: 'login' | 'foreign', certificate: Certificate): SignerAssessment {
  return { origin, certificate, checks: [], correct: false, inForce: false, status: UNKNOWN };
}

function tryRead(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch {
    // The reader takes strict DER; a certificate of others may be anything.
    return undefined;
  }
}
