import { internal, type Migration } from '../platform/index.ts';
import { counterErrors } from './errors.ts';

export const counterMigrations: readonly Migration[] = [
  {
    name: '0060_counter',
    statements: [
      `create table counter_set_ups (
         card_id text primary key, application text not null, municipality text not null, state text not null,
         findings jsonb not null, asked_by jsonb not null, asked_at timestamptz not null, done_at timestamptz,
         registry_version integer, notice_on date, deadline date, letter_id text)`,
      'create index counter_set_ups_by_office on counter_set_ups (municipality, state)',
      'create index counter_set_ups_by_application on counter_set_ups (application)',
      `create table handovers (
         id text primary key, application text not null, card_id text not null, chip_serial text not null,
         person_id text not null, municipality text not null, state text not null, version integer not null,
         run integer not null, clerk jsonb not null, by_representative boolean not null,
         credentials jsonb not null, problem jsonb, opened_at timestamptz not null, confirmed_at timestamptz,
         changed_at timestamptz not null)`,
      // Whatever two clerks press at the same moment, a card is being handed over once.
      `create unique index handovers_one_open on handovers (card_id)
         where state not in ('COMPLETED', 'CANCELLED')`,
      'create index handovers_by_application on handovers (application, opened_at desc)',
      'create index handovers_by_office on handovers (municipality, state)',
      `create table handover_events (
         id bigint generated always as identity primary key, handover text not null references handovers,
         at timestamptz not null, event text not null, from_state text, to_state text not null,
         actor_kind text not null, actor_name text not null)`,
      'create index handover_events_by_handover on handover_events (handover, id)',
    ],
    constraints: {
      counter_set_ups_pkey: internal('the statement updates the row that is there'),
      handovers_pkey: internal('an id that was just drawn at random'),
      handovers_one_open: counterErrors.HANDOVER_ALREADY_OPEN,
      handover_events_handover_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
    },
  },
  {
    name: '0061_counter_after_hand_over',
    statements: [
      `create table reactivations (
         id text primary key, card_id text not null, chip_serial text not null, person_id text not null,
         municipality text not null, state text not null, version integer not null, run integer not null,
         clerk jsonb not null, wants_signature boolean not null, new_serial text, problem jsonb,
         opened_at timestamptz not null, proved_at timestamptz, written_at timestamptz,
         changed_at timestamptz not null)`,
      `create unique index reactivations_one_open on reactivations (card_id) where state = 'OPENED'`,
      'create index reactivations_by_office on reactivations (municipality, state)',
      `create table loss_reports (
         id text primary key, card_id text not null, person_id text not null, municipality text not null,
         cause text not null, receipt jsonb, circumstances text, fee jsonb not null,
         reported_by text not null, reported_at timestamptz not null)`,
      `create table destructions (
         id text primary key, card_id text not null, chip_serial text not null, person_id text not null,
         municipality text not null, state text not null, version integer not null, reason text not null,
         proposed_by jsonb not null, proposed_at timestamptz not null, approved_by text, decided_at timestamptz)`,
      `create unique index destructions_one_open on destructions (card_id) where state = 'PROPOSED'`,
      'create index destructions_by_office on destructions (municipality, state)',
    ],
    constraints: {
      reactivations_pkey: internal('an id that was just drawn at random'),
      reactivations_one_open: counterErrors.REACTIVATION_ALREADY_OPEN,
      loss_reports_pkey: internal('an id that was just drawn at random'),
      destructions_pkey: internal('an id that was just drawn at random'),
      destructions_one_open: counterErrors.DESTRUCTION_ALREADY_PROPOSED,
    },
  },
];
