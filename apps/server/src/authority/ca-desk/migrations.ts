import type { Migration } from '../../platform/index.ts';

export const caDeskMigrations: readonly Migration[] = [
  {
    name: '0120_ca_office',
    statements: [
      `create table ca_proposals (
         id text primary key, version integer not null,
         authority text not null, generation integer not null, event text not null, reason text not null,
         state text not null, refusal text,
         proposed_by text not null, proposed_by_name text not null, proposed_at timestamptz not null,
         confirmed_by text, confirmed_by_name text, confirmed_at timestamptz, ended_at timestamptz)`,
      `create unique index ca_proposals_one_open on ca_proposals (authority)
         where state in ('PROPOSED', 'CONFIRMED')`,
      'create index ca_proposals_newest on ca_proposals (proposed_at desc)',
    ],
  },
  {
    name: '0121_ca_certify',
    statements: [
      `alter table ca_proposals add column certificate jsonb, add column about text, add column serial text`,
      'drop index ca_proposals_one_open',
      `create unique index ca_proposals_one_open on ca_proposals (authority)
         where state in ('PROPOSED', 'CONFIRMED') and event <> 'certify'`,
      // Two requests for one name would be a race between two keys.
      `create unique index ca_proposals_one_open_name on ca_proposals (about)
         where state in ('PROPOSED', 'CONFIRMED') and event = 'certify'`,
    ],
  },
  {
    // Acts of two persons are the platform's, one table for every kind.
    name: '0122_ca_proposals_shared',
    statements: [
      `insert into proposals (id, version, kind, subject, content, reason, state, proposed_by, proposed_at, expires_at,
         decided_by, decided_at, ended_at, refusal, outcome)
       select id, version, case event when 'certify' then 'ca-desk.certify' else 'ca-desk.rollover' end,
         case event when 'certify' then 'ca-name:' || about else 'ca-key:' || authority end,
         jsonb_build_object('authority', authority, 'generation', generation, 'event', event,
           'certificate', certificate),
         reason, state, jsonb_build_object('kind', 'ca-operator', 'id', proposed_by, 'name', proposed_by_name),
         proposed_at, proposed_at + interval '24 hours',
         case when confirmed_by is not null then
           jsonb_build_object('kind', 'ca-operator', 'id', confirmed_by, 'name', confirmed_by_name) end,
         confirmed_at, ended_at, refusal,
         case when serial is not null then jsonb_build_object('serial', serial) end
       from ca_proposals`,
      'drop table ca_proposals',
      `insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
         rule, reason, detail)
       select 'proposal', thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name, rule, reason,
         detail from life_events where machine = 'ca-proposal' order by id`,
    ],
  },
];
