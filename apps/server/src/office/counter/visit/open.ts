import type { Actor, Tx } from '../../../platform/index.ts';
import { actOf } from '../context.ts';
import { connectCard } from './connect.ts';
import { visitErrors } from './errors.ts';
import type { Kinds, VisitOf, Visits } from './procedure.ts';
import type { VisitOpened } from './schemas.ts';
import { insertVisit, unfinishedVisits } from './store.ts';
import { own } from './visits.ts';

/** Opens a visit: everything about the person is settled here, before a reader touches the chip. */
export async function openVisit<K extends Kinds>(
  visits: Visits<K>,
  request: K['request'],
  actor: Actor,
): Promise<VisitOpened> {
  const { database } = visits.parts.platform;
  const visit = await database.transaction((tx) => begin(visits, tx, request, actor));
  return { visitId: visit.id, version: visit.version, relay: connectCard(visits, visit) };
}

async function begin<K extends Kinds>(
  visits: Visits<K>,
  tx: Tx,
  request: K['request'],
  actor: Actor,
): Promise<VisitOf<K>> {
  const { life, parts, procedure } = visits;
  const id = parts.platform.random.id(procedure.table.name);
  const caseId = procedure.caseOf?.(request) ?? id;
  const act = actOf(actor, procedure.purpose, caseId);
  const card = await procedure.card(tx, request, act);
  life.judge(null, 'open', actor.kind);
  await demandNone(visits, tx, card.cardId);
  const { facts, detail } = await procedure.admit(tx, request, card, act);
  const insert = async (state: K['state'], openedAt: Date): Promise<VisitOf<K>> => {
    const { cardId, chipSerial, personId, municipality } = card;
    const of = { cardId, chipSerial, personId, municipality };
    const procedureName = procedure.table.name;
    const visit = { id, procedure: procedureName, caseId, ...of, state, clerk: actor, facts, openedAt };
    const inserted = await insertVisit(tx, visit);
    if (!inserted) await demandNone(visits, tx, cardId);
    if (!inserted) throw visitErrors.COUNTER_OTHER_VISIT();
    return own<K>(inserted);
  };
  // What only one clerk can write comes first and the effects after it, so that the other one is told that, and not that
  // a card has changed.
  return life.begin(tx, 'open', act, insert, { detail });
}

/** Whatever two clerks press at the same moment, a card is in one visit at a time. */
async function demandNone<K extends Kinds>({ procedure }: Visits<K>, tx: Tx, cardId: string): Promise<void> {
  const [other] = await unfinishedVisits(tx, { cardIds: [cardId] });
  if (!other) return;
  if (other.procedure === procedure.table.name) throw procedure.alreadyOpen();
  throw visitErrors.COUNTER_OTHER_VISIT();
}
