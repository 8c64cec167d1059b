import { internal, type Migration } from '../../platform/index.ts';

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
      loss_reports_pkey: internal('an id that was just drawn at random'),
    },
  },
  {
    name: '0062_counter_life',
    statements: [
      // PINs were typed by the holder or a representative, under the hands of the clerk, who is the one on record.
      `insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
         rule, reason, detail)
       select 'handover', handover, at, event, from_state, to_state,
         case when event = 'set-pins' then 'clerk' else actor_kind end,
         case actor_kind when 'system' then 'system:counter' when 'timer' then 'timer' else clerk ->> 'id' end,
         actor_name,
         case event when 'open' then 'IDD-05' when 'prepare-chip' then 'IDD-03' when 'set-pins' then 'PIN-03'
           when 'complete' then '§10.1' when 'cancel' then 'INC-05'
           else case when event = 'write-chip' and from_state = 'CHIP_WRITTEN' then 'INC-05' else '§10.2' end end,
         null, case when event = 'set-pins' then jsonb_build_object('typedBy', actor_kind) end
       from handover_events join handovers on handovers.id = handover order by handover_events.id`,
      'drop table handover_events',
      // A reactivation had no history but its times; who gave it up is in the audit trail alone.
      `insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
         rule)
       select 'reactivation', id, at, event, case when event <> 'open' then 'OPENED' end,
         case when event in ('complete', 'cancel') then state else 'OPENED' end,
         clerk ->> 'kind', clerk ->> 'id', clerk ->> 'name', 'LOS-07'
       from reactivations cross join lateral (values
         (1, 'open', opened_at), (2, 'prove-chip', proved_at), (3, 'write-signature', written_at),
         (4, 'complete', case when state = 'COMPLETED' then changed_at end),
         (4, 'cancel', case when state = 'CANCELLED' then changed_at end)) as step (nth, event, at)
       where at is not null order by opened_at, id, nth`,
      'alter table reactivations drop column proved_at, drop column written_at',
    ],
  },
  {
    name: '0063_visits',
    statements: [
      // One table for every procedure with a card in a reader: facts are what a procedure alone needs to know.
      `create table visits (
         id text primary key, procedure text not null, case_id text not null, card_id text not null,
         chip_serial text not null, person_id text not null, municipality text not null, state text not null,
         over boolean not null, version integer not null, run integer not null, clerk jsonb not null,
         facts jsonb not null, problem jsonb, opened_at timestamptz not null, confirmed_at timestamptz,
         changed_at timestamptz not null)`,
      `insert into visits
       select id, 'handover', application, card_id, chip_serial, person_id, municipality, state,
         state in ('COMPLETED', 'CANCELLED'), version, run, clerk,
         jsonb_build_object('byRepresentative', by_representative, 'credentials', credentials),
         problem, opened_at, confirmed_at, changed_at from handovers
       union all
       select id, 'reactivation', id, card_id, chip_serial, person_id, municipality, state,
         state <> 'OPENED', version, run, clerk,
         jsonb_build_object('wantsSignature', wants_signature, 'newSerial', new_serial),
         problem, opened_at, case when state = 'COMPLETED' then changed_at end, changed_at from reactivations`,
      'drop table handovers',
      'drop table reactivations',
      // Whatever two clerks press at the same moment, a card is in one visit.
      'create unique index visits_one_open on visits (card_id) where not over',
      'create index visits_by_card on visits (card_id, procedure)',
      'create index visits_by_office on visits (municipality, over, confirmed_at)',
    ],
    constraints: {
      visits_pkey: internal('an id that was just drawn at random'),
      visits_one_open: internal('the statement leaves the row that is there alone'),
    },
  },
  {
    // Acts of two persons are the platform's, one table for every kind. Whoever approved was on record by id alone.
    name: '0064_destructions_shared',
    statements: [
      `insert into proposals (id, version, kind, subject, municipality, person_id, content, reason, state, proposed_by,
         proposed_at, decided_by, decided_at, ended_at)
       select id, version, 'counter.destruction', 'card:' || card_id, municipality, person_id,
         jsonb_build_object('cardId', card_id, 'chipSerial', chip_serial), reason, state, proposed_by, proposed_at,
         case when approved_by is not null then
           jsonb_build_object('kind', 'supervisor', 'id', approved_by, 'name', approved_by, 'office', municipality) end,
         decided_at, decided_at
       from destructions`,
      'drop table destructions',
    ],
  },
  {
    name: '0065_pick_up_deadlines',
    statements: [
      // On due_on time itself has something to do about the card: to remind, to give up, or to see that nobody waits any more.
      'alter table counter_set_ups add column reminder_on date, add column due_on date',
      "update counter_set_ups set due_on = deadline + 1 where state = 'done'",
      'create index counter_set_ups_due on counter_set_ups (due_on)',
    ],
  },
];
