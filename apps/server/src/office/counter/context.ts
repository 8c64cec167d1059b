import type { TrayPlace } from '@mibun/reader';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Status } from '../../authority/status/index.ts';
import type { Country } from '../../country/index.ts';
import type { Applications } from '../../issuance/applications/index.ts';
import type { Card, Cards } from '../../issuance/cards/index.ts';
import type { Chips } from '../../issuance/chips/index.ts';
import type { Production } from '../../issuance/production/index.ts';
import {
  type Act,
  type Actor,
  type Asked,
  commonErrors,
  mayAct,
  ofOne,
  type Platform,
  type Tx,
} from '../../platform/index.ts';
import type { Notices } from '../../registry/notices/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Relay } from '../relay/index.ts';
import type { Destructions } from './destruction/destroy.ts';
import type { CounterProcedure } from './procedures.ts';

/** Other modules, as this one is given them. */
export interface Parts {
  readonly platform: Platform;
  readonly residents: Residents;
  readonly applications: Applications;
  readonly certificates: Certificates;
  readonly status: Status;
  readonly cards: Cards;
  readonly notices: Notices;
  readonly production: Production;
  readonly relay: Relay;
  readonly tray: Chips;
  /** Fees and deadlines that are not the law's own figures (FEE-01, NTC-04). */
  readonly country?: Pick<Country, 'fees' | 'pickUp'>;
}

/** What the use cases of this module share. */
export interface Context extends Parts {
  /** What can be done here with a card in a reader. */
  readonly procedures: readonly CounterProcedure[];
  readonly destructions: Destructions;
}

export const SET_UP_JOB = 'counter.set-up-card';
export const LABEL_JOB = 'counter.label-card';
export const SHRED_JOB = 'counter.shred-card';

export const officeOf = (municipality: string): TrayPlace => `office:${municipality}`;

type Right<T> = Pick<Asked<T>, 'action' | 'wanted' | 'separate'>;

/** A card, to somebody who may do this with it: dealt with by the office of its municipality alone. */
export function cardFor(parts: Parts, tx: Tx, cardId: string, act: Act, right: Right<Card>): Promise<Card> {
  return mayAct(parts, tx, act, { ...right, find: () => parts.cards.get(tx, cardId), concerns: ofOne });
}

/** A visit, a proposal or an application of one person, to somebody who may do this with it. */
export function caseFor<T extends { readonly municipality: string; readonly personId: string }>(
  parts: Parts,
  tx: Tx,
  act: Act,
  right: Right<T> & Pick<Asked<T>, 'find'>,
): Promise<T> {
  return mayAct(parts, tx, act, { ...right, concerns: ofOne });
}

/** Who acts, for what and in which case; optionally with their words. */
export function actOf(actor: Actor, purpose: Act['purpose'], caseId: string, reason?: string): Act {
  return { actor, purpose, caseId, ...(reason && { reason }) };
}

/** What a clerk saw must be what a clerk decides on. */
export function sameVersion(thing: { readonly version: number }, seen: number): void {
  if (thing.version !== seen) throw commonErrors.CHANGED_MEANWHILE();
}
