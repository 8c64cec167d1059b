import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { PkiError } from '@mibun/pki';
import { CompiledQuery } from 'kysely';
import { openTestPlatform } from '../../testing/platform.ts';
import { type Jobs, jobsOn } from './jobs.ts';

test('a job that a dead process has broken off is taken up at the next start, not a quarter of an hour later', async (t) => {
  const platform = await openTestPlatform({ migrations: [] });
  t.after(() => platform.close());
  if (platform.database.engine !== 'pglite') return;
  const ran: string[] = [];
  const define = (jobs: Jobs) =>
    jobs.define<{ of: string }>({
      name: 'test.broken-off',
      async run({ of }) {
        ran.push(of);
      },
    });
  const before = jobsOn(platform.database, platform.log);
  define(before);
  await before.start();
  await before.stop();
  await platform.database.transaction((tx) => before.send(tx, 'test.broken-off', { of: 'the dead' }));
  // How the process left it: somebody is at it, since just now.
  await platform.database.transaction((tx) =>
    tx.executeQuery(CompiledQuery.raw("update jobs.job set state = 'active', started_on = now()")),
  );

  const after = jobsOn(platform.database, platform.log);
  define(after);
  await after.start();
  await after.settled();
  assert.deepEqual(ran, ['the dead']);
  await after.stop();
});

test('a job that finds key custody away waits for it instead of failing for good', async (t) => {
  const platform = await openTestPlatform({ migrations: [] });
  t.after(() => platform.close());
  let attempts = 0;
  platform.jobs.define<{ of: string }>({
    name: 'test.needs-a-key',
    async run() {
      if (attempts++ === 0) throw new PkiError('custody-unavailable', 'the token is away');
    },
  });
  await platform.jobs.start();
  await platform.database.transaction((tx) => platform.jobs.send(tx, 'test.needs-a-key', { of: 'x' }));
  await platform.jobs.settled();
  const jobs = async () => {
    const { rows } = await platform.database.query((tx) =>
      tx.executeQuery<{ state: string; later: boolean }>(
        CompiledQuery.raw(
          "select state::text as state, start_after > now() as later from jobs.job where name = 'test.needs-a-key' order by created_on",
        ),
      ),
    );
    return rows;
  };
  assert.deepEqual(await jobs(), [
    { state: 'completed', later: false },
    { state: 'created', later: true },
  ]);
  assert.equal(attempts, 1);
});

/** Well under the time after which a worker looks by itself, and far over what is needed. */
const BEFORE_THE_NEXT_LOOK = { timeout: 45_000 };

async function sendAndCount(
  t: TestContext,
  run: (n: number) => void,
  send: (jobs: Jobs, tx: Parameters<Jobs['send']>[0]) => Promise<void>,
) {
  const platform = await openTestPlatform({ migrations: [] });
  t.after(() => platform.close());
  platform.jobs.define<{ n: number }>({ name: 'test.woken', run: async ({ n }) => run(n) });
  await platform.jobs.start();
  // The worker has had its first look and rests.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await platform.database.transaction((tx) => send(platform.jobs, tx));
  return platform;
}

test('jobs are woken by what sends them, a whole pile of them', BEFORE_THE_NEXT_LOOK, async (t) => {
  const ran: number[] = [];
  const platform = await sendAndCount(
    t,
    (n) => ran.push(n),
    async (jobs, tx) => {
      for (let n = 0; n < 20; n++) await jobs.send(tx, 'test.woken', { n });
    },
  );
  await platform.jobs.settled();
  assert.equal(ran.length, 20);
});

test(
  'a job meant for later runs when it is due, and one that failed is tried again by itself',
  BEFORE_THE_NEXT_LOOK,
  async (t) => {
    const done = Promise.withResolvers<void>();
    const ran: number[] = [];
    await sendAndCount(
      t,
      (n) => {
        ran.push(n);
        if (ran.length === 1) throw new Error('not this time');
        done.resolve();
      },
      (jobs, tx) => jobs.send(tx, 'test.woken', { n: 7 }, { after: new Date(Date.now() + 1_000) }),
    );
    await done.promise;
    assert.deepEqual(ran, [7, 7]);
  },
);
