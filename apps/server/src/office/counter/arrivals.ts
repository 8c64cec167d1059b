import type { Lot } from '../../issuance/production/index.ts';
import { type Actor, mayAct, ownOfficeOf } from '../../platform/index.ts';
import { actOf, type Context, officeOf } from './context.ts';
import { counterErrors } from './errors.ts';
import type { ArrivalsAnswer, ReceiveAnswer } from './schemas.ts';

/** Lots on their way to the office, with the list that the box must match. */
export async function arrivals(
  { platform, production, residents }: Context,
  actor: Actor,
): Promise<ArrivalsAnswer> {
  return platform.database.transaction(async (tx) => {
    const lots = [];
    for (const lot of await production.arrivals(tx, ownOfficeOf(actor, 'hand-over', 'look'))) {
      const cards = [];
      for (const { cardId, chipSerial, application, personId } of lot.cards) {
        const { name } = await residents.look(tx, personId, actOf(actor, 'set-up', application));
        cards.push({ cardId, chipSerial, application, name });
      }
      lots.push({
        lotId: lot.lotId,
        batchId: lot.batchId,
        shippedAt: lot.shippedAt.toISOString(),
        count: cards.length,
        cards,
      });
    }
    return { lots };
  });
}

/**
 * Takes in one lot: every card of the list was scanned, and nothing else (PRD-01). All of it or nothing; a card whose
 * application was withdrawn on the way is received, too, so that it can be destroyed here.
 */
export async function receiveLot(
  context: Context,
  lotId: string,
  chipSerials: readonly string[],
  actor: Actor,
): Promise<ReceiveAnswer> {
  const { applications, cards, platform, production } = context;
  return platform.database.transaction(async (tx) => {
    const act = actOf(actor, 'set-up', lotId);
    const listed = await mayAct(context, tx, act, {
      action: 'hand-over',
      wanted: 'do',
      find: () => production.lot(tx, lotId),
      concerns: (lot) => ({
        municipality: lot.municipality,
        people: lot.cards.map(({ personId }) => personId),
      }),
    });
    compareWithList(listed, chipSerials);
    const lot = await production.markReceived(tx, lotId, act);
    for (const { cardId, chipSerial, application } of lot.cards) {
      const cardAct = { ...act, caseId: application };
      await cards.receive(tx, cardId, cardAct);
      const { state } = await applications.get(tx, application);
      if (state === 'SHIPPED') await applications.move(tx, application, 'receive', cardAct);
      await production.carry(tx, chipSerial, officeOf(lot.municipality));
    }
    return { lotId, received: lot.cards.length };
  });
}

/** Count and serials must be those of the list; the same card scanned twice counts once, and shows as one missing. */
function compareWithList(lot: Lot, scanned: readonly string[]): void {
  const listed = new Set(lot.cards.map(({ chipSerial }) => chipSerial));
  const seen = new Set(scanned);
  const missing = [...listed].filter((serial) => !seen.has(serial)).length;
  const extra = [...seen].filter((serial) => !listed.has(serial)).length + (scanned.length - seen.size);
  if (missing + extra === 0) return;
  throw counterErrors.LOT_SERIALS_DIFFER({
    params: { listed: listed.size, scanned: scanned.length, missing, extra },
  });
}
