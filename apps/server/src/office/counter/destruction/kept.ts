import { jstDate } from '@mibun/rules';
import { type Actor, ownOfficeOf, reachOf } from '../../../platform/index.ts';
import type { Context } from '../context.ts';
import { setUpsOf } from '../set-up/store.ts';
import { destructionOf } from './destroy.ts';
import { whyDue } from './due.ts';
import type { KeptCard } from './schemas.ts';

/** Of one office at once; those that have lain longest come first, and are the likeliest to be due. */
const MOST = 1000;

/** Cards that lie at the own office and may be destroyed: handed in, or made for somebody who will not have them. */
export async function keptCards(context: Context, actor: Actor): Promise<readonly KeptCard[]> {
  const { applications, cards, country, destructions, platform } = context;
  const municipality = ownOfficeOf(actor, 'produce-or-destroy', 'look');
  const today = jstDate(platform.clock.now());
  return platform.database.query(async (tx) => {
    const { without } = await reachOf(context, tx, actor, 'produce-or-destroy', 'look');
    const lying = (await cards.lying(tx, municipality, ['COLLECTED', 'AT_OFFICE'], MOST)).filter(
      ({ personId }) => !without.includes(personId),
    );
    const applied = await applications.some(
      tx,
      lying.map(({ application }) => application),
    );
    const applicationOf = new Map(applied.map((one) => [one.id, one]));
    const setUps = await setUpsOf(
      tx,
      lying.map(({ cardId }) => cardId),
    );
    const waiting = await destructions.waiting(tx, { municipality });
    const proposed = new Set(waiting.map(({ subject }) => subject));
    return lying.flatMap((card) => {
      const application = applicationOf.get(card.application);
      const why = application && whyDue(card, application, setUps.get(card.cardId), today, country?.pickUp);
      if (!why) return [];
      const { cardId, chipSerial: cardSerial, personId, changedAt } = card;
      const since = changedAt.toISOString();
      return [{ cardId, cardSerial, personId, why, since, proposed: proposed.has(destructionOf(cardId)) }];
    });
  });
}
