import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { changedMeanwhile, internal } from './database/constraints.ts';
import type { Tx } from './database/database.ts';
import { commonErrors } from './errors/common.ts';

let platform: TestPlatform;

before(async () => {
  platform = await openTestPlatform({
    migrations: [
      {
        name: '9000_seats',
        statements: [
          'create table seats (seat integer primary key, person text not null, version integer not null)',
          `create unique index seats_one_each on seats (person)`,
          `create table tickets (
             ticket integer primary key, seat integer not null references seats deferrable initially deferred)`,
        ],
        constraints: {
          seats_pkey: changedMeanwhile,
          seats_one_each: () => commonErrors.STATE_FORBIDS({ params: { state: 'seated' } }),
          tickets_pkey: internal('the tests draw another number each time'),
          tickets_seat_fkey: () => commonErrors.NOT_FOUND(),
        },
      },
    ],
  });
});
after(() => platform.close());

const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction(work);

const sit = (seat: number, person: string) => () =>
  inTransaction(async (tx) => {
    const { rows } = await sql`select 1 from seats where seat = ${seat} or person = ${person}`.execute(tx);
    if (rows.length > 0) throw commonErrors.CHANGED_MEANWHILE();
    await sql`insert into seats (seat, person, version) values (${seat}, ${person}, 1)`.execute(tx);
  });

test('two look, both see nothing, both insert: one is in, the other gets the refusal of the index', async () => {
  const { done, refused } = await platform.atOnce(/^insert into seats/, sit(1, 'A'), sit(1, 'B'));
  assert.deepEqual([done.length, refused], [1, ['CHANGED_MEANWHILE']]);
  const again = await platform.atOnce(/^insert into seats/, sit(2, 'C'), sit(3, 'C'));
  const expected = platform.database.engine === 'postgres' ? 'STATE_FORBIDS' : 'CHANGED_MEANWHILE';
  assert.deepEqual([again.done.length, again.refused], [1, [expected]]);
});

test('what only the commit finds out is a refusal, too', async () => {
  const ticket = inTransaction((tx) => sql`insert into tickets (ticket, seat) values (1, 99)`.execute(tx));
  await assert.rejects(ticket, { name: 'Refusal', code: 'NOT_FOUND' });
});

test('what no caller can cause stays a fault of ours', async () => {
  const twice = inTransaction(async (tx) => {
    await sql`insert into seats (seat, person, version) values (7, 'G', 1)`.execute(tx);
    await sql`insert into tickets (ticket, seat) values (7, 7), (7, 7)`.execute(tx);
  });
  await assert.rejects(twice, { code: '23505', constraint: 'tickets_pkey' });
});

test('two transactions in each other’s way: one is done, the other is told to look again', async () => {
  await sit(10, 'X')();
  await sit(11, 'Y')();
  const change = (first: number, second: number) => () =>
    inTransaction(async (tx) => {
      await sql`update seats set version = version + 1 where seat = ${first}`.execute(tx);
      await sql`/* second */ update seats set version = version + 1 where seat = ${second}`.execute(tx);
    });
  const { done, refused } = await platform.atOnce(/second/, change(10, 11), change(11, 10));
  if (platform.database.engine === 'postgres') {
    assert.deepEqual([done.length, refused], [1, ['CHANGED_MEANWHILE']]);
  } else {
    assert.deepEqual([done.length, refused], [2, []]);
  }
});

test('after a refusal the connection is as good as before', async () => {
  for (let round = 0; round < 12; round += 1) {
    await platform.atOnce(/^insert into seats/, sit(100 + round, `p${round}`), sit(100 + round, `q${round}`));
  }
  const { rows } = await platform.database.query((tx) =>
    sql<{ count: number }>`select count(*)::int as count from seats where seat >= 100`.execute(tx),
  );
  assert.equal(rows[0]?.count, 12);
});
