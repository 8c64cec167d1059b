import { change } from './change.ts';
import { actOf, type Context } from './context.ts';
import { insertDocument } from './papers.ts';
import { mayRelease, refuseRelease } from './release.ts';
import { failRequest, settledRequest } from './session.ts';
import { countAttempt, type KioskRequest } from './store.ts';

/** What the job carries: never "the next" or "the latest", always whose (KSK-09). */
export interface IssueOrder {
  readonly requestId: string;
  readonly subjectRef: string;
}

/**
 * Has the document made and puts it where only its own request finds it. May run twice, late, or at the same time as
 * itself: only the first that finds the request still ISSUING leaves anything behind.
 */
export async function runIssue(context: Context, order: IssueOrder): Promise<void> {
  const { database } = context.platform;
  const request = await database.transaction((tx) => stillIssuing(context, tx, order));
  if (!request) return;
  let pdf: Uint8Array;
  try {
    pdf = await makeDocument(context, request);
  } catch (error) {
    const attempts = await database.transaction((tx) => countAttempt(tx, request));
    if (attempts < context.parameters.attempts) throw error;
    context.platform.log.error({ err: error, requestId: request.requestId }, 'a kiosk document was given up');
    return failRequest(context, request.requestId, 'KIOSK_ISSUING_FAILED');
  }
  const verdict = await mayRelease(context, request, pdf);
  if (!verdict.ok) return refuseRelease(context, request, verdict.fault);
  await database.transaction(async (tx) => {
    const current = await stillIssuing(context, tx, order);
    if (!current?.paperSerial) return;
    const { requestId, subjectRef } = order;
    const { paperSerial } = current;
    await insertDocument(tx, { requestId, subjectRef, paperSerial, sha256: verdict.sha256, pdf });
    await change(context, tx, current, 'verify', 'system');
  });
}

async function stillIssuing(
  context: Context,
  tx: Parameters<typeof settledRequest>[1],
  { requestId, subjectRef }: IssueOrder,
): Promise<KioskRequest | undefined> {
  const request = await settledRequest(context, tx, { requestId });
  return request?.state === 'ISSUING' && request.subjectRef === subjectRef ? request : undefined;
}

/**
 * A server that never answers must not keep the job, behind which the next person's waits: the call ends in
 * good time, and what comes later is nobody's.
 */
async function makeDocument({ issuer, parameters }: Context, request: KioskRequest): Promise<Uint8Array> {
  const { requestId, personId, municipality, document: kind, options, paperSerial, orderedAt } = request;
  if (!personId || !municipality || !kind || !options || !paperSerial || !orderedAt) {
    throw new Error(`${requestId} is being issued without an order`);
  }
  const signal = AbortSignal.timeout(parameters.answerSeconds * 1000);
  const over = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const document = issuer.issue({
    requestId,
    personId,
    municipality,
    document: kind,
    options,
    paperSerial,
    issuedAt: orderedAt,
    act: actOf(request, 'kiosk'),
    signal,
  });
  return Promise.race([document, over]);
}
