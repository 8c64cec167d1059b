import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import { internal } from './database/constraints.ts';
import { type Tx, tables } from './database/database.ts';
import type { Migration } from './database/migrate.ts';

type BlobTables = {
  blobs: { id: string; mediaType: string; bytes: Uint8Array; createdAt: Date };
};

export const blobMigrations: readonly Migration[] = [
  {
    name: '0003_blobs',
    statements: [
      `create table blobs (
         id text primary key, media_type text not null, bytes bytea not null, created_at timestamptz not null)`,
    ],
    constraints: {
      blobs_pkey: internal('the id is the digest, and the same octets are kept once'),
    },
  },
];

/**
 * Photos and papers, kept in the database so that they live and die with the transaction that needs them. The id is
 * the SHA-256 of the bytes in hex: the same picture is stored once, and a mixed-up picture cannot go unnoticed.
 */
export interface Blobs {
  /** The id that these bytes have or would have. */
  idOf(bytes: Uint8Array): string;
  put(tx: Tx, bytes: Uint8Array, mediaType: string): Promise<string>;
  get(tx: Tx, id: string): Promise<{ bytes: Uint8Array; mediaType: string } | undefined>;
  remove(tx: Tx, id: string): Promise<void>;
}

export function blobsWith(clock: Clock): Blobs {
  const idOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  return {
    idOf,
    async put(tx, bytes, mediaType) {
      const id = idOf(bytes);
      await tables<BlobTables>(tx)
        .insertInto('blobs')
        .values({ id, mediaType, bytes, createdAt: clock.now() })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      return id;
    },
    async get(tx, id) {
      return tables<BlobTables>(tx)
        .selectFrom('blobs')
        .select(['bytes', 'mediaType'])
        .where('id', '=', id)
        .executeTakeFirst();
    },
    async remove(tx, id) {
      await tables<BlobTables>(tx).deleteFrom('blobs').where('id', '=', id).execute();
    },
  };
}
