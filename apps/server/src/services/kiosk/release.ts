import { actOf, type Context, subjectReference } from './context.ts';
import { checkDocument, type DocumentFault } from './issuing/check-document.ts';
import { failRequest } from './session.ts';
import { stopService } from './stop-service.ts';
import type { KioskRequest } from './store.ts';

/** Why a document is not released. */
export type ReleaseFault = DocumentFault | 'holder-mismatch' | 'card-stopped';

export type ReleaseVerdict =
  | { readonly ok: true; readonly sha256: string }
  | { readonly ok: false; readonly fault: ReleaseFault };

/**
 * The question before anything leaves (KSK-09): is the person of these bytes the person whose certificate answered,
 * and are both the person and the request of this kiosk session? The holder is taken from the register of
 * certificates, not from the session, so that the two witness against each other.
 */
export async function mayRelease(
  { platform, certificates }: Context,
  { requestId, personId, certificateSerial, subjectRef, municipality, paperSerial }: KioskRequest,
  pdf: Uint8Array,
): Promise<ReleaseVerdict> {
  if (!certificateSerial || !municipality || !paperSerial) return { ok: false, fault: 'holder-mismatch' };
  const certificate = await platform.database.query((tx) =>
    certificates.find(tx, 'authentication', certificateSerial),
  );
  if (!certificate) return { ok: false, fault: 'holder-mismatch' };
  const holderRef = await subjectReference(certificates, certificate.personId, requestId);
  if (certificate.personId !== personId || holderRef !== subjectRef) {
    return { ok: false, fault: 'holder-mismatch' };
  }
  // A card that was stopped since the log-in gets nothing any more (G3).
  if (certificate.state !== 'ACTIVE') return { ok: false, fault: 'card-stopped' };
  return checkDocument(pdf, {
    requestId,
    subjectRef: holderRef,
    paperSerial,
    // not the seal of now: it may have been renewed since the paper was made
    sealAt: (certificate, at) => certificates.sealAt(municipality, certificate, at),
  });
}

/** Nobody's mistake: the card was stopped, or the seal revoked, in the minutes since. The next paper is made with what holds. */
const WITHOUT_ALARM: ReadonlySet<ReleaseFault> = new Set(['card-stopped', 'seal-over']);

/**
 * Nothing is printed and the money goes back. A document that is not this request's is an alarm, and an alarm without
 * an owner helps nobody (INC-02b): the municipality's service stops until somebody has found the cause.
 */
export async function refuseRelease(
  context: Context,
  request: KioskRequest,
  fault: ReleaseFault,
): Promise<void> {
  const { database, log } = context.platform;
  const { municipality } = request;
  if (!WITHOUT_ALARM.has(fault) && municipality) {
    log.error({ requestId: request.requestId, municipality, fault }, 'a kiosk document was not released');
    await database.transaction((tx) =>
      stopService(context, tx, municipality, fault, actOf(request, 'system')),
    );
  }
  await failRequest(context, request.requestId, 'KIOSK_ISSUING_FAILED');
}
