import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { openTestDatabase } from '../../../testing/database.ts';
import { migrate, platformMigrations } from '../../platform/index.ts';
import { counterMigrations } from './migrations.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
const run = async (sql: string) =>
  (await database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(sql)))).rows as readonly object[];

before(async () => {
  database = await openTestDatabase();
  const until = (name: string) => counterMigrations.filter((one) => one.name <= name);
  await migrate(database, [...platformMigrations, ...until('0061_counter_after_hand_over')]);
  const clerk = JSON.stringify({ kind: 'clerk', id: 'p-clerk', name: '窓口', office: '99101' });
  await run(`insert into handovers (id, application, card_id, chip_serial, person_id, municipality, state, version,
      run, clerk, by_representative, credentials, opened_at, confirmed_at, changed_at)
    values ('handover-1', 'application-1', 'card-1', '900000000000017', 'person-1', '99101', 'CONFIRMED', 6, 2,
      '${clerk}', true, '["authentication"]', '2026-11-20T01:00:00Z', '2026-11-20T01:09:00Z', '2026-11-20T01:09:00Z')`);
  await run(`insert into handover_events (handover, at, event, from_state, to_state, actor_kind, actor_name) values
    ('handover-1', '2026-11-20T01:00:00Z', 'open', null, 'OPENED', 'clerk', '窓口'),
    ('handover-1', '2026-11-20T01:01:00Z', 'set-pins', 'CHIP_PREPARED', 'PINS_SET', 'guardian', '窓口'),
    ('handover-1', '2026-11-20T01:09:00Z', 'confirm', 'CHIP_WRITTEN', 'CONFIRMED', 'system', 'counter')`);
  await run(`insert into reactivations (id, card_id, chip_serial, person_id, municipality, state, version, run, clerk,
      wants_signature, new_serial, opened_at, proved_at, written_at, changed_at)
    values ('reactivation-1', 'card-2', '900000000000025', 'person-2', '99101', 'COMPLETED', 4, 1, '${clerk}', true,
      'ab', '2026-11-21T01:00:00Z', '2026-11-21T01:01:00Z', '2026-11-21T01:02:00Z', '2026-11-21T01:03:00Z')`);
  await migrate(database, [...platformMigrations, ...counterMigrations]);
});
after(() => database.close());

test('visits of an earlier version are visits of their procedure, with what it knows', async () => {
  const found =
    await run(`select id, procedure, case_id, state, over, version, run, facts, confirmed_at is not null as confirmed
    from visits order by id`);
  assert.deepEqual(found.map(Object.values), [
    [
      'handover-1',
      'handover',
      'application-1',
      'CONFIRMED',
      false,
      6,
      2,
      { byRepresentative: true, credentials: ['authentication'] },
      true,
    ],
    [
      'reactivation-1',
      'reactivation',
      'reactivation-1',
      'COMPLETED',
      true,
      4,
      1,
      { wantsSignature: true, newSerial: 'ab' },
      true,
    ],
  ]);
});

test('visits of an earlier version keep their history, each step with its rule and who is on record', async () => {
  const history = (thing: string) =>
    run(`select machine, event, from_state, to_state, actor_kind, actor_id, rule,
      detail ->> 'typedBy' as typed_by from life_events where thing = '${thing}' order by id`).then((rows) =>
      rows.map((row) => Object.values(row).join(' ').trim()),
    );
  assert.deepEqual(await history('handover-1'), [
    'handover open  OPENED clerk p-clerk IDD-05',
    'handover set-pins CHIP_PREPARED PINS_SET clerk p-clerk PIN-03 guardian',
    'handover confirm CHIP_WRITTEN CONFIRMED system system:counter §10.2',
  ]);
  assert.deepEqual(await history('reactivation-1'), [
    'reactivation open  OPENED clerk p-clerk LOS-07',
    'reactivation prove-chip OPENED OPENED clerk p-clerk LOS-07',
    'reactivation write-signature OPENED OPENED clerk p-clerk LOS-07',
    'reactivation complete OPENED COMPLETED clerk p-clerk LOS-07',
  ]);
});
