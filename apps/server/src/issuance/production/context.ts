import type { CountryFace, FontBook } from '@mibun/documents';
import type { Certificates } from '../../authority/certificates/index.ts';
import { type Act, type Actor, type Platform, systemActor } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Applications } from '../applications/index.ts';
import type { Cards } from '../cards/index.ts';
import type { Chips } from '../chips/index.ts';
import type { MakingLife } from './life.ts';
import type { Batch } from './tables.ts';

/** What the use cases of this module share. */
export interface Context {
  readonly platform: Platform;
  readonly residents: Residents;
  readonly applications: Applications;
  readonly certificates: Certificates;
  readonly cards: Cards;
  readonly tray: Chips;
  /** What the country has printed around the holder's data. */
  readonly face: CountryFace;
  /** With the pictures that the country has of characters no font has; without it, those of this machine. */
  readonly fonts?: FontBook;
  readonly life: MakingLife;
}

export const MAKE_JOB = 'production.make-card';
export const SHRED_JOB = 'production.shred-chip';
export const CARRY_JOB = 'production.carry-card';

/** The production line itself, reading and writing for one application. */
export const lineAct = (application: string): Act => ({
  actor: systemActor('production'),
  purpose: 'production',
  caseId: application,
});

/** The operator who started the batch, who answers for what the line does with its cards. */
export function operatorAct(batch: Batch, application: string, reason?: string): Act {
  const actor: Actor = { kind: 'card-operator', id: batch.createdBy, name: batch.createdByName };
  return { actor, purpose: 'production', caseId: application, ...(reason && { reason }) };
}
