import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CLERK,
  type CounterWorld,
  OTHER_CLERK,
  openCounterWorld,
  SUPERVISOR,
  shippedCard,
} from '../../../testing/counter.ts';
import {
  assertInOperation,
  complete,
  currentCardOf,
  heldCard,
  openReactivation,
  openVisit,
  pulledOut,
  readyCard,
  reportLoss,
  resume,
  suspendByPhone,
} from '../../../testing/visits.ts';
import type { Actor } from '../../platform/index.ts';
import type { DestructionAnswer, LotView, ReactivationAnswer } from './schemas.ts';

// Two people do the same thing at the same moment, both having looked before either has written. One act is done, the
// other is refused with the words that it would have got a moment later, and the case goes on as if nothing had been.

let world: CounterWorld;

before(async () => {
  world = await openCounterWorld();
});
after(() => world.close());

const both = [CLERK, OTHER_CLERK] as const;
const atOnce = <T>(statement: RegExp, act: (actor: Actor) => Promise<T>, actors: readonly Actor[] = both) =>
  world.platform.atOnce(statement, ...actors.map((actor) => () => act(actor)));
const post =
  <T>(url: string, body: object) =>
  (actor: Actor) =>
    world.call<T>(actor, 'POST', url, body);

test('PRD-01 one box is taken in once', async () => {
  const { card } = await shippedCard(world, 1);
  const { lots } = await world.call<{ lots: LotView[] }>(CLERK, 'GET', '/api/office/arrivals');
  const receive = post(`/api/office/arrivals/${lots[0]?.lotId}/receive`, { chipSerials: [card.chipSerial] });
  const { done, refused } = await atOnce(/^update "production_lots"/, receive);
  assert.equal(done.length, 1);
  assert.match(refused[0] ?? '', /^(PRODUCTION_LOT_RECEIVED|CHANGED_MEANWHILE)$/);
  await world.platform.jobs.settled();
  assert.equal((await world.cardOf(card.cardId)).state, 'AT_OFFICE');
});

test('INC-05 one hand-over is opened; its card is pulled out and the visit still finishes', async () => {
  const { application, card } = await readyCard(world, 2);
  const opening = (actor: Actor) => openVisit(world, 2, application.id, {}, actor);
  const { done, refused } = await atOnce(/^insert into "visits"/, opening);
  assert.deepEqual([done.length, refused], [1, ['HANDOVER_ALREADY_OPEN']]);
  const [opened] = done;
  assert.ok(opened);
  await assert.rejects(world.atReader(opened.relay, { through: pulledOut(3, 'before') }));
  await resume(world, opened.visitId);
  await assertInOperation(world, card.cardId, application.id);
  await complete(world, opened.visitId);
});

test('two clerks take over a broken-off hand-over: one card reader has it, and it is completed once', async () => {
  const { application, card } = await readyCard(world, 3);
  const { visitId: handoverId, relay } = await openVisit(world, 3, application.id);
  await assert.rejects(world.atReader(relay, { through: pulledOut(3, 'before') }));
  const url = `/api/office/handovers/${handoverId}`;
  const { done, refused } = await atOnce(
    /^update "visits"/,
    post<{ relay: typeof relay }>(`${url}/resume`, {}),
  );
  assert.equal(done.length + refused.length, 2);
  for (const code of refused) assert.match(code, /^(CHANGED_MEANWHILE|COUNTER_TAKEN_OVER)$/);
  await resume(world, handoverId);
  await assertInOperation(world, card.cardId, application.id);
  const { version } = await world.call<{ version: number }>(CLERK, 'GET', url);
  const completed = await atOnce(/^update "visits"/, post(`${url}/complete`, { version }));
  assert.equal(completed.done.length, 1);
  assert.match(completed.refused[0] ?? '', /^(CHANGED_MEANWHILE|STATE_FORBIDS)$/);
});

test('LOS-07 one reactivation is opened, and then goes on', async () => {
  const { card } = await heldCard(world, 4);
  await suspendByPhone(world, 4);
  const open = (actor: Actor) => openReactivation(world, card.cardId, {}, actor);
  const { done, refused } = await atOnce(/^insert into "visits"/, open);
  assert.deepEqual([done.length, refused], [1, ['REACTIVATION_ALREADY_OPEN']]);
  const [opened] = done;
  assert.ok(opened);
  await world.atReader(opened.relay);
  const url = `/api/office/reactivations/${opened.visitId}`;
  assert.notEqual((await world.call<ReactivationAnswer>(CLERK, 'GET', url)).state, 'OPENED');
  assert.equal((await world.cardOf(card.cardId)).state, 'ACTIVE');
});

test('LOS-04 one suspension, LOS-05 one loss report: the holder is told once and pays once', async () => {
  const { cardId, version } = await currentCardOf(world, 2);
  const suspend = post(`/api/office/cards/${cardId}/suspend`, { version, circumstances: '届出' });
  const suspended = await atOnce(/^update "cards"/, suspend);
  assert.deepEqual([suspended.done.length, suspended.refused.length], [1, 1]);
  const seen = (await world.cardOf(cardId)).version;
  const report = (actor: Actor) => reportLoss(world, cardId, { version: seen }, actor);
  const reported = await atOnce(/^update "cards"/, report);
  assert.deepEqual([reported.done.length, reported.refused.length], [1, 1]);
  const letters = await world.query((tx) => world.notices.letters(tx, { personId: 'person-2' }));
  const count = (wanted: string) => letters.filter(({ kind }) => kind === wanted).length;
  assert.deepEqual(['card-suspended', 'card-abolished', 'application-form'].map(count), [1, 1, 1]);
});

test('ROL-01 one destruction is proposed, one approved', async () => {
  const { cardId } = await world.query(async (tx) => {
    const [card] = await world.cards.ofPerson(tx, 'person-2');
    assert.ok(card);
    return card;
  });
  const { version } = await world.cardOf(cardId);
  const collected = await atOnce(
    /^update "cards"/,
    post(`/api/office/cards/${cardId}/collect`, { version, reason: 'found' }),
  );
  assert.deepEqual([collected.done.length, collected.refused.length], [1, 1]);
  const propose = post<DestructionAnswer>(`/api/office/cards/${cardId}/destruction`, {
    version: version + 1,
    reason: 'ended',
  });
  const { done, refused } = await atOnce(/^insert into "proposals"/, propose);
  assert.deepEqual([done.length, refused], [1, ['PROPOSAL_OPEN']]);
  const [open] = done;
  assert.ok(open);
  const { version: first, digest } = open;
  const approve = post(`/api/office/destructions/${open.id}/approve`, { version: first, digest });
  const approved = await atOnce(/^select .*"proposals".*for update/, approve, [
    SUPERVISOR,
    { ...SUPERVISOR, id: 'other' },
  ]);
  assert.deepEqual([approved.done.length, approved.refused.length], [1, 1]);
  await world.platform.jobs.settled();
  assert.equal((await world.cardOf(cardId)).state, 'DESTROYED');
});
