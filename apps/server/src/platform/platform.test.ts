import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { z } from 'zod';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import type { ActName } from './acts.ts';
import { afterCommit, defineErrors, openHttp, outliving, staffAt } from './index.ts';
import { describeError } from './log.ts';

const testErrors = defineErrors('platform-test', {
  TEST_REFUSAL: {
    status: 422,
    title: { ja: '値 {value} は使えません。', en: 'The value {value} cannot be used.' },
    next: { ja: '別の値を入れてください。', en: 'Enter another value.' },
  },
});

const clerk = { kind: 'clerk', id: 'p-clerk', name: '窓口 太郎', office: '99101' } as const;

describe('platform', () => {
  let platform: TestPlatform;
  const ran: string[] = [];

  before(async () => {
    platform = await openTestPlatform({
      migrations: [{ name: '9000_test', statements: ['create table notes (id integer primary key)'] }],
    });
    let failures = 1;
    platform.jobs.define<{ name: string }>({
      name: 'test.job',
      async run({ name }) {
        if (name === 'shaky' && failures-- > 0) throw new Error('once');
        ran.push(name);
      },
    });
    await platform.jobs.start();
  });
  after(() => platform.close());

  test('concurrent transactions do not see each other half done', async () => {
    const done = new Set<number>();
    const seen = await Promise.all(
      [1, 2, 3].map((id) =>
        platform.database.transaction(async (tx) => {
          await tx.executeQuery(CompiledQuery.raw('insert into notes values ($1)', [id]));
          await new Promise((resolve) => setImmediate(resolve));
          const { rows } = await tx.executeQuery<{ id: number }>(CompiledQuery.raw('select id from notes'));
          const halfDone = rows.filter((row) => row.id !== id && !done.has(row.id));
          done.add(id);
          return { own: rows.some((row) => row.id === id), halfDone };
        }),
      ),
    );
    assert.deepEqual(seen, Array(3).fill({ own: true, halfDone: [] }));
  });

  test('a transaction that throws leaves no trace: no row, no audit entry, no job, no effect', async () => {
    let effect = false;
    await assert.rejects(
      platform.database.transaction(async (tx) => {
        await tx.executeQuery(CompiledQuery.raw('insert into notes values (100)'));
        await platform.audit.record(tx, {
          actor: clerk,
          action: 'test.act' as ActName,
          purpose: 'administration',
          subject: 'p-x',
        });
        await platform.jobs.send(tx, 'test.job', { name: 'rolled back' });
        afterCommit(tx, () => {
          effect = true;
        });
        throw new Error('no');
      }),
    );
    await platform.jobs.settled();
    const entries = await platform.database.query((tx) => platform.audit.list(tx, { subject: 'p-x' }));
    assert.deepEqual({ effect, entries, ran }, { effect: false, entries: [], ran: [] });
  });

  test('a job sent in a committed transaction runs, and again after a failure', async () => {
    await platform.database.transaction(async (tx) => {
      await platform.jobs.send(tx, 'test.job', { name: 'steady' });
      await platform.jobs.send(tx, 'test.job', { name: 'shaky' });
    });
    await platform.jobs.settled();
    assert.deepEqual([...ran].sort(), ['shaky', 'steady']);
  });

  test('asking the database from inside a transaction without its tx is refused, because it could never answer', async () => {
    await assert.rejects(
      platform.database.transaction(async () => platform.database.query(async () => 1)),
      /already inside a transaction/,
    );
  });

  test('the audit trail cannot be rewritten', async () => {
    await platform.database.transaction((tx) =>
      platform.audit.record(tx, {
        actor: clerk,
        action: 'test.act' as ActName,
        purpose: 'administration',
        subject: 'p-1',
      }),
    );
    await assert.rejects(
      platform.database.transaction((tx) =>
        tx.executeQuery(CompiledQuery.raw("update audit_entries set action = 'x'")),
      ),
      /append-only/,
    );
  });

  test('octets come out of the database as octets of their own: what is done to them is done to nothing else', async () => {
    const { blobs, database } = platform;
    const id = await database.transaction((tx) => blobs.put(tx, new Uint8Array([1, 2, 3]), 'image/x'));
    const found = await database.query((tx) => blobs.get(tx, id));
    assert.deepEqual(found, { bytes: new Uint8Array([1, 2, 3]), mediaType: 'image/x' });
    assert.ok(found);
    found.bytes.slice(1).fill(0);
    assert.deepEqual([...found.bytes], [1, 2, 3]);
    assert.equal(found.bytes.buffer.byteLength, 3);
  });

  test('NUM-19 the vault gives a number only against a recorded purpose, and stores it nowhere in clear', async () => {
    const individualNumber = '123456789018';
    await platform.database.transaction((tx) =>
      platform.vault.store(tx, [{ personId: 'p-9', individualNumber }]),
    );
    const read = await platform.database.transaction((tx) =>
      platform.vault.read(tx, 'p-9', { actor: clerk, purpose: 'production' }),
    );
    const [entry] = await platform.database.query((tx) => platform.audit.list(tx, { subject: 'p-9' }));
    const { rows } = await platform.database.query((tx) =>
      tx.executeQuery<{ sealed: Uint8Array }>(CompiledQuery.raw('select sealed from vault_numbers')),
    );
    assert.equal(read, individualNumber);
    assert.equal(entry?.action, 'vault.read-number');
    assert.equal(Buffer.from(rows[0]?.sealed ?? []).includes(individualNumber), false);
  });

  test('a session of a resident is not one of staff, ends when idle, and ends with its card', async () => {
    const { sessions, database, clock } = platform;
    const start = () =>
      database.transaction((tx) =>
        sessions.start(tx, {
          audience: 'resident',
          personId: 'p-1',
          name: 'n',
          cardId: 'card-1',
        }),
      );
    const find = (audience: 'resident' | 'staff', token: string) =>
      database.query((tx) => sessions.find(tx, audience, token));
    const first = await start();
    assert.equal((await find('resident', first.token))?.personId, 'p-1');
    assert.equal(await find('staff', first.token), undefined);
    clock.advance(31 * 60_000);
    assert.equal(await find('resident', first.token), undefined);
    const second = await start();
    await database.transaction((tx) => sessions.endOfCard(tx, 'card-1', 'person-1'));
    assert.equal(await find('resident', second.token), undefined);
  });

  test('what must outlive a refusal is there once, whether its transaction commits or rolls back', async () => {
    const { audit, database } = platform;
    const entry = (caseId: string) =>
      ({ actor: clerk, action: 'test.look' as ActName, purpose: 'screening', caseId }) as const;
    const look = (caseId: string) => (tx: Parameters<typeof audit.record>[0]) =>
      audit.record(tx, entry(caseId));
    await database.transaction((tx) => outliving(tx, look('kept')));
    await assert.rejects(
      database.transaction(async (tx) => {
        await outliving(tx, look('refused'));
        await audit.record(tx, entry('undone'));
        throw testErrors.TEST_REFUSAL();
      }),
      { code: 'TEST_REFUSAL' },
    );
    const found = await database.query((tx) => audit.list(tx, { actorId: clerk.id }));
    const cases = found.filter(({ action }) => action === 'test.look').map(({ caseId }) => caseId);
    assert.deepEqual(cases.sort(), ['kept', 'refused']);
  });

  test('HTTP: every refusal is a problem with its way out, in the language asked for', async () => {
    const app = await openHttp(platform);
    app.route({
      method: 'POST',
      url: '/api/test',
      config: { access: 'public', unbounded: 'a test' },
      schema: {
        body: z.object({ value: z.string().min(3) }),
        response: { 200: z.object({ ok: z.boolean() }) },
      },
      handler: async (request) => {
        if (request.body.value === 'bang') throw new Error('secret detail');
        throw testErrors.TEST_REFUSAL({ params: { value: request.body.value } });
      },
    });
    app.route({
      method: 'POST',
      url: '/api/staff-only',
      config: { access: staffAt('office', 'hand-over', 'do', 'own-office') },
      handler: async () => ({}),
    });
    const call = async (url: string, payload: object, headers: Record<string, string> = {}) => {
      const response = await app.inject({ method: 'POST', url, payload, headers });
      return {
        status: response.statusCode,
        ...(response.json() as { code: string; title: string; fields?: unknown[] }),
      };
    };
    assert.deepEqual(await call('/api/test', { value: 'abc' }, { 'accept-language': 'en' }), {
      type: '/problems/TEST_REFUSAL',
      status: 422,
      code: 'TEST_REFUSAL',
      title: 'The value abc cannot be used.',
      next: 'Enter another value.',
    });
    assert.equal((await call('/api/test', { value: 'x' })).fields?.length, 1);
    const failure = await call('/api/test', { value: 'bang' }, { 'accept-language': 'en' });
    assert.equal(failure.code, 'INTERNAL');
    assert.equal(JSON.stringify(failure).includes('secret detail'), false);
    assert.equal((await call('/api/staff-only', {})).code, 'LOGIN_NEEDED');

    const { token, session } = await platform.database.transaction((tx) =>
      platform.sessions.start(tx, {
        audience: 'staff',
        personId: 'p-1',
        name: 'n',
        role: 'clerk',
        office: '99101',
        cardId: 'c',
      }),
    );
    const cookie = `mibun_staff=${token}`;
    assert.equal((await call('/api/staff-only', {}, { cookie })).code, 'CSRF');
    assert.equal(
      (await call('/api/staff-only', {}, { cookie, 'x-csrf-token': session.csrfToken })).status,
      200,
    );
    await app.close();
  });

  test('NUM-19 a database error reaches the log without the values that were in the statement', async () => {
    const failed = platform.database.transaction((tx) =>
      tx.executeQuery(
        CompiledQuery.raw('insert into vault_numbers (person_id) values ($1)', ['123456789018']),
      ),
    );
    const error = await failed.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    assert.equal(JSON.stringify(describeError(error)).includes('123456789018'), false);
  });

  test('HTTP: a route that does not say who may call it stops the start', async () => {
    const app = await openHttp(platform);
    assert.throws(() => app.get('/api/open', async () => ({})), /does not say who may call it/);
    await app.close();
  });
});
