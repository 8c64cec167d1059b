import { createHash } from 'node:crypto';
import { type Actor, commonErrors } from '../platform/index.ts';
import { signingDesk } from '../verification/index.ts';
import { signingActs } from './audited-acts.ts';
import { CEREMONY_MINUTES, FORGET_JOB, type SigningContext, signingAct } from './context.ts';
import { signingErrors } from './errors.ts';
import { stampPlace } from './stamp.ts';
import { type Ceremony, endOldest, forgetExpired, insertCeremony, requireCeremony } from './store.ts';
import { refusalToSign } from './unfit-document.ts';

/** More than anybody signs on top of; each one costs every later reader a check. */
const MOST_SIGNATURES = 20;
/** Documents that one person has under way at the same time. */
const MOST_OPEN = 5;

/** Takes in a PDF and opens a ceremony of 15 minutes for it. */
export async function upload(
  { platform }: SigningContext,
  actor: Actor,
  name: string,
  pdf: Uint8Array,
): Promise<Ceremony> {
  if (pdf.length === 0) throw commonErrors.INPUT_INVALID();
  const reading = await signingDesk.admit(pdf, actor.id).catch((error: unknown) => {
    throw refusalToSign(error);
  });
  const count = reading.inspection.signatures.length;
  if (count >= MOST_SIGNATURES) throw signingErrors.SIGNING_TOO_MANY_SIGNATURES({ params: { count } });
  const now = platform.clock.now();
  const stamp = stampPlace(reading.lastPage, count);
  const ceremony = {
    id: platform.random.id('signing'),
    personId: actor.id,
    name,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    pages: reading.pages,
    state: 'uploaded' as const,
    createdAt: now,
    expiresAt: new Date(now.getTime() + CEREMONY_MINUTES * 60_000),
    stampPage: stamp.page,
    stampX: stamp.x,
    stampY: stamp.y,
    stampWidth: stamp.width,
    stampHeight: stamp.height,
  };
  return platform.database.transaction(async (tx) => {
    await insertCeremony(tx, ceremony, pdf);
    await endOldest(tx, actor.id, MOST_OPEN, now);
    await forgetExpired(tx, now);
    await platform.audit.record(tx, {
      ...signingAct(actor, ceremony.id),
      action: signingActs.upload,
      subject: actor.id,
      detail: { sha256: ceremony.sha256, pages: ceremony.pages },
    });
    await platform.jobs.send(tx, FORGET_JOB, {}, { after: new Date(ceremony.expiresAt.getTime() + 1000) });
    return requireCeremony(tx, ceremony.id, actor.id);
  });
}
