import { sql } from 'kysely';
import type { ConstraintAnswer } from '../src/platform/database/constraints.ts';
import { type Migration, migrate } from '../src/platform/database/migrate.ts';
import { openTestDatabase } from './database.ts';

// The catalogue of the migrated database, not a list of ours, says which constraints there are.

export interface Found {
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

export interface Constraints {
  readonly found: readonly Found[];
  readonly declared: ReadonlyMap<string, ConstraintAnswer>;
  /** Those that no migration answers for, in words. */
  readonly silent: readonly string[];
}

export async function constraintsAfter(migrations: readonly Migration[]): Promise<Constraints> {
  const database = await openTestDatabase();
  try {
    await migrate(database, migrations);
    const found = (await database.query((tx) => CATALOGUE.execute(tx))).rows;
    const { declared } = database.constraints;
    const silent = found
      .filter(({ name, identity }) => !identity && !declared.has(name))
      .map(({ name, table, definition }) => `${table}: ${name} ${definition}`);
    return { found, declared, silent };
  } finally {
    await database.close();
  }
}
