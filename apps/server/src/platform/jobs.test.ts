import assert from 'node:assert/strict';
import { test } from 'node:test';
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
