import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import {
  type OnlineBench,
  openOnlineBench,
  screener,
  screening,
} from '../../../testing/online-applications.ts';
import { others, type Townsperson, who } from '../../../testing/townspeople.ts';
import type { Act } from '../../platform/index.ts';

const MINUTE = 60_000;
const maker: Act = { actor: { ...screener, id: 'p-maker', name: '製造 誠' }, purpose: 'production' };
const another: Act = { actor: { ...screener, id: 'p-another', name: '審査 光' }, purpose: 'screening' };
const registry: Act = {
  actor: { kind: 'registry', id: 'registry', name: '住基' },
  purpose: 'administration',
};

describe('PHO-07 an approval is taken back by whoever gave it', () => {
  let bench: OnlineBench;
  const people: Townsperson[] = [who.adult, who.elderly, who.namesakeOlder, ...others];

  before(async () => {
    bench = await openOnlineBench();
  });
  after(() => bench.close());

  const inTx: OnlineBench['platform']['database']['transaction'] = (work) =>
    bench.platform.database.transaction(work);
  const now = (id: string) => inTx((tx) => bench.applications.get(tx, id));

  /** Somebody whose application the screener has approved just now. */
  async function approved(): Promise<{ readonly person: Townsperson; readonly id: string }> {
    const person = people.shift();
    assert.ok(person);
    const { id, version } = await bench.apply(person);
    await inTx((tx) => bench.applications.approve(tx, id, version, screening));
    return { person, id };
  }

  async function as({ actor }: Act, method: 'GET' | 'POST', path: string, payload?: object) {
    const { token, session } = await inTx((tx) =>
      bench.platform.sessions.start(tx, {
        audience: 'staff',
        personId: actor.id,
        name: actor.name,
        role: 'card-operator',
        cardId: `card-of-${actor.id}`,
      }),
    );
    const response = await bench.app.inject({
      method,
      url: `/api/screening/${path}`,
      headers: { cookie: `mibun_staff=${token}`, 'x-csrf-token': session.csrfToken },
      ...(payload && { payload }),
    });
    return response.json() as Record<string, unknown>;
  }
  const takeBack = async (act: Act, id: string) =>
    as(act, 'POST', `${id}/take-back`, { version: (await now(id)).version });
  const page = (act: Act, id: string) => as(act, 'GET', id);

  test('it waits to be screened again, as if nobody had decided; the trail keeps both, and nobody is told', async () => {
    const { person, id } = await approved();
    const mails = bench.platform.sent.length;
    bench.platform.clock.advance(29 * MINUTE);
    const answer = await takeBack(screening, id);
    assert.deepEqual([answer.state, answer.takeBackUntil], ['SCREENING', null]);
    const { state, screenedBy, screeners, snapshotVersion } = await now(id);
    assert.deepEqual([state, screenedBy, snapshotVersion], ['SCREENING', null, null]);
    assert.deepEqual(screeners, [screener.id], 'whoever has decided once stays one of its screeners');
    assert.equal(bench.platform.sent.length, mails);

    const trail = await inTx((tx) => bench.platform.audit.list(tx, { subject: person.personId }));
    const [entry] = trail.filter(({ action }) => action === 'applications.take-back-approval');
    assert.deepEqual(
      [entry?.actor.id, entry?.caseId, entry?.detail?.rule, entry?.detail?.to],
      [screener.id, id, 'PHO-07', 'SCREENING'],
    );
    const { timeline } = (await bench.progress(person)).body as { timeline: { state: string }[] };
    assert.deepEqual(
      timeline.map((step) => step.state),
      ['RECEIVED', 'SCREENING', 'APPROVED', 'SCREENING'],
    );

    const { version } = await now(id);
    await inTx((tx) => bench.applications.approve(tx, id, version, another));
    assert.equal((await now(id)).screenedBy, another.actor.id);
  });

  test('the page offers it to its author alone, and says until when', async () => {
    const { id } = await approved();
    const until = new Date(bench.platform.clock.now().getTime() + 30 * MINUTE).toISOString();
    assert.equal((await page(screening, id)).takeBackUntil, until);
    assert.equal((await page(another, id)).takeBackUntil, null);
    bench.platform.clock.advance(31 * MINUTE);
    assert.equal((await page(screening, id)).takeBackUntil, null);
  });

  test('the answer to an approval says until when it can be taken back', async () => {
    const person = people.shift();
    assert.ok(person);
    const { id, version } = await bench.apply(person);
    const answer = await as(screening, 'POST', `${id}/approve`, { version });
    const until = new Date(bench.platform.clock.now().getTime() + 30 * MINUTE).toISOString();
    assert.deepEqual([answer.state, answer.takeBackUntil], ['APPROVED', until]);
  });

  test('not by another screener, and the try is on record', async () => {
    const { person, id } = await approved();
    assert.equal((await takeBack(another, id)).code, 'APPLICATION_APPROVED_BY_OTHER');
    assert.equal((await now(id)).state, 'APPROVED');
    const [refused] = await inTx((tx) =>
      bench.platform.audit.list(tx, { subject: person.personId, action: 'access.refused' }),
    );
    assert.deepEqual([refused?.actor.id, refused?.detail?.code], [another.actor.id, 'not-author']);
  });

  test('not after half an hour', async () => {
    const { id } = await approved();
    bench.platform.clock.advance(30 * MINUTE + 1);
    assert.equal((await takeBack(screening, id)).code, 'APPLICATION_APPROVAL_STANDS');
    assert.equal((await now(id)).state, 'APPROVED');
  });

  test('not once a card is being made, nor when one has been and another is wanted', async () => {
    const { id } = await approved();
    const given = { batch: { batchId: 'batch-1', position: 0 } };
    await inTx(async (tx) => {
      // A batch that nobody carries out: the case stays where this leaves it.
      const batch = `insert into production_batches (batch_id, created_by, created_by_name, created_at, version)
        values ('batch-1', 'p-maker', '製造 誠', now(), 1)`;
      await tx.executeQuery(CompiledQuery.raw(batch));
      await bench.applications.move(tx, id, 'enter-batch', maker, { given });
    });
    assert.equal((await takeBack(screening, id)).code, 'STATE_FORBIDS');
    await inTx(async (tx) => {
      await tx.executeQuery(CompiledQuery.raw(`update production_makings set state = 'MAKING'`));
      await bench.applications.move(tx, id, 'fail-quality', maker);
    });
    assert.equal((await now(id)).state, 'APPROVED');
    assert.equal((await takeBack(screening, id)).code, 'APPLICATION_APPROVAL_STANDS');
    assert.equal((await page(screening, id)).takeBackUntil, null);
  });

  test('a record that changed meanwhile does not take the way back', async () => {
    const { person, id } = await approved();
    const follow = { event: 'attributes-changed', version: 2 } as const;
    await inTx((tx) => bench.applications.followRegistry(tx, person.personId, follow, registry));
    assert.equal((await now(id)).snapshotVersion, 2);
    assert.equal((await takeBack(screening, id)).state, 'SCREENING');
  });

  test('not on what the screener has not seen, not twice, and not before anything was approved', async () => {
    const { id } = await approved();
    const { version } = await now(id);
    const old = await as(screening, 'POST', `${id}/take-back`, { version: version - 1 });
    assert.equal(old.code, 'CHANGED_MEANWHILE');
    const both = await Promise.all([1, 2].map(() => as(screening, 'POST', `${id}/take-back`, { version })));
    assert.equal(both.filter(({ state }) => state === 'SCREENING').length, 1, JSON.stringify(both));
    assert.equal((await takeBack(screening, id)).code, 'STATE_FORBIDS');
    assert.equal((await takeBack(another, id)).code, 'STATE_FORBIDS');
  });
});
