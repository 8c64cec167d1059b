import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { plainDate, type StaffRole } from '@mibun/rules';
import { testCountry } from '../../../testing/country.ts';
import { openTestPlatform } from '../../../testing/platform.ts';
import { certificatesMigrations, createCertificates } from '../../authority/certificates/index.ts';
import { cardMigrations, createCards } from '../../issuance/cards/index.ts';
import { COOKIES, openHttp } from '../../platform/index.ts';
import { createNotices, noticeMigrations } from '../../registry/notices/index.ts';
import { createResidents, type Municipality, residentMigrations } from '../../registry/residents/index.ts';
import { MOST_SUSPENSIONS, WITHIN_MINUTES } from './calls.ts';
import { callCentreMigrations, createCallCentre } from './index.ts';
import type { CallAnswer, CallSuspendAnswer, CallsAnswer } from './schemas.ts';

const TOWN: Municipality = {
  code: '99101',
  prefecture: { ja: '見本県', en: 'Mihon' },
  name: { ja: '見本市', en: 'Mihon City' },
  office: {
    address: '見本県見本市中央1番地',
    postalCode: '999-0001',
    phone: '099-000-0000',
    hours: { ja: '平日', en: 'weekdays' },
  },
};

async function openWorld() {
  const platform = await openTestPlatform({
    migrations: [
      ...residentMigrations,
      ...certificatesMigrations,
      ...cardMigrations,
      ...callCentreMigrations,
      ...noticeMigrations,
    ],
  });
  const residents = createResidents(platform, { municipalities: [TOWN] }).api;
  const notices = createNotices(platform, { residents, country: testCountry() }).api;
  const certificates = createCertificates(platform, { municipality: residents.municipality }).api;
  const cards = createCards(platform, { certificates, residents, notices }).api;
  const { config, database, sessions, random, log } = platform;
  const app = await openHttp({ config, database, sessions, random, log });
  createCallCentre(platform, { residents, cards }).routes(app);
  await app.ready();
  await platform.jobs.start();
  return { platform, residents, notices, cards, app };
}

let world: Awaited<ReturnType<typeof openWorld>>;
before(async () => {
  world = await openWorld();
});
after(async () => {
  await world.app.close();
  await world.platform.close();
});

async function call<T>(
  method: 'GET' | 'POST',
  url: string,
  body?: object,
  who = 'operator-1',
  role = 'call-centre',
) {
  const { token, session } = await world.platform.database.transaction((tx) =>
    world.platform.sessions.start(tx, {
      audience: 'staff',
      personId: who,
      name: '電話 太郎',
      role: role as StaffRole,
      cardId: `card-of-${who}`,
    }),
  );
  const response = await world.app.inject({
    method,
    url,
    cookies: { [COOKIES.staff]: token },
    headers: { 'x-csrf-token': session.csrfToken },
    ...(body && { payload: body }),
  });
  if (response.statusCode === 200) return response.json() as T;
  throw Object.assign(new Error(response.body), { code: (response.json() as { code: string }).code });
}

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
  const personId = `person-${n}`;
  const clerk = { kind: 'clerk', id: 'person-clerk', name: '窓口', office: '99101' } as const;
  const act = { actor: clerk, purpose: 'hand-over' } as const;
  return world.platform.database.transaction(async (tx) => {
    await world.residents.add(tx, [
      {
        personId,
        municipality: '99101',
        householdId: `household-${n}`,
        relation: 'head',
        name: claimOf(n).name,
        nameKana: 'みほん　はなこ',
        nameRomaji: 'MIHON HANAKO',
        birthDate: plainDate('1990-03-04'),
        sex: '2',
        postalCode: '999-0001',
        address: claimOf(n).address,
        nationality: 'JPN',
        residentSince: plainDate('1990-03-04'),
        individualNumber: String(100000000000 + n),
        residentCode: String(10000000000 + n),
        ...(email && { email }),
      },
    ]);
    if (!card) return '';
    const line = {
      actor: { kind: 'system', id: 'system:production', name: 'x' },
      purpose: 'production',
    } as const;
    const { cardId } = await world.cards.create(
      tx,
      {
        chipSerial: String(900000000000000 + n),
        personId,
        application: `application-${n}`,
        municipality: '99101',
        issueDate: plainDate('2026-11-01'),
        expiry: plainDate('2036-03-04'),
        securityCode: '1234',
        photo: 'photo',
      },
      line,
    );
    await world.cards.receive(tx, cardId, act);
    await world.cards.beginActivation(tx, cardId, act);
    await world.cards.confirmActivation(tx, cardId, act);
    return cardId;
  });
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
  for (const role of ['clerk', 'supervisor', 'card-operator', 'auditor', 'resident']) {
    await assert.rejects(
      call('GET', '/api/call-centre/calls', undefined, 'x', role),
      { code: 'NOT_ALLOWED' },
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
