import { type Act, commonErrors } from '../../platform/index.ts';
import type { Lot } from './api.ts';
import { productionActs } from './audited-acts.ts';
import type { Context } from './context.ts';
import { productionErrors } from './errors.ts';
import { insertLot, listLots } from './lots-store.ts';
import { makingsToMake } from './may-make.ts';
import { wantedOrDiscarded } from './still-wanted.ts';
import { closeBatch, findBatch } from './store.ts';

/**
 * Ships every card of a finished batch that has passed: one lot a municipality, applications SHIPPED. A card whose
 * application was withdrawn or changed meanwhile is destroyed instead. The cards stay in the tray's factory until the
 * office receives the lot and has them carried.
 */
export async function shipBatch(
  context: Context,
  batchId: string,
  version: number,
  act: Act,
): Promise<readonly Lot[]> {
  const { audit, clock, database, random } = context.platform;
  return database.transaction(async (tx) => {
    const batch = await findBatch(tx, batchId);
    const makings = await makingsToMake(context, tx, batchId, act);
    if (batch.version !== version || batch.shippedAt) throw commonErrors.CHANGED_MEANWHILE();
    if (makings.some(({ state }) => state === 'WAITING' || state === 'MAKING')) {
      throw productionErrors.PRODUCTION_NOT_FINISHED();
    }
    if (!makings.some(({ state }) => state === 'PASSED')) throw productionErrors.PRODUCTION_NOTHING_TO_SHIP();
    const at = clock.now();
    await closeBatch(tx, batch, at);
    const lots = new Map<string, string>();
    for (const making of makings) {
      if (making.state !== 'PASSED') continue;
      const application = await wantedOrDiscarded(context, tx, making);
      if (!application || making.cardId === null) continue;
      let lotId = lots.get(making.municipality);
      if (lotId === undefined) {
        lotId = random.id('lot');
        lots.set(making.municipality, lotId);
        await insertLot(tx, {
          lotId,
          batchId,
          municipality: making.municipality,
          shippedAt: at,
        });
      }
      await context.applications.move(
        tx,
        application.id,
        'ship',
        { ...act, caseId: application.id },
        { version: application.version, set: { cardId: making.cardId } },
      );
      await context.life.move(tx, making, 'ship', { ...act, caseId: application.id }, { changes: { lotId } });
    }
    await audit.record(tx, {
      ...act,
      action: productionActs['ship-batch'],
      detail: { batchId, lots: [...lots.values()] },
    });
    return listLots(tx, { batchId });
  });
}
