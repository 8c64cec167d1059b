import type { Addition, LaterChanges, PdfInspection } from '@mibun/documents';
import type { SignerAssessment } from './api.ts';
import type { AdditionReport, LaterReport } from './schemas.ts';

/** Every signature of a document with what its certificate is worth, by its place. */
export interface Assessed {
  readonly inspection: Pick<PdfInspection, 'signatures' | 'timeStamps'>;
  readonly signers: readonly SignerAssessment[];
}

/** What became of the document after one of its signatures or time stamps, in the words of the report. */
export function reportLater(later: LaterChanges, all: Assessed, signature?: number): LaterReport {
  return {
    answer: later.answer,
    added: later.additions.flatMap((addition) => reportAddition(addition, all, signature)),
  };
}

function reportAddition(addition: Addition, all: Assessed, earlier: number | undefined): AdditionReport[] {
  const { signatures, timeStamps } = all.inspection;
  switch (addition.kind) {
    case 'signature': {
      const index = signatures.findIndex(({ fieldName }) => fieldName === addition.fieldName);
      if (index < 0) return [];
      const bySameSigner = earlier !== undefined && isSameSigner(all, earlier, index);
      return [{ kind: 'signature', number: index + 1, bySameSigner }];
    }
    case 'document-time-stamp': {
      const index = timeStamps.findIndex(({ fieldName }) => fieldName === addition.fieldName);
      return index < 0 ? [] : [{ kind: 'document-time-stamp', number: index + 1 }];
    }
    case 'visible-mark': {
      const index = signatures.findIndex(({ fieldName }) => fieldName === addition.fieldName);
      return [{ kind: 'visible-mark', page: addition.page, signature: index < 0 ? null : index + 1 }];
    }
    case 'field-filled':
      return [{ kind: 'field-filled', name: addition.fieldName.slice(0, 200) }];
    case 'annotation':
      return [{ kind: 'annotation', page: addition.page }];
    case 'validation-data':
    case 'metadata':
    case 'no-effect':
      return [{ kind: addition.kind }];
  }
}

/** Whether two signatures are proven to be of one signer: people change certificates, and anybody can write a name. */
function isSameSigner({ inspection, signers }: Assessed, one: number, two: number): boolean {
  const [a, b] = [signers[one], signers[two]];
  const proven = [one, two].every((index) => inspection.signatures[index]?.signatureValid);
  if (!proven || !a?.certificate || !b?.certificate) return false;
  if (Buffer.compare(a.certificate.der, b.certificate.der) === 0) return true;
  if (!a.correct || !b.correct || a.origin !== b.origin) return false;
  if (a.personId !== undefined) return a.personId === b.personId;
  return Buffer.compare(a.certificate.subjectDer, b.certificate.subjectDer) === 0;
}
