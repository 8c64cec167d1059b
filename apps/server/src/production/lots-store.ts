import type { TrayPlace } from '@mibun/reader';
import { commonErrors, type Tx, tables } from '../platform/index.ts';
import type { Lot, LotCard } from './api.ts';
import { productionErrors } from './errors.ts';
import type { LotRow, ProductionTables } from './tables.ts';

const db = (tx: Tx) => tables<ProductionTables>(tx);

export async function insertLot(tx: Tx, lot: LotRow): Promise<void> {
  await db(tx).insertInto('production_lots').values(lot).execute();
}

export async function findLot(tx: Tx, lotId: string): Promise<Lot> {
  const [lot] = await withCards(
    tx,
    await db(tx).selectFrom('production_lots').selectAll().where('lot_id', '=', lotId).execute(),
  );
  if (!lot) throw commonErrors.NOT_FOUND();
  return lot;
}

/** Lots of a batch by municipality; or those on their way to a municipality, oldest first. */
export async function listLots(
  tx: Tx,
  where: { readonly batchId: string } | { readonly onTheWayTo: string },
): Promise<readonly Lot[]> {
  const query = db(tx).selectFrom('production_lots').selectAll();
  const rows = await ('batchId' in where
    ? query.where('batch_id', '=', where.batchId).orderBy('municipality')
    : query
        .where('municipality', '=', where.onTheWayTo)
        .where('received_at', 'is', null)
        .orderBy('shipped_at')
  ).execute();
  return withCards(tx, rows);
}

export async function receiveLot(tx: Tx, lotId: string, by: string, at: Date): Promise<void> {
  const result = await db(tx)
    .updateTable('production_lots')
    .set({ received_at: at, received_by: by })
    .where('lot_id', '=', lotId)
    .where('received_at', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw productionErrors.PRODUCTION_LOT_RECEIVED();
}

async function withCards(tx: Tx, lots: readonly LotRow[]): Promise<readonly Lot[]> {
  if (lots.length === 0) return [];
  const rows = await db(tx)
    .selectFrom('production_makings')
    .select(['lot_id', 'card_id', 'chip_serial', 'application', 'person_id'])
    .where(
      'lot_id',
      'in',
      lots.map(({ lot_id }) => lot_id),
    )
    .orderBy('position')
    .execute();
  return lots.map((lot) => ({
    lotId: lot.lot_id,
    batchId: lot.batch_id,
    municipality: lot.municipality,
    shippedAt: lot.shipped_at,
    ...(lot.received_at && { receivedAt: lot.received_at }),
    cards: rows.flatMap((row): LotCard[] =>
      row.lot_id === lot.lot_id && row.card_id !== null
        ? [
            {
              cardId: row.card_id,
              chipSerial: row.chip_serial,
              application: row.application,
              personId: row.person_id,
            },
          ]
        : [],
    ),
  }));
}

export async function askForPlace(tx: Tx, chipSerial: string, place: TrayPlace, at: Date): Promise<void> {
  await db(tx)
    .insertInto('production_places')
    .values({ chip_serial: chipSerial, place, asked_at: at })
    .onConflict((conflict) => conflict.column('chip_serial').doUpdateSet({ place, asked_at: at }))
    .execute();
}

export async function placeAskedFor(tx: Tx, chipSerial: string): Promise<TrayPlace | undefined> {
  const row = await db(tx)
    .selectFrom('production_places')
    .select('place')
    .where('chip_serial', '=', chipSerial)
    .executeTakeFirst();
  return row?.place;
}
