import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Kysely } from 'kysely';
import { Constraints } from '../src/platform/database/constraints.ts';
import type { NoTables } from '../src/platform/database/database.ts';
import { type Migration, migrate } from '../src/platform/database/migrate.ts';
import { type DatabaseSettings, type OpenDatabase, openDatabase } from '../src/platform/database/open.ts';
import { pgliteDialect } from '../src/platform/database/pglite-dialect.ts';

/**
 * A database for one test: PGlite in memory, or, where `MIBUN_TEST_DATABASE_URL` names a PostgreSQL, a database of its
 * own there. `close` leaves nothing behind.
 */
export async function openTestDatabase({
  migrated = [],
  ...watch
}: Watch & {
  /** What may have been applied already. Worth it for lists that many test files share: each is 40 MB on the disk. */
  readonly migrated?: readonly Migration[];
} = {}): Promise<OpenDatabase> {
  const server = process.env.MIBUN_TEST_DATABASE_URL;
  return server ? openOnPostgres(server, watch) : openInMemory(watch, migrated);
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

async function openInMemory(
  { beforeStatement }: Watch,
  migrated: readonly Migration[],
): Promise<OpenDatabase> {
  // Compiling PostgreSQL for speed takes longer than most tests, and half of their memory.
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
  return openDatabase({ image: await imageWith(migrated), ...(beforeStatement && { beforeStatement }) });
}

/** Images lie in the folder of passing files by name; those of other schemas than today's go after a day. */
const IMAGES = 'mibun-pglite-';
const KEPT_MS = 24 * 3_600_000;

/** The data directory of a PGlite as a tar archive: made once on a machine, since initdb takes seconds, and tables half of one. */
async function imageWith(migrations: readonly Migration[]): Promise<Blob> {
  const about = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(await readFile(about, 'utf8')) as { readonly version: string };
  const tables = migrations.map(({ name, statements }) => [name, statements]);
  const schema =
    tables.length > 0
      ? `-${createHash('sha256').update(JSON.stringify(tables)).digest('hex').slice(0, 16)}`
      : '';
  const path = join(tmpdir(), `${IMAGES}${version}-${userInfo().username}${schema}.tar`);
  try {
    return new Blob([await readFile(path)]);
  } catch {
    const image = await makeImage(migrations);
    // Other test files may be at the same: each writes a file of its own, and the last one keeps the name.
    await writeFile(`${path}.${process.pid}`, image.stream(), { mode: 0o600 });
    await rename(`${path}.${process.pid}`, path);
    await dropOldImages();
    return image;
  }
}

async function makeImage(migrations: readonly Migration[]): Promise<Blob> {
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite =
    migrations.length > 0 ? await PGlite.create({ loadDataDir: await imageWith([]) }) : await PGlite.create();
  const kysely = new Kysely<NoTables>({ dialect: pgliteDialect(pglite) });
  if (migrations.length > 0) await migrate({ kysely, constraints: new Constraints() }, migrations);
  await pglite.exec('checkpoint');
  const image = await pglite.dumpDataDir('none');
  await kysely.destroy();
  return image;
}

async function dropOldImages(): Promise<void> {
  const since = Date.now() - KEPT_MS;
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(IMAGES)) continue;
    const path = join(tmpdir(), name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < since) await rm(path, { force: true });
  }
}
