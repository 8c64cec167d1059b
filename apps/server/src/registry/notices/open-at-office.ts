import { type Act, type Actor, mayAct, ofOne, type Platform, type Tx } from '../../platform/index.ts';
import type { Residents } from '../residents/index.ts';
import type { Notices } from './api.ts';
import { noticeErrors } from './errors.ts';
import { findLetter } from './store.ts';

/** The PDF of a letter, for the office of the person whom it is to. Opening it is a look at that person. */
export async function openAtOffice(
  deps: { readonly platform: Platform; readonly residents: Residents; readonly openPdf: Notices['openPdf'] },
  tx: Tx,
  letterId: string,
  actor: Actor,
): Promise<Uint8Array> {
  const act: Act = { actor, purpose: 'notice', caseId: letterId };
  const { letter } = await mayAct(deps, tx, act, {
    action: 'see-status',
    wanted: 'look',
    async find() {
      const found = await findLetter(tx, letterId);
      if (!found) throw noticeErrors.LETTER_NOT_FOUND();
      return { letter: found, ...(await deps.residents.whereabouts(tx, found.personId)) };
    },
    concerns: ofOne,
  });
  // Whoever has the ID of a form can apply in the person's name: it is for its addressee alone (APP-01, INC-03).
  if (letter.kind === 'application-form') throw noticeErrors.LETTER_FOR_ADDRESSEE();
  const { bytes } = await deps.openPdf(tx, letterId);
  await deps.residents.read(tx, letter.personId, act);
  return bytes;
}
