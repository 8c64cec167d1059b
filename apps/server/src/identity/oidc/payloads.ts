import { type JSONColumnType, sql } from 'kysely';
import { type Tx, tables } from '../../platform/index.ts';

/** What oidc-provider keeps: interactions, sessions, grants, codes, tokens, used assertions. */
export interface StoredPayload {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly consumedAt?: Date;
}

type PayloadTables = {
  oidcPayloads: {
    model: string;
    id: string;
    payload: JSONColumnType<Record<string, unknown>>;
    grantId: string | null;
    uid: string | null;
    consumedAt: Date | null;
    expiresAt: Date | null;
  };
};

export async function savePayload(
  tx: Tx,
  entry: {
    readonly model: string;
    readonly id: string;
    readonly payload: Readonly<Record<string, unknown>>;
    readonly grantId?: string;
    readonly uid?: string;
    readonly expiresAt?: Date;
  },
  now: Date,
): Promise<void> {
  const db = tables<PayloadTables>(tx);
  await db.deleteFrom('oidcPayloads').where('expiresAt', '<', now).execute();
  const columns = {
    payload: JSON.stringify(entry.payload),
    grantId: entry.grantId ?? null,
    uid: entry.uid ?? null,
    expiresAt: entry.expiresAt ?? null,
  };
  await db
    .insertInto('oidcPayloads')
    .values({ model: entry.model, id: entry.id, consumedAt: null, ...columns })
    .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(columns))
    .execute();
}

export async function findPayload(
  tx: Tx,
  model: string,
  by: { readonly id: string } | { readonly uid: string },
  now: Date,
): Promise<StoredPayload | undefined> {
  const query = tables<PayloadTables>(tx)
    .selectFrom('oidcPayloads')
    .select(['payload', 'consumedAt', 'expiresAt'])
    .where('model', '=', model);
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('uid', '=', by.uid)
  ).executeTakeFirst();
  if (!row || (row.expiresAt && row.expiresAt <= now)) return undefined;
  return { payload: row.payload, ...(row.consumedAt && { consumedAt: row.consumedAt }) };
}

/** True for the one caller who was first. */
export async function consumePayload(tx: Tx, model: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tables<PayloadTables>(tx)
    .updateTable('oidcPayloads')
    .set({ consumedAt: now })
    .where('model', '=', model)
    .where('id', '=', id)
    .where('consumedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deletePayload(tx: Tx, model: string, id: string): Promise<void> {
  await tables<PayloadTables>(tx)
    .deleteFrom('oidcPayloads')
    .where('model', '=', model)
    .where('id', '=', id)
    .execute();
}

/** Everything that a person's log-ins to services have left: sessions, grants, codes, tokens. */
export async function deleteOfPerson(tx: Tx, personId: string): Promise<void> {
  await tables<PayloadTables>(tx)
    .deleteFrom('oidcPayloads')
    .where(sql<string>`payload ->> 'accountId'`, '=', personId)
    .execute();
}

export async function deleteOfGrant(tx: Tx, grantId: string): Promise<void> {
  await tables<PayloadTables>(tx).deleteFrom('oidcPayloads').where('grantId', '=', grantId).execute();
}
