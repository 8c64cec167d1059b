import { change } from './change.ts';
import type { Caller, Context } from './context.ts';
import { kioskErrors } from './errors.ts';
import { type FinishedDocument, findDocument, insertPaper } from './papers.ts';
import { mayRelease, refuseRelease } from './release.ts';
import { withRequest } from './session.ts';
import type { KioskRequest } from './store.ts';

export interface PrintJob extends FinishedDocument {
  readonly copies: number;
}

/**
 * Hands the document to the printer of the enrolled device, once: reading, deleting and PRINTED are one transaction, and what leaves are the
 * bytes that were read back from the store and compared again.
 */
export async function print(context: Context, caller: Caller): Promise<PrintJob> {
  const stored = await withRequest(context, caller, async (tx, request) => {
    const { holder } = demandReady(request);
    const document = holder && (await findDocument(tx, request.requestId, holder.subjectRef));
    return { request, pdf: document?.pdf ?? new Uint8Array() };
  });
  const verdict = await mayRelease(context, stored.request, stored.pdf);
  if (!verdict.ok) {
    await refuseRelease(context, stored.request, verdict.fault);
    throw kioskErrors.KIOSK_ISSUING_FAILED();
  }
  return withRequest(context, caller, async (tx, request) => {
    const { requestId, holder, choice, order } = demandReady(request);
    if (!holder || !choice || !order) throw new Error(`${requestId} is ready without an order`);
    const paper = {
      requestId,
      subjectRef: holder.subjectRef,
      copies: choice.copies,
      sha256: verdict.sha256,
    };
    await change(context, tx, request, 'print', 'kiosk');
    await insertPaper(tx, {
      ...paper,
      serial: order.paperSerial,
      municipality: holder.municipality,
      document: choice.document,
      issuedAt: order.orderedAt,
    });
    return { ...paper, paperSerial: order.paperSerial, pdf: stored.pdf };
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
