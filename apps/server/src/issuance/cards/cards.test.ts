import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type ActorKind, type CardState, plainDate } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import { ACTS, type ActName, ALL_ACTORS, ALL_STATES, ALLOWED } from '../../../testing/card-life.ts';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import type { Certificates } from '../../authority/certificates/index.ts';
import { type Act, Refusal, type Tx } from '../../platform/index.ts';
import type { Letter, Notices } from '../../registry/notices/index.ts';
import type { Resident, Residents } from '../../registry/residents/index.ts';
import { type Card, type Cards, type CardsDeps, cardMigrations, createCards } from './index.ts';

const actBy = (kind: ActorKind, reason?: string): Act => ({
  actor: { kind, id: `p-${kind}`, name: `Actor ${kind}`, office: '99201' },
  purpose: 'counter-service',
  caseId: 'case-1',
  ...(reason && { reason }),
});
const CLERK = actBy('clerk');
const FACTORY = actBy('card-operator');
const RECEIPT = { office: '見本警察署', date: plainDate('2026-11-21'), number: '123', kind: 'lost' } as const;

/** Rolls a transaction back after what was to be seen has been seen. */
class Undo extends Error {}

/** Whoever acts in their own matter is on record by their id; what stands for a name is what they are. */
const OWN_MATTERS: Readonly<Record<string, string>> = { resident: '本人', guardian: '法定代理人' };

describe('the life of a card', () => {
  let platform: TestPlatform;
  let cards: Cards;
  let deps: CardsDeps;
  /** What the certificates module was asked to do: `act reason`, with the card. */
  const asked: { readonly what: string; readonly cardId: string }[] = [];
  /** What went out: the kind, with `letter` or `mail`. */
  const sent: { readonly kind: string; readonly by: 'letter' | 'mail'; readonly params: object }[] = [];
  let serial = 0;

  before(async () => {
    platform = await openTestPlatform({ migrations: cardMigrations });
    const recording = (what: string) => async (_tx: Tx, cardId: string, reason?: unknown) => {
      asked.push({ what: typeof reason === 'string' ? `${what} ${reason}` : what, cardId });
    };
    const certificates = {
      activateOfCard: recording('activate'),
      suspendOfCard: recording('suspend'),
      liftOfCard: recording('lift'),
      revokeOfCard: recording('revoke'),
    } satisfies Partial<Certificates>;
    const notices = {
      async letter(_tx, { kind, params }) {
        sent.push({ kind, by: 'letter', params });
        return { id: `letter-${sent.length}` } as Letter;
      },
      async mail(_tx, { kind, params }) {
        sent.push({ kind, by: 'mail', params });
      },
    } satisfies Partial<Notices>;
    const residents = {
      read: async (_tx, personId) =>
        ({ personId, name: '見本　花子', email: 'hanako@mihon.example' }) as Resident,
    } satisfies Partial<Residents>;
    deps = { certificates, notices, residents } as unknown as CardsDeps;
    cards = createCards(platform, deps).api;
  });
  after(() => platform.close());
  beforeEach(() => {
    asked.length = 0;
    sent.length = 0;
  });

  const inTx = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction(work);
  const auditOf = (tx: Tx, personId: string) => platform.audit.list(tx, { subject: personId, limit: 200 });

  function newCard(over: { readonly personId?: string; readonly application?: string } = {}) {
    serial++;
    return {
      chipSerial: String(900_000_000_000_000 + serial),
      personId: over.personId ?? `p-${serial}`,
      application: over.application ?? `application-${serial}`,
      municipality: '99201',
      issueDate: plainDate('2026-11-22'),
      expiry: plainDate('2036-04-01'),
      securityCode: '1234',
      photo: 'photo',
    };
  }
  const make = (over: Parameters<typeof newCard>[0] = {}) =>
    inTx((tx) => cards.create(tx, newCard(over), FACTORY));

  /** Puts a card into a state behind the module's back, also one that only time or the registry lead to. */
  async function cardIn(state: CardState, personId?: string): Promise<Card> {
    const card = await make(personId ? { personId } : {});
    return inTx(async (tx) => {
      await tx.executeQuery(
        CompiledQuery.raw('update cards set state = $1 where card_id = $2', [state, card.cardId]),
      );
      return cards.get(tx, card.cardId);
    });
  }
  async function codeOf(act: Promise<unknown>): Promise<string> {
    try {
      await act;
      return 'allowed';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  for (const expected of ALLOWED) {
    const { from, act: name, by, to, certificates, endsSessions, tells } = expected;
    test(`${from}: ${name} by ${by.join(', ')} → ${to}, with everything that follows`, async () => {
      const card = await cardIn(from);
      for (const kind of by) {
        asked.length = 0;
        sent.length = 0;
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
