import { type Selectable, sql } from 'kysely';
import { type Tx, tables } from '../../../platform/index.ts';
import type { PayloadTable } from '../migrations.ts';

type Payload = Readonly<Selectable<PayloadTable>>;
export type StoredPayload = Pick<Payload, 'payload' | 'consumedAt'>;

const db = (tx: Tx) => tables<{ oidcPayloads: PayloadTable }>(tx);

export async function savePayload(
  tx: Tx,
  { model, id, payload, ...more }: Omit<Payload, 'consumedAt'>,
  now: Date,
): Promise<void> {
  await db(tx).deleteFrom('oidcPayloads').where('expiresAt', '<', now).execute();
  const columns = { ...more, payload: JSON.stringify(payload) };
  await db(tx)
    .insertInto('oidcPayloads')
    .values({ model, id, ...columns })
    .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(columns))
    .execute();
}

export async function findPayload(
  tx: Tx,
  model: string,
  by: { readonly id: string } | { readonly uid: string },
  now: Date,
): Promise<StoredPayload | undefined> {
  const query = db(tx)
    .selectFrom('oidcPayloads')
    .select(['payload', 'consumedAt', 'expiresAt'])
    .where('model', '=', model);
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('uid', '=', by.uid)
  ).executeTakeFirst();
  if (!row || (row.expiresAt && row.expiresAt <= now)) return undefined;
  return row;
}

/** True for the one caller who was first. */
export async function consumePayload(tx: Tx, model: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db(tx)
    .updateTable('oidcPayloads')
    .set({ consumedAt: now })
    .where('model', '=', model)
    .where('id', '=', id)
    .where('consumedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deletePayload(tx: Tx, model: string, id: string): Promise<void> {
  await db(tx).deleteFrom('oidcPayloads').where('model', '=', model).where('id', '=', id).execute();
}

/** Everything that a person's log-ins to services have left: sessions, grants, codes, tokens. */
export async function deleteOfPerson(tx: Tx, personId: string): Promise<void> {
  await db(tx)
    .deleteFrom('oidcPayloads')
    .where(sql<string>`payload ->> 'accountId'`, '=', personId)
    .execute();
}

export async function deleteOfGrant(tx: Tx, grantId: string): Promise<void> {
  await db(tx).deleteFrom('oidcPayloads').where('grantId', '=', grantId).execute();
}
