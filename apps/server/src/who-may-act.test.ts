import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { makeApplicationId, needsOffice, plainDate, STAFF_ROLES, type StaffRole } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import { newResident, town } from '../testing/people.ts';
import type { TestPlatform } from '../testing/platform.ts';
import {
  type Ids,
  KIN,
  NAME,
  NOTHING,
  OTHER,
  OWN,
  STRANGER,
  SUBJECT,
  TABLE,
} from '../testing/who-may-act.ts';
import { openWorld, type World } from '../testing/world.ts';
import { type Actor, COOKIES, type Http, type StaffAccess } from './platform/index.ts';
import type { NewResident } from './registry/residents/index.ts';

/*
 * Who may act on what, over every route for staff that the composed server has (DESIGN rule 7). Each route is in this
 * table once; a new one that is not fails the first test. The case is that of a resident of OWN; each route is called by
 * every role that it is open to, held at another office, held nowhere, held at both offices, and by the resident's own
 * household; and by a stranger at the right office, whom no such refusal meets, so that the refusals above mean something.
 */

/** Refusals because of who asks. Whatever else is answered has got past the question. */
const WHO = ['NOT_ALLOWED', 'NOT_FOUND', 'OWN_CASE', 'SAME_PERSON'];

interface Caller {
  readonly personId: string;
  readonly role: StaffRole;
  readonly office?: string;
}

let platform: TestPlatform;
let app: Http;
let ids: Ids;
let world: World;
const routes = new Map<string, StaffAccess>();

before(async () => {
  world = await openWorld({ towns: [town(OWN), town(OTHER)], withoutAuthorities: true });
  ({ app, platform } = world);
  for (const { method, url, access } of world.routes) {
    if (typeof access === 'object') routes.set(`${method} ${url}`, access);
  }

  const { residents, applications, cards, login } = world;
  const photo = await portraitJpeg(drawPortrait({ seed: SUBJECT, age: 30, sex: '2' }));
  const desk: Actor = { kind: 'clerk', id: 'p-desk', name: '受付', office: OWN };
  const applicationId = makeApplicationId('7'.repeat(21));
  const application = await platform.database.transaction(async (tx) => {
    await residents.add(tx, [person(SUBJECT, 1), person(KIN, 2, 'household-1'), person(STRANGER, 3)]);
    await login.addStaff(tx, [
      { personId: STRANGER, role: 'clerk', office: OWN, name: '兼務' },
      { personId: STRANGER, role: 'supervisor', office: OTHER, name: '兼務' },
    ]);
    await applications.registerForms(tx, [{ applicationId, personId: SUBJECT, cause: 'first' }]);
    const input = { applicationId, photo, wantsSignature: true, wantsAuthentication: true };
    return applications.applyAtDesk(tx, input, { actor: desk, purpose: 'application' });
  });
  await platform.jobs.settled();
  const card = await platform.database.transaction(async (tx) => {
    const made = await cards.create(
      tx,
      {
        chipSerial: '912345678901234',
        personId: SUBJECT,
        application: application.id,
        municipality: OWN,
        issueDate: plainDate('2026-11-22'),
        expiry: plainDate('2036-03-04'),
        securityCode: '1234',
        photo: 'x',
      },
      { actor: { kind: 'card-operator', id: 'p-factory', name: '製造' }, purpose: 'production' },
    );
    const face = await platform.blobs.put(tx, photo, 'image/png');
    await cards.setFaces(tx, made.cardId, { front: face, back: face });
    return made;
  });
  ids = await openCases(application.id, card.cardId);
});

after(async () => {
  await world.close();
});

/** One of each thing that a route can be asked about, all of them the subject's and of OWN. */
async function openCases(application: string, card: string): Promise<Ids> {
  const clerk = JSON.stringify({ kind: 'clerk', id: 'p-earlier', name: '前任', office: OWN });
  const run = (sql: string) => platform.database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(sql)));
  await run(`update applications set card_id = '${card}'`);
  await run(`update cards set state = 'AT_OFFICE'`);
  await run(`insert into visits (id, procedure, case_id, card_id, chip_serial, person_id, municipality, state, over,
      version, run, clerk, facts, opened_at, confirmed_at, changed_at)
    values ('handover-1', 'handover', '${application}', '${card}', '9', '${SUBJECT}', '${OWN}', 'CONFIRMED', false, 1, 1,
      '${clerk}', '{"byRepresentative": false, "credentials": []}', now(), now(), now()),
      ('reactivation-1', 'reactivation', 'reactivation-1', '${card}', '9', '${SUBJECT}', '${OWN}', 'COMPLETED', true, 1, 1,
      '${clerk}', '{"wantsSignature": true, "newSerial": null}', now(), now(), now())`);
  await run(`insert into proposals (id, kind, subject, content, person_id, municipality, state, version, reason,
      proposed_by, proposed_at)
    values ('destruction-1', 'counter.destruction', 'card:another', '{"cardId": "${card}", "chipSerial": "9"}',
      '${SUBJECT}', '${OWN}', 'PROPOSED', 1, 'x', '${clerk}', now())`);
  await run(`insert into duties (duty_id, person_id, role, office, name, began_at)
    values ('duty-of-subject', '${SUBJECT}', 'clerk', '${OWN}', '${NAME}', now())`);
  await run(`insert into proposals (id, kind, subject, content, person_id, municipality, state, version, reason,
      proposed_by, proposed_at)
    values ('duty-proposal-1', 'login.municipal-duty', 'duty:of-another',
      '{"personId": "${SUBJECT}", "role": "supervisor", "office": "${OWN}", "name": "${NAME}"}',
      '${SUBJECT}', '${OWN}', 'PROPOSED', 1, 'x', '${clerk}', now())`);
  await run(`insert into letters (id, kind, person_id, case_id, params, created_at)
    values ('letter-1', 'issue-notice', '${SUBJECT}', 'case-1', '{}', now())`);
  await run(`insert into production_batches (batch_id, created_by, created_by_name, created_at, version)
    values ('batch-1', 'p-factory', '製造', now(), 1)`);
  await run(`insert into production_lots (lot_id, batch_id, municipality, shipped_at)
    values ('lot-1', 'batch-1', '${OWN}', now())`);
  await run(`insert into production_makings (making_id, batch_id, position, application, application_version,
      person_id, municipality, chip_serial, state, card_id, lot_id, attempts, changed_at)
    values ('making-1', 'batch-1', 0, '${application}', 1, '${SUBJECT}', '${OWN}', '912345678901234', 'SHIPPED',
      '${card}', 'lot-1', 1, now())`);
  for (const operator of [KIN, SUBJECT, STRANGER]) {
    await run(`insert into call_centre_calls (id, operator, at, caller_relation, matched, person_id)
      values ('call-of-${operator}', '${operator}', '${platform.clock.now().toISOString()}', 'self', '[]', '${SUBJECT}')`);
  }
  return {
    person: SUBJECT,
    application,
    card,
    handover: 'handover-1',
    reactivation: 'reactivation-1',
    destruction: 'destruction-1',
    duty: 'duty-of-subject',
    dutyProposal: 'duty-proposal-1',
    letter: 'letter-1',
    lot: 'lot-1',
    batch: 'batch-1',
    making: 'making-1',
    call: (operator) => `call-of-${operator}`,
  };
}

const person = (personId: string, number: number, householdId = `household-${number}`): NewResident =>
  newResident(number, {
    personId,
    municipality: OWN,
    householdId,
    name: personId === SUBJECT ? NAME : `別人　${number}子`,
  });

async function call(route: string, caller: Caller, target: Ids = ids) {
  const row = TABLE[route];
  assert.ok(row, route);
  const [method, pattern] = route.split(' ') as ['GET' | 'POST', string];
  const url = 'url' in row ? row.url(target, caller.personId) : pattern.replace(/:\w+/g, 'x'.repeat(12));
  const { token, session } = await platform.database.transaction((tx) =>
    platform.sessions.start(tx, {
      audience: 'staff',
      name: '職員',
      cardId: `card-of-${caller.personId}`,
      ...caller,
    }),
  );
  const response = await app.inject({
    method,
    url,
    cookies: { [COOKIES.staff]: token },
    headers: { 'x-csrf-token': session.csrfToken },
    ...('body' in row && row.body && { payload: row.body(target) }),
  });
  const isJson = String(response.headers['content-type']).includes('json');
  const { code } = isJson ? (response.json() as { code?: string }) : {};
  return { status: response.statusCode, code: code ?? 'ok', text: response.body };
}

const refusals = (caller: Caller) =>
  platform.database.query(async (tx) =>
    (await platform.audit.list(tx, { actorId: caller.personId, limit: 200 })).filter(
      ({ action }) => action === 'access.refused',
    ),
  );

/** Calls, and says which entry the refusal has left. */
async function refusedWithTrace(route: string, caller: Caller, target: Ids = ids) {
  const earlier = (await refusals(caller)).length;
  const answer = await call(route, caller, target);
  const now = await refusals(caller);
  assert.equal(now.length, earlier + 1, `${route}: a refusal leaves one entry`);
  return { ...answer, subject: now[0]?.subject, why: now[0]?.detail?.code };
}

const at = (role: StaffRole, office: string, personId = STRANGER): Caller => ({
  personId,
  role,
  ...(needsOffice(role) && { office }),
});
const rolesOf = (route: string): readonly StaffRole[] => routes.get(route)?.staff ?? [];

describe('who may act on what', () => {
  test('every route for staff is in the table, as what it says that it acts on', () => {
    assert.deepEqual([...routes.keys()].sort(), Object.keys(TABLE).sort());
    for (const [route, access] of routes) assert.equal(access.on, TABLE[route]?.on, route);
  });

  for (const [route, row] of Object.entries(TABLE)) {
    test(`${route}: no other role, and none that is held where it is not held`, async () => {
      const open = rolesOf(route);
      for (const role of STAFF_ROLES) {
        const held = at(role, OWN);
        if (!open.includes(role)) {
          assert.equal((await call(route, held)).code, 'NOT_ALLOWED', role);
          continue;
        }
        const { office: _, ...nowhere } = held;
        const misplaced = needsOffice(role) ? nowhere : { ...held, office: OWN };
        assert.equal((await call(route, misplaced)).code, 'NOT_ALLOWED', `${role}, misplaced`);
      }
    });

    if (row.on === 'person' || row.on === 'case') {
      test(`${route}: another office's is refused as what does not exist, and the try is on record`, async () => {
        for (const role of rolesOf(route).filter(needsOffice)) {
          // STRANGER has a duty at OWN as well: the one in force is what counts.
          const far = at(role, OTHER);
          const foreign = await refusedWithTrace(route, far);
          const nothing = await refusedWithTrace(route, far, NOTHING);
          assert.equal(foreign.code, 'NOT_FOUND', role);
          assert.deepEqual([foreign.status, foreign.text], [nothing.status, nothing.text], role);
          assert.deepEqual([foreign.subject, foreign.why], [SUBJECT, 'other-office'], role);
          assert.deepEqual([nothing.subject, nothing.why], [null, 'unknown'], role);
        }
      });

      test(`${route}: never one's own case or one's household's, and the try is on record`, async () => {
        for (const role of rolesOf(route)) {
          for (const personId of [SUBJECT, KIN]) {
            const refused = await refusedWithTrace(route, at(role, OWN, personId));
            assert.deepEqual([refused.code, refused.subject], ['OWN_CASE', SUBJECT], `${role} ${personId}`);
          }
        }
      });

      test(`${route}: a stranger at the right office gets past the question`, async () => {
        for (const role of rolesOf(route)) {
          const answer = await call(route, at(role, OWN));
          assert.ok(!WHO.includes(answer.code), `${role}: ${answer.code}`);
          assert.notEqual(answer.status, 500, role);
          if (!row.byDescription) {
            const nothing = await call(route, at(role, OWN), NOTHING);
            assert.equal(nothing.code, 'NOT_FOUND', `${role}, what does not exist`);
          }
        }
      });
    }

    if ((row.on === 'own-office' || row.on === 'cases') && !('takes' in row)) {
      test(`${route}: shows nothing of another office`, async () => {
        for (const role of rolesOf(route).filter(needsOffice)) {
          const { status, text } = await call(route, at(role, OTHER));
          assert.equal(status, 200, role);
          for (const secret of [SUBJECT, NAME, ids.card, ids.application, OWN]) {
            assert.ok(!text.includes(secret), `${role}: ${secret}`);
          }
        }
      });
    }
  }

  for (const route of ['POST /api/office/residents/search', 'GET /api/screening/queue']) {
    test(`${route}: a stranger finds the case, its own household does not`, async () => {
      for (const role of rolesOf(route)) {
        assert.ok((await call(route, at(role, OWN))).text.includes(NAME), role);
        const kin = await call(route, at(role, OWN, KIN));
        assert.equal(kin.status, 200, role);
        assert.ok(!kin.text.includes(NAME), `${role}, household`);
      }
    });
  }

  test('an undecided session of somebody with several duties opens nothing', async () => {
    const { token } = await platform.database.transaction((tx) =>
      platform.sessions.start(tx, { audience: 'staff', personId: STRANGER, name: '兼務', cardId: 'c' }),
    );
    const answer = await app.inject({ url: '/api/office/overview', cookies: { [COOKIES.staff]: token } });
    assert.equal(answer.json<{ code: string }>().code, 'NOT_ALLOWED');
  });

  test('§9 a card takes two persons: neither who approved it nor their household makes it', async () => {
    const run = (sql: string) =>
      platform.database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(sql)));
    await run(
      `update applications set state = 'APPROVED', screened_by = 'p-last', screeners = '{p-screener,p-last}'`,
    );
    const start = (personId: string) =>
      call('POST /api/production/batches', at('card-operator', OWN, personId));
    for (const personId of ['p-screener', KIN, SUBJECT]) {
      assert.equal((await start(personId)).code, 'PRODUCTION_OTHERS_MAKE_THESE', personId);
    }
    const ship = await refusedWithTrace(
      'POST /api/production/batches/:id/ship',
      at('card-operator', OWN, 'p-screener'),
    );
    assert.deepEqual([ship.code, ship.why], ['SAME_PERSON', 'same-person']);
  });

  test('ROL-01 who took the application in neither approves it nor hands its card over', async () => {
    for (const role of rolesOf('POST /api/screening/:id/approve')) {
      const desk = at(role, OWN, 'p-desk');
      assert.equal((await call('POST /api/screening/:id/approve', desk)).code, 'SAME_PERSON', role);
      assert.equal((await call('POST /api/screening/:id/reject', desk)).code, 'SAME_PERSON', role);
    }
    const handing = ['POST /api/office/handovers', 'POST /api/office/handovers/:id/complete'];
    for (const route of handing) {
      for (const personId of ['p-desk', 'p-screener']) {
        assert.equal((await call(route, at('clerk', OWN, personId))).code, 'HANDOVER_SCREENER', route);
      }
    }
  });

  test('whoever proposed a destruction does not approve it, as a supervisor either', async () => {
    const route = 'POST /api/office/destructions/:id/approve';
    const { code } = await call(route, at('supervisor', OWN, 'p-earlier'));
    assert.equal(code, 'SAME_PERSON');
  });

  test('the resident and the auditor see who was refused, where and why', async () => {
    const seenBy = await platform.database.query((tx) =>
      platform.audit.list(tx, { subject: SUBJECT, limit: 200 }),
    );
    const entry = seenBy.find(
      ({ action, detail }) => action === 'access.refused' && detail?.code === 'other-office',
    );
    assert.deepEqual([entry?.actor.id, entry?.actor.office], [STRANGER, OTHER]);
    assert.ok(entry?.purpose);
  });
});
