import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Applications, Residents } from '@mibun/server/addition';
import { openTestPlatform } from '@mibun/server/testing/platform';
import { isDone, markDone, progressMigrations } from './progress.ts';
import { seedCountry } from './seed-country.ts';

test('a settling that was broken off goes on with the batch that it had not finished, and nobody settles twice', async (t) => {
  const platform = await openTestPlatform({ migrations: progressMigrations });
  t.after(() => platform.close());
  const { clock, database } = platform;
  const settled: string[] = [];
  let calls = 0;
  const residents: Pick<Residents, 'add'> = {
    async add(_tx, people) {
      if (++calls === 2) throw new Error('power cut');
      settled.push(...people.map(({ personId }) => personId));
    },
  };
  const applications: Pick<Applications, 'registerForms'> = { async registerForms() {} };
  const settle = () =>
    seedCountry(
      database,
      { residents: residents as Residents, applications: applications as Applications },
      {
        residents: 1200,
        batches: {
          isDone: (tx, batch) => isDone(tx, `country ${batch}`),
          markDone: (tx, batch) => markDone(tx, `country ${batch}`, clock.now()),
        },
      },
    );
  await assert.rejects(settle(), /power cut/);
  assert.equal(settled.length, 500);
  await settle();
  assert.equal(settled.length, 1200);
  assert.equal(new Set(settled).size, 1200);
  await settle();
  assert.equal(settled.length, 1200, 'a third start adds nobody');
});
