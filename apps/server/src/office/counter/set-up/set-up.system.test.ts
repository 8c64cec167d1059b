import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CLERK,
  type CounterWorld,
  FAR_CLERK,
  OTHER_CLERK,
  openCounterWorld,
  shippedCard,
  willing,
} from '../../../../testing/counter.ts';
import { pulledOut } from '../../../../testing/visits.ts';
import type { Actor } from '../../../platform/index.ts';
import type { LotView, PersonAnswer, SetUpAnswer } from '../schemas.ts';

// Plastic: no card at an office is in reach of the server but through the reader of a clerk.

let world: CounterWorld;
before(async () => {
  world = await openCounterWorld({ plastic: true });
});
after(() => world.close());

async function receivedCard(person: number) {
  const { application, card } = await shippedCard(world, person);
  const { lots } = await world.call<{ lots: LotView[] }>(CLERK, 'GET', '/api/office/arrivals');
  const lot = lots.find(({ cards }) => cards.some(({ cardId }) => cardId === card.cardId));
  await world.call(CLERK, 'POST', `/api/office/arrivals/${lot?.lotId}/receive`, {
    chipSerials: [card.chipSerial],
  });
  return { application, card };
}

async function ticketFor(cardId: string, actor: Actor = CLERK) {
  const answer = await world.call<SetUpAnswer>(actor, 'POST', `/api/office/cards/${cardId}/set-up`);
  assert.ok(answer.relay, 'it is read in the reader of whoever asks');
  return answer.relay;
}
const setUpOf = async (personId: string) => {
  const { applications } = await world.call<PersonAnswer>(CLERK, 'GET', `/api/office/people/${personId}`);
  return applications[0]?.setUp;
};

test('PRD-02 a card is set up in the reader of the clerk, without a secret of its holder', async () => {
  const { application, card } = await receivedCard(1);
  await assert.rejects(ticketFor(card.cardId, FAR_CLERK), { code: 'NOT_FOUND' });
  const holder = willing();
  const relay = await ticketFor(card.cardId);
  assert.equal(
    (await setUpOf(application.personId))?.state,
    'none',
    'nothing is promised before a card lies there',
  );
  assert.deepEqual(await world.atReader(relay, { holder }), { cardId: card.cardId, state: 'done' });
  assert.deepEqual(holder.asked, []);
  assert.equal((await world.applicationOf(application.id)).state, 'READY');
  const setUp = await setUpOf(application.personId);
  assert.deepEqual([setUp?.state, setUp?.findings], ['done', []]);
  assert.deepEqual(await world.atReader(await ticketFor(card.cardId, OTHER_CLERK)), {
    cardId: card.cardId,
    state: 'done',
  });
  const letters = await world.query((tx) => world.notices.letters(tx, { caseId: application.id }));
  assert.equal(letters.length, 1, 'the holder is called once');
});

test('INC-05 a card that is pulled out, or another one, leaves nothing behind, and is set up at the next try', async () => {
  const [one, other] = [await receivedCard(2), await receivedCard(3)];
  const mine = await ticketFor(one.card.cardId);
  await assert.rejects(world.atReader({ ...mine, cardSerial: other.card.chipSerial }), {
    code: 'RELAY_OTHER_CARD',
  });
  for (const at of [2, 6, 10]) {
    const relay = await ticketFor(one.card.cardId);
    await assert.rejects(world.atReader(relay, { through: pulledOut(at, 'before') }), {
      code: 'RELAY_CARD_LOST',
    });
    assert.equal((await setUpOf(one.application.personId))?.state, 'none');
    assert.equal((await world.applicationOf(one.application.id)).state, 'AT_MUNICIPALITY');
  }
  await world.atReader(await ticketFor(one.card.cardId));
  assert.equal((await world.applicationOf(one.application.id)).state, 'READY');
});

test('PRD-02 what a chip has otherwise is found, and a card that left the office meanwhile is not set up', async () => {
  const { application, card } = await receivedCard(4);
  const act = { actor: CLERK, purpose: 'administration', reason: 'a test' } as const;
  const relay = await ticketFor(card.cardId);
  await world.inTransaction((tx) => world.certificates.revokeOfCard(tx, card.cardId, 'unspecified', act));
  assert.deepEqual(await world.atReader(relay), { cardId: card.cardId, state: 'failed' });
  const setUp = await setUpOf(application.personId);
  assert.deepEqual(
    setUp?.findings.map(({ id }) => id),
    ['signature-certificate', 'authentication-certificate'],
  );
  const late = await ticketFor(card.cardId);
  await world.inTransaction((tx) =>
    world.applications.move(tx, application.id, 'withdraw', {
      actor: { kind: 'resident', id: application.personId, name: '' },
      purpose: 'application',
    }),
  );
  await assert.rejects(world.atReader(late), { code: 'SET_UP_NOT_POSSIBLE' });
});
