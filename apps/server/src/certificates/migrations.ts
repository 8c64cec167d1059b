import { appendOnly, type Migration } from '../platform/index.ts';

export const certificatesMigrations: readonly Migration[] = [
  {
    name: '0030_certificates',
    statements: [
      // `certificate` is empty between the intent of a CA certificate and its signature.
      `create table certificate_authorities (
         kind text not null, generation integer not null, key_label text not null unique,
         serial text not null, tbs bytea not null, certificate bytea, created_at timestamptz not null,
         primary key (kind, generation))`,
      // Everything that a CA has signed or was about to sign, and nothing else (pki.md §3).
      `create table certificate_ledger (
         authority text not null, serial text not null, generation integer not null,
         kind text not null, reference text not null, key_label text,
         key_hash text not null, tbs bytea not null, der bytea,
         not_before timestamptz not null, not_after timestamptz not null,
         intended_at timestamptz not null, voided_at timestamptz, voided_because text,
         primary key (authority, serial))`,
      `create unique index certificate_ledger_one_per_key on certificate_ledger (key_hash)
         where voided_at is null`,
      `create index certificate_ledger_unsigned on certificate_ledger (intended_at)
         where der is null and voided_at is null`,
      'create index certificate_ledger_by_reference on certificate_ledger (reference)',
      `create table certificates (
         kind text not null check (kind in ('signature', 'authentication')), serial text collate "C" not null,
         card_id text not null, person_id text not null,
         state text not null, reason text, unusable_since timestamptz, changed_at timestamptz not null,
         not_after timestamptz not null, shard integer not null, superseded_by text,
         primary key (kind, serial),
         check ((reason is null) = (unusable_since is null)))`,
      'create index certificates_by_card on certificates (card_id)',
      'create index certificates_on_crl on certificates (kind, shard, serial) where reason is not null',
      `create index certificates_that_end on certificates (not_after)
         where state in ('ACTIVE', 'HELD', 'HELD_FINAL')`,
      // The history of every certificate: what was its status at a given time (VER-06).
      `create table certificate_changes (
         id bigint generated always as identity primary key,
         kind text not null, serial text not null, at timestamptz not null,
         event text not null, state_before text, state_after text not null, reason text,
         actor_kind text not null, actor_id text not null)`,
      'create index certificate_changes_by_serial on certificate_changes (kind, serial, id)',
      ...appendOnly('certificate_changes'),
    ],
  },
];
