import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  actBy,
  type CardsBench,
  CLERK,
  codeOf,
  FACTORY,
  openCardsBench,
  Undo,
} from '../../../testing/card-bench.ts';
import type { TestPlatform } from '../../../testing/platform.ts';
import { type Cards, type CardsDeps, createCards } from './index.ts';

describe('cards of a person, chips and applications', () => {
  let bench: CardsBench;
  let platform: TestPlatform;
  let cards: Cards;
  let deps: CardsDeps;
  let asked: CardsBench['asked'];
  let inTx: CardsBench['inTx'];
  let auditOf: CardsBench['auditOf'];
  let newCard: CardsBench['newCard'];
  let make: CardsBench['make'];
  let cardIn: CardsBench['cardIn'];

  before(async () => {
    bench = await openCardsBench();
    ({ platform, cards, deps, asked, inTx, auditOf, newCard, make, cardIn } = bench);
  });
  after(() => bench.close());
  beforeEach(() => bench.forget());

  test('the card that begins to work ends the one before it, in the same transaction', async () => {
    const old = await cardIn('ACTIVE');
    const next = await cardIn('ACTIVATING', old.personId);
    assert.equal(next.previousCardId, old.cardId);
    const { token } = await inTx((tx) =>
      platform.sessions.start(tx, {
        audience: 'resident',
        personId: old.personId,
        name: 'x',
        cardId: old.cardId,
      }),
    );
    await inTx((tx) => cards.confirmActivation(tx, next.cardId, CLERK));
    await inTx(async (tx) => {
      assert.equal((await cards.get(tx, old.cardId)).state, 'COLLECTED');
      assert.deepEqual(
        (await cards.history(tx, old.cardId)).map(({ event }) => event),
        ['produce', 'return', 'collect'],
      );
      assert.equal((await cards.current(tx, old.personId))?.cardId, next.cardId);
      assert.equal(await platform.sessions.find(tx, 'resident', token), undefined);
    });
    assert.deepEqual(asked, [
      { what: 'revoke superseded', cardId: old.cardId },
      // Finds nothing any more that could cease.
      { what: 'revoke cessationOfOperation', cardId: old.cardId },
      { what: 'activate', cardId: next.cardId },
    ]);
  });

  test('a suspended card is not ended silently: its loss report comes first', async () => {
    const old = await cardIn('SUSPENDED');
    const next = await cardIn('ACTIVATING', old.personId);
    const confirm = inTx((tx) => cards.confirmActivation(tx, next.cardId, CLERK));
    assert.equal(await codeOf(confirm), 'CARD_OTHER_IN_OPERATION');
    const [a, b] = await inTx(async (tx) => [
      (await cards.get(tx, old.cardId)).state,
      (await cards.get(tx, next.cardId)).state,
    ]);
    assert.deepEqual([a, b], ['SUSPENDED', 'ACTIVATING']);
    assert.deepEqual(asked, []);
  });

  test('§10.2 one card of a person is in operation, also when two transactions race', async () => {
    const personId = 'p-racing';
    const rivals = [await cardIn('ACTIVATING', personId), await cardIn('ACTIVATING', personId)];
    const outcomes = await Promise.all(
      rivals.map(({ cardId }) => codeOf(inTx((tx) => cards.confirmActivation(tx, cardId, CLERK)))),
    );
    assert.ok(outcomes.includes('allowed'), outcomes.join());
    // The one that came second found the first one's card at work and ended it, or was told to look again.
    for (const outcome of outcomes) assert.ok(['allowed', 'CHANGED_MEANWHILE'].includes(outcome), outcome);
    const states = await inTx(async (tx) => (await cards.ofPerson(tx, personId)).map(({ state }) => state));
    assert.equal(states.filter((state) => state === 'ACTIVE').length, 1, states.join());
  });

  test('§10.2 the database itself refuses a second card in operation, whatever the code believes', async () => {
    const { personId } = await cardIn('SUSPENDED');
    await assert.rejects(cardIn('ACTIVE', personId), /cards_one_current/);
  });

  test('two people change one card at once: one does, the other is told to look again', async () => {
    const { cardId } = await cardIn('ACTIVE');
    const outcomes = await Promise.all([
      codeOf(inTx((tx) => cards.suspend(tx, cardId, CLERK))),
      codeOf(inTx((tx) => cards.suspend(tx, cardId, actBy('call-centre')))),
    ]);
    assert.equal(outcomes.filter((outcome) => outcome === 'allowed').length, 1);
    assert.ok(outcomes.some((outcome) => ['CHANGED_MEANWHILE', 'STATE_FORBIDS'].includes(outcome)));
    const history = await inTx((tx) => cards.history(tx, cardId));
    assert.equal(history.filter(({ event }) => event === 'suspend').length, 1);
  });

  test('PRD-03 a second card for an application only after the first is destroyed', async () => {
    const application = 'application-twice';
    const first = await make({ application, personId: 'p-twice' });
    assert.equal(await codeOf(make({ application, personId: 'p-twice' })), 'CHANGED_MEANWHILE');
    await inTx((tx) => cards.destroy(tx, first.cardId, 'p-second', FACTORY));
    const second = await make({ application, personId: 'p-twice' });
    assert.equal(second.state, 'PRODUCED');
    assert.equal(await codeOf(make({ application, personId: 'p-twice' })), 'CHANGED_MEANWHILE');
  });

  test('a chip becomes one card', async () => {
    const fields = newCard();
    await inTx((tx) => cards.create(tx, fields, FACTORY));
    const again = { ...newCard(), chipSerial: fields.chipSerial };
    assert.equal(await codeOf(inTx((tx) => cards.create(tx, again, FACTORY))), 'CHANGED_MEANWHILE');
  });

  test('a change that does not commit leaves card, history and trail as they were', async () => {
    const { cardId, personId } = await cardIn('ACTIVE');
    const look = () =>
      inTx(async (tx) => [
        await cards.get(tx, cardId),
        await cards.history(tx, cardId),
        await auditOf(tx, personId),
      ]);
    const before = await look();
    await assert.rejects(
      inTx(async (tx) => {
        await cards.suspend(tx, cardId, CLERK);
        throw new Undo();
      }),
      Undo,
    );
    assert.deepEqual(await look(), before);
  });

  test('cards of a person come newest first', async () => {
    const personId = 'p-many';
    const made: string[] = [];
    for (let i = 0; i < 3; i++) {
      platform.clock.advance(1000);
      made.unshift((await make({ personId })).cardId);
    }
    const listed = await inTx((tx) => cards.ofPerson(tx, personId));
    assert.deepEqual(
      listed.map(({ cardId }) => cardId),
      made,
    );
    assert.equal(await inTx((tx) => cards.current(tx, personId)), undefined);
  });

  test('issuer-channel keys: the same for one chip, others for another, and after a restart', async () => {
    const hex = ({ enc, mac, dek }: Awaited<ReturnType<Cards['chipKeys']>>) =>
      [enc, mac, dek].map((key) => Buffer.from(key).toString('hex')).join();
    const keys = hex(await cards.chipKeys('900000000000001'));
    assert.notEqual(hex(await cards.chipKeys('900000000000002')), keys);
    const again = createCards(platform, deps).api;
    assert.equal(hex(await again.chipKeys('900000000000001')), keys);
  });
});
