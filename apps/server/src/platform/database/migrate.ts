import { CompiledQuery, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { ConstraintAnswers } from './constraints.ts';
import type { OpenDatabase } from './open.ts';

/** One forward step of the schema. `name` sorts by its leading number; statements run in order, in one transaction. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
  /** What a caller is told who violates a constraint of these tables. Every constraint has its answer (a test counts). */
  readonly constraints?: ConstraintAnswers;
}

/** Applies what is missing. Forward only: a schema that needs to go back gets a new step forward. */
export async function migrate(
  { kysely, constraints }: Pick<OpenDatabase, 'kysely' | 'constraints'>,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  for (const migration of migrations) constraints.declare(migration.constraints ?? {});
  const names = new Set(migrations.map(({ name }) => name));
  if (names.size !== migrations.length) throw new Error('two migrations have the same name');
  const migrator = new Migrator({
    db: kysely,
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          migrations.map(({ name, statements }) => [
            name,
            {
              up: async (db: Kysely<unknown>) => {
                for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
              },
            },
          ]),
        ),
    },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    const failed = results?.find(({ status }) => status === 'Error');
    throw new Error(`migration ${failed?.migrationName ?? ''} failed`, { cause: error });
  }
  return (results ?? []).map(({ migrationName }) => migrationName);
}

/** A trigger that makes a table append-only: the audit trail and everything else that must never be rewritten. */
export function appendOnly(table: string): readonly string[] {
  return [
    `create or replace function ${table}_is_append_only() returns trigger language plpgsql as
     $$ begin raise exception '${table} is append-only'; end $$`,
    `create trigger ${table}_append_only before update or delete or truncate on ${table}
     execute function ${table}_is_append_only()`,
  ];
}
