import { createHash } from 'node:crypto';
import { inspectPdfSignatures } from '@mibun/documents';
import { type Correlation, readCorrelation } from './metadata.ts';

/** Why a finished PDF must not be printed. */
export type DocumentFault =
  | 'unreadable'
  | 'not-sealed'
  | 'foreign-seal'
  | 'seal-over'
  | 'request-mismatch'
  | 'subject-mismatch'
  | 'serial-mismatch';

export type DocumentVerdict =
  | { readonly ok: true; readonly sha256: string }
  | { readonly ok: false; readonly fault: DocumentFault };

/**
 * Reads the finished bytes as a stranger would and compares what is sealed into them with the request that they are
 * about to be printed for. Trusts nothing that was in memory while they were made (INC-01).
 */
export async function checkDocument(
  pdf: Uint8Array,
  expected: Correlation & {
    /** What the register of certificates says of a seal at the time at which it has sealed. */
    readonly sealAt: (certificate: Uint8Array, at: Date) => Promise<'good' | 'over' | 'foreign'>;
  },
): Promise<DocumentVerdict> {
  const refuse = (fault: DocumentFault): DocumentVerdict => ({ ok: false, fault });
  const { signatures, problems } = inspectPdfSignatures(pdf);
  if (problems.length > 0) return refuse('unreadable');
  const [signature, ...more] = signatures;
  if (!signature?.signatureValid || !signature.coversWholeFile || more.length > 0)
    return refuse('not-sealed');
  const { signerCertificate, signingTime } = signature;
  if (!signerCertificate || !signingTime) return refuse('foreign-seal');
  const seal = await expected.sealAt(signerCertificate, signingTime);
  if (seal !== 'good') return refuse(seal === 'over' ? 'seal-over' : 'foreign-seal');
  const found = readCorrelation(signature.reason);
  if (found?.requestId !== expected.requestId) return refuse('request-mismatch');
  if (found.subjectRef !== expected.subjectRef) return refuse('subject-mismatch');
  if (found.paperSerial !== expected.paperSerial) return refuse('serial-mismatch');
  return { ok: true, sha256: createHash('sha256').update(pdf).digest('hex') };
}
