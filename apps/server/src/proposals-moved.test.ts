import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { openTestDatabase } from '../testing/database.ts';
import { caDeskMigrations } from './authority/ca-desk/index.ts';
import { verifiersMigrations } from './authority/verifiers/index.ts';
import { counterMigrations } from './office/counter/migrations.ts';
import { migrate, platformMigrations } from './platform/index.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
const run = async (sql: string) =>
  (await database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(sql)))).rows as readonly object[];

/** Acts of two persons as three modules kept them, each in a table of its own. */
before(async () => {
  database = await openTestDatabase();
  const all = [...platformMigrations, ...caDeskMigrations, ...verifiersMigrations, ...counterMigrations];
  const moved = ['0122_ca_proposals_shared', '0182_verifier_proposals_shared', '0064_destructions_shared'];
  await migrate(
    database,
    all.filter(({ name }) => !moved.includes(name)),
  );
  const clerk = JSON.stringify({ kind: 'clerk', id: 'p-clerk', name: '窓口', office: '99101' });
  await run(`insert into ca_proposals (id, version, authority, generation, event, reason, state, refusal, proposed_by,
      proposed_by_name, proposed_at, confirmed_by, confirmed_by_name, confirmed_at, ended_at, certificate, about, serial)
    values ('proposal-1', 1, 'signature', 2, 'prepare', 'plan', 'PROPOSED', null, 'ca-1', '一', '2026-11-20T01:00:00Z',
        null, null, null, null, null, null, null),
      ('proposal-2', 3, 'institution', 1, 'certify', 'key', 'DONE', null, 'ca-1', '一', '2026-11-20T01:00:00Z',
        'ca-2', '二', '2026-11-20T02:00:00Z', '2026-11-20T02:01:00Z', '{"days": 30}', 'seal x', 'ab'),
      ('proposal-3', 3, 'signature', 1, 'retire', 'old', 'REFUSED', 'GENERATION_IN_USE', 'ca-1', '一',
        '2026-11-19T01:00:00Z', 'ca-2', '二', '2026-11-19T02:00:00Z', '2026-11-19T02:01:00Z', null, null, null)`);
  await run(`insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
      rule, detail)
    values ('ca-proposal', 'proposal-1', '2026-11-20T01:00:00Z', 'propose', null, 'PROPOSED', 'ca-operator', 'ca-1', '一',
        '§9', null),
      ('verifier', 'mihon', '2026-11-20T02:00:00Z', 'accredit', null, 'ACCREDITED', 'ca-operator', 'ca-2', '二', 'VAR-02',
        '{"proposalId": "proposal-4"}')`);
  await run(`insert into verifier_proposals (proposal_id, event, verifier_id, registration, reason, proposed_by,
      proposed_by_name, proposed_at, outcome, decided_at)
    values ('proposal-4', 'accredit', 'mihon', '{"verifierId": "mihon"}', 'new', 'ca-1', '一', '2026-11-20T01:00:00Z',
        'confirmed', '2026-11-20T02:00:00Z'),
      ('proposal-5', 'reinstate', 'mihon', null, 'again', 'ca-2', '二', '2026-11-21T01:00:00Z', null, null)`);
  await run(`insert into destructions (id, card_id, chip_serial, person_id, municipality, state, version, reason,
      proposed_by, proposed_at, approved_by, decided_at)
    values ('destruction-1', 'card-1', '9', 'person-1', '99101', 'PROPOSED', 1, 'found', '${clerk}',
        '2026-11-20T01:00:00Z', null, null),
      ('destruction-2', 'card-2', '8', 'person-2', '99101', 'DONE', 2, 'old', '${clerk}', '2026-11-20T01:00:00Z',
        'p-supervisor', '2026-11-20T02:00:00Z')`);
  await migrate(database, all);
});
after(() => database.close());

test('§9 2P proposals of an earlier version are kept with their two persons, each under its kind and subject', async () => {
  const found = await run(`select id, version, kind, subject, state, proposed_by ->> 'id' as one,
    decided_by ->> 'id' as two, ended_at is not null as ended, refusal, outcome ->> 'serial' as serial
    from proposals order by id`);
  assert.deepEqual(
    found.map((row) => Object.values(row).map(String).join(' ').replaceAll('null', '-')),
    [
      'destruction-1 1 counter.destruction card:card-1 PROPOSED p-clerk - false - -',
      'destruction-2 2 counter.destruction card:card-2 DONE p-clerk p-supervisor true - -',
      'proposal-1 1 ca-desk.rollover ca-key:signature PROPOSED ca-1 - false - -',
      'proposal-2 3 ca-desk.certify ca-name:seal x DONE ca-1 ca-2 true - ab',
      'proposal-3 3 ca-desk.rollover ca-key:signature REFUSED ca-1 ca-2 true GENERATION_IN_USE -',
      'proposal-4 2 verifiers.accredit verifier:mihon DONE ca-1 ca-2 true - -',
      'proposal-5 1 verifiers.reinstate verifier:mihon PROPOSED ca-2 - false - -',
    ],
  );
});

test('§9 2P what was proposed is kept whole, and whose and where it is', async () => {
  const found = await run(
    `select content, municipality, person_id from proposals where id in ('destruction-1', 'proposal-1', 'proposal-5') order by id`,
  );
  assert.deepEqual(found.map(Object.values), [
    [{ cardId: 'card-1', chipSerial: '9' }, '99101', 'person-1'],
    [{ authority: 'signature', generation: 2, event: 'prepare', certificate: null }, null, null],
    [{ event: 'reinstate', verifierId: 'mihon', registration: null }, null, null],
  ]);
});

test('§9 2P the history of an act on a key goes on under its new name', async () => {
  const found = await run(`select event, actor_id from life_events where machine = 'proposal'`);
  assert.deepEqual(found.map(Object.values), [['propose', 'ca-1']]);
});
