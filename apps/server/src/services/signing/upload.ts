import { createHash } from 'node:crypto';
import { type Actor, commonErrors } from '../../platform/index.ts';
import { signingDesk } from '../verification/index.ts';
import { CEREMONY_MINUTES, type SigningContext, signingAct } from './context.ts';
import { signingErrors } from './errors.ts';
import { endCeremony, endSomeExpired } from './life.ts';
import { stampPlace } from './stamp.ts';
import { type Ceremony, forgetSigned, insertCeremony, olderUnfinished } from './store.ts';
import { refusalToSign } from './unfit-document.ts';

/** More than anybody signs on top of; each one costs every later reader a check. */
const MOST_SIGNATURES = 20;
/** Documents that one person has under way at the same time. */
const MOST_OPEN = 5;
/** What others have left lying is swept up in passing; how much of it must not make anybody wait. */
const SWEPT_AT_ONCE = 10;

/** Takes in a PDF and opens a ceremony of 15 minutes for it. */
export async function upload(
  { life, platform }: SigningContext,
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
    createdAt: now,
    expiresAt: new Date(now.getTime() + CEREMONY_MINUTES * 60_000),
    stampPage: stamp.page,
    stampX: stamp.x,
    stampY: stamp.y,
    stampWidth: stamp.width,
    stampHeight: stamp.height,
  };
  return platform.database.transaction(async (tx) => {
    const insert = (state: Ceremony['state']) => insertCeremony(tx, { ...ceremony, state }, pdf);
    const begun = await life.begin(tx, 'upload', signingAct(actor, ceremony.id), insert, {
      detail: { pages: ceremony.pages },
    });
    await endSomeExpired(life, tx, now, SWEPT_AT_ONCE);
    await forgetSigned(tx, now);
    for (const older of await olderUnfinished(tx, actor.id, MOST_OPEN)) await endCeremony(life, tx, older);
    return begun;
  });
}
