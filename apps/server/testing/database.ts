import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { type DatabaseSettings, type OpenDatabase, openDatabase } from '../src/platform/database/open.ts';

/**
 * A database for one test: PGlite in memory, or, where `MIBUN_TEST_DATABASE_URL` names a PostgreSQL, a database of its
 * own there. `close` leaves nothing behind.
 */
export async function openTestDatabase(watch: Watch = {}): Promise<OpenDatabase> {
  const server = process.env.MIBUN_TEST_DATABASE_URL;
  return server ? openOnPostgres(server, watch) : openInMemory(watch);
}

type Watch = Pick<DatabaseSettings, 'beforeStatement'>;

let databases = 0;

async function openOnPostgres(server: string, { beforeStatement }: Watch): Promise<OpenDatabase> {
  const { Client } = (await import('pg')).default;
  const name = `mibun_test_${process.pid}_${++databases}`;
  async function administer(statement: string): Promise<void> {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }
  await administer(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href, ...(beforeStatement && { beforeStatement }) });
  return {
    ...database,
    async close() {
      await database.close();
      await administer(`drop database ${name}`);
    },
  };
}

async function openInMemory({ beforeStatement }: Watch): Promise<OpenDatabase> {
  // Compiling PostgreSQL for speed takes longer than most tests, and half of their memory.
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
  return openDatabase({ image: await freshImage(), ...(beforeStatement && { beforeStatement }) });
}

/** The data directory of an untouched PGlite, as a tar archive: made once on a machine, since initdb takes seconds. */
async function freshImage(): Promise<Blob> {
  const about = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(await readFile(about, 'utf8')) as { readonly version: string };
  const path = join(tmpdir(), `mibun-pglite-${version}-${userInfo().username}.tar`);
  try {
    return new Blob([await readFile(path)]);
  } catch {
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create();
    const image = await pglite.dumpDataDir('none');
    await pglite.close();
    // Other test files may be at the same: each writes a file of its own, and the last one keeps the name.
    await writeFile(`${path}.${process.pid}`, image.stream(), { mode: 0o600 });
    await rename(`${path}.${process.pid}`, path);
    return image;
  }
}
