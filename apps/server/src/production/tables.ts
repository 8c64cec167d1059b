import type { TrayPlace } from '@mibun/reader';
import type { GateName, StepName } from './steps.ts';

/**
 * WAITING → MAKING → PASSED → SHIPPED; FAILED: a quality gate; DISCARDED: its application went elsewhere meanwhile
 * (withdrawn, cancelled, changed).
 */
export type MakingState = 'WAITING' | 'MAKING' | 'PASSED' | 'FAILED' | 'SHIPPED' | 'DISCARDED';

export interface BatchRow {
  batchId: string;
  createdBy: string;
  createdByName: string;
  createdAt: Date;
  version: number;
  shippedAt: Date | null;
}

export interface LotRow {
  lotId: string;
  batchId: string;
  municipality: string;
  shippedAt: Date;
  receivedAt: Date | null;
  receivedBy: string | null;
}

export interface MakingRow {
  makingId: string;
  batchId: string;
  position: number;
  application: string;
  applicationVersion: number;
  personId: string;
  municipality: string;
  chipSerial: string;
  state: MakingState;
  cardId: string | null;
  printDigest: string | null;
  lotId: string | null;
  attempts: number;
  problem: string | null;
  changedAt: Date;
}

export interface StepRow {
  makingId: string;
  step: StepName;
  doneAt: Date;
}

export interface GateRow {
  makingId: string;
  gate: GateName;
  ok: boolean;
  detail: string | null;
  checkedAt: Date;
}

export type IncidentKind = 'quality-gate' | 'application-changed';

export interface IncidentRow {
  incidentId: string;
  makingId: string;
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
  decidedBy: string;
  decidedByName: string;
  reason: string;
  decidedAt: Date;
}

export type ProductionTables = {
  productionSubstitutes: SubstituteRow;
  productionBatches: BatchRow;
  productionLots: LotRow;
  productionMakings: MakingRow;
  productionSteps: StepRow;
  productionGates: GateRow;
  productionIncidents: IncidentRow;
  productionPlaces: { chipSerial: string; place: TrayPlace; askedAt: Date };
};
