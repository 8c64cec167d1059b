import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cookieOf, type HeldCard, type LoginBench, openLoginBench } from '../../../testing/login.ts';
import { loginOn, refusedWith } from '../../../testing/login-calls.ts';
import { COOKIES } from '../../platform/index.ts';

let bench: LoginBench;
let hanako: HeldCard;
const { change, login, newCard, session } = loginOn(() => bench);

before(async () => {
  bench = await openLoginBench();
  hanako = await newCard('person-hanako');
});
after(() => bench.close());

test('ROL-02 staff log in with their own card and work in their duty', async () => {
  const clerk = await newCard('person-staff');
  await change((tx) =>
    bench.login.addStaff(tx, [
      { personId: 'person-staff', role: 'clerk', office: '99201', name: '窓口 花子' },
    ]),
  );
  const response = await login(clerk, 'staff');
  assert.equal(response.statusCode, 200);
  const [cookie] = response.cookies;
  assert.equal(cookie?.name, COOKIES.staff);
  assert.equal(cookie?.sameSite, 'Strict');
  const { session: started } = await session(cookieOf(response), 'staff');
  assert.equal(started?.role, 'clerk');
  assert.equal(started?.officeName?.ja, '見本99201市');
  // A staff session is no resident's session.
  assert.equal((await session(cookieOf(response).replace(COOKIES.staff, COOKIES.resident))).session, null);
});

test('ROL-01 with duties at two offices one is chosen, and the session has its role at its office alone', async () => {
  const card = await newCard('person-two-duties');
  await change((tx) =>
    bench.login.addStaff(tx, [
      { personId: 'person-two-duties', role: 'clerk', office: '99201', name: '兼務 花子' },
      { personId: 'person-two-duties', role: 'supervisor', office: '99202', name: '兼務 花子' },
      { personId: 'person-two-duties', role: 'clerk', office: '99202', name: '兼務 花子' },
    ]),
  );
  const undecided = cookieOf(await login(card, 'staff'));
  const offer = await session(undecided, 'staff');
  assert.equal(offer.session?.role, undefined);
  assert.deepEqual(offer.duties.map(({ role, office }) => `${role}@${office}`).sort(), [
    'clerk@99201',
    'clerk@99202',
    'supervisor@99202',
  ]);
  const choose = (dutyId: string, cookie: string, token: string) =>
    bench.app.inject({
      method: 'POST',
      url: '/api/session/duty',
      headers: { cookie, 'x-csrf-token': token },
      payload: { dutyId },
    });
  const far = offer.duties.find(({ role }) => role === 'supervisor');
  assert.ok(far);
  assert.equal(await refusedWith(await choose(far.dutyId, undecided, 'wrong')), 'CSRF');
  assert.equal(
    await refusedWith(await choose('duty-of-another', undecided, offer.csrfToken)),
    'DUTY_NOT_OFFERED',
  );
  const chosen = await choose(far.dutyId, undecided, offer.csrfToken);
  assert.equal(chosen.statusCode, 200);
  const inForce = await session(cookieOf(chosen), 'staff');
  assert.deepEqual([inForce.session?.role, inForce.session?.office], ['supervisor', '99202']);
  assert.deepEqual(inForce.duties, []);
  assert.equal((await session(undecided, 'staff')).session, null, 'the undecided session is over');
  const again = await choose(offer.duties[0]?.dutyId ?? '', cookieOf(chosen), inForce.csrfToken);
  assert.equal(await refusedWith(again), 'DUTY_NOT_OFFERED');
});

test('§9 a municipal role needs its office, a national one has none', async () => {
  const add = (role: 'clerk' | 'card-operator', office?: string) =>
    change((tx) =>
      bench.login.addStaff(tx, [{ personId: 'person-x', role, name: 'x', ...(office && { office }) }]),
    );
  await assert.rejects(add('clerk'), { code: 'DUTY_OFFICE_NEEDED' });
  await assert.rejects(add('card-operator', '99201'), { code: 'DUTY_OFFICE_FOREIGN' });
});

test('a duty that is ended ends its sessions at once, and the trail says who ended it and why', async () => {
  const card = await newCard('person-leaving');
  await change((tx) =>
    bench.login.addStaff(tx, [
      { personId: 'person-leaving', role: 'clerk', office: '99201', name: '退職 花子' },
    ]),
  );
  const cookie = cookieOf(await login(card, 'staff'));
  assert.equal((await session(cookie, 'staff')).session?.role, 'clerk');
  const [duty] = await change((tx) => bench.login.dutiesOf(tx, 'person-leaving'));
  assert.ok(duty);
  const actor = { kind: 'supervisor', id: 'person-boss', name: '課長', office: '99201' } as const;
  await change((tx) =>
    bench.login.endDuty(tx, duty.dutyId, { actor, purpose: 'administration', reason: '異動' }),
  );
  assert.equal((await session(cookie, 'staff')).session, null);
  assert.equal(await refusedWith(await login(card, 'staff')), 'LOGIN_NOT_STAFF');
  const trail = await change((tx) => bench.platform.audit.list(tx, { subject: 'person-leaving' }));
  const ended = trail.find(({ action }) => action === 'login.end-duty');
  assert.deepEqual([ended?.actor.id, ended?.reason], ['person-boss', '異動']);
});

test('§9 a resident without a role is not let in as staff, and is told why', async () => {
  const response = await login(hanako, 'staff');
  assert.equal(await refusedWith(response), 'LOGIN_NOT_STAFF');
  assert.match(response.json<{ title: string }>().title, /見本 花子/);
  assert.equal(response.cookies.length, 0);
});
