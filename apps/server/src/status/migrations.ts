import type { Migration } from '../platform/index.ts';

export const statusMigrations: readonly Migration[] = [
  {
    name: '0035_status',
    statements: [
      // The last CRL of each shard: what it says (`entries_hash`) decides whether a new one is needed.
      `create table status_crls (
         authority text not null, shard text not null, number bigint not null,
         this_update timestamptz not null, next_update timestamptz not null,
         entries_hash text not null, der bytea not null,
         primary key (authority, shard))`,
    ],
  },
];
