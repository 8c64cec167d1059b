import type { PdfSignature, PdfTimeStamp } from '@mibun/documents';
import type { CertifiedPerson } from '@mibun/pki';
import type { Residents } from '../../registry/residents/index.ts';
import type { SignerAssessment, TimeStampAssessment } from './api.ts';
import { judge, REASONS } from './judge.ts';
import type { Assessed } from './later.ts';
import { reportLater } from './later.ts';
import type { DocumentTimeStampReport, SignatureReport, SignerReport, StatusReport } from './schemas.ts';

const instant = (date: Date) => date.toISOString();

/** A time that a stranger has written may lie beyond year 9999, which no answer of ours can hold. */
function claimed(date: Date | undefined): string | null {
  const text = date && instant(date);
  return text && /^\d{4}-/.test(text) ? text : null;
}

export interface ReportContext {
  readonly now: Date;
  readonly residents: Residents;
  readonly detailed: boolean;
  /** Every signature of the document: some are what was added after others. */
  readonly all: Assessed;
}

/** One signature in the words of the report. */
export function reportSignature(
  signature: PdfSignature,
  signer: SignerAssessment,
  stamp: TimeStampAssessment,
  context: ReportContext,
): SignatureReport {
  const reason = judge(signature, signer, stamp, context.now);
  const { indication, sub } = REASONS[reason];
  const { certificate } = signer;
  return {
    number: signature.index + 1,
    indication,
    reason,
    subIndication: sub,
    who: whoOf(signer, context.residents),
    whoIsProven: signature.signatureValid && signer.correct,
    intact: signature.intact,
    later: reportLater(signature.later, context.all, signature.index),
    changedAfterSigning: signature.changedAfterSigning,
    signedAgain: signature.signedAgain,
    permission: signature.permission ? { ...signature.permission } : null,
    cryptographicallyCorrect: signature.signatureValid && signer.correct,
    currentlyValid: signer.correct && signer.inForce && signer.status.status === 'good',
    signedAt: claimed(signature.signingTime),
    timeStamp: { status: stamp.status, time: stamp.time ? instant(stamp.time) : null },
    certificate: certificate
      ? {
          serial: certificate.serial,
          notBefore: instant(certificate.notBefore),
          notAfter: instant(certificate.notAfter),
          status: statusOf(signer, context.now),
        }
      : null,
    ...(context.detailed && { details: detailsOf(signature, signer, stamp) }),
  };
}

/** A document time stamp in the words of the report. */
export function reportTimeStamp(
  timeStamp: PdfTimeStamp,
  stamp: TimeStampAssessment,
  context: ReportContext,
): DocumentTimeStampReport {
  return {
    number: timeStamp.index + 1,
    status: stamp.status,
    time: stamp.time ? instant(stamp.time) : null,
    later: reportLater(timeStamp.later, context.all),
    ...(context.detailed && { checks: stamp.checks.map((check) => ({ ...check })) }),
  };
}

function statusOf({ status }: SignerAssessment, now: Date): StatusReport {
  return {
    status: status.status,
    ...('since' in status && { since: instant(status.since) }),
    ...('reason' in status && { reason: status.reason }),
    ...('notYetActive' in status && { notYetActive: status.notYetActive }),
    checkedAt: instant(now),
  };
}

function whoOf({ origin, certificate }: SignerAssessment, residents: Residents): SignerReport {
  if (!certificate) return { kind: 'unknown' };
  if (origin === 'person' && certificate.person) return personOf(certificate.person);
  if (origin === 'municipality') {
    const of = (type: string) =>
      certificate.subjectAttributes.find((attribute) => attribute.type === type)?.value ?? '';
    const [prefecture, name] = [of('L'), of('O')];
    const known = residents
      .municipalities()
      .find((one) => one.name.ja === name && one.prefecture.ja === prefecture);
    return {
      kind: 'municipality',
      municipality: known?.name ?? { ja: name, en: name },
      prefecture: known?.prefecture ?? { ja: prefecture, en: prefecture },
      title: of('CN'),
    };
  }
  return { kind: 'other', subject: certificate.subject, issuer: certificate.issuer };
}

function personOf(person: CertifiedPerson): SignerReport {
  return {
    kind: 'person',
    name: person.name,
    address: person.address,
    birthDate: person.birthDate,
    substitutes: {
      name: flagged(person.nameFlags),
      address: flagged(person.addressFlags),
    },
  };
}

/** Where the flags have a 1 (domain.md §6.3). */
export function flagged(flags: string): number[] {
  return [...flags].flatMap((flag, position) => (flag === '1' ? [position] : []));
}

function detailsOf(
  signature: PdfSignature,
  signer: SignerAssessment,
  stamp: TimeStampAssessment,
): SignatureReport['details'] {
  return {
    issuer: signer.certificate?.issuer ?? null,
    subFilter: signature.subFilter,
    digestAlgorithm: signature.digestAlgorithm ?? null,
    coversWholeFile: signature.coversWholeFile,
    byteRange: [...signature.byteRange],
    statedReason: signature.reason ?? null,
    checks: signer.checks.map((check) => ({ ...check })),
    timeStampChecks: stamp.checks.map((check) => ({ ...check })),
    problems: signature.problems.map((problem) => ({ ...problem })),
  };
}
