import { jstDate } from '@mibun/rules';
import type { Application } from '../../../issuance/applications/index.ts';
import type { Card } from '../../../issuance/cards/index.ts';
import {
  type Actor,
  defineProposals,
  ownOfficeOf,
  type Proposal,
  type Proposals,
  reachOf,
  type Tx,
} from '../../../platform/index.ts';
import { actOf, type Context, cardFor, type Parts, SHRED_JOB, sameVersion } from '../context.ts';
import { counterErrors } from '../errors.ts';
import { findSetUp } from '../set-up/store.ts';
import { whyDue } from './due.ts';
import { type DestructionAnswer, type ProposedDestruction, proposedDestruction } from './schemas.ts';

interface Request {
  readonly version: number;
  readonly reason: string;
}

export type Destruction = Proposal<ProposedDestruction>;
export type Destructions = Proposals<'destruction', ProposedDestruction, object>;

/** A clerk proposes, a supervisor approves (§9), and with that the card is destroyed: record, certificates and chip. */
const DESTRUCTION = defineProposals('counter', {
  kinds: { destruction: { ja: 'カードの廃棄', en: 'the destruction of your card' } },
  who: { action: 'produce-or-destroy', propose: 'do', confirm: 'approve' },
  purpose: 'counter-service',
  standsMs: null,
  carriedOut: 'at-once',
  content: proposedDestruction,
  audited: ({ cardId }) => ({ cardId }),
});

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

export function destructionsOn(parts: Parts): Destructions {
  const { applications, cards, platform, residents } = parts;
  return platform.twoPersons.conduct(DESTRUCTION, {
    residents,
    async demand(tx, { content }, proposer) {
      const card = await cards.get(tx, content.cardId);
      cards.judge(card, 'destroy', proposer);
      await demandDue(parts, tx, card, await applications.get(tx, card.application));
    },
    async carryOut(tx, { content, decidedBy, id, proposedBy, reason }) {
      const card = await cards.get(tx, content.cardId);
      const application = await applications.get(tx, card.application);
      // The proposer's act, witnessed by this second person (domain.md §9, 2P).
      const act = actOf(proposedBy, 'counter-service', id, reason);
      await cards.destroy(tx, card.cardId, decidedBy.id, act);
      await endApplication(parts, tx, application, card, act);
      await platform.jobs.send(tx, SHRED_JOB, { chipSerial: card.chipSerial });
    },
  });
}

export const destructionOf = (cardId: string): string => `card:${cardId}`;

/** The first of two persons: nothing is destroyed yet. */
export async function proposeDestruction(
  { cards, destructions }: Context,
  cardId: string,
  { version, reason }: Request,
  actor: Actor,
): Promise<DestructionAnswer> {
  let card: Card | undefined;
  const proposed = await destructions.propose('destruction', actor, reason, {
    async find(tx) {
      card = await cards.get(tx, cardId);
      const { chipSerial, municipality, personId } = card;
      return { subject: destructionOf(cardId), content: { cardId, chipSerial }, municipality, personId };
    },
    fresh: () => card && sameVersion(card, version),
  });
  return destructionView(destructions, proposed, actor);
}

export async function listDestructions(
  context: Context,
  actor: Actor,
): Promise<readonly DestructionAnswer[]> {
  const municipality = ownOfficeOf(actor, 'produce-or-destroy', 'look');
  return context.platform.database.query(async (tx) => {
    const { without } = await reachOf(context, tx, actor, 'produce-or-destroy', 'look');
    return (await context.destructions.waiting(tx, { municipality }))
      .map((one) => destructionView(context.destructions, one, actor))
      .filter(({ personId }) => !without.includes(personId));
  });
}

async function demandDue(
  { country, platform }: Parts,
  tx: Tx,
  card: Card,
  application: Application,
): Promise<void> {
  const setUp = await findSetUp(tx, card.cardId);
  if (!whyDue(card, application, setUp, jstDate(platform.clock.now()), country?.pickUp)) {
    throw counterErrors.DESTRUCTION_NOT_DUE();
  }
}

/** The application ends with a card that nobody picked up. An expired card is unclaimed by the passing of time (VAL-08). */
async function endApplication(
  { applications }: Parts,
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

export function destructionView(
  destructions: Destructions,
  proposal: Destruction,
  viewer: Actor,
): DestructionAnswer {
  const { cardId, chipSerial: cardSerial } = proposal.content;
  const { personId } = proposal;
  if (personId === null) throw new Error(`${proposal.id} is about nobody’s card`);
  return { ...destructions.view(proposal, viewer), cardId, cardSerial, personId };
}
