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
  const { rows } = await database.query((tx) =>
    tx.executeQuery<{ found: string | null }>(
      CompiledQuery.raw(`select to_regclass('demo_progress')::text as found`),
    ),
  );
  if (!rows[0]?.found) return;
  throw new ConfigurationError(HEADLINE, ['DATABASE_URL names the database of a demo: name an empty one']);
}
