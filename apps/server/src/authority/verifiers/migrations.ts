import { internal, type Migration } from '../../platform/index.ts';
import { verifierErrors } from './errors.ts';

export const verifiersMigrations: readonly Migration[] = [
  {
    name: '0180_verifiers',
    statements: [
      `create table verifiers (
         verifier_id text primary key, state text not null, registration jsonb not null,
         registered_at timestamptz not null, changed_at timestamptz not null)`,
      // A certificate, a key or a service belongs to one verifier alone: cert:<hash>, key:<thumbprint>, service:<id>.
      `create table verifier_handles (
         handle text primary key, verifier_id text not null references verifiers)`,
      'create index verifier_handles_by_verifier on verifier_handles (verifier_id)',
      // Whatever widens an accreditation is proposed by one person and confirmed by another (domain.md §9).
      `create table verifier_proposals (
         proposal_id text primary key, event text not null, verifier_id text not null, registration jsonb,
         reason text not null, proposed_by text not null, proposed_by_name text not null,
         proposed_at timestamptz not null, outcome text, decided_at timestamptz)`,
      `create unique index verifier_proposals_one_open on verifier_proposals (verifier_id)
         where outcome is null`,
      // \`granted\`: what processes have taken out of the day's quota; \`used\`: what of it they have spent, \`seen_at\` when last.
      `create table verifier_usage (
         verifier_id text not null, scope text not null, day date not null,
         granted integer not null, used integer not null, seen_at timestamptz,
         primary key (verifier_id, scope, day))`,
      `create table verifier_nonces (
         key_id text not null, nonce text not null, expires_at timestamptz not null,
         primary key (key_id, nonce))`,
      'create index verifier_nonces_by_end on verifier_nonces (expires_at)',
    ],
    constraints: {
      verifiers_pkey: internal('the statement updates the row that is there'),
      verifier_handles_pkey: verifierErrors.VERIFIER_CREDENTIAL_TAKEN,
      verifier_handles_verifier_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      verifier_usage_pkey: internal('the statement leaves the row that is there alone'),
    },
  },
  {
    // What is remembered of signed requests is the platform's, one table for all who sign.
    name: '0181_verifier_nonces_shared',
    statements: ['drop table verifier_nonces'],
  },
  {
    // So are acts of two persons. Who confirmed is in the history of the verifier.
    name: '0182_verifier_proposals_shared',
    statements: [
      `insert into proposals (id, version, kind, subject, content, reason, state, proposed_by, proposed_at, decided_by,
         decided_at, ended_at)
       select proposal_id, case when outcome is null then 1 else 2 end, 'verifiers.' || p.event,
         'verifier:' || verifier_id,
         jsonb_build_object('event', p.event, 'verifierId', verifier_id, 'registration', registration), p.reason,
         case outcome when 'confirmed' then 'DONE' when 'rejected' then 'WITHDRAWN' else 'PROPOSED' end,
         jsonb_build_object('kind', 'ca-operator', 'id', proposed_by, 'name', proposed_by_name), proposed_at,
         case when actor_id is not null then
           jsonb_build_object('kind', actor_kind, 'id', actor_id, 'name', actor_name) end,
         decided_at, decided_at
       from verifier_proposals p
       left join life_events on machine = 'verifier' and detail ->> 'proposalId' = proposal_id`,
      'drop table verifier_proposals',
    ],
  },
];
