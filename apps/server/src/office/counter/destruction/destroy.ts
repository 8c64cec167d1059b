import { destroyableFrom, jstDate } from '@mibun/rules';
import type { Application } from '../../../issuance/applications/index.ts';
import type { Card } from '../../../issuance/cards/index.ts';
import { type Actor, ownOfficeOf, reachOf, type Tx } from '../../../platform/index.ts';
import { counterActs } from '../audited-acts.ts';
import { actOf, type Context, cardFor, caseFor, SHRED_JOB, sameVersion } from '../context.ts';
import { counterErrors } from '../errors.ts';
import type { DestructionAnswer } from '../schemas.ts';
import { findSetUp } from '../set-up/store.ts';
import {
  type Destruction,
  decideDestruction,
  insertDestruction,
  proposedDestructions,
  requireDestruction,
} from './store.ts';

interface Request {
  readonly version: number;
  readonly reason: string;
}

/** An ended card is handed in, by its holder or whoever found it (LOS-08). It cannot come back to life. */
export async function collectCard(
  context: Context,
  cardId: string,
  { version, reason }: Request,
  actor: Actor,
): Promise<Card> {
  const { cards, platform, production } = context;
  return platform.database.transaction(async (tx) => {
    const act = actOf(actor, 'counter-service', cardId, reason);
    const card = await cardFor(context, tx, cardId, act, { action: 'abolish-or-reissue', wanted: 'do' });
    sameVersion(card, version);
    const collected = await cards.collect(tx, cardId, act);
    await production.carry(tx, card.chipSerial, 'returned');
    return collected;
  });
}

/** The first of two persons: nothing is destroyed yet. */
export async function proposeDestruction(
  context: Context,
  cardId: string,
  { version, reason }: Request,
  actor: Actor,
): Promise<DestructionAnswer> {
  const { applications, platform } = context;
  return platform.database.transaction(async (tx) => {
    const id = platform.random.id('destruction');
    const act = actOf(actor, 'counter-service', id, reason);
    const card = await cardFor(context, tx, cardId, act, {
      action: 'produce-or-destroy',
      wanted: 'do',
      separate: { act: 'propose-destruction', earlier: () => [] },
    });
    sameVersion(card, version);
    context.cards.judge(card, 'destroy', actor);
    await demandDue(context, tx, card, await applications.get(tx, card.application));
    if ((await proposedDestructions(tx, { cardIds: [cardId] })).length > 0) {
      throw counterErrors.DESTRUCTION_ALREADY_PROPOSED();
    }
    const proposed = await insertDestruction(tx, {
      id,
      cardId,
      chipSerial: card.chipSerial,
      personId: card.personId,
      municipality: card.municipality,
      reason,
      proposedBy: actor,
      proposedAt: platform.clock.now(),
    });
    await platform.audit.record(tx, {
      ...act,
      action: counterActs['propose-destruction'],
      subject: card.personId,
      detail: { cardId },
    });
    return destructionView(proposed, actor);
  });
}

/** A supervisor approves as the second person (§9), and with that the card is destroyed: record, certificates and chip. */
export async function approveDestruction(
  context: Context,
  id: string,
  version: number,
  actor: Actor,
): Promise<DestructionAnswer> {
  const { applications, cards, platform } = context;
  return platform.database.transaction(async (tx) => {
    const found = await caseFor(context, tx, actOf(actor, 'counter-service', id), {
      action: 'produce-or-destroy',
      wanted: 'approve',
      find: () => requireDestruction(tx, id),
      separate: {
        act: 'approve-destruction',
        earlier: ({ proposedBy }) => [['propose-destruction', proposedBy.id]],
        refusal: counterErrors.DESTRUCTION_SAME_PERSON,
      },
    });
    sameVersion(found, version);
    const card = await cards.get(tx, found.cardId);
    const application = await applications.get(tx, card.application);
    await demandDue(context, tx, card, application);
    const done = await decideDestruction(tx, found, {
      state: 'DONE',
      approvedBy: actor.id,
      decidedAt: platform.clock.now(),
    });
    // The proposer's act, witnessed by this second person (domain.md §9, 2P).
    const act = actOf(found.proposedBy, 'counter-service', id, found.reason);
    await cards.destroy(tx, card.cardId, actor.id, act);
    await endApplication(context, tx, application, card, act);
    await platform.jobs.send(tx, SHRED_JOB, { chipSerial: card.chipSerial });
    await platform.audit.record(tx, {
      ...actOf(actor, 'counter-service', id, found.reason),
      action: counterActs['approve-destruction'],
      subject: card.personId,
      detail: { cardId: card.cardId, proposedBy: found.proposedBy.id },
    });
    return destructionView(done, actor);
  });
}

export async function listDestructions(
  context: Context,
  actor: Actor,
): Promise<readonly DestructionAnswer[]> {
  const municipality = ownOfficeOf(actor, 'produce-or-destroy', 'look');
  return context.platform.database.query(async (tx) => {
    const { without } = await reachOf(context, tx, actor, 'produce-or-destroy', 'look');
    const found = await proposedDestructions(tx, { municipality });
    return found
      .filter(({ personId }) => !without.includes(personId))
      .map((one) => destructionView(one, actor));
  });
}

/** A collected card may go at any time; one that still waits for its holder only when every deadline is over (NTC-03). */
async function demandDue({ platform }: Context, tx: Tx, card: Card, application: Application): Promise<void> {
  const today = jstDate(platform.clock.now());
  if (card.state !== 'AT_OFFICE' || today > card.expiry) return;
  if (['WITHDRAWN', 'CANCELLED', 'APPROVED'].includes(application.state)) return;
  const setUp = await findSetUp(tx, card.cardId);
  const from = destroyableFrom({
    appliedOn: jstDate(application.receivedAt ?? application.changedAt),
    cardExpiry: card.expiry,
    ...(setUp?.noticeOn && { noticeOn: setUp.noticeOn }),
  });
  if (application.state !== 'UNCLAIMED' || today < from) throw counterErrors.DESTRUCTION_NOT_DUE();
}

/** The application ends with a card that nobody picked up. An expired card is unclaimed by the passing of time (VAL-08). */
async function endApplication(
  { applications }: Context,
  tx: Tx,
  application: Application,
  card: Card,
  act: ReturnType<typeof actOf>,
): Promise<void> {
  if (card.state !== 'AT_OFFICE') return;
  if (application.state === 'READY') {
    const timer: Actor = { kind: 'timer', id: 'timer', name: 'Mibun' };
    await applications.move(tx, application.id, 'unclaim', { ...act, actor: timer });
  } else if (application.state !== 'UNCLAIMED') {
    return;
  }
  await applications.move(tx, application.id, 'destroy', act);
}

function destructionView(found: Destruction, viewer: Actor): DestructionAnswer {
  return {
    destructionId: found.id,
    version: found.version,
    state: found.state,
    cardId: found.cardId,
    cardSerial: found.chipSerial,
    personId: found.personId,
    reason: found.reason,
    proposedBy: found.proposedBy.name,
    proposedAt: found.proposedAt.toISOString(),
    ownProposal: found.proposedBy.id === viewer.id,
  };
}
