import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import { migrate, platformMigrations } from '../../platform/index.ts';
import { applicationMigrations } from './migrations.ts';

let platform: TestPlatform;
before(async () => {
  const earlier = applicationMigrations.filter(({ name }) => name < '0023');
  platform = await openTestPlatform({ migrations: earlier });
});
after(() => platform.close());

const run = <T>(sql: string) =>
  platform.database.transaction(async (tx) => (await tx.executeQuery<T>(CompiledQuery.raw(sql))).rows);

test('the history of an installation goes on: its steps, when an application was sent back, and no forgotten draft', async () => {
  await run(`insert into application_forms values ('1', 'person-1', 'first', now(), false, 0, false)`);
  const columns = `id, application_id, person_id, municipality, state, version, cause, channel, wants_signature,
    wants_authentication, contact_email, photo_findings, received_at, defects, changed_at`;
  const row = (id: string, state: string, received: string) =>
    `('${id}', '1', 'person-1', '99101', '${state}', 3, 'first', 'online', true, true, 'a@example.jp', '[]', ${received}, '[]', now())`;
  await run(`insert into applications (${columns}) values ${row('a-sent', 'DEFECT', 'now()')},
    ${row('a-draft', 'CANCELLED', 'null')}`);
  await run(`insert into application_events (application, at, event, from_state, to_state, actor_kind, actor_name, reason)
    values ('a-sent', '2026-01-01', 'reject', 'SCREENING', 'DEFECT', 'card-operator', '審査 望', 'mask'),
      ('a-sent', '2026-02-01', 'correct', 'DEFECT', 'SCREENING', 'unauthenticated', 'online', null),
      ('a-sent', '2026-03-01', 'reject', 'SCREENING', 'DEFECT', 'card-operator', '審査 望', null)`);
  await migrate(platform.database, [...platformMigrations, ...applicationMigrations]);
  assert.deepEqual(
    await run(`select thing, event, to_state, actor_name, reason from life_events
      where machine = 'application' order by id`),
    [
      { thing: 'a-sent', event: 'reject', toState: 'DEFECT', actorName: '審査 望', reason: 'mask' },
      { thing: 'a-sent', event: 'correct', toState: 'SCREENING', actorName: 'online', reason: null },
      { thing: 'a-sent', event: 'reject', toState: 'DEFECT', actorName: '審査 望', reason: null },
    ],
  );
  assert.deepEqual(
    await run(`select id, contact_email, sent_back_at::date::text as day from applications order by id desc`),
    [
      { id: 'a-sent', contactEmail: 'a@example.jp', day: '2026-03-01' },
      { id: 'a-draft', contactEmail: null, day: null },
    ],
  );
});
