import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { ConfigurationError, type Database } from './platform/index.ts';

const HEADLINE = 'this is the data of a demo, with cards and people that are not real';

/** A folder in which a demo has run holds the private keys and PINs of its cards. */
export function refuseDemoFolder(folder: string): void {
  if (!existsSync(join(folder, 'cards'))) return;
  throw new ConfigurationError(HEADLINE, [
    `MIBUN_DATA ${folder} has software cards in it: name another folder`,
  ]);
}

/** A database in which a demo was settled is full of invented people whose PINs everybody knows. */
export async function refuseDemoDatabase(database: Database): Promise<void> {
  if ((await tablesOf(database)).demo) {
    throw new ConfigurationError(HEADLINE, ['DATABASE_URL names the database of a demo: name an empty one']);
  }
}

/** And the other way round: nobody's registry is filled with invented people because MIBUN_MODE was forgotten. */
export async function refuseLiveDatabase(database: Database): Promise<void> {
  const { demo, mibun } = await tablesOf(database);
  if (!mibun || demo) return;
  throw new ConfigurationError('this is the data of a production server, and a demo would write into it', [
    'DATABASE_URL names a database that no demo has made: name an empty one, or start with MIBUN_MODE=production',
  ]);
}

/** All tables are made in one transaction: who has the one and not the other never had it. */
async function tablesOf(database: Database): Promise<{ readonly demo: boolean; readonly mibun: boolean }> {
  const { rows } = await database.query((tx) =>
    tx.executeQuery<{ demo: string | null; mibun: string | null }>(
      CompiledQuery.raw(
        "select to_regclass('demo_progress')::text as demo, to_regclass('audit_entries')::text as mibun",
      ),
    ),
  );
  const [found] = rows;
  return { demo: Boolean(found?.demo), mibun: Boolean(found?.mibun) };
}
