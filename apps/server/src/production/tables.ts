import type { TrayPlace } from '@mibun/reader';
import type { GateName, StepName } from './steps.ts';

/**
 * WAITING → MAKING → PASSED → SHIPPED; FAILED: a quality gate; DISCARDED: its application went elsewhere meanwhile
 * (withdrawn, cancelled, changed).
 */
export type MakingState = 'WAITING' | 'MAKING' | 'PASSED' | 'FAILED' | 'SHIPPED' | 'DISCARDED';

export interface BatchRow {
  batch_id: string;
  created_by: string;
  created_by_name: string;
  created_at: Date;
  version: number;
  shipped_at: Date | null;
}

export interface LotRow {
  lot_id: string;
  batch_id: string;
  municipality: string;
  shipped_at: Date;
  received_at: Date | null;
  received_by: string | null;
}

export interface MakingRow {
  making_id: string;
  batch_id: string;
  position: number;
  application: string;
  application_version: number;
  person_id: string;
  municipality: string;
  chip_serial: string;
  state: MakingState;
  card_id: string | null;
  print_digest: string | null;
  lot_id: string | null;
  attempts: number;
  problem: string | null;
  changed_at: Date;
}

export interface StepRow {
  making_id: string;
  step: StepName;
  done_at: Date;
}

export interface GateRow {
  making_id: string;
  gate: GateName;
  ok: boolean;
  detail: string | null;
  checked_at: Date;
}

export type IncidentKind = 'quality-gate' | 'application-changed';

export interface IncidentRow {
  incident_id: string;
  making_id: string;
  kind: IncidentKind;
  /** Names of the gates that failed, comma-separated. */
  gates: string;
  at: Date;
}

/** Somebody accepted that this character of the holder's name or address is shown as another one (CRT-01). */
export interface SubstituteRow {
  application: string;
  character: string;
  drawn: string;
  decided_by: string;
  decided_by_name: string;
  reason: string;
  decided_at: Date;
}

export type ProductionTables = {
  production_substitutes: SubstituteRow;
  production_batches: BatchRow;
  production_lots: LotRow;
  production_makings: MakingRow;
  production_steps: StepRow;
  production_gates: GateRow;
  production_incidents: IncidentRow;
  production_places: { chip_serial: string; place: TrayPlace; asked_at: Date };
};
