import { changedMeanwhile, internal, type Migration } from '../../platform/index.ts';

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
  {
    name: '0036_status_feed_and_deltas',
    statements: [
      // Written in the transaction that changes a certificate, emptied by whoever gives the changes their numbers.
      `create table status_outbox (
         id bigint generated always as identity primary key,
         authority text not null, generation integer not null, shard integer not null, serial text not null,
         state text not null, reason text, since timestamptz, at timestamptz not null, listed boolean not null)`,
      // The changes in the order of their commits. `listed`: it was on the CRL before the change, or is after it.
      `create table status_feed (
         authority text not null, sequence bigint not null, hash text not null,
         generation integer not null, shard integer not null, serial text not null,
         state text not null, reason text, since timestamptz, at timestamptz not null, listed boolean not null,
         primary key (authority, sequence))`,
      `create index status_feed_by_shard on status_feed (authority, generation, shard, sequence) where listed`,
      'create index status_feed_by_time on status_feed (at)',
      'drop table status_crls',
      // The present complete and delta CRL of each scope; `feed_sequence`: the last change that it contains.
      `create table status_crls (
         authority text not null, generation integer not null, shard text not null, form text not null,
         number bigint not null, base_number bigint,
         this_update timestamptz not null, next_update timestamptz not null,
         feed_sequence bigint not null, entries integer not null, octets integer not null,
         primary key (authority, generation, shard, form),
         check ((form = 'delta') = (base_number is not null)))`,
      // In parts, because the whole CRL of a country does not fit into one value.
      `create table status_crl_octets (
         authority text not null, generation integer not null, shard text not null, form text not null,
         number bigint not null, part integer not null, der bytea not null,
         primary key (authority, generation, shard, form, number, part))`,
      // Every complete CRL that is still valid somewhere: a delta CRL begins at the oldest.
      `create table status_crl_bases (
         authority text not null, generation integer not null, shard text not null, number bigint not null,
         feed_sequence bigint not null, next_update timestamptz not null,
         primary key (authority, generation, shard, number))`,
    ],
    constraints: {
      status_feed_pkey: changedMeanwhile,
      status_crls_pkey: internal('the statement updates the row that is there'),
      status_crls_check: internal('one function writes the form and its base'),
      status_crl_octets_pkey: changedMeanwhile,
      status_crl_bases_pkey: changedMeanwhile,
    },
  },
  {
    name: '0037_status_crl_intents',
    statements: [
      // Every CRL that was ever about to be signed: a number is on record before a CA's signature is over it.
      `create table status_crl_intents (
         authority text not null, generation integer not null, shard text not null, form text not null,
         number bigint not null, tbs_hash text not null, intended_at timestamptz not null,
         primary key (authority, generation, shard, form, number))`,
    ],
    constraints: {
      status_crl_intents_pkey: changedMeanwhile,
    },
  },
];
