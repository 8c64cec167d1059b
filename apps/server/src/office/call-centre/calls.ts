import { CARD, maskName, offered } from '@mibun/rules';
import type { z } from 'zod';
import type { Card, Cards } from '../../issuance/cards/index.ts';
import { type Act, type Actor, commonErrors, mayAct, type Platform, type Tx } from '../../platform/index.ts';
import type { Claim, Residents } from '../../registry/residents/index.ts';
import { callCentreActs } from './audited-acts.ts';
import { callCentreErrors } from './errors.ts';
import type {
  CallAnswer,
  CallCard,
  CallSuspendAnswer,
  CallsAnswer,
  callRequest,
  callSuspendRequest,
} from './schemas.ts';
import { type Call, callsOf, insertCall, noteSuspension, ownCall, suspensionsSince } from './store.ts';
import { CONSEQUENCES, NEXT } from './words.ts';

export interface CallCentreContext {
  readonly platform: Platform;
  readonly residents: Residents;
  readonly cards: Cards;
}

const SUSPEND = { action: 'suspend', wanted: 'do' } as const;

/** LOS-03: fewer than this decides nothing. */
const ATTRIBUTES_NEEDED = 3;
/** An operator who stops more cards than this is stopped (LOS-03, mass suspension). */
export const MOST_SUSPENSIONS = 10;
export const WITHIN_MINUTES = 10;
/** After this long it may be somebody else on the phone. */
const CALL_LASTS_MS = 60 * 60_000;
const PAGE_SIZE = 25;

/** Identifies the caller by what they say about the holder (LOS-03). Too few matches tell the operator nothing more. */
export async function takeCall(
  context: CallCentreContext,
  { claim, callerRelation }: z.output<typeof callRequest>,
  actor: Actor,
): Promise<CallAnswer> {
  const { cards, platform, residents } = context;
  const id = platform.random.id('call');
  const act: Act = { actor, purpose: 'loss-report', caseId: id };
  return platform.database.transaction(async (tx) => {
    const found = await mayAct(context, tx, act, {
      ...SUSPEND,
      find: () => residents.match(tx, given(claim), ATTRIBUTES_NEEDED, act),
      concerns: (match) => ({ people: match ? [match.resident.personId] : [] }),
    });
    const personId = found?.resident.personId;
    const card = personId ? await cards.current(tx, personId) : undefined;
    await insertCall(tx, {
      id,
      operator: actor.id,
      at: platform.clock.now(),
      callerRelation,
      matched: found?.matched ?? [],
      personId: personId ?? null,
      maskedName: found ? maskName(found.resident.name) : null,
      cardId: card?.cardId ?? null,
    });
    await platform.audit.record(tx, {
      ...act,
      action: callCentreActs.call,
      ...(personId && { subject: personId }),
      detail: { callerRelation, matched: found?.matched ?? [] },
    });
    if (!found) {
      return { callId: id, matched: [], enough: false, consequences: [], next: { ...NEXT.ask } };
    }
    const shown = card ? cardView(card, actor) : null;
    return {
      callId: id,
      matched: [...found.matched],
      enough: true,
      card: shown,
      consequences: shown?.maySuspend ? [...CONSEQUENCES] : [],
      next: { ...(!shown ? NEXT.noCard : shown.maySuspend ? NEXT.suspend : NEXT.suspended) },
    };
  });
}

/** Stops the card at once; the holder is told on every channel, so that a malicious call does not go unnoticed. */
export async function suspendByCall(
  context: CallCentreContext,
  callId: string,
  request: z.output<typeof callSuspendRequest>,
  actor: Actor,
): Promise<CallSuspendAnswer> {
  const { cards, platform } = context;
  return platform.database.transaction(async (tx) => {
    const at = platform.clock.now();
    const act: Act = { actor, purpose: 'loss-report', caseId: callId, reason: request.circumstances };
    const call = await mayAct(context, tx, act, {
      ...SUSPEND,
      find: () => ownCall(tx, callId, actor.id),
      concerns: ({ personId }) => ({ people: personId ? [personId] : [] }),
    });
    const personId = call.personId;
    if (!personId) throw callCentreErrors.CALLER_NOT_IDENTIFIED();
    if (call.suspendedAt || at.getTime() - call.at.getTime() > CALL_LASTS_MS) {
      throw callCentreErrors.CALL_OVER();
    }
    await refuseMassSuspension(tx, actor, at);
    const card = await cards.current(tx, personId);
    if (!card || card.cardId !== call.cardId) throw callCentreErrors.CALL_NO_CARD();
    if (card.state === 'SUSPENDED') throw callCentreErrors.CALL_ALREADY_SUSPENDED();
    if (card.version !== request.version) throw commonErrors.CHANGED_MEANWHILE();
    const { told } = await cards.suspend(tx, card.cardId, act);
    const { circumstances, phone } = request;
    await noteSuspension(tx, callId, { suspendedAt: at, circumstances, phone: phone || null });
    return {
      callId,
      suspendedAt: at.toISOString(),
      consequences: [...CONSEQUENCES],
      notified: [...told.channels],
    };
  });
}

/** The operator's own calls; names are masked, because the calls are over. */
export async function ownCalls(
  { platform }: CallCentreContext,
  page: number,
  actor: Actor,
): Promise<CallsAnswer> {
  const limits = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
  const { calls, total } = await platform.database.query((tx) => callsOf(tx, actor.id, limits));
  return { items: calls.map(callView), total, page, pageSize: PAGE_SIZE };
}

async function refuseMassSuspension(tx: Tx, actor: Actor, at: Date): Promise<void> {
  const since = new Date(at.getTime() - WITHIN_MINUTES * 60_000);
  if ((await suspensionsSince(tx, actor.id, since)) < MOST_SUSPENSIONS) return;
  throw callCentreErrors.CALL_TOO_MANY_SUSPENSIONS({
    params: { most: MOST_SUSPENSIONS, minutes: WITHIN_MINUTES },
  });
}

function cardView(card: Card, actor: Actor): CallCard {
  return {
    cardId: card.cardId,
    version: card.version,
    state: card.state,
    label: CARD.states[card.state],
    maySuspend: offered(CARD, card.state, actor.kind).some(({ event }) => event === 'suspend'),
    suspendedAt: card.state === 'SUSPENDED' ? card.changedAt.toISOString() : null,
  };
}

function callView(call: Call): CallsAnswer['items'][number] {
  return {
    callId: call.id,
    at: call.at.toISOString(),
    callerRelation: call.callerRelation,
    enough: call.personId !== null,
    name: call.maskedName,
    suspendedAt: call.suspendedAt?.toISOString() ?? null,
    circumstances: call.circumstances,
  };
}

/** A claim without the keys that were not said. */
function given(claim: z.output<typeof callRequest>['claim']): Claim {
  return {
    ...(claim.name && { name: claim.name }),
    ...(claim.birthDate && { birthDate: claim.birthDate }),
    ...(claim.sex && { sex: claim.sex }),
    ...(claim.address && { address: claim.address }),
  };
}
