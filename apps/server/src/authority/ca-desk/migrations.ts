import { internal, type Migration } from '../../platform/index.ts';
import { caDeskErrors } from './errors.ts';

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
    constraints: {
      ca_proposals_pkey: internal('an id that was just drawn at random'),
      ca_proposals_one_open: caDeskErrors.CA_PROPOSAL_OPEN,
    },
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
    constraints: { ca_proposals_one_open_name: caDeskErrors.CA_PROPOSAL_OPEN },
  },
];
