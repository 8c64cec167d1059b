import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import { openTestPlatform } from '../../../testing/platform.ts';
import { type Database, migrate, platformMigrations } from '../../platform/index.ts';
import { certificatesMigrations } from './index.ts';

async function openBefore(name: string) {
  const platform = await openTestPlatform({
    migrations: certificatesMigrations.filter((migration) => migration.name < name),
  });
  const run = (text: string) =>
    platform.database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(text)));
  return {
    ...platform,
    run,
    upgrade: () => migrate(platform.database, [...platformMigrations, ...certificatesMigrations]),
  };
}

/** Everything of the history but its numbers, a step a line. */
async function history(database: Database): Promise<readonly string[]> {
  const { rows } = await database.query((tx) =>
    sql<{ line: string }>`
      select concat_ws(' ', machine, thing, to_char(at at time zone 'UTC', 'DD"T"HH24:MI'), event,
        coalesce(from_state, '–'), to_state, actor_kind, actor_id, actor_name, rule, reason, detail::text) as line
      from life_events order by id`.execute(tx),
  );
  return rows.map(({ line }) => line);
}

test('the history of generations made before is kept, with both persons, the name and the reason', async () => {
  const { database, run, upgrade, close } = await openBefore('0035');
  await run(
    `insert into certificate_generation_changes (kind, generation, at, event, state_before, state_after, proposed_by,
       confirmed_by) values
       ('signature', 1, '2026-11-20T00:00Z', 'establish', null, 'ISSUING', null, 'system:certificates'),
       ('signature', 2, '2026-11-21T00:00Z', 'prepare', null, 'PREPARING', 'p-1', 'p-2'),
       ('institution', 2, '2026-11-22T00:00Z', 'prepare', null, 'PREPARING', 'p-1', 'p-3')`,
  );
  await run(
    `insert into audit_entries (at, actor_kind, actor_id, actor_name, action, purpose, reason, detail) values
       ('2026-11-21T00:00Z', 'ca-operator', 'p-2', '認証 薫', 'certificates.generation-prepare', 'administration',
        'rollover of 2026', '{"kind": "signature", "generation": 2, "proposedBy": "p-1"}')`,
  );
  await upgrade();
  assert.deepEqual(await history(database), [
    'ca-generation signature 20T00:00 establish – ISSUING system system:certificates system:certificates CA-01',
    'ca-generation signature-2 21T00:00 prepare – PREPARING ca-operator p-2 認証 薫 CA-05 rollover of 2026 {"proposedBy": "p-1"}',
    'ca-generation institution-2 22T00:00 prepare – PREPARING ca-operator p-3 p-3 CA-05 {"proposedBy": "p-1"}',
  ]);
  await close();
});

test('the history of institutions’ certificates made before is kept, with who it was, why, and what verifiers were told', async () => {
  const { database, run, upgrade, close } = await openBefore('0036');
  await run(
    `insert into certificate_changes (kind, serial, at, event, state_before, state_after, reason, actor_kind, actor_id)
     values
       ('seal', 'a1', '2026-11-20T00:00Z', 'request', null, 'PENDING', null, 'ca-operator', 'p-2'),
       ('seal', 'a1', '2026-11-20T00:01Z', 'activate', 'PENDING', 'ACTIVE', null, 'system', 'system:certificates'),
       ('seal', 'a1', '2026-11-21T00:00Z', 'revoke', 'ACTIVE', 'REVOKED', 'keyCompromise', 'ca-operator', 'p-3')`,
  );
  await run(
    `insert into audit_entries (at, actor_kind, actor_id, actor_name, action, purpose, reason, detail) values
       ('2026-11-20T00:00Z', 'ca-operator', 'p-2', '認証 薫', 'certificates.request', 'administration', 'new mayor',
        '{"kind": "seal", "serial": "a1"}'),
       ('2026-11-20T00:00Z', 'ca-operator', 'p-9', '別', 'certificates.revoke', 'administration', 'another one',
        '{"kind": "seal", "serial": "a2"}')`,
  );
  await upgrade();
  assert.deepEqual(await history(database), [
    'institution-certificate a1 20T00:00 request – PENDING ca-operator p-2 認証 薫 pki.md §3 new mayor',
    'institution-certificate a1 20T00:01 activate PENDING ACTIVE system system:certificates system:certificates pki.md §3',
    'institution-certificate a1 21T00:00 revoke ACTIVE REVOKED ca-operator p-3 p-3 §6.6 {"reason": "keyCompromise"}',
  ]);
  await close();
});

test('the history of residents’ certificates made before is kept, each step with the name and the words of its own entry', async () => {
  const { database, run, upgrade, close } = await openBefore('0037');
  await run(
    `insert into certificate_changes (kind, serial, at, event, state_before, state_after, reason, actor_kind, actor_id)
     values
       ('authentication', 'b1', '2026-11-20T00:00Z', 'request', null, 'PENDING', 'certificateHold', 'system', 'system:x'),
       ('authentication', 'b1', '2026-11-20T00:01Z', 'activate', 'PENDING', 'ACTIVE', null, 'clerk', 'p-2'),
       ('authentication', 'b1', '2026-11-21T00:00Z', 'hold', 'ACTIVE', 'HELD', 'certificateHold', 'clerk', 'p-2'),
       ('authentication', 'b1', '2026-11-22T00:00Z', 'lift', 'HELD', 'ACTIVE', null, 'clerk', 'p-2'),
       ('authentication', 'b1', '2026-11-23T00:00Z', 'hold', 'ACTIVE', 'HELD', 'certificateHold', 'clerk', 'p-2'),
       ('signature', 'b1', '2026-11-24T00:00Z', 'revoke', 'PENDING', 'REVOKED', 'unspecified', 'clerk', 'p-2')`,
  );
  await run(
    `insert into audit_entries (at, actor_kind, actor_id, actor_name, action, purpose, reason, detail) values
       ('2026-11-21T00:00Z', 'clerk', 'p-2', '窓口 花子', 'certificates.hold', 'loss-report', 'left on a train',
        '{"kind": "authentication", "serial": "b1"}'),
       ('2026-11-23T00:00Z', 'clerk', 'p-2', '窓口 花子', 'certificates.hold', 'loss-report', 'left in a taxi',
        '{"kind": "authentication", "serial": "b1"}')`,
  );
  await upgrade();
  const hold = '{"reason": "certificateHold"}';
  assert.deepEqual(await history(database), [
    `authentication-certificate b1 20T00:00 request – PENDING system system:x system:x APP-03 ${hold}`,
    'authentication-certificate b1 20T00:01 activate PENDING ACTIVE clerk p-2 p-2 §10.3',
    `authentication-certificate b1 21T00:00 hold ACTIVE HELD clerk p-2 窓口 花子 LOS-04 left on a train ${hold}`,
    'authentication-certificate b1 22T00:00 lift HELD ACTIVE clerk p-2 p-2 LOS-07',
    `authentication-certificate b1 23T00:00 hold ACTIVE HELD clerk p-2 窓口 花子 LOS-04 left in a taxi ${hold}`,
    'signature-certificate b1 24T00:00 revoke PENDING REVOKED clerk p-2 p-2 PRD-05 {"reason": "unspecified"}',
  ]);
  await close();
});
