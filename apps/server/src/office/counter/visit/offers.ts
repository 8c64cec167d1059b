import type { Card } from '../../../issuance/cards/index.ts';
import { offer, rowOf, type Situation } from '../acts.ts';
import type { OfferedAct } from '../schemas.ts';
import type { Kinds, Visits } from './procedure.ts';

/** What a person's page offers of this procedure for this card now: going on with the visit, or beginning one. */
export function offersOf<K extends Kinds>(
  { procedure: { offers, table } }: Visits<K>,
  situation: Situation,
  card: Card,
): readonly OfferedAct[] {
  const target = { application: card.application, cardId: card.cardId };
  const visit = situation.visits.find((one) => one.procedure === table.name && one.cardId === card.cardId);
  if (visit) {
    for (const { event, act, label } of offers.goOn) {
      const row = rowOf(table, visit.state as K['state'], event, situation.viewer);
      if (!row) continue;
      return [offer(act, label, row.rule, { ...target, version: visit.version, caseId: visit.id })];
    }
    return [];
  }
  const { act, label, when } = offers.begin;
  const found = when(situation, card);
  return found ? [offer(act, label, found.rule, { ...target, version: found.version }, found.why)] : [];
}
