import { appendOnly, changedMeanwhile, internal, type Migration } from '../../platform/index.ts';

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
    constraints: {
      certificate_authorities_pkey: changedMeanwhile,
      certificate_authorities_key_label_key: changedMeanwhile,
      certificate_ledger_pkey: internal('160 random bits that were just drawn (pki.md §3)'),
      certificate_ledger_one_per_key: changedMeanwhile,
      certificates_pkey: internal('a serial that the ledger has just taken in'),
      certificates_kind_check: internal('the kinds that the type has'),
      certificates_check: internal('one function writes the reason and its time'),
    },
  },
  {
    name: '0031_generations',
    statements: [
      "alter table certificate_authorities add column state text not null default 'ISSUING'",
      'alter table certificate_authorities add column changed_at timestamptz',
      'update certificate_authorities set changed_at = created_at',
      `alter table certificate_authorities alter column state drop default,
         alter column changed_at set not null`,
      // At any time exactly one generation of a CA issues.
      `create unique index certificate_authorities_one_issues on certificate_authorities (kind)
         where state = 'ISSUING'`,
      `create table certificate_links (
         kind text not null, issuer integer not null, subject integer not null,
         serial text not null, tbs bytea not null, certificate bytea, created_at timestamptz not null,
         primary key (kind, issuer, subject))`,
      // Every step of every generation, with the two persons behind it.
      `create table certificate_generation_changes (
         id bigint generated always as identity primary key,
         kind text not null, generation integer not null, at timestamptz not null,
         event text not null, state_before text, state_after text not null,
         proposed_by text, confirmed_by text not null)`,
      ...appendOnly('certificate_generation_changes'),
      'alter table certificates add column generation integer not null default 1',
      'alter table certificates alter column generation drop default',
      'drop index certificates_on_crl',
      `create index certificates_on_crl on certificates (kind, generation, shard, serial)
         where reason is not null`,
      'create index certificates_by_person on certificates (person_id)',
      // Seals, time-stamp authorities and status responders: the state, as `certificates` has it for residents.
      `create table institution_certificates (
         authority text not null, serial text collate "C" not null, generation integer not null,
         kind text not null, reference text not null,
         state text not null, reason text, revoked_at timestamptz, changed_at timestamptz not null,
         not_after timestamptz not null, shard integer not null,
         primary key (authority, serial),
         check ((reason is null) = (revoked_at is null)))`,
      `create index institution_certificates_on_crl on institution_certificates
         (authority, generation, shard, serial) where reason is not null`,
      `create index institution_certificates_that_end on institution_certificates (not_after)
         where state = 'ACTIVE'`,
      // Seals and responders of before this table.
      `insert into institution_certificates
         select authority, serial, generation, kind, reference, 'ACTIVE', null, null, intended_at, not_after, 0
         from certificate_ledger
         where kind not in ('signature', 'authentication') and der is not null`,
    ],
    constraints: {
      certificate_authorities_one_issues: changedMeanwhile,
      certificate_links_pkey: changedMeanwhile,
      institution_certificates_pkey: internal('a serial that the ledger has just taken in'),
      institution_certificates_check: internal('one function writes the reason and its time'),
    },
  },
  {
    name: '0032_certificate_tally',
    statements: [
      // One row for each change, written with it and folded into the two tables below: nobody ever waits for a counter.
      `create table certificate_tally_tail (
         id bigint generated always as identity primary key,
         day date not null, authority text not null, generation integer not null, kind text not null,
         event text not null, state_before text, state_after text not null)`,
      `create table certificate_tally (
         day date not null, authority text not null, generation integer not null, kind text not null,
         event text not null, count bigint not null,
         primary key (day, authority, generation, kind, event))`,
      `create table certificate_totals (
         authority text not null, generation integer not null, kind text not null, state text not null,
         count bigint not null,
         primary key (authority, generation, kind, state))`,
    ],
    constraints: {
      certificate_tally_pkey: internal('the statement updates the row that is there'),
      certificate_totals_pkey: internal('the statement updates the row that is there'),
    },
  },
  {
    name: '0033_crl_shards',
    statements: [
      'alter table certificate_authorities add column shards integer not null default 16',
      "update certificate_authorities set shards = 1 where kind not in ('signature', 'authentication')",
      'alter table certificate_authorities alter column shards drop default',
    ],
  },
  {
    name: '0034_ledger_in_line',
    statements: [
      // A certificate with its intent fits a page; compressing what is random and keeping it apart cost more than signing.
      'alter table certificate_ledger set (toast_tuple_target = 8160)',
    ],
  },
  {
    name: '0035_generation_life',
    statements: [
      // The old history had the two persons alone; name and reason are in the audit entry of the same step.
      `insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
         rule, reason, detail)
       with told as materialized (
         select id, at, action, actor_kind, actor_id, actor_name, reason, detail from audit_entries
         where action like 'certificates.generation-%')
       select 'ca-generation', case g.generation when 1 then g.kind else g.kind || '-' || g.generation end, g.at,
         g.event, g.state_before, g.state_after,
         coalesce(a.actor_kind, case when g.proposed_by is null then 'system' else 'ca-operator' end),
         g.confirmed_by, coalesce(a.actor_name, g.confirmed_by),
         case when g.event = 'establish' then 'CA-01' when g.event = 'sign' then 'RFC 4210 §4.4'
           when g.event in ('publish', 'supersede', 'retire') then 'CA-03' else 'CA-05' end, a.reason,
         case when g.proposed_by is not null then jsonb_build_object('proposedBy', g.proposed_by) end
       from certificate_generation_changes g left join lateral (
         select * from told
         where action = 'certificates.generation-' || g.event and actor_id = g.confirmed_by and at >= g.at
           and detail ->> 'kind' = g.kind and detail ->> 'generation' = g.generation::text
         order by id limit 1) a on true
       order by g.id`,
      'drop table certificate_generation_changes',
      'drop function certificate_generation_changes_is_append_only()',
    ],
  },
  {
    name: '0036_institution_certificate_life',
    statements: [
      intoLifeEvents({
        kinds: "c.kind not in ('signature', 'authentication')",
        machine: "'institution-certificate'",
        rule: "case c.event when 'revoke' then '§6.6' else 'pki.md §3' end",
      }),
    ],
  },
  {
    name: '0037_certificate_life',
    statements: [
      intoLifeEvents({
        kinds: "c.kind in ('signature', 'authentication')",
        machine: "c.kind || '-certificate'",
        rule: `case
          when c.event = 'request' then case c.kind when 'signature' then 'AGE-01' else 'APP-03' end
          when c.event = 'hold' then case c.kind when 'signature' then 'REV-01' else 'LOS-04' end
          when c.event = 'lift' then 'LOS-07' when c.event = 'void' then 'PRD-04'
          when c.event = 'supersede' then 'VAL-12' when c.event = 'expire' then 'VAL-09'
          when c.event = 'revoke' and c.state_before = 'PENDING' then 'PRD-05'
          when c.event = 'revoke' and c.state_before = 'ACTIVE' then '§6.6'
          else '§10.3' end`,
      }),
      'drop table certificate_changes',
      'drop function certificate_changes_is_append_only()',
    ],
  },
];

/**
 * The old history into the common one. Each change had one audit entry: name and reason in words are those of the n-th of
 * its kind.
 */
function intoLifeEvents({ kinds, machine, rule }: Record<'kinds' | 'machine' | 'rule', string>): string {
  return `
    insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
      rule, reason, detail)
    select ${machine}, c.serial, c.at, c.event, c.state_before, c.state_after, c.actor_kind, c.actor_id,
      coalesce(a.actor_name, c.actor_id), ${rule}, a.reason,
      case when c.reason is not null then jsonb_build_object('reason', c.reason) end
    from (
      select *, row_number() over (partition by kind, serial, event order by id) as nth
      from certificate_changes c where ${kinds}) c
    left join (
      select action, detail ->> 'kind' as kind, detail ->> 'serial' as serial, actor_id, actor_name, reason,
        row_number() over (partition by action, detail ->> 'kind', detail ->> 'serial' order by id) as nth
      from audit_entries where action like 'certificates.%' and detail ? 'serial') a
    on a.action = 'certificates.' || c.event and a.kind = c.kind and a.serial = c.serial and a.nth = c.nth
      and a.actor_id = c.actor_id
    order by c.id`;
}
