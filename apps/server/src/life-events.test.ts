import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  AUTHENTICATION_CERTIFICATE,
  addDays,
  CARD,
  type CardEvent,
  type CertificateEvent,
  formatDateJa,
  type PlainDate,
  REGISTRY_CONSEQUENCES,
  type RegistryEvent,
  startOfDayJst,
} from '@mibun/rules';
import { caAct, issueRequest } from '../testing/certificates.ts';
import {
  clerk,
  factory,
  type Holder,
  type LifeBench,
  OTHER_TOWN,
  openLifeBench,
  registry,
} from '../testing/lives.ts';
import type { Tx } from './platform/index.ts';
import type { RegistryChange } from './registry/residents/index.ts';

const { proposedBy: _, ...caOperator } = caAct;

describe('what happens to people, cards and certificates ends what hangs on them', () => {
  let bench: LifeBench;
  before(async () => {
    bench = await openLifeBench();
  });
  after(() => bench.close());
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => bench.platform.database.transaction(work);
  const loggedIn = (someone: Holder) => bench.loggedIn(someone);
  const states = (someone: Holder) => bench.states(someone);
  const today = () => bench.today();
  const noonAfter = (day: PlainDate) =>
    bench.platform.clock.set(new Date(startOfDayJst(addDays(day, 1)).getTime() + 12 * 3_600_000));

  let codes = 0;
  const EVERYWHERE = ['resident', 'staff', 'grant'];

  /** Every event by which a card leaves ACTIVE, as the system does it. */
  const CARD_ENDS: Readonly<Partial<Record<CardEvent, (holder: Holder) => Promise<unknown>>>> = {
    suspend: ({ cardId }) => inTx((tx) => bench.modules.cards.api.suspend(tx, cardId, clerk)),
    abolish: ({ cardId }) =>
      inTx((tx) => bench.modules.cards.api.abolish(tx, cardId, { cause: 'damaged' }, clerk)),
    return: ({ cardId }) =>
      inTx((tx) => bench.modules.cards.api.abolish(tx, cardId, { cause: 'returned' }, clerk)),
    lapse: ({ personId }) => bench.report(personId, { event: 'died' }),
    expire: async ({ cardId }) => {
      const { expiry } = await bench.platform.database.query((tx) => bench.modules.cards.api.get(tx, cardId));
      noonAfter(expiry);
      await bench.modules.cards.api.lapseDue();
    },
  };

  test('G3 every event by which a card leaves operation ends sessions, staff sessions and grants, at the event', async () => {
    const leaving = new Set(
      CARD.transitions
        .filter(({ from, to }) => from === 'ACTIVE' && to !== 'ACTIVE')
        .map(({ event }) => event),
    );
    assert.deepEqual(
      [...leaving].sort(),
      Object.keys(CARD_ENDS).sort(),
      'an event of the table is not tried',
    );
    for (const [event, act] of Object.entries(CARD_ENDS)) {
      const someone = await bench.holder({ expiry: addDays(today(), 300) });
      const bystander = await bench.holder();
      assert.deepEqual(await loggedIn(someone), EVERYWHERE, event);
      await act(someone);
      assert.notEqual((await states(someone)).card, 'ACTIVE', event);
      assert.deepEqual(await loggedIn(someone), [], event);
      if (event !== 'expire') assert.deepEqual(await loggedIn(bystander), EVERYWHERE, event);
    }
  });

  /** Every event by which a certificate for user identification leaves ACTIVE while its card may stay in operation. */
  const CERTIFICATE_ENDS: Readonly<Partial<Record<CertificateEvent, (holder: Holder) => Promise<unknown>>>> =
    {
      hold: ({ cardId }) => inTx((tx) => bench.modules.certificates.api.suspendOfCard(tx, cardId, clerk)),
      revoke: ({ authentication }) =>
        inTx((tx) =>
          bench.modules.certificates.api.revoke(
            tx,
            'authentication',
            authentication.serial,
            'keyCompromise',
            caOperator,
          ),
        ),
      supersede: async ({ cardId, personId, authentication }) => {
        const next = await bench.modules.certificates.api.issue(
          issueRequest('authentication', cardId, { personId, act: factory }),
        );
        await inTx((tx) =>
          bench.modules.certificates.api.supersede(
            tx,
            'authentication',
            authentication.serial,
            next.serial,
            clerk,
          ),
        );
      },
      expire: ({ authentication }) =>
        bench.modules.certificates.api.expireDue(new Date(authentication.notAfter.getTime() + 1_000)),
    };

  test('G3 every event by which the certificate leaves ACTIVE ends them too, whoever the caller is', async () => {
    const leaving = new Set(
      AUTHENTICATION_CERTIFICATE.transitions
        .filter(({ from, to }) => from === 'ACTIVE' && to !== 'ACTIVE')
        .map(({ event }) => event),
    );
    assert.deepEqual([...leaving].sort(), Object.keys(CERTIFICATE_ENDS).sort());
    const byPerson = ({ personId }: Holder) =>
      inTx((tx) => bench.modules.certificates.api.revokeOfPerson(tx, personId, 'keyCompromise', caOperator));
    const byCard = ({ cardId }: Holder) =>
      inTx((tx) => bench.modules.certificates.api.revokeOfCard(tx, cardId, 'keyCompromise', caOperator));
    for (const [event, act] of [
      ...Object.entries(CERTIFICATE_ENDS),
      ['person', byPerson],
      ['card', byCard],
    ] as const) {
      const someone = await bench.holder();
      assert.deepEqual(await loggedIn(someone), EVERYWHERE, event);
      await act(someone);
      assert.notEqual((await states(someone)).authentication, 'ACTIVE', event);
      assert.deepEqual(await loggedIn(someone), [], event);
    }
  });

  test('a signature certificate that ends alone leaves the log-in, which rests on the other one', async () => {
    const someone = await bench.holder();
    await inTx((tx) =>
      bench.modules.certificates.api.revokeOfPerson(tx, someone.personId, 'affiliationChanged', caOperator),
    );
    assert.deepEqual(await loggedIn(someone), EVERYWHERE);
  });

  test('a duty that ends takes its staff sessions with it and leaves the resident’s own', async () => {
    const someone = await bench.holder();
    await inTx((tx) =>
      bench.modules.login.api.endDuty(tx, someone.dutyId, { ...clerk, reason: 'moved to another desk' }),
    );
    assert.deepEqual(await loggedIn(someone), ['resident', 'grant']);
  });

  const OVER = {
    card: 'LAPSED',
    authentication: 'REVOKED cessationOfOperation',
    signature: 'REVOKED cessationOfOperation',
  };
  const CHANGED = { card: 'ACTIVE', authentication: 'ACTIVE', signature: 'REVOKED affiliationChanged' };
  const SAME = { card: 'ACTIVE', authentication: 'ACTIVE', signature: 'ACTIVE' };
  const moved = { municipality: OTHER_TOWN, postalCode: '000-0002', address: '見本県若葉町１番' };
  const EVENTS: Readonly<Record<RegistryEvent, readonly [() => RegistryChange, object]>> = {
    died: [() => ({ event: 'died' }), OVER],
    'record-deleted': [() => ({ event: 'record-deleted' }), OVER],
    'residence-status-lost': [() => ({ event: 'residence-status-lost' }), OVER],
    departed: [() => ({ event: 'departed' }), OVER],
    'departed-with-continued-use': [
      () => ({ event: 'departed-with-continued-use', address: '国外転出' }),
      CHANGED,
    ],
    'number-changed': [() => ({ event: 'number-changed' }), OVER],
    'resident-code-changed': [
      () => ({ event: 'resident-code-changed', residentCode: String(69_000_000_000 + ++codes) }),
      OVER,
    ],
    'attributes-changed': [
      () => ({ event: 'attributes-changed', attributes: { name: '番号　花子' } }),
      CHANGED,
    ],
    'moved-out': [() => ({ event: 'moved-out', announcedDate: today() }), SAME],
    'moved-in': [() => ({ event: 'moved-in', ...moved, movedOn: today() }), CHANGED],
    'stay-changed': [() => ({ event: 'stay-changed', stayUntil: addDays(today(), 90) }), SAME],
  };

  for (const [event, [change, expected]] of Object.entries(EVENTS)) {
    const { rule } = REGISTRY_CONSEQUENCES[event as RegistryEvent];
    test(`${rule} ${event}: card and certificates follow in the transaction of the event`, async () => {
      const someone = await bench.holder();
      await bench.report(someone.personId, change());
      assert.deepEqual(await states(someone), expected);
      assert.deepEqual(await loggedIn(someone), expected === OVER ? [] : EVERYWHERE);
    });
  }

  const toldOf = (personId: string) =>
    bench.platform.database.query(async (tx) => {
      const letters = await bench.modules.notices.api.letters(tx, { personId });
      return letters.map(({ kind, params }) => [kind, params]).reverse() as [
        string,
        Record<string, string>,
      ][];
    });
  const mailsTo = (address: string) =>
    bench.platform.sent
      .filter(({ to }) => to === address)
      .map(({ subject }) => subject.replace(/^.* \/ /, ''));

  test('G2 whatever ends or changes a card in operation is told to its holder once, on paper and by mail', async () => {
    const name = { name: '別　花子' };
    const cases: readonly [string, string, (holder: Holder) => Promise<unknown>][] = [
      [
        'card-suspended',
        'Your card has been suspended',
        (one) => CARD_ENDS.suspend?.(one) as Promise<unknown>,
      ],
      [
        'card-abolished',
        'Your card has been abolished',
        (one) => CARD_ENDS.abolish?.(one) as Promise<unknown>,
      ],
      ['card-returned', 'Your card has been returned', (one) => CARD_ENDS.return?.(one) as Promise<unknown>],
      [
        'card-lapsed',
        'Your card has lapsed',
        ({ personId }) => bench.report(personId, { event: 'departed' }),
      ],
      [
        'card-update-due',
        'Your record has changed: about your card',
        ({ personId }) => bench.report(personId, { event: 'attributes-changed', attributes: name }),
      ],
      ['card-expired', 'Your card has expired', (one) => CARD_ENDS.expire?.(one) as Promise<unknown>],
    ];
    for (const [kind, subject, act] of cases) {
      const email = `${kind}@mihon.example`;
      const someone = await bench.holder({ expiry: addDays(today(), 300), email });
      assert.deepEqual(mailsTo(email), ['Your card has been handed over'], kind);
      await act(someone);
      assert.deepEqual(
        (await toldOf(someone.personId)).map(([what]) => what),
        [kind],
      );
      assert.deepEqual(mailsTo(email).slice(1), [subject]);
    }
  });

  test('UPD-01 each change is told anew, with the day until which the card is valid; whoever has died is written to by nobody', async () => {
    const expiry = addDays(today(), 300);
    const someone = await bench.holder({ expiry });
    await bench.report(someone.personId, { event: 'attributes-changed', attributes: { name: '一　花子' } });
    bench.platform.clock.advance(3 * 86_400_000);
    await bench.report(someone.personId, { event: 'attributes-changed', attributes: { name: '二　花子' } });
    const told = await toldOf(someone.personId);
    assert.deepEqual(
      told.map(([kind, { until }]) => [kind, until]),
      [expiry, expiry].map((day) => ['card-update-due', formatDateJa(day, { weekday: true })]),
    );
    await bench.report(someone.personId, { event: 'died' });
    assert.equal((await toldOf(someone.personId)).length, 2);
  });

  test('UPD-02 a mover is told when the card ends, because nothing can be arranged about that yet', async () => {
    const someone = await bench.holder({ expiry: addDays(today(), 300) });
    await bench.report(someone.personId, { event: 'moved-out', announcedDate: today() });
    await bench.report(someone.personId, { event: 'moved-in', ...moved, movedOn: today() });
    const last = addDays(today(), 90);
    const [[kind, params] = []] = await toldOf(someone.personId);
    assert.equal(kind, 'card-update-due');
    assert.ok(params?.until?.startsWith(formatDateJa(last, { weekday: true })), params?.until);
    assert.match(params?.untilEn ?? '', /90 days after your move was reported/);
    noonAfter(addDays(last, -1));
    await bench.modules.cards.api.lapseDue();
    assert.equal((await states(someone)).card, 'ACTIVE');
    noonAfter(last);
    await bench.modules.cards.api.lapseDue();
    assert.equal((await states(someone)).card, 'LAPSED');
  });

  test('UPD-02 a mover whose card lapses is told which deadline was missed', async () => {
    const someone = await bench.holder();
    await bench.report(someone.personId, { event: 'moved-out', announcedDate: today() });
    bench.platform.clock.advance(31 * 86_400_000);
    await bench.modules.cards.api.lapseDue();
    const [[kind, params] = []] = await toldOf(someone.personId);
    assert.equal(kind, 'card-lapsed');
    assert.match(params?.why ?? '', /30日以内に転入届がなかった/);
    assert.match(params?.whyEn ?? '', /within 30 days of the announced date/);
  });

  test('UPD-01 each of the four attributes ends the signature certificate; anything else does not', async () => {
    const changes: readonly [object, boolean][] = [
      [{ name: '別　名' }, true],
      [{ address: '見本県見本市中央２丁目' }, true],
      [{ birthDate: '1980-02-18' }, true],
      [{ sex: '1' }, true],
      [{ phone: '099-000-0000', nameKana: 'ミホン　ハナ' }, false],
      [{ name: '見本　花子' }, false],
    ];
    for (const [attributes, ends] of changes) {
      const someone = await bench.holder();
      await bench.report(someone.personId, { event: 'attributes-changed', attributes });
      assert.deepEqual(await states(someone), ends ? CHANGED : SAME, JSON.stringify(attributes));
      const { updateDueBy } = await bench.platform.database.query((tx) =>
        bench.modules.cards.api.get(tx, someone.cardId),
      );
      assert.equal(updateDueBy, ends ? addDays(today(), 14) : null);
    }
  });

  test('UPD-04 what was certified for a card still at the office ends, too', async () => {
    const someone = await bench.holder({ until: 'AT_OFFICE' });
    await bench.report(someone.personId, { event: 'died' });
    const { authentication, signature } = await states(someone);
    assert.deepEqual([authentication, signature], ['REVOKED unspecified', 'REVOKED unspecified']);
  });

  test('what fails for the card fails for the record: they are one transaction', async () => {
    const someone = await bench.holder();
    await assert.rejects(
      inTx(async (tx) => {
        await bench.modules.residents.api.record(tx, someone.personId, { event: 'died' }, registry);
        throw new Error('rolled back');
      }),
    );
    assert.deepEqual(await states(someone), SAME);
    assert.deepEqual(await loggedIn(someone), EVERYWHERE);
  });

  test('only the registry reports, and nothing more after the end of a record', async () => {
    const { personId } = await bench.holder();
    for (const act of [clerk, factory, caOperator]) {
      const told = inTx((tx) => bench.modules.residents.api.record(tx, personId, { event: 'died' }, act));
      await assert.rejects(told, { code: 'NOT_ALLOWED' });
    }
    await bench.report(personId, { event: 'died' });
    await assert.rejects(bench.report(personId, { event: 'moved-out', announcedDate: today() }), {
      code: 'STATE_FORBIDS',
    });
  });

  test('VAL-05 a shorter stay shortens the card; VAL-06 a longer one does not lengthen it', async () => {
    const someone = await bench.holder();
    const expiry = async () =>
      (await bench.platform.database.query((tx) => bench.modules.cards.api.get(tx, someone.cardId))).expiry;
    const soon = addDays(today(), 60);
    await bench.report(someone.personId, { event: 'stay-changed', stayUntil: soon });
    assert.equal(await expiry(), soon);
    await bench.report(someone.personId, { event: 'stay-changed', stayUntil: addDays(today(), 600) });
    assert.equal(await expiry(), soon);
  });

  test('VAL-02 a card is in operation to the end of its last day in Japan, and not a second longer', async () => {
    const last = addDays(today(), 30);
    const someone = await bench.holder({ expiry: last });
    const end = startOfDayJst(addDays(last, 1)).getTime();
    bench.platform.clock.set(new Date(end - 1_000));
    await bench.modules.cards.api.lapseDue();
    assert.equal((await states(someone)).card, 'ACTIVE');
    bench.platform.clock.set(new Date(end));
    assert.ok((await bench.modules.cards.api.lapseDue()) >= 1);
    // No certificate outlives its card, though its own end is years away.
    assert.deepEqual(await states(someone), OVER);
    assert.equal(await bench.modules.cards.api.lapseDue(), 0);
  });

  test('UPD-02 a mover who misses a deadline loses the card; one who comes in time keeps it', async () => {
    const never = await bench.holder();
    const late = await bench.holder();
    const inTime = await bench.holder();
    const again = await bench.holder();
    for (const { personId } of [never, late, inTime, again]) {
      await bench.report(personId, { event: 'moved-out', announcedDate: today() });
    }
    bench.platform.clock.advance(5 * 86_400_000);
    for (const { personId } of [late, inTime, again]) {
      await bench.report(personId, { event: 'moved-in', ...moved, movedOn: today() });
    }
    await bench.report(again.personId, { event: 'moved-out', announcedDate: addDays(today(), 3) });
    await inTx((tx) => bench.modules.cards.api.continueUse(tx, inTime.cardId, OTHER_TOWN, clerk));
    const lapsed = async () => {
      await bench.modules.cards.api.lapseDue();
      const all = await Promise.all([never, late, inTime, again].map(states));
      return all.map(({ card }) => card);
    };
    assert.deepEqual(await lapsed(), ['ACTIVE', 'ACTIVE', 'ACTIVE', 'LAPSED']);
    bench.platform.clock.advance(26 * 86_400_000);
    assert.deepEqual(await lapsed(), ['LAPSED', 'ACTIVE', 'ACTIVE', 'LAPSED']);
    bench.platform.clock.advance(65 * 86_400_000);
    assert.deepEqual(await lapsed(), ['LAPSED', 'LAPSED', 'ACTIVE', 'LAPSED']);
  });
});
