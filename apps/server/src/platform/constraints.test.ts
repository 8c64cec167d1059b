import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { describeMigrations } from '../describe.ts';
import type { ConstraintAnswer } from './database/constraints.ts';
import { migrate } from './database/migrate.ts';
import { openTestDatabase } from './testing-database.ts';

// The catalogue of the migrated database, not a list of ours, says which constraints there are.

interface Found {
  readonly name: string;
  readonly table: string;
  /** p primary key, u unique, f foreign key, c check, x exclusion, i unique index without a constraint. */
  readonly kind: string;
  readonly definition: string;
  /** The database itself makes the value, so that no caller can collide. */
  readonly identity: boolean;
}

const CATALOGUE = sql<Found>`
  select con.conname as name, con.conrelid::regclass::text as "table", con.contype::text as kind,
    pg_get_constraintdef(con.oid) as definition,
    con.contype = 'p' and exists (
      select 1 from pg_attribute where attrelid = con.conrelid and attnum = any (con.conkey) and attidentity = 'a'
    ) as identity
  from pg_constraint con join pg_namespace n on n.oid = con.connamespace
  where n.nspname = 'public' and con.contype in ('p', 'u', 'f', 'c', 'x') and con.conrelid <> 0
    and con.conrelid::regclass::text not like 'kysely_%'
  union all
  select index.relname, i.indrelid::regclass::text, 'i', pg_get_indexdef(i.indexrelid), false
  from pg_index i join pg_class index on index.oid = i.indexrelid join pg_namespace n on n.oid = index.relnamespace
  where n.nspname = 'public' and i.indisunique
    and not exists (select 1 from pg_constraint where conindid = i.indexrelid)
    and i.indrelid::regclass::text not like 'kysely_%'
  order by 2, 1`;

describe('every constraint has its answer', () => {
  let found: readonly Found[] = [];
  let declared: ReadonlyMap<string, ConstraintAnswer>;

  before(async () => {
    const database = await openTestDatabase();
    try {
      await migrate(database, describeMigrations());
      found = (await database.query((tx) => CATALOGUE.execute(tx))).rows;
      declared = database.constraints.declared;
    } finally {
      await database.close();
    }
  });

  test('the catalogue has the unique indexes of all modules', () => {
    const tables = new Set(found.map(({ table }) => table));
    for (const table of ['handovers', 'applications', 'cards', 'consents', 'ca_proposals', 'sessions']) {
      assert.ok(tables.has(table), `${table} of ${[...tables].join(' ')}`);
    }
  });

  test('a refusal, or the reason why no act of a person can violate it', () => {
    const silent = found.filter(({ name, identity }) => !identity && !declared.has(name));
    assert.deepEqual(
      silent.map(({ name, table, definition }) => `${table}: ${name} ${definition}`),
      [],
    );
  });

  test('no answer for a constraint that is not there', () => {
    const names = new Set(found.map(({ name }) => name));
    assert.deepEqual(
      [...declared.keys()].filter((name) => !names.has(name)),
      [],
    );
  });

  test('a reason is a reason', () => {
    for (const [name, answer] of declared) {
      if (typeof answer === 'function') assert.equal(answer({}).definition.status, 409, name);
      else assert.ok(answer.internal.length > 15, name);
    }
  });
});
