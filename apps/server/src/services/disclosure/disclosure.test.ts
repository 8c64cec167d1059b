import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answer,
  cookieOf,
  type HeldCard,
  handOverClerk,
  type LoginBench,
  openLoginBench,
} from '../../../testing/login.ts';
import { maskName } from './access-log.ts';
import type { AccessLogAnswer, AuditAnswer, MeAnswer } from './schemas.ts';

let bench: LoginBench;
let cookie: string;

before(async () => {
  bench = await openLoginBench();
  await bench.addResident('person-hanako');
  cookie = await login(await bench.makeCard('person-hanako'));
});
after(() => bench.close());

async function login(card: HeldCard, audience: 'resident' | 'staff' = 'resident'): Promise<string> {
  const proof = answer(await bench.challenge(audience), card.authentication);
  const response = await bench.app.inject({
    method: 'POST',
    url: '/api/login',
    payload: { audience, ...proof },
  });
  assert.equal(response.statusCode, 200);
  return cookieOf(response);
}

const get = (url: string, as = cookie) => bench.app.inject({ url, headers: { cookie: as } });

test('INC-11 the home page has the card, both certificates and what works today', async () => {
  const me = (await get('/api/portal/me')).json<MeAnswer>();
  assert.equal(me.card?.state, 'ACTIVE');
  assert.deepEqual(
    me.certificates.map(({ kind, standing }) => `${kind} ${standing}`),
    ['authentication good', 'signature good'],
  );
  assert.ok(me.today.every(({ works }) => works));
  assert.equal(me.card?.birthDateText, '昭和55年2月17日');
});

test('G7 nothing on the home page is the Individual Number', async () => {
  const { body } = await get('/api/portal/me');
  assert.ok(!body.includes('000000000001'));
});

test('CARD-04 a foreigner’s date of birth stands as printed, in the Western calendar', async () => {
  await bench.addResident('person-lan', { nationality: 'VNM', name: 'NGUYEN　THI LAN' });
  const lan = await login(await bench.makeCard('person-lan'));
  assert.equal((await get('/api/portal/me', lan)).json<MeAnswer>().card?.birthDateText, '1980年2月17日');
});

test('USE-05 the access log names who looked, for what and when, and can leave out the person’s own looks', async () => {
  const { platform, residents } = bench;
  await platform.database.transaction((tx) =>
    residents.read(tx, 'person-hanako', {
      ...handOverClerk,
      purpose: 'counter-service',
      reason: '住所の確認',
    }),
  );
  const all = (await get('/api/portal/access-log')).json<AccessLogAnswer>();
  assert.ok(all.entries.some(({ actor }) => actor.self));
  const others = (await get('/api/portal/access-log?own=false')).json<AccessLogAnswer>();
  assert.ok(others.entries.every(({ actor }) => !actor.self));
  const [newest] = others.entries;
  assert.equal(newest?.actor.name, '窓口 一郎');
  assert.equal(newest?.actor.office?.ja, '見本99201市');
  assert.equal(newest?.purpose.en, 'A procedure at the counter');
  assert.equal(newest?.reason, '住所の確認');
});

test('USE-05 the log goes on page by page and shows only the person’s own record', async () => {
  await bench.addResident('person-busy');
  const busy = await login(await bench.makeCard('person-busy'));
  await bench.platform.database.transaction(async (tx) => {
    for (let look = 0; look < 45; look++) await bench.residents.read(tx, 'person-busy', handOverClerk);
  });
  const first = (await get('/api/portal/access-log?own=false', busy)).json<AccessLogAnswer>();
  assert.equal(first.entries.length, 40);
  const second = (
    await get(`/api/portal/access-log?own=false&before=${first.before}`, busy)
  ).json<AccessLogAnswer>();
  const ids = [...first.entries, ...second.entries].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(second.before, null);
});

test('nobody sees a log or a card without a session', async () => {
  for (const url of [
    '/api/portal/me',
    '/api/portal/access-log',
    '/api/portal/card/front.png',
    '/api/audit',
  ]) {
    assert.equal((await get(url, '')).statusCode, 401, url);
  }
});

test('§9 only an auditor reads the audit trail; names of residents are masked, and the look is on record', async () => {
  await bench.addResident('person-clerk-1');
  await bench.addResident('person-auditor', { name: '監査　三郎' });
  await bench.platform.database.transaction((tx) =>
    bench.login.addStaff(tx, [
      { personId: 'person-clerk-1', role: 'clerk', office: '99201', name: '窓口 花子' },
      { personId: 'person-auditor', role: 'auditor', name: '監査 三郎' },
    ]),
  );
  const clerk = await login(await bench.makeCard('person-clerk-1'), 'staff');
  assert.equal((await get('/api/audit', clerk)).statusCode, 403);
  const auditor = await login(await bench.makeCard('person-auditor'), 'staff');
  const trail = (await get('/api/audit?subject=person-hanako', auditor)).json<AuditAnswer>();
  const own = trail.entries.find(({ actor }) => actor.kind === 'resident');
  assert.equal(own?.actor.name, '見＊　＊＊');
  const looks = (await get('/api/audit?actorId=person-auditor', auditor)).json<AuditAnswer>();
  assert.equal(looks.entries[0]?.action, 'disclosure.audit');
  assert.equal(looks.entries[0]?.detail?.subject, 'person-hanako');
});

test('§9 a masked name keeps its first character and its spaces', () => {
  assert.equal(maskName('見本　花子'), '見＊　＊＊');
  assert.equal(maskName('𠮷田　健'), '𠮷＊　＊');
});
