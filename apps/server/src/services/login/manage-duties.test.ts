import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newResident, TOWNS } from '../../../testing/people.ts';
import { staff } from '../../../testing/staff.ts';
import { openWorld, type World } from '../../../testing/world.ts';
import type { StaffRole } from './api.ts';

const [CITY, TOWN] = TOWNS;
const clerk = staff('clerk', 'person-1', '窓口', CITY.code);
const supervisor = staff('supervisor', 'person-2', '課長', CITY.code);
const deputy = staff('supervisor', 'person-3', '課長補佐', CITY.code);
const elsewhere = staff('supervisor', 'person-4', '町の課長', TOWN.code);
const operator = staff('card-operator', 'person-5', '運用一');
const second = staff('card-operator', 'person-6', '運用二');
const caOne = staff('ca-operator', 'person-7', '認証一');
const caTwo = staff('ca-operator', 'person-8', '認証二');

const reason = '四月の異動';
const personOf = (n: number) => {
  const { name, birthDate, sex, address } = newResident(n);
  return { name, birthDate, sex, address };
};
const body = <R extends StaffRole>(n: number, role: R) => ({ person: personOf(n), role, reason });

describe('who gives duties after the settlement', () => {
  let world: World;
  before(async () => {
    world = await openWorld({ towns: TOWNS, withoutAuthorities: true });
    await world.inTransaction(async (tx) => {
      const people = Array.from({ length: 30 }, (_, n) => newResident(n + 1));
      const [one, ...others] = people;
      // The clerk lives with somebody.
      await world.residents.add(tx, [
        ...(one ? [one] : []),
        ...others.map((each) =>
          each.personId === 'person-30' ? { ...each, householdId: 'household-1' } : each,
        ),
      ]);
      await world.login.addStaff(
        tx,
        [clerk, supervisor, deputy, elsewhere, operator, second, caOne, caTwo].map(
          ({ id, kind, office, name }) => ({
            ...{ personId: id, role: kind as StaffRole, name },
            ...(office && { office }),
          }),
        ),
      );
    });
  });
  after(() => world.close());

  const seen = ({ version, digest }: { version: number; digest: string }) => ({ version, digest });
  const dutiesOf = async (personId: string) =>
    (await world.query((tx) => world.login.dutiesOf(tx, personId))).map(
      ({ role, office, name }) => `${role}@${office ?? ''} ${name}`,
    );
  const dutyIdOf = async (personId: string) =>
    (await world.query((tx) => world.login.dutiesOf(tx, personId)))[0]?.dutyId ?? '';
  const atOffice = (by: typeof clerk, n: number, role: 'clerk' | 'supervisor' = 'clerk') =>
    world.as(by).call('POST /api/office/duties/proposals', { body: body(n, role) });
  const confirmAtOffice = (by: typeof clerk, proposal: { id: string; version: number; digest: string }) =>
    world.as(by).call('POST /api/office/duties/proposals/:id/confirm', {
      params: { id: proposal.id },
      body: seen(proposal),
    });

  test('§9 a clerk proposes, a supervisor confirms, and the duty is at their office under the registered name', async () => {
    const proposal = await atOffice(clerk, 10);
    assert.deepEqual(await dutiesOf('person-10'), [], 'one word gives nothing');
    const before = await world.as(supervisor).call('GET /api/office/duties');
    assert.deepEqual(
      before.proposals.map(({ id, mayConfirm }) => [id, mayConfirm]),
      [[proposal.id, true]],
    );
    assert.equal((await confirmAtOffice(supervisor, proposal)).state, 'DONE');
    assert.deepEqual(await dutiesOf('person-10'), [`clerk@${CITY.code} 見本　花子`]);
    const listed = await world.as(clerk).call('GET /api/office/duties');
    assert.ok(listed.duties.some(({ personId, mayEnd }) => personId === 'person-10' && !mayEnd));
    const trail = await world.query((tx) =>
      world.platform.audit.list(tx, { subject: 'person-10', limit: 50 }),
    );
    const begun = trail.find(({ action }) => action === 'login.begin-duty');
    assert.deepEqual([begun?.actor.id, begun?.reason, begun?.caseId], ['person-2', reason, proposal.id]);
    assert.ok(trail.some(({ action }) => action === 'login.propose-municipal-duty'));
  });

  test('nobody confirms what they proposed, a clerk confirms nothing, and another office finds nothing', async () => {
    const proposal = await atOffice(supervisor, 11, 'supervisor');
    await assert.rejects(confirmAtOffice(supervisor, proposal), { code: 'SAME_PERSON' });
    await assert.rejects(confirmAtOffice(clerk, proposal), { code: 'NOT_ALLOWED' });
    await assert.rejects(confirmAtOffice(elsewhere, proposal), { code: 'NOT_FOUND' });
    const other = await world.as(elsewhere).call('GET /api/office/duties');
    assert.deepEqual([other.proposals, other.duties.map(({ personId }) => personId)], [[], ['person-4']]);
    const { state } = await world.as(clerk).call('POST /api/office/duties/proposals/:id/withdraw', {
      params: { id: proposal.id },
      body: { version: proposal.version },
    });
    assert.equal(state, 'WITHDRAWN');
    assert.deepEqual(await dutiesOf('person-11'), []);
  });

  test('nobody gives themselves or their household a duty, or somebody whom the four attributes do not name', async () => {
    await assert.rejects(atOffice(clerk, 1, 'supervisor'), { code: 'OWN_CASE' });
    await assert.rejects(atOffice(clerk, 30), { code: 'OWN_CASE' });
    const person = { ...personOf(12), birthDate: '1991-01-01' };
    await assert.rejects(
      world.as(clerk).call('POST /api/office/duties/proposals', { body: { person, role: 'clerk', reason } }),
      { code: 'DUTY_PERSON_UNKNOWN' },
    );
    await assert.rejects(atOffice(clerk, 3, 'supervisor'), { code: 'DUTY_HELD' });
  });

  test('each desk gives its own roles: no office a national one, no card operator one of the CA', async () => {
    const send = (by: typeof clerk, desk: string, role: StaffRole) =>
      world.call(by, 'POST', `/api/${desk}/duties/proposals`, body(13, role));
    for (const role of ['card-operator', 'auditor', 'ca-operator'] as const) {
      await assert.rejects(send(supervisor, 'office', role), { code: 'INPUT_INVALID' });
    }
    for (const role of ['clerk', 'ca-operator'] as const) {
      await assert.rejects(send(operator, 'hub', role), { code: 'INPUT_INVALID' });
    }
    await assert.rejects(send(operator, 'ca', 'ca-operator'), { code: 'NOT_ALLOWED' });
    await assert.rejects(send(caOne, 'hub', 'card-operator'), { code: 'NOT_ALLOWED' });
  });

  test('§9 national duties take two card operators, those of the CA two of its operators; a proposal is of its desk', async () => {
    const hub = await world
      .as(operator)
      .call('POST /api/hub/duties/proposals', { body: body(14, 'call-centre') });
    const given = { params: { id: hub.id }, body: seen(hub) };
    await assert.rejects(world.as(operator).call('POST /api/hub/duties/proposals/:id/confirm', given), {
      code: 'SAME_PERSON',
    });
    await assert.rejects(world.as(caTwo).call('POST /api/ca/duties/proposals/:id/confirm', given), {
      code: 'NOT_FOUND',
    });
    await world.as(second).call('POST /api/hub/duties/proposals/:id/confirm', given);
    assert.deepEqual(await dutiesOf('person-14'), ['call-centre@ 見本　花子']);

    const ca = await world.as(caOne).call('POST /api/ca/duties/proposals', { body: body(15, 'ca-operator') });
    const confirm = { params: { id: ca.id }, body: seen(ca) };
    await world.as(caTwo).call('POST /api/ca/duties/proposals/:id/confirm', confirm);
    assert.deepEqual(await dutiesOf('person-15'), ['ca-operator@ 見本　花子']);
  });

  test('ROL-01 an auditor has no other duty, and nobody with a duty becomes one', async () => {
    const propose = (n: number, role: 'auditor' | 'call-centre') =>
      world.as(operator).call('POST /api/hub/duties/proposals', { body: body(n, role) });
    await assert.rejects(propose(1, 'auditor'), { code: 'DUTY_AUDITOR_APART' });
    const audit = await propose(16, 'auditor');
    const municipal = await atOffice(clerk, 16);
    await world.as(second).call('POST /api/hub/duties/proposals/:id/confirm', {
      params: { id: audit.id },
      body: seen(audit),
    });
    await assert.rejects(confirmAtOffice(supervisor, municipal), { code: 'DUTY_AUDITOR_APART' });
    await assert.rejects(propose(16, 'call-centre'), { code: 'DUTY_AUDITOR_APART' });
  });

  test('a duty is ended by one supervisor of its office, and never by its holder', async () => {
    const end = (by: typeof clerk, dutyId: string) =>
      world.as(by).call('POST /api/office/duties/:id/end', { params: { id: dutyId }, body: { reason } });
    await world.inTransaction((tx) =>
      world.login.addStaff(tx, [
        { personId: 'person-17', role: 'clerk', office: CITY.code, name: '退職予定' },
      ]),
    );
    const dutyId = await dutyIdOf('person-17');
    await assert.rejects(end(clerk, dutyId), { code: 'NOT_ALLOWED' });
    await assert.rejects(end(elsewhere, dutyId), { code: 'NOT_FOUND' });
    await assert.rejects(end(supervisor, await dutyIdOf('person-2')), { code: 'OWN_CASE' });
    await end(supervisor, dutyId);
    assert.deepEqual(await dutiesOf('person-17'), []);
    await assert.rejects(end(supervisor, dutyId), { code: 'NOT_FOUND' });
  });

  test('as many stay as giving a duty takes', async () => {
    const end = async (by: typeof clerk, desk: string, personId: string) =>
      world.call(by, 'POST', `/api/${desk}/duties/${await dutyIdOf(personId)}/end`, { reason });
    await assert.rejects(end(operator, 'hub', 'person-6'), { code: 'DUTY_NEEDED' });
    // A third was given above: with two left, nobody more is ended.
    await end(caOne, 'ca', 'person-15');
    await assert.rejects(end(caOne, 'ca', 'person-8'), { code: 'DUTY_NEEDED' });
    await end(supervisor, 'office', 'person-3');
    // Whoever acts is a supervisor, but of an office that has none in the register but one.
    await assert.rejects(end(deputy, 'office', 'person-2'), { code: 'DUTY_NEEDED' });
    await end(operator, 'hub', 'person-14');
    assert.deepEqual(await dutiesOf('person-14'), []);
  });

  test('auditors see the duties and change none', async () => {
    const auditor = staff('auditor', 'person-20', '監査');
    const listed = await world.as(auditor).call('GET /api/hub/duties');
    assert.ok(listed.duties.length > 0);
    assert.ok(listed.duties.every(({ mayEnd }) => !mayEnd));
    await assert.rejects(
      world.as(auditor).call('POST /api/hub/duties/proposals', { body: body(21, 'call-centre') }),
      { code: 'NOT_ALLOWED' },
    );
  });
});
