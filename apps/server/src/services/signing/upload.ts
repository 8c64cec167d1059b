import { createHash } from 'node:crypto';
import { type Actor, commonErrors } from '../../platform/index.ts';
import { signingDesk } from '../verification/index.ts';
import type { DocumentCeremony, SigningContext } from './context.ts';
import { signingErrors } from './errors.ts';
import { stampPlace } from './stamp.ts';
import { refusalToSign } from './unfit-document.ts';

/** More than anybody signs on top of; each one costs every later reader a check. */
const MOST_SIGNATURES = 20;

/** Takes in a PDF and opens a ceremony for it. */
export async function upload(
  { ceremonies, platform }: SigningContext,
  actor: Actor,
  name: string,
  pdf: Uint8Array,
): Promise<DocumentCeremony> {
  if (pdf.length === 0) throw commonErrors.INPUT_INVALID();
  const reading = await signingDesk.admit(pdf, actor.id).catch((error: unknown) => {
    throw refusalToSign(error);
  });
  const count = reading.inspection.signatures.length;
  if (count >= MOST_SIGNATURES) throw signingErrors.SIGNING_TOO_MANY_SIGNATURES({ params: { count } });
  const facts = {
    name,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    pages: reading.pages,
    stamp: stampPlace(reading.lastPage, count),
  };
  return platform.database.transaction((tx) => ceremonies.begin(tx, actor, facts, pdf));
}
