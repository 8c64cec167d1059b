import type { CardTray, TrayPlace } from '@mibun/reader';
import type { Applications } from '../applications/index.ts';
import type { Cards } from '../cards/index.ts';
import type { Certificates } from '../certificates/index.ts';
import type { Notices } from '../notices/index.ts';
import { type Act, type Actor, commonErrors, type Platform } from '../platform/index.ts';
import type { Production } from '../production/index.ts';
import type { Residents } from '../residents/index.ts';
import type { Status } from '../status/index.ts';
import { counterErrors } from './errors.ts';
import type { Relay } from './relay/index.ts';

/** What the use cases of this module share. */
export interface Context {
  readonly platform: Platform;
  readonly residents: Residents;
  readonly applications: Applications;
  readonly certificates: Certificates;
  readonly status: Status;
  readonly cards: Cards;
  readonly notices: Notices;
  readonly production: Production;
  readonly relay: Relay;
  readonly tray: CardTray;
  /** Hand-overs and reactivations whose card lies in a reader at this moment. */
  readonly connected: Set<string>;
}

export const SET_UP_JOB = 'counter.set-up-card';
export const LABEL_JOB = 'counter.label-card';
export const SHRED_JOB = 'counter.shred-card';

export const officeOf = (municipality: string): TrayPlace => `office:${municipality}`;

/** The office that a member of staff acts for. @throws Refusal NOT_ALLOWED */
export function requireOffice(actor: Actor): string {
  if (!actor.office) throw commonErrors.NOT_ALLOWED({ privateDetail: 'no office' });
  return actor.office;
}

/** Cards, applications and people are dealt with by the office of their municipality alone. */
export function ownOffice(actor: Actor, municipality: string): void {
  if (requireOffice(actor) !== municipality) throw counterErrors.COUNTER_OTHER_OFFICE();
}

/** Who acts, for what and in which case; optionally with their words. */
export function actOf(actor: Actor, purpose: Act['purpose'], caseId: string, reason?: string): Act {
  return { actor, purpose, caseId, ...(reason && { reason }) };
}

/** What a clerk saw must be what a clerk decides on. */
export function sameVersion(thing: { readonly version: number }, seen: number): void {
  if (thing.version !== seen) throw commonErrors.CHANGED_MEANWHILE();
}
