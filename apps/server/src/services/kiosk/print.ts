import { change } from './change.ts';
import type { Caller, Context } from './context.ts';
import { kioskErrors } from './errors.ts';
import { findDocument, insertPaper } from './papers.ts';
import { mayRelease, refuseRelease } from './release.ts';
import { withRequest } from './session.ts';
import type { FinishedDocument, KioskRequest } from './store.ts';

export interface PrintJob extends FinishedDocument {
  readonly copies: number;
}

/**
 * Hands the document to the printer of the enrolled device, once: reading, deleting and PRINTED are one transaction, and what leaves are the
 * bytes that were read back from the store and compared again.
 */
export async function print(context: Context, caller: Caller): Promise<PrintJob> {
  const stored = await withRequest(context, caller, async (tx, request) => {
    const { requestId, subjectRef } = demandReady(request);
    const document = subjectRef ? await findDocument(tx, requestId, subjectRef) : undefined;
    return { request, pdf: document?.pdf ?? new Uint8Array() };
  });
  const verdict = await mayRelease(context, stored.request, stored.pdf);
  if (!verdict.ok) {
    await refuseRelease(context, stored.request, verdict.fault);
    throw kioskErrors.KIOSK_ISSUING_FAILED();
  }
  return withRequest(context, caller, async (tx, request) => {
    const { requestId, subjectRef, municipality, document, copies, paperSerial, orderedAt } =
      demandReady(request);
    if (!subjectRef || !municipality || !document || copies === null || !paperSerial || !orderedAt) {
      throw new Error(`${requestId} is ready without an order`);
    }
    const paper = { requestId, subjectRef, copies, sha256: verdict.sha256 };
    await change(context, tx, request, 'print', 'kiosk');
    await insertPaper(tx, { ...paper, serial: paperSerial, municipality, document, issuedAt: orderedAt });
    return { ...paper, paperSerial, pdf: stored.pdf };
  });
}

function demandReady(request: KioskRequest): KioskRequest {
  switch (request.state) {
    case 'VERIFIED':
      return request;
    case 'PRINTED':
    case 'COMPLETED':
      throw kioskErrors.KIOSK_PRINTED_ALREADY({ params: { reference: request.requestId } });
    case 'REFUNDED':
      throw kioskErrors.KIOSK_ISSUING_FAILED();
    default:
      throw kioskErrors.KIOSK_DOCUMENT_NOT_READY();
  }
}
