import { type JSONColumnType, sql } from 'kysely';
import { type Tx, tables } from '../../platform/index.ts';

/** What oidc-provider keeps: interactions, sessions, grants, codes, tokens, used assertions. */
export interface StoredPayload {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly consumedAt?: Date;
}

type PayloadTables = {
  oidc_payloads: {
    model: string;
    id: string;
    payload: JSONColumnType<Record<string, unknown>>;
    grant_id: string | null;
    uid: string | null;
    consumed_at: Date | null;
    expires_at: Date | null;
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
  await db.deleteFrom('oidc_payloads').where('expires_at', '<', now).execute();
  const columns = {
    payload: JSON.stringify(entry.payload),
    grant_id: entry.grantId ?? null,
    uid: entry.uid ?? null,
    expires_at: entry.expiresAt ?? null,
  };
  await db
    .insertInto('oidc_payloads')
    .values({ model: entry.model, id: entry.id, consumed_at: null, ...columns })
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
    .selectFrom('oidc_payloads')
    .select(['payload', 'consumed_at', 'expires_at'])
    .where('model', '=', model);
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('uid', '=', by.uid)
  ).executeTakeFirst();
  if (!row || (row.expires_at && row.expires_at <= now)) return undefined;
  return { payload: row.payload, ...(row.consumed_at && { consumedAt: row.consumed_at }) };
}

/** True for the one caller who was first. */
export async function consumePayload(tx: Tx, model: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tables<PayloadTables>(tx)
    .updateTable('oidc_payloads')
    .set({ consumed_at: now })
    .where('model', '=', model)
    .where('id', '=', id)
    .where('consumed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deletePayload(tx: Tx, model: string, id: string): Promise<void> {
  await tables<PayloadTables>(tx)
    .deleteFrom('oidc_payloads')
    .where('model', '=', model)
    .where('id', '=', id)
    .execute();
}

/** Everything that a person's log-ins to services have left: sessions, grants, codes, tokens. */
export async function deleteOfPerson(tx: Tx, personId: string): Promise<void> {
  await tables<PayloadTables>(tx)
    .deleteFrom('oidc_payloads')
    .where(sql<string>`payload ->> 'accountId'`, '=', personId)
    .execute();
}

export async function deleteOfGrant(tx: Tx, grantId: string): Promise<void> {
  await tables<PayloadTables>(tx).deleteFrom('oidc_payloads').where('grant_id', '=', grantId).execute();
}
