import { facesPdf } from '@mibun/documents';
import { type Act, type Bilingual, commonErrors, mayAct } from '../../platform/index.ts';
import { productionActs } from './audited-acts.ts';
import type { Context } from './context.ts';
import { productionErrors } from './errors.ts';
import { drawFaces, printDigest } from './make/faces.ts';
import { beginWork } from './make/work.ts';
import { applicationsOf, applicationsToMake } from './may-make.ts';
import { findMaking } from './store.ts';

const ONLY_IN_PRODUCTION: Bilingual = {
  ja: '印刷データを取り出せるのは、発送前のカードだけです。',
  en: 'The printer’s file can be fetched only before the card is shipped.',
};

/**
 * Both faces for the card printer, with the number: read from the vault in the operator's name, for a card that is
 * still in production (domain.md §9: "production job only"), and never stored.
 */
export async function facesForPrinter(context: Context, cardId: string, act: Act): Promise<Uint8Array> {
  const { clock, database, vault } = context.platform;
  const { work, making, number } = await database.transaction(async (tx) => {
    const found = await findMaking(tx, { cardId });
    await applicationsToMake(context, tx, act, () => applicationsOf(context, tx, [found]));
    if (found.state !== 'MAKING' && found.state !== 'PASSED') {
      throw commonErrors.STATE_FORBIDS({ title: ONLY_IN_PRODUCTION });
    }
    const caseAct: Act = { ...act, caseId: found.application };
    const application = await context.applications.get(tx, found.application);
    const resident = await context.residents.read(tx, found.personId, caseAct);
    return {
      making: found,
      work: beginWork(context, { making: found, application, resident }),
      number: await vault.read(tx, found.personId, caseAct),
    };
  });
  const card = await work.card();
  if (printDigest(await drawFaces(work, card)) !== making.printDigest) {
    throw productionErrors.PRODUCTION_FACES_CHANGED();
  }
  return facesPdf(await drawFaces(work, card, number), { createdAt: clock.now() });
}

/** One face as it was drawn, 600 dpi PNG; the back does not show the number. The look is on the person's access log. */
export async function lookAtFace(
  context: Context,
  cardId: string,
  side: 'front' | 'back',
  act: Act,
): Promise<Uint8Array> {
  const { audit, blobs, database } = context.platform;
  return database.transaction(async (tx) => {
    const card = await mayAct(context, tx, act, {
      action: 'produce-or-destroy',
      wanted: 'look',
      find: () => context.cards.get(tx, cardId),
      concerns: ({ personId }) => ({ people: [personId] }),
    });
    const id = card[side];
    const face = id && (await blobs.get(tx, id));
    if (!face) throw commonErrors.NOT_FOUND();
    await audit.record(tx, {
      ...act,
      action: productionActs['look-at-card'],
      subject: card.personId,
      caseId: card.application,
      detail: { cardId, side },
    });
    return face.bytes;
  });
}
