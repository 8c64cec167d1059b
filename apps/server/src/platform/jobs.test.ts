import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PkiError } from '@mibun/pki';
import { CompiledQuery } from 'kysely';
import { type Jobs, jobsOn } from './jobs.ts';
import { openTestPlatform } from './testing.ts';

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
