import { createHash } from 'node:crypto';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Status } from '../../authority/status/index.ts';
import { type Actor, commonErrors, type Platform } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { SignerAssessment, TimeStampAssessment } from './api.ts';
import { assessorOn } from './assess.ts';
import { verificationActs } from './audited-acts.ts';
import { documentErrors, refusalOfDocument } from './errors.ts';
import { overallOf, type Reason } from './judge.ts';
import { publicDesk } from './pdf/desk.ts';
import { reportSignature, reportTimeStamp } from './report.ts';
import type { DocumentTimeStampReport, VerificationReport } from './schemas.ts';
import { timeStampAssessorOn } from './time-stamp.ts';

export interface VerificationDeps {
  readonly certificates: Certificates;
  readonly status: Status;
  readonly residents: Residents;
}

/** More than this many signatures are not judged one by one. */
const MOST_SIGNATURES = 50;

const ANYBODY: Actor = {
  kind: 'unauthenticated',
  id: 'channel:verification',
  name: '署名の検証（公開ページ）',
};

/** Checks every signature of a PDF at this moment. Keeps nothing of the document. */
export function verifyingOn(
  platform: Platform,
  deps: VerificationDeps,
): (pdf: Uint8Array, level: 'simple' | 'detailed', client: string) => Promise<VerificationReport> {
  const assess = assessorOn(platform, deps);
  const timeStampAssessor = timeStampAssessorOn(platform, deps.certificates);

  /** Whose certificate was looked at is on that person's access log (USE-05), without a word about the document. */
  async function recordLooks(signers: readonly SignerAssessment[]): Promise<void> {
    const looked = new Map(signers.map((signer) => [signer.certificate?.serial, signer]));
    const known = [...looked].filter(([, { personId }]) => personId);
    if (known.length === 0) return;
    await platform.database.transaction(async (tx) => {
      for (const [serial, { personId, status }] of known) {
        await platform.audit.record(tx, {
          actor: ANYBODY,
          action: verificationActs['check-signature'],
          purpose: 'verification',
          ...(personId && { subject: personId }),
          detail: { serial, status: status.status },
        });
      }
    });
  }

  return async (pdf, level, client) => {
    if (pdf.length === 0) throw commonErrors.INPUT_INVALID();
    const reading = await publicDesk.read(pdf, client).catch((error: unknown) => {
      throw refusalOfDocument(error);
    });
    const { signatures, timeStamps, problems } = reading.inspection;
    if (signatures.length + timeStamps.length > MOST_SIGNATURES) throw documentErrors.DOCUMENT_TOO_COMPLEX();
    const now = platform.clock.now();
    const signers: SignerAssessment[] = [];
    const stamps: TimeStampAssessment[] = [];
    for (const signature of signatures) {
      const signer = await assess(signature.signerCertificate);
      signers.push(signer);
      stamps.push(await timeStampAssessor.ofSignature(signature, signer));
    }
    // A certificate that stands in a file proves nothing; only a true signature is a look at somebody's status.
    await recordLooks(signers.filter((_, index) => signatures[index]?.signatureValid));
    const all = { inspection: reading.inspection, signers };
    const context = { now, residents: deps.residents, detailed: level === 'detailed', all };
    const documentTimeStamps: DocumentTimeStampReport[] = [];
    for (const timeStamp of timeStamps) {
      documentTimeStamps.push(
        reportTimeStamp(timeStamp, await timeStampAssessor.ofDocument(timeStamp), context),
      );
    }
    const reports = signatures.flatMap((signature, index) => {
      const [signer, stamp] = [signers[index], stamps[index]];
      return signer && stamp ? [reportSignature(signature, signer, stamp, context)] : [];
    });
    return {
      overall: overallOf(
        reports.map(({ reason }) => reason as Reason),
        problems.length,
      ),
      checkedAt: now.toISOString(),
      document: {
        sha256: createHash('sha256').update(pdf).digest('hex'),
        bytes: pdf.length,
        pages: reading.pages,
      },
      signatures: reports,
      documentTimeStamps,
      unreadableSignatures: problems.length,
    };
  };
}
