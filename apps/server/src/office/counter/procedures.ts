import type { Card } from '../../issuance/cards/index.ts';
import type { Bilingual, Http } from '../../platform/index.ts';
import type { Situation } from './acts.ts';
import type { Parts } from './context.ts';
import { handover } from './hand-over/hand-over.ts';
import { type Reconciled, reconcileHandovers } from './hand-over/reconcile.ts';
import { handoverRoutes } from './hand-over/routes.ts';
import { reactivation } from './reactivation/reactivation.ts';
import { reactivationRoutes } from './reactivation/routes.ts';
import type { OfferedAct } from './schemas.ts';
import { offersOf } from './visit/offers.ts';
import type { Kinds, Procedure, Visits } from './visit/procedure.ts';
import { visitsOn } from './visit/visits.ts';

/** One procedure with a card in a reader, as the rest of the office sees it. */
export interface CounterProcedure {
  readonly name: string;
  readonly title: Bilingual;
  routes(app: Http): void;
  offers(situation: Situation, card: Card): readonly OfferedAct[];
  /** After a start: what a crash has left between chip and server. */
  reconcile?(): Promise<Reconciled>;
}

/** Every procedure of the office, in the order in which a person's page offers them. */
export function proceduresOn(parts: Parts): readonly CounterProcedure[] {
  return [handoversOn(parts), procedureOn(parts, reactivation(parts), reactivationRoutes).procedure];
}

function handoversOn(parts: Parts): CounterProcedure {
  const { procedure, visits } = procedureOn(parts, handover(parts), handoverRoutes);
  return { ...procedure, reconcile: () => reconcileHandovers(visits) };
}

function procedureOn<K extends Kinds>(
  parts: Parts,
  of: Procedure<K>,
  routes: (app: Http, visits: Visits<K>) => void,
) {
  const visits = visitsOn(parts, of);
  const procedure: CounterProcedure = {
    name: of.table.name,
    title: of.table.title,
    routes: (app) => routes(app, visits),
    offers: (situation, card) => offersOf(visits, situation, card),
  };
  return { visits, procedure };
}
