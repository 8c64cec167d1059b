import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  actBy,
  type CardsBench,
  CLERK,
  codeOf,
  FACTORY,
  openCardsBench,
  RECEIPT,
  Undo,
} from '../../../testing/card-bench.ts';
import { ACTS, type ActName, ALL_ACTORS, ALL_STATES, ALLOWED } from '../../../testing/card-life.ts';
import type { TestPlatform } from '../../../testing/platform.ts';
import type { Card, Cards } from './index.ts';

/** Whoever acts in their own matter is on record by their id; what stands for a name is what they are. */
const OWN_MATTERS: Readonly<Record<string, string>> = { resident: '本人', guardian: '法定代理人' };

describe('the life of a card', () => {
  let bench: CardsBench;
  let platform: TestPlatform;
  let cards: Cards;
  let asked: CardsBench['asked'];
  let sent: CardsBench['sent'];
  let inTx: CardsBench['inTx'];
  let auditOf: CardsBench['auditOf'];
  let newCard: CardsBench['newCard'];
  let cardIn: CardsBench['cardIn'];

  before(async () => {
    bench = await openCardsBench();
    ({ platform, cards, asked, sent, inTx, auditOf, newCard, cardIn } = bench);
  });
  after(() => bench.close());
  beforeEach(() => bench.forget());

  for (const expected of ALLOWED) {
    const { from, act: name, by, to, certificates, endsSessions, tells } = expected;
    test(`${from}: ${name} by ${by.join(', ')} → ${to}, with everything that follows`, async () => {
      const card = await cardIn(from);
      for (const kind of by) {
        bench.forget();
        const attempt = inTx(async (tx) => {
          const session = { audience: 'resident', personId: card.personId, name: 'x' } as const;
          const { token } = await platform.sessions.start(tx, { ...session, cardId: card.cardId });
          const before = {
            events: (await cards.history(tx, card.cardId)).length,
            audit: (await auditOf(tx, card.personId)).length,
          };
          const changed = await ACTS[name](cards, tx, card.cardId, actBy(kind, 'as asked'));
          assert.deepEqual(changed, await cards.get(tx, card.cardId), 'what is answered is what is stored');
          assert.equal(changed.state, to);
          assert.equal(changed.version, card.version + 1);

          const audit = await auditOf(tx, card.personId);
          const history = await cards.history(tx, card.cardId);
          assert.equal(history.length, before.events + 1, 'one event for one change');
          const { id: _, ...last } = history.at(-1) ?? assert.fail('no event');
          assert.deepEqual(last, {
            machine: 'card',
            thing: card.cardId,
            at: platform.clock.now(),
            event: name,
            fromState: from,
            toState: to,
            actorKind: kind,
            actorId: `p-${kind}`,
            actorName: OWN_MATTERS[kind] ?? `Actor ${kind}`,
            rule: audit[0]?.detail?.rule,
            reason: 'as asked',
            detail: last.detail,
          });
          assert.equal(audit.length, before.audit + 1, 'one audit entry for one change');
          const { action, actor, purpose, caseId, reason, detail } = audit[0] ?? assert.fail('no entry');
          assert.deepEqual(
            { action, actor, purpose, caseId, reason },
            { action: `cards.${name}`, ...actBy(kind, 'as asked') },
          );
          assert.deepEqual(
            { cardId: detail?.cardId, from: detail?.from, to: detail?.to },
            { cardId: card.cardId, from, to },
          );

          const channels = tells === 'card-issued' ? ['mail'] : ['letter', 'mail'];
          assert.deepEqual(
            sent.map(({ kind: what, by: channel }) => [what, channel]),
            tells ? channels.map((channel) => [tells, channel]) : [],
          );
          assert.deepEqual(asked, certificates ? [{ what: certificates, cardId: card.cardId }] : []);
          const session2 = await platform.sessions.find(tx, 'resident', token);
          assert.equal(session2 === undefined, endsSessions === true, 'sessions opened with the card');
          throw new Undo();
        });
        await assert.rejects(attempt, Undo, kind);
      }
    });
  }

  for (const state of ALL_STATES) {
    test(`${state}: everything else is refused to everybody, and leaves nothing behind`, async () => {
      const card = await cardIn(state);
      const rows = ALLOWED.filter(({ from }) => from === state);
      let refused = 0;
      await inTx(async (tx) => {
        const before = [await cards.history(tx, card.cardId), await auditOf(tx, card.personId)];
        for (const name of Object.keys(ACTS) as ActName[]) {
          const row = rows.find(({ act }) => act === name);
          for (const kind of ALL_ACTORS) {
            if (row?.by.includes(kind)) continue;
            assert.equal(
              await codeOf(ACTS[name](cards, tx, card.cardId, actBy(kind))),
              row ? 'NOT_ALLOWED' : 'STATE_FORBIDS',
              `${name} by ${kind}`,
            );
            refused++;
          }
        }
        assert.deepEqual(await cards.get(tx, card.cardId), card);
        assert.deepEqual([await cards.history(tx, card.cardId), await auditOf(tx, card.personId)], before);
      });
      assert.deepEqual(asked, []);
      const allowed = rows.reduce((sum, { by }) => sum + by.length, 0);
      assert.equal(refused, Object.keys(ACTS).length * ALL_ACTORS.length - allowed);
    });
  }

  test('PRD-01 only a card operator or the system produces a card; its making is on record', async () => {
    for (const kind of ALL_ACTORS) {
      const may = kind === 'card-operator' || kind === 'system';
      const code = await codeOf(inTx((tx) => cards.create(tx, newCard(), actBy(kind))));
      assert.equal(code, may ? 'allowed' : 'NOT_ALLOWED', kind);
    }
    const fields = newCard();
    const card = await inTx((tx) => cards.create(tx, fields, FACTORY));
    assert.deepEqual(card, {
      ...fields,
      cardId: card.cardId,
      state: 'PRODUCED',
      version: 1,
      profile: 'generation-1',
      front: null,
      back: null,
      previousCardId: null,
      updateDueBy: null,
      move: null,
      changedAt: platform.clock.now(),
    });
    await inTx(async (tx) => {
      assert.deepEqual(await cards.get(tx, card.cardId), card);
      assert.deepEqual(await cards.byChipSerial(tx, card.chipSerial), card);
      const [event, ...more] = await cards.history(tx, card.cardId);
      assert.deepEqual(
        [event?.event, event?.fromState, event?.toState, more.length],
        ['produce', null, 'PRODUCED', 0],
      );
      const [entry, ...others] = await auditOf(tx, card.personId);
      assert.deepEqual([entry?.action, others.length], ['cards.produce', 0]);
    });
  });

  test('a card that is not there', async () => {
    assert.equal(await codeOf(inTx((tx) => cards.get(tx, 'card-none'))), 'CARD_NOT_FOUND');
    assert.equal(await codeOf(inTx((tx) => cards.suspend(tx, 'card-none', CLERK))), 'CARD_NOT_FOUND');
  });

  test('LOS-03 the call centre stops a card and can never set it going again', async () => {
    const { cardId } = await cardIn('ACTIVE');
    const { card: stopped } = await inTx((tx) => cards.suspend(tx, cardId, actBy('call-centre')));
    assert.equal(stopped.state, 'SUSPENDED');
    assert.equal(await codeOf(inTx((tx) => cards.lift(tx, cardId, actBy('call-centre')))), 'NOT_ALLOWED');
    assert.equal((await inTx((tx) => cards.get(tx, cardId))).state, 'SUSPENDED');
    assert.deepEqual(
      asked.map(({ what }) => what),
      ['suspend'],
    );
  });

  test('G3 sessions of the stopped card end, those of other cards go on', async () => {
    const [stopped, other] = [await cardIn('ACTIVE'), await cardIn('ACTIVE')];
    const logIn = (card: Card) =>
      inTx((tx) =>
        platform.sessions.start(tx, {
          audience: 'resident',
          personId: card.personId,
          name: 'x',
          cardId: card.cardId,
        }),
      );
    const [first, second, others] = [await logIn(stopped), await logIn(stopped), await logIn(other)];
    await inTx((tx) => cards.suspend(tx, stopped.cardId, actBy('call-centre')));
    const find = (token: string) => inTx((tx) => platform.sessions.find(tx, 'resident', token));
    assert.deepEqual([await find(first.token), await find(second.token)], [undefined, undefined]);
    assert.equal((await find(others.token))?.cardId, other.cardId);
  });

  test('LOS-05 abolishing needs the receipt of the police when the card was lost outside or stolen', async () => {
    for (const state of ['ACTIVE', 'SUSPENDED'] as const) {
      const { cardId, personId } = await cardIn(state);
      for (const cause of ['lost-outside', 'stolen'] as const) {
        const without = inTx((tx) => cards.abolish(tx, cardId, { cause }, CLERK));
        assert.equal(await codeOf(without), 'CARD_RECEIPT_NEEDED', `${cause} while ${state}`);
      }
      assert.equal((await inTx((tx) => cards.get(tx, cardId))).state, state);
      const { card: abolished } = await inTx((tx) =>
        cards.abolish(tx, cardId, { cause: 'lost-outside', receipt: RECEIPT }, CLERK),
      );
      assert.equal(abolished.state, 'ABOLISHED');
      const [entry] = await inTx((tx) => auditOf(tx, personId));
      assert.deepEqual([entry?.detail?.cause, entry?.detail?.receipt], ['lost-outside', { ...RECEIPT }]);
    }
    for (const cause of ['lost-at-home', 'damaged', 'returned'] as const) {
      const { cardId } = await cardIn('ACTIVE');
      const { card } = await inTx((tx) => cards.abolish(tx, cardId, { cause }, CLERK));
      assert.equal(card.state, 'ABOLISHED');
    }
  });

  test('§10.2 a card is destroyed by two people, and the second is on record', async () => {
    const { cardId, personId } = await cardIn('COLLECTED');
    for (const second of ['', CLERK.actor.id]) {
      const alone = inTx((tx) => cards.destroy(tx, cardId, second, CLERK));
      assert.equal(await codeOf(alone), 'CARD_SECOND_PERSON_NEEDED');
    }
    await inTx((tx) => cards.destroy(tx, cardId, 'p-second', CLERK));
    const [entry] = await inTx((tx) => auditOf(tx, personId));
    assert.equal(entry?.detail?.second, 'p-second');
  });
});
