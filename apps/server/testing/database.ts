import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Kysely } from 'kysely';
import { getConstructionPlans } from 'pg-boss';
import { Constraints } from '../src/platform/database/constraints.ts';
import type { NoTables } from '../src/platform/database/database.ts';
import { type Migration, migrate } from '../src/platform/database/migrate.ts';
import { type DatabaseSettings, type OpenDatabase, openDatabase } from '../src/platform/database/open.ts';
import { pgliteDialect } from '../src/platform/database/pglite-dialect.ts';
import { JOBS_SCHEMA } from '../src/platform/jobs.ts';

/**
 * A database for one test: PGlite in memory, or, where `MIBUN_TEST_DATABASE_URL` names a PostgreSQL, a database of its
 * own there. `close` leaves nothing behind.
 */
export async function openTestDatabase({
  migrated = [],
  ...watch
}: Watch & {
  /** Applied when it opens. Worth it for lists that many test files share: each is 40 MB on the disk. */
  readonly migrated?: readonly Migration[];
} = {}): Promise<OpenDatabase> {
  const server = process.env.MIBUN_TEST_DATABASE_URL;
  return server ? openOnPostgres(server, watch, migrated) : openInMemory(watch, migrated);
}

type Watch = Pick<DatabaseSettings, 'beforeStatement'>;

let databases = 0;

async function openOnPostgres(
  server: string,
  { beforeStatement }: Watch,
  migrated: readonly Migration[],
): Promise<OpenDatabase> {
  const name = `mibun_test_${process.pid}_${++databases}`;
  const template = await templateWith(server, migrated);
  await administer(server, `create database ${name}${template ? ` template ${template}` : ''}`);
  const url = databaseAt(server, name);
  const database = await openDatabase({ url, ...(beforeStatement && { beforeStatement }) });
  for (const { constraints = {} } of migrated) database.constraints.declare(constraints);
  return {
    ...database,
    async close() {
      await database.close();
      await administer(server, `drop database if exists ${name}`);
    },
  };
}

/**
 * A template with these tables, made once on a server: a copy takes a tenth of the time. Undefined where there are none.
 * Who comes second waits for the first, and finds it made.
 */
async function templateWith(server: string, migrations: readonly Migration[]): Promise<string | undefined> {
  if (migrations.length === 0) return undefined;
  const name = `mibun_template_${hashOf(migrations)}`;
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(8700)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return name;
    const making = `${name}_making`;
    await client.query(`drop database if exists ${making}`);
    await client.query(`create database ${making}`);
    const database = await openDatabase({ url: databaseAt(server, making) });
    await migrate(database, migrations).finally(() => database.close());
    await client.query(`alter database ${making} rename to ${name}`);
    await client.query(`alter database ${name} is_template true`);
    return name;
  } finally {
    await client.end();
  }
}

function databaseAt(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(server: string, statement: string): Promise<void> {
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function openInMemory(
  { beforeStatement }: Watch,
  migrated: readonly Migration[],
): Promise<OpenDatabase> {
  // Compiling PostgreSQL for speed takes longer than most tests, and half of their memory.
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
  const watch = beforeStatement && { beforeStatement };
  const image = await imageWith(migrated);
  if (image && migrated.length > 0) {
    const database = await openDatabase({ image, ...watch });
    for (const { constraints = {} } of migrated) database.constraints.declare(constraints);
    return database;
  }
  const empty = image ?? (await imageWith([]));
  const database = await openDatabase({ ...(empty && { image: empty }), ...watch });
  if (migrated.length > 0) await migrate(database, migrated);
  return database;
}

/** Images lie in the folder of passing files by name; those of other schemas than today's go after a day. */
const IMAGES = 'mibun-pglite-';
const KEPT_MS = 24 * 3_600_000;

/**
 * The data directory of a PGlite as a tar archive: made once on a machine, since initdb takes seconds, and tables half
 * of one. Undefined where nothing can be kept: then it is not worth making.
 */
async function imageWith(migrations: readonly Migration[]): Promise<Blob | undefined> {
  const path = join(tmpdir(), nameOf(migrations));
  const kept = await readFile(path).catch(() => undefined);
  if (kept && isWhole(kept)) return new Archive(kept);
  // Others may be at the same: each writes a file of its own, and the last one keeps the name.
  const own = `${path}.${randomUUID()}`;
  const file = await open(own, 'wx', 0o600).catch(() => undefined);
  if (!file) return undefined;
  try {
    const image = await makeImage(migrations);
    await file.writeFile(image.stream());
    await rename(own, path);
    await dropOldImages();
    return image;
  } catch (error) {
    if (isFull(error)) return undefined;
    throw error;
  } finally {
    await file.close();
    await rm(own, { force: true });
  }
}

/** Octets as they were read: a Blob would copy all of them twice. */
class Archive extends Blob {
  readonly #octets: Buffer;
  constructor(octets: Buffer) {
    super([]);
    this.#octets = octets;
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteLength } = this.#octets;
    // One that shares its memory with others has to be copied after all.
    return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
      ? buffer
      : new Uint8Array(this.#octets).buffer;
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:ENOSPC|EDQUOT|EFBIG|EIO)$/.test(String(error.code));

/** An archive ends with two empty blocks; what a machine that went down has left may not. */
const isWhole = (archive: Buffer): boolean =>
  archive.length > 1024 && archive.subarray(-1024).every((byte) => byte === 0);

/** Of everything that the image is made from: engines, and tables. The user, since each has their own files. */
function nameOf(migrations: readonly Migration[]): string {
  const parts = [versionOf('@electric-sql/pglite'), process.getuid?.() ?? 'user'];
  if (migrations.length > 0) parts.push(hashOf(migrations));
  return `${IMAGES}${parts.join('-')}.tar`;
}

function hashOf(migrations: readonly Migration[]): string {
  const tables = migrations.map(({ name, statements }) => [name, statements]);
  const schema = JSON.stringify([versionOf('pg-boss'), JOBS_SCHEMA, tables]);
  return createHash('sha256').update(schema).digest('hex').slice(0, 16);
}

function versionOf(name: string): string {
  const path = findPackageJSON(name, import.meta.url);
  if (path === undefined) throw new Error(`${name} is not installed`);
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version;
}

async function makeImage(migrations: readonly Migration[]): Promise<Blob> {
  const { PGlite } = await import('@electric-sql/pglite');
  const empty = migrations.length > 0 ? await imageWith([]) : undefined;
  const pglite = await PGlite.create({ ...(empty && { loadDataDir: empty }) });
  const kysely = new Kysely<NoTables>({ dialect: pgliteDialect(pglite) });
  if (migrations.length > 0) {
    await migrate({ kysely, constraints: new Constraints() }, migrations);
    await pglite.exec(getConstructionPlans(JOBS_SCHEMA));
  }
  // Nobody makes further databases, and each template is a fifth of the archive.
  for (const name of ['template0', 'template1']) {
    await pglite.exec(`update pg_database set datistemplate = false where datname = '${name}'`);
    await pglite.exec(`drop database if exists ${name}`);
  }
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
    // Those of other users are not ours to drop.
    if (mtimeMs < since) await rm(path, { force: true }).catch(() => {});
  }
}
