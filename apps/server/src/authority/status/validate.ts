import { type Check, type TrustAnchors, trustAnchors, verifyEndEntity } from '@mibun/pki';
import type { Platform } from '../../platform/index.ts';
import type { CertificateKind, Certificates, IssuedCertificate } from '../certificates/index.ts';
import type { Status } from './api.ts';
import { statusErrors } from './errors.ts';
import { outcomeOf } from './outcome.ts';

/** What other modules ask: is this certificate the one that we issued, and may it be relied on now? */
export function validationOn(
  platform: Platform,
  certificates: Certificates,
): Pick<Status, 'check' | 'validate'> {
  const { clock, database } = platform;
  const anchors = new Map<CertificateKind, TrustAnchors>();

  /** The roots of the one CA of this kind; SIG and AUTH never share a trust store (VER-02). */
  function anchorsOf(kind: CertificateKind): TrustAnchors {
    const known = anchors.get(kind);
    const roots = certificates.roots(kind);
    if (known?.authorities.length === roots.length) return known;
    const pinned = trustAnchors(kind, certificates.ca(kind).profile, roots);
    anchors.set(kind, pinned);
    return pinned;
  }

  return {
    async check(kind, serial) {
      const standing = await database.query((tx) => certificates.standing(tx, kind, serial.toLowerCase()));
      return outcomeOf(standing, clock.now());
    },

    async validate(der, kind, at) {
      const now = clock.now();
      const result = verifyEndEntity({ certificate: der, roots: anchorsOf(kind), kind, at: at ?? now });
      const { certificate } = result;
      if (!certificate) throw statusErrors.CERTIFICATE_UNREADABLE();
      const { issued, standing } = await database.query(async (tx) => ({
        issued: await certificates.find(tx, kind, certificate.serial),
        standing: await certificates.standing(tx, kind, certificate.serial),
      }));
      const onRecord = onRecordCheck(der, issued);
      // The serial of a certificate that is not ours says nothing.
      const ours = result.correct && onRecord.ok;
      const status = ours ? outcomeOf(standing, now) : ({ status: 'unknown' } as const);
      return {
        ok: result.ok && onRecord.ok && status.status === 'good',
        checks: [...result.checks, onRecord],
        status,
        certificate,
        ...(ours && issued && { issued }),
      };
    },
  };
}

function onRecordCheck(der: Uint8Array, issued: IssuedCertificate | undefined): Check {
  const ok = issued !== undefined && Buffer.compare(issued.der, der) === 0;
  return {
    check: 'on-record',
    ok,
    rule: 'pki.md §3',
    detail: ok ? '' : 'the CA has no record of having signed these octets',
  };
}
