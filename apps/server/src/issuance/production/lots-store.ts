import type { TrayPlace } from '@mibun/reader';
import type { Insertable, NotNull } from 'kysely';
import { commonErrors, type Tx, tables } from '../../platform/index.ts';
import type { Lot } from './api.ts';
import { productionErrors } from './errors.ts';
import type { LotTable, ProductionTables } from './tables.ts';

const db = (tx: Tx) => tables<ProductionTables>(tx);

export async function insertLot(tx: Tx, lot: Insertable<LotTable>): Promise<void> {
  await db(tx).insertInto('productionLots').values(lot).execute();
}

export async function findLot(tx: Tx, lotId: string): Promise<Lot> {
  const [lot] = await withCards(
    tx,
    await db(tx).selectFrom('productionLots').selectAll().where('lotId', '=', lotId).execute(),
  );
  if (!lot) throw commonErrors.NOT_FOUND();
  return lot;
}

/** Lots of a batch by municipality; or those on their way to a municipality, oldest first. */
export async function listLots(
  tx: Tx,
  where: { readonly batchId: string } | { readonly onTheWayTo: string },
): Promise<readonly Lot[]> {
  const query = db(tx).selectFrom('productionLots').selectAll();
  const rows = await ('batchId' in where
    ? query.where('batchId', '=', where.batchId).orderBy('municipality')
    : query.where('municipality', '=', where.onTheWayTo).where('receivedAt', 'is', null).orderBy('shippedAt')
  ).execute();
  return withCards(tx, rows);
}

export async function receiveLot(tx: Tx, lotId: string, by: string, at: Date): Promise<void> {
  const result = await db(tx)
    .updateTable('productionLots')
    .set({ receivedAt: at, receivedBy: by })
    .where('lotId', '=', lotId)
    .where('receivedAt', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw productionErrors.PRODUCTION_LOT_RECEIVED();
}

async function withCards(tx: Tx, lots: readonly LotTable[]): Promise<readonly Lot[]> {
  if (lots.length === 0) return [];
  const cards = await db(tx)
    .selectFrom('productionMakings')
    .select(['lotId', 'cardId', 'chipSerial', 'application', 'personId'])
    .where(
      'lotId',
      'in',
      lots.map(({ lotId }) => lotId),
    )
    .where('cardId', 'is not', null)
    .$narrowType<{ cardId: NotNull }>()
    .orderBy('position')
    .execute();
  return lots.map((lot) => ({ ...lot, cards: cards.filter(({ lotId }) => lotId === lot.lotId) }));
}

export async function askForPlace(tx: Tx, chipSerial: string, place: TrayPlace, at: Date): Promise<void> {
  await db(tx)
    .insertInto('productionPlaces')
    .values({ chipSerial, place, askedAt: at })
    .onConflict((conflict) => conflict.column('chipSerial').doUpdateSet({ place, askedAt: at }))
    .execute();
}

export async function placeAskedFor(tx: Tx, chipSerial: string): Promise<TrayPlace | undefined> {
  const row = await db(tx)
    .selectFrom('productionPlaces')
    .select('place')
    .where('chipSerial', '=', chipSerial)
    .executeTakeFirst();
  return row?.place;
}
