import { type Tx, tables } from '../platform/index.ts';

/** The last CRL of one shard of one CA. */
export interface StoredCrl {
  authority: string;
  shard: string;
  number: number;
  this_update: Date;
  next_update: Date;
  entries_hash: string;
  der: Uint8Array;
}

type CrlTables = { status_crls: StoredCrl };

export async function lockCrl(tx: Tx, authority: string, shard: string): Promise<StoredCrl | undefined> {
  return tables<CrlTables>(tx)
    .selectFrom('status_crls')
    .selectAll()
    .where('authority', '=', authority)
    .where('shard', '=', shard)
    .forUpdate()
    .executeTakeFirst();
}

/** Stores a CRL, unless one with the same or a higher number is there: the number never goes back. */
export async function storeCrl(tx: Tx, crl: StoredCrl): Promise<void> {
  const { authority: _authority, shard: _shard, ...rest } = crl;
  await tables<CrlTables>(tx)
    .insertInto('status_crls')
    .values(crl)
    .onConflict((conflict) =>
      conflict.columns(['authority', 'shard']).doUpdateSet(rest).where('status_crls.number', '<', crl.number),
    )
    .execute();
}
