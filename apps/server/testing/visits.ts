import assert from 'node:assert/strict';
import { type CardConnection, CardError, signWithAuthentication } from '@mibun/reader';
import type {
  HandoverAnswer,
  HandoverRequest,
  LossAnswer,
  LossRequest,
  LotView,
  ReactivationRequest,
  ResumeAnswer,
  VisitOpened,
} from '../src/office/counter/schemas.ts';
import type { Actor } from '../src/platform/index.ts';
import {
  type AtReader,
  addressOf,
  CALL_CENTRE,
  CLERK,
  type CounterWorld,
  nameOf,
  PINS,
  shippedCard,
  type TestPerson,
} from './counter.ts';

/** A card as far as the office has it: received, set up, READY. */
export async function readyCard(world: CounterWorld, person: number, about: TestPerson = {}) {
  const { application, card } = await shippedCard(world, person, about);
  const { lots } = await world.call<{ lots: LotView[] }>(CLERK, 'GET', '/api/office/arrivals');
  const lot = lots.find(({ cards }) => cards.some(({ cardId }) => cardId === card.cardId));
  const receive = `/api/office/arrivals/${lot?.lotId}/receive`;
  await world.call(CLERK, 'POST', receive, { chipSerials: [card.chipSerial] });
  await world.platform.jobs.settled();
  await world.call(CLERK, 'POST', `/api/office/cards/${card.cardId}/set-up`);
  await world.platform.jobs.settled();
  return world.query(async (tx) => ({
    application: await world.applications.get(tx, application.id),
    card: await world.cards.get(tx, card.cardId),
  }));
}

/** What a clerk enters for a person who has brought everything. */
export async function visitOf(
  world: CounterWorld,
  person: number,
  application: string,
): Promise<HandoverRequest & { readonly application: string }> {
  const { version, personId } = await world.query((tx) => world.applications.get(tx, application));
  const act = { actor: CLERK, purpose: 'hand-over' } as const;
  const { birthDate } = await world.inTransaction((tx) => world.residents.read(tx, personId, act));
  return {
    application,
    version,
    documents: ['driving-licence'],
    presented: { name: nameOf(person), birthDate, address: addressOf(person) },
    faceMatches: true,
    noticePresented: true,
  };
}

export async function openVisit(
  world: CounterWorld,
  person: number,
  application: string,
  more: Partial<HandoverRequest> = {},
  actor: Actor = CLERK,
): Promise<VisitOpened> {
  const request = { ...(await visitOf(world, person, application)), ...more };
  return world.call<VisitOpened>(actor, 'POST', '/api/office/handovers', request);
}

export const handoverState = (world: CounterWorld, id: string): Promise<HandoverAnswer> =>
  world.call<HandoverAnswer>(CLERK, 'GET', `/api/office/handovers/${id}`);

export async function resume(
  world: CounterWorld,
  id: string,
  how: AtReader = {},
  actor: Actor = CLERK,
): Promise<unknown> {
  const { relay } = await world.call<ResumeAnswer>(actor, 'POST', `/api/office/handovers/${id}/resume`);
  return world.atReader(relay, how);
}

export async function complete(world: CounterWorld, id: string): Promise<HandoverAnswer> {
  const { version } = await handoverState(world, id);
  const url = `/api/office/handovers/${id}/complete`;
  const answer = await world.call<HandoverAnswer>(CLERK, 'POST', url, { version });
  await world.platform.jobs.settled();
  return answer;
}

/** A card with its holder, by the whole way. */
export async function heldCard(world: CounterWorld, person: number, about: TestPerson = {}) {
  const { application, card } = await readyCard(world, person, about);
  const opened = await openVisit(world, person, application.id);
  await world.atReader(opened.relay);
  await complete(world, opened.visitId);
  return { application, card };
}

/** A card that is pulled out at its `at`-th command: before it takes it, or after and before it has answered. */
export function pulledOut(at: number, when: 'before' | 'after'): (card: CardConnection) => CardConnection {
  let sent = 0;
  return (card) => ({
    atr: card.atr,
    reset: () => card.reset(),
    close: () => card.close(),
    async transmit(command) {
      sent += 1;
      if (sent > at || (sent === at && when === 'before')) throw gone();
      const answer = await card.transmit(command);
      if (sent === at) throw gone();
      return answer;
    },
  });
}

const gone = () => new CardError('card-removed', 'pulled out');

export async function applicationInQueue(world: CounterWorld, person: number) {
  const [application] = await world.query((tx) => world.applications.ofPerson(tx, `person-${person}`));
  const cardId = application?.cardId;
  if (!cardId) throw new Error(`person ${person} has no card`);
  return { application, card: await world.query((tx) => world.cards.get(tx, cardId)) };
}

export async function currentCardOf(world: CounterWorld, person: number) {
  const card = await world.query((tx) => world.cards.current(tx, `person-${person}`));
  if (!card) throw new Error(`person ${person} has no card in operation`);
  return card;
}

/** Card, certificates and application agree, and the chip signs with the PIN that the holder chose. */
export async function assertInOperation(
  world: CounterWorld,
  cardId: string,
  application: string,
): Promise<void> {
  const { card, issued, state } = await world.query(async (tx) => ({
    card: await world.cards.get(tx, cardId),
    issued: await world.certificates.ofCard(tx, cardId),
    state: (await world.applications.get(tx, application)).state,
  }));
  assert.deepEqual([card.state, state], ['ACTIVE', 'HANDED_OVER']);
  assert.deepEqual(new Set(issued.map((one) => one.state)), new Set(['ACTIVE']));
  const inHand = world.tray.insert(card.chipSerial);
  const signature = await signWithAuthentication(inHand, PINS.authentication, new Uint8Array([1]));
  await inHand.close();
  assert.equal(signature.length, 256);
}

export async function suspendByPhone(world: CounterWorld, person: number): Promise<void> {
  const claim = { name: nameOf(person), birthDate: '1990-03-04', address: addressOf(person) };
  const call = await world.call<{ callId: string; card: { version: number } }>(
    CALL_CENTRE,
    'POST',
    '/api/call-centre/calls',
    { claim, callerRelation: 'self' },
  );
  await world.call(CALL_CENTRE, 'POST', `/api/call-centre/calls/${call.callId}/suspend`, {
    version: call.card.version,
    circumstances: '電車に置き忘れた',
  });
}

/** What a clerk enters for the holder of a suspended card, who has it and another document. */
export async function openReactivation(
  world: CounterWorld,
  cardId: string,
  more: Partial<ReactivationRequest> = {},
  actor: Actor = CLERK,
): Promise<VisitOpened> {
  const { version } = await world.cardOf(cardId);
  return world.call<VisitOpened>(actor, 'POST', '/api/office/reactivations', {
    cardId,
    version,
    documents: ['driving-licence'],
    faceMatches: true,
    wantsSignature: true,
    ...more,
  });
}

/** What a clerk enters for a holder who has lost their card at home. */
export async function reportLoss(
  world: CounterWorld,
  cardId: string,
  more: Partial<LossRequest> = {},
  actor: Actor = CLERK,
): Promise<LossAnswer> {
  const { version } = await world.cardOf(cardId);
  return world.call<LossAnswer>(actor, 'POST', '/api/office/loss-reports', {
    cardId,
    version,
    cause: 'lost-at-home',
    documents: ['passport'],
    faceMatches: true,
    ...more,
  });
}
