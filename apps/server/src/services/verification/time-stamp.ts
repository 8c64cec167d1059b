import type { PdfTimeStamp } from '@mibun/documents';
import { type Check, type MessageImprint, trustAnchors, verifyTimeStamp } from '@mibun/pki';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Platform } from '../../platform/index.ts';
import type { SignerAssessment, TimeStampAssessment } from './api.ts';

/** What is looked at of a signature. */
interface StampedSignature {
  readonly timeStampToken?: Uint8Array;
  readonly signatureValue?: Uint8Array;
}

/** A stamp made by a key that others had may say any time. */
const KEY_LOST: readonly string[] = ['keyCompromise', 'cACompromise'];
/** One stamp: the token, and what it should be of. */
interface Stamp {
  readonly token: Uint8Array;
  readonly stamped: Uint8Array | MessageImprint;
}

export interface TimeStampAssessor {
  /** Of a signature, over its value. */
  ofSignature(signature: StampedSignature, signer: SignerAssessment): Promise<TimeStampAssessment>;
  /** Of a document, over the file so far. */
  ofDocument(timeStamp: Pick<PdfTimeStamp, 'token' | 'imprint' | 'intact'>): Promise<TimeStampAssessment>;
}

const NONE: TimeStampAssessment = { status: 'none', checks: [], signerWasActive: false };

/**
 * Judges the time stamp of a signature (VER-06): is it over this very signature, by the authority that the institution CA
 * has certified, and was the signer's certificate in force at that time, by the history that is kept of it?
 */
export function timeStampAssessorOn(
  { clock, database }: Pick<Platform, 'clock' | 'database'>,
  certificates: Certificates,
): TimeStampAssessor {
  /** What the token cannot say of itself. */
  async function authorityChecks(serial: string, notAfter: Date, time: Date): Promise<readonly Check[]> {
    const standing = await database.query((tx) => certificates.standing(tx, 'institution', serial));
    const { since, reason } = standing ?? {};
    const revoked = reason && since && (KEY_LOST.includes(reason) || since <= time);
    const check = (name: string, rule: string, problem: string | false | null | undefined): Check => ({
      check: name,
      ok: !problem,
      rule,
      detail: problem || '',
    });
    return [
      check('authority-on-record', 'pki.md §3', !standing && 'the CA has no record of this authority'),
      check('authority-not-revoked', 'VER-05', revoked && `revoked since ${since.toISOString()}: ${reason}`),
      // After that its algorithms are not vouched for, and the document needs a younger stamp over all of it.
      check('authority-in-force', 'VER-03', clock.now() > notAfter && `ended ${notAfter.toISOString()}`),
      check('time-not-in-future', 'VER-06', time > clock.now() && !isNear(time) && 'the time is yet to come'),
    ];
  }

  /** A stamp may be a little ahead of the clock in a burst, and clocks of two machines differ. */
  function isNear(time: Date): boolean {
    return time.getTime() - clock.now().getTime() <= 60_000;
  }

  async function wasActive({ certificate, correct, origin }: SignerAssessment, time: Date): Promise<boolean> {
    if (!certificate || !correct) return false;
    if (time < certificate.notBefore || time > certificate.notAfter) return false;
    const kind = origin === 'municipality' ? 'seal' : 'signature';
    const state = await database.query((tx) => certificates.stateAt(tx, kind, certificate.serial, time));
    return state === 'ACTIVE';
  }

  async function assess(
    { token: der, stamped }: Stamp,
    signer?: SignerAssessment,
  ): Promise<TimeStampAssessment> {
    const authority = certificates.ca('institution');
    const roots = trustAnchors('institution', authority.profile, certificates.roots('institution'));
    const result = verifyTimeStamp({ token: der, stamped, roots });
    const { certificate, time, token } = result;
    const ours = token && Buffer.compare(token.signer.issuer, authority.certificate.subjectDer) === 0;
    if (token && !ours) return { status: 'foreign', checks: result.checks, signerWasActive: false };
    const more =
      result.ok && certificate && time
        ? await authorityChecks(certificate.serial, certificate.notAfter, time)
        : [];
    const checks = [...result.checks, ...more];
    if (!time || !result.ok || checks.some(({ ok }) => !ok)) {
      return { status: 'bad', checks, signerWasActive: false };
    }
    return { status: 'good', time, checks, signerWasActive: signer ? await wasActive(signer, time) : false };
  }

  return {
    ofSignature: async ({ timeStampToken, signatureValue }, signer) =>
      timeStampToken && signatureValue
        ? assess({ token: timeStampToken, stamped: signatureValue }, signer)
        : NONE,
    async ofDocument({ token, imprint, intact }) {
      // Ours are of a form that is read; what is not, only its own authority can vouch for.
      if (!imprint) return { status: 'foreign', checks: [], signerWasActive: false };
      const assessed = await assess({ token, stamped: imprint });
      return intact ? assessed : { status: 'bad', checks: assessed.checks, signerWasActive: false };
    },
  };
}
