import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ActorKind } from '@mibun/rules';
import { cardOf } from '../../../testing/cards.ts';
import { newResident, TOWNS } from '../../../testing/people.ts';
import { staff } from '../../../testing/staff.ts';
import { openWorld, type World } from '../../../testing/world.ts';
import { MOST_SUSPENSIONS, WITHIN_MINUTES } from './calls.ts';
import type { CallAnswer, CallSuspendAnswer, CallsAnswer } from './schemas.ts';

let world: World;
before(async () => {
  world = await openWorld({ towns: TOWNS });
});
after(() => world.close());

const call = <T>(
  method: 'GET' | 'POST',
  url: string,
  body?: object,
  who = 'operator-1',
  role: ActorKind = 'call-centre',
): Promise<T> => world.call(staff(role, who, '電話 太郎'), method, url, body);

const claimOf = (n: number) => ({
  name: '見本　花子',
  birthDate: '1990-03-04',
  sex: '2',
  address: `見本県見本市桜台三丁目${n}番5号`,
});
const identify = (claim: object, who?: string) =>
  call<CallAnswer>('POST', '/api/call-centre/calls', { claim, callerRelation: 'family' }, who);
const suspend = (id: string, version: number, who?: string) =>
  call<CallSuspendAnswer>(
    'POST',
    `/api/call-centre/calls/${id}/suspend`,
    { version, circumstances: '財布ごと落とした', phone: '090-0000-0000' },
    who,
  );

/** Namesakes of one birth date, who differ in their address alone; each with a card in operation, unless told. */
async function person(
  n: number,
  { email, card = true }: { email?: string; card?: boolean } = {},
): Promise<string> {
  const resident = newResident(n, { name: claimOf(n).name, ...(email && { email }) });
  await world.inTransaction((tx) => world.residents.add(tx, [resident]));
  if (!card) return '';
  return (await cardOf(world, resident.personId, { keys: 'ec-p384' })).cardId;
}

test('LOS-03 three of four attributes identify; fewer, or two people alike, tell nothing and suspend nothing', async () => {
  await person(1);
  await person(2);
  const { name, birthDate, sex, address } = claimOf(1);
  for (const few of [
    {},
    { name },
    { name, birthDate },
    { name, birthDate, sex },
    { name, birthDate, address: 'x' },
  ]) {
    const answer = await identify(few);
    assert.deepEqual(
      [answer.enough, answer.matched, answer.card, answer.consequences],
      [false, [], undefined, []],
    );
    await assert.rejects(suspend(answer.callId, 4), { code: 'CALLER_NOT_IDENTIFIED' });
  }
  const enough = await identify({ name, birthDate, address });
  assert.deepEqual(
    [enough.enough, new Set(enough.matched)],
    [true, new Set(['name', 'birthDate', 'address'])],
  );
  assert.deepEqual([enough.card?.state, enough.card?.maySuspend], ['ACTIVE', true]);
  assert.ok(enough.consequences.some(({ en }) => en.includes('cannot be reactivated by phone')));
  assert.equal(JSON.stringify(enough).includes(address), false);
});

test('LOS-04 suspending stops card at once, is told by letter and mail, and happens once', async () => {
  const cardId = await person(3, { email: 'three@mihon.example' });
  const { callId, card } = await identify(claimOf(3));
  const version = card?.version ?? 0;
  await assert.rejects(suspend(callId, version - 1), { code: 'CHANGED_MEANWHILE' });
  await assert.rejects(suspend(callId, version, 'operator-2'), { code: 'NOT_FOUND' });
  const second = await identify(claimOf(3), 'operator-2');
  const done = await suspend(callId, version);
  assert.deepEqual(done.notified, ['letter', 'mail']);
  assert.ok(done.consequences.length > 0);
  const { database } = world.platform;
  assert.equal((await database.query((tx) => world.cards.get(tx, cardId))).state, 'SUSPENDED');
  await assert.rejects(suspend(callId, version), { code: 'CALL_OVER' });
  await assert.rejects(suspend(second.callId, version, 'operator-2'), { code: 'CALL_ALREADY_SUSPENDED' });

  const letters = await database.query((tx) => world.notices.letters(tx, { personId: 'person-3' }));
  assert.deepEqual(
    letters.map(({ kind, caseId }) => [kind, caseId]),
    [['card-suspended', callId]],
  );
  assert.deepEqual(
    world.platform.sent.map(({ to, subject }) => [to, subject.replace(/^.* \/ /, '')]),
    [
      ['three@mihon.example', 'Your card has been handed over'],
      ['three@mihon.example', 'Your card has been suspended'],
    ],
  );
  const again = await identify(claimOf(3));
  assert.deepEqual([again.card?.state, again.card?.maySuspend, again.consequences], ['SUSPENDED', false, []]);
  const trail = await database.query((tx) => world.platform.audit.list(tx, { subject: 'person-3' }));
  assert.ok(trail.some(({ action, reason }) => action === 'cards.suspend' && reason === '財布ごと落とした'));
});

test('a person without a card in operation is told so, and an old call cannot be used any more', async () => {
  await person(4, { card: false });
  const { callId, card, enough } = await identify(claimOf(4));
  assert.deepEqual([enough, card], [true, null]);
  await assert.rejects(suspend(callId, 1), { code: 'CALL_NO_CARD' });
  await person(5);
  const old = await identify(claimOf(5));
  world.platform.clock.advance(2 * 3_600_000);
  await assert.rejects(suspend(old.callId, old.card?.version ?? 0), { code: 'CALL_OVER' });
});

test('LOS-03 mass suspension by one operator is stopped; colleagues go on, and so does the operator later', async () => {
  const open = async (n: number, who: string) => {
    const { callId, card } = await identify(claimOf(n), who);
    return suspend(callId, card?.version ?? 0, who);
  };
  for (let n = 100; n < 100 + MOST_SUSPENSIONS; n++) {
    await person(n);
    await open(n, 'operator-3');
  }
  await person(200);
  await assert.rejects(open(200, 'operator-3'), { code: 'CALL_TOO_MANY_SUSPENSIONS' });
  await person(201);
  await open(201, 'operator-4');
  world.platform.clock.advance(WITHIN_MINUTES * 60_000 + 1);
  await open(200, 'operator-3');
});

test('an operator sees their own calls, newest first, with names masked', async () => {
  const { items, total } = await call<CallsAnswer>('GET', '/api/call-centre/calls', undefined, 'operator-3');
  assert.equal(total, MOST_SUSPENSIONS + 2);
  assert.deepEqual(
    [items[0]?.name, items[0]?.enough, items[0]?.circumstances],
    ['見●　花●', true, '財布ごと落とした'],
  );
  assert.ok(items.every((item, at) => at === 0 || item.at <= (items[at - 1]?.at ?? '')));
  const strangers = await call<CallsAnswer>('GET', '/api/call-centre/calls', undefined, 'operator-9');
  assert.equal(strangers.total, 0);
});

test('§9 only the call centre works at the call centre, and nothing there lifts a suspension', async () => {
  for (const role of ['clerk', 'supervisor', 'card-operator', 'auditor', 'resident'] as const) {
    await assert.rejects(
      call('GET', '/api/call-centre/calls', undefined, 'x', role),
      { code: role === 'resident' ? 'LOGIN_NEEDED' : 'NOT_ALLOWED' },
      role,
    );
  }
  const { database } = world.platform;
  const actor = { kind: 'call-centre', id: 'operator-1', name: '電話' } as const;
  const [card] = await database.query((tx) => world.cards.ofPerson(tx, 'person-3'));
  await assert.rejects(
    database.transaction((tx) => world.cards.lift(tx, card?.cardId ?? '', { actor, purpose: 'loss-report' })),
    { code: 'NOT_ALLOWED' },
  );
});
