import type { TrayPlace } from '@mibun/reader';
import type { MakingState } from '@mibun/rules';
import type { Insertable } from 'kysely';
import { changedMeanwhile, internal, type Migration } from '../../platform/index.ts';
import { productionErrors } from './errors.ts';
import type { GateName, StepName } from './steps.ts';

export interface Batch {
  batchId: string;
  createdBy: string;
  createdByName: string;
  createdAt: Date;
  version: number;
  shippedAt: Date | null;
}

export interface LotTable {
  lotId: string;
  batchId: string;
  municipality: string;
  shippedAt: Date;
  receivedAt: Date | null;
  receivedBy: string | null;
}

export interface Making {
  makingId: string;
  batchId: string;
  position: number;
  /** `Application.id`. */
  application: string;
  applicationVersion: number;
  personId: string;
  municipality: string;
  /** 15 digits. */
  chipSerial: string;
  state: MakingState;
  cardId: string | null;
  printDigest: string | null;
  lotId: string | null;
  attempts: number;
  problem: string | null;
  changedAt: Date;
}

export type NewMaking = Insertable<Making>;
/** What a step may bring along. */
export type MakingChanges = Partial<Pick<Making, 'lotId' | 'attempts' | 'problem'>>;

export interface DoneStep {
  makingId: string;
  step: StepName;
  doneAt: Date;
}

export interface CheckedGate {
  makingId: string;
  gate: GateName;
  ok: boolean;
  detail: string | null;
  checkedAt: Date;
}

export type IncidentKind = 'quality-gate' | 'application-changed';

export interface Incident {
  incidentId: string;
  makingId: string;
  kind: IncidentKind;
  /** Names of the gates that failed, comma-separated. */
  gates: string;
  at: Date;
}

/** Somebody accepted that this character of the holder's name or address is shown as another one (CRT-01). */
export interface AcceptedSubstitute {
  application: string;
  character: string;
  drawn: string;
  decidedBy: string;
  decidedByName: string;
  reason: string;
  decidedAt: Date;
}

export type ProductionTables = {
  productionSubstitutes: AcceptedSubstitute;
  productionBatches: Batch;
  productionLots: LotTable;
  productionMakings: Making;
  productionSteps: DoneStep;
  productionGates: CheckedGate;
  productionIncidents: Incident;
  productionPlaces: { chipSerial: string; place: TrayPlace; askedAt: Date };
};

export const productionMigrations: readonly Migration[] = [
  {
    name: '0050_production',
    statements: [
      `create table production_batches (
         batch_id text primary key, created_by text not null, created_by_name text not null,
         created_at timestamptz not null, version integer not null, shipped_at timestamptz)`,
      'create index production_batches_by_time on production_batches (created_at desc)',
      `create table production_lots (
         lot_id text primary key, batch_id text not null references production_batches, municipality text not null,
         shipped_at timestamptz not null, received_at timestamptz, received_by text)`,
      'create index production_lots_by_office on production_lots (municipality, shipped_at)',
      // One row for each attempt to make a card; an application whose card failed gets another.
      `create table production_makings (
         making_id text primary key, batch_id text not null references production_batches, position integer not null,
         application text not null, application_version integer not null, person_id text not null,
         municipality text not null, chip_serial text not null unique, state text not null,
         card_id text, print_digest text, lot_id text references production_lots,
         attempts integer not null, problem text, changed_at timestamptz not null)`,
      'create index production_makings_by_batch on production_makings (batch_id, position)',
      'create index production_makings_by_card on production_makings (card_id)',
      // Whatever two operators do at the same moment, an application is in production once.
      `create unique index production_makings_one_open on production_makings (application)
         where state in ('WAITING', 'MAKING', 'PASSED')`,
      `create table production_steps (
         making_id text not null references production_makings, step text not null, done_at timestamptz not null,
         primary key (making_id, step))`,
      `create table production_gates (
         making_id text not null references production_makings, gate text not null, ok boolean not null,
         detail text, checked_at timestamptz not null, primary key (making_id, gate))`,
      `create table production_incidents (
         incident_id text primary key, making_id text not null references production_makings,
         kind text not null, gates text not null, at timestamptz not null)`,
      // Where each card of the tray is to be: jobs carry it there, in whatever order they run.
      `create table production_places (
         chip_serial text primary key, place text not null, asked_at timestamptz not null)`,
    ],
    constraints: {
      production_batches_pkey: internal('an id that was just drawn at random'),
      production_lots_pkey: internal('an id that was just drawn at random'),
      production_lots_batch_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      production_makings_pkey: internal('an id that was just drawn at random'),
      production_makings_batch_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      production_makings_chip_serial_key: productionErrors.PRODUCTION_CHIP_IN_USE,
      production_makings_lot_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      production_makings_one_open: changedMeanwhile,
      production_steps_making_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      production_steps_pkey: internal('the statement leaves the row that is there alone'),
      production_gates_making_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      production_gates_pkey: internal('the statement leaves the row that is there alone'),
      production_incidents_pkey: internal('an id that was just drawn at random'),
      production_incidents_making_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      production_places_pkey: internal('the statement updates the row that is there'),
    },
  },
  {
    name: '0051_production_substitutes',
    statements: [
      `create table production_substitutes (
         application text not null, character text not null, drawn text not null, decided_by text not null,
         decided_by_name text not null, reason text not null, decided_at timestamptz not null,
         primary key (application, character, drawn))`,
    ],
    constraints: {
      production_substitutes_pkey: internal('the statement leaves the row that is there alone'),
    },
  },
];
