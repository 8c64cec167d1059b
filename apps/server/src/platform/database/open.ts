import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LockHeld, lockFile } from '@mibun/durable';
import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import type { Pool, QueryResult } from 'pg';
import { Constraints, type Watching, watched } from './constraints.ts';
import { type Database, databaseOver, type NoTables } from './database.ts';
import { pgliteDialect } from './pglite-dialect.ts';

/** A row of a table is an entity of the code: `chip_serial` in SQL is `chipSerial` here. What JSON columns hold stays as it is. */
const PLUGINS = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];

const OID = { bytea: 17, int8: 20, date: 1082 };

/** A row holds octets of its own: a Buffer may share its memory with others, and its `slice` copies nothing. */
const octets = (buffer: Buffer): Uint8Array => new Uint8Array(buffer);

export interface DatabaseSettings {
  /** PostgreSQL by URL; without it PGlite in `directory`, or in memory when there is neither. */
  readonly url?: string;
  /** How long PostgreSQL may take to let somebody in, and for one statement. */
  readonly patience?: { readonly connectMs: number; readonly statementMs: number };
  readonly directory?: string;
  /** The data directory that PGlite in memory begins with, a tar archive of its own making; without it an empty one. */
  readonly image?: Blob;
  /** For tests: awaited before each statement of a store. */
  readonly beforeStatement?: (sql: string) => Promise<void>;
}

export interface OpenDatabase extends Database {
  /** For the migrator only. */
  readonly kysely: Kysely<NoTables>;
  /** What violating a constraint is answered with; the migrations declare it. */
  readonly constraints: Constraints;
  /** For the job engine only: several statements at once are allowed, and the rows of all of them come back. */
  executeSql(text: string, values: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  const { url, beforeStatement } = settings;
  const watching = { constraints: new Constraints(), ...(beforeStatement && { beforeStatement }) };
  return url ? openPostgres(url, watching, settings.patience) : openPglite(settings, watching);
}

/** A server that is there and silent: connecting, and a whole statement. A migration of a big table is the longest. */
const PATIENCE = { connectMs: 60_000, statementMs: 10 * 60_000 };

async function openPostgres(
  url: string,
  watching: Watching,
  { connectMs, statementMs } = PATIENCE,
): Promise<OpenDatabase> {
  const { Pool: Connections, types } = (await import('pg')).default;
  // Dates without time stay text; 64-bit counters fit a double for 9 × 10^15 rows.
  types.setTypeParser(OID.date, (text) => text);
  types.setTypeParser(OID.int8, Number);
  const pool = new Connections({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: connectMs,
    types: {
      getTypeParser(oid, format) {
        const parse = types.getTypeParser(oid, format);
        return oid === OID.bytea ? (value: string) => octets(parse(value)) : parse;
      },
    },
    query_timeout: statementMs,
    keepAlive: true,
  });
  await reach(pool);
  // A connection that breaks while nobody uses it is replaced by the pool; unheard, it would end the process.
  pool.on('error', () => undefined);
  const kysely = new Kysely<NoTables>({
    dialect: watched(new PostgresDialect({ pool }), watching),
    plugins: PLUGINS,
  });
  return {
    ...databaseOver(kysely, 'postgres', () => kysely.destroy()),
    kysely,
    constraints: watching.constraints,
    async executeSql(text, values) {
      const answer: QueryResult | QueryResult[] = await pool.query(text, [...values]);
      return { rows: [answer].flat().flatMap(({ rows }) => rows) };
    },
  };
}

/** PostgreSQL is not there, proves no name that is trusted, or lets nobody in by this name. */
export class DatabaseOutOfReach extends Error {
  override readonly name = 'DatabaseOutOfReach';
}

/** Once, before anything is built on it. What the driver says names neither the address nor the password. */
async function reach(pool: Pool): Promise<void> {
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new DatabaseOutOfReach(error instanceof Error ? error.message : 'no reason given', {
      cause: error,
    });
  }
}

/** The data folder belongs to another process that runs at this moment, on this machine or in a container of it. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(folder: string, holder: string) {
    super(`another Mibun (${holder}) uses ${folder}`);
  }
}

/** PGlite has no lock of its own, and a second one on the same folder destroys it. */
function lockFolder(folder: string): () => void {
  try {
    return lockFile(join(folder, 'mibun.lock'));
  } catch (error) {
    throw error instanceof LockHeld ? new FolderInUse(folder, error.holder) : error;
  }
}

async function openPglite({ directory, image }: DatabaseSettings, watching: Watching): Promise<OpenDatabase> {
  const { PGlite } = await import('@electric-sql/pglite');
  let unlock = () => {};
  if (directory) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    unlock = lockFolder(directory);
  }
  try {
    const pglite = await PGlite.create({
      ...(directory && { dataDir: join(directory, 'pglite') }),
      ...(image && { loadDataDir: image }),
      parsers: {
        [OID.date]: (text: string) => text,
        [OID.int8]: Number,
        [OID.bytea]: (text: string) => octets(Buffer.from(text.slice(2), 'hex')),
      },
      // PGlite's own way goes over an array of strings, seconds for the pictures of a card.
      serializers: {
        [OID.bytea]: (bytes: Uint8Array) =>
          `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`,
      },
    });
    const kysely = new Kysely<NoTables>({
      dialect: watched(pgliteDialect(pglite), watching),
      plugins: PLUGINS,
    });
    const close = async () => {
      await kysely.destroy();
      unlock();
    };
    return {
      ...databaseOver(kysely, 'pglite', close),
      kysely,
      constraints: watching.constraints,
      async executeSql(text, values) {
        const { rows } = await kysely
          .withoutPlugins()
          .executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]));
        return { rows };
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
