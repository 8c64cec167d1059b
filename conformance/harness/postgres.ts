import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { chmod, chown, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePortRange } from './ports.ts';
import { runProgram } from './programs.ts';

const OLDEST = 15;
const START_ATTEMPTS = 3;
const READY = 'database system is ready to accept connections';

export interface PostgresServer {
  /** Connection URL of the superuser, to the database `postgres`. */
  readonly url: string;
  /** For example `15.18`. */
  readonly version: string;
  /** A new, empty database of that name; its connection URL. */
  createDatabase(name: string): Promise<string>;
  /** Names of the databases that are there now, without PostgreSQL's own and templates. */
  databases(): Promise<readonly string[]>;
  /** How many databases were ever created here: whether a program really used this server. */
  databasesCreated(): number;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** PEM files of a certificate for `localhost` and its key: the server then lets in over TLS alone. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/**
 * Starts a PostgreSQL of its own on a temporary folder and a free port of the loopback interface, beside any other.
 * Needs the Debian package postgresql (15 or later). Root cannot run PostgreSQL, so root runs it as `postgres`.
 * Nothing in it survives `stop()`, so it does not wait for the disk.
 */
export async function startPostgres({ tls }: PostgresOptions = {}): Promise<PostgresServer> {
  const programs = programsOf();
  const folder = await mkdtemp(join(tmpdir(), 'mibun-postgres-'));
  try {
    if (isRoot()) await chown(folder, await idOfPostgres('-u'), await idOfPostgres('-g'));
    const data = join(folder, 'data');
    const password = randomBytes(16).toString('hex');
    await initialise(programs, data, password, join(folder, 'password'));
    if (tls) await demandTls(data, tls);
    for (let attempt = 1; ; attempt++) {
      const port = await freePortRange(1);
      try {
        const running = await startServer(programs, data, port, tls ? ['ssl=on'] : []);
        const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres${tls ? '?sslmode=no-verify' : ''}`;
        return {
          url,
          version: String((await ask(url, 'show server_version'))[0]?.server_version).replace(/ .*/, ''),
          async createDatabase(name) {
            await ask(url, `create database ${name}`);
            return url.replace(/postgres(\?.*)?$/, name);
          },
          async databases() {
            const others = `select datname from pg_database where not datistemplate and datname <> 'postgres'`;
            const rows = await ask(url, others);
            return rows.map(({ datname }) => String(datname));
          },
          databasesCreated: () => running.log().split(/statement: create database/).length - 1,
          async stop() {
            await running.stop();
            await rm(folder, { recursive: true, force: true });
          },
        };
      } catch (error) {
        if (attempt === START_ATTEMPTS) throw error;
      }
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

const isRoot = () => process.getuid?.() === 0;

function programsOf(): string {
  const versions = globSync('/usr/lib/postgresql/*/bin/postgres').map((path) => Number(path.split('/')[4]));
  const newest = Math.max(0, ...versions);
  if (newest < OLDEST) throw new Error(`no PostgreSQL ${OLDEST} or later: apt-get install postgresql`);
  return `/usr/lib/postgresql/${newest}/bin`;
}

async function idOfPostgres(which: '-u' | '-g'): Promise<number> {
  const { status, output } = await runProgram('id', [which, 'postgres']);
  if (status !== 0) throw new Error('root needs the user postgres: apt-get install postgresql');
  return Number(output);
}

/** The program and its arguments, run by somebody who is not root. */
function asNobodySpecial(program: string, args: readonly string[]): [string, string[]] {
  if (!isRoot()) return [program, [...args]];
  return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]];
}

async function initialise(programs: string, data: string, password: string, passwordFile: string) {
  await writeFile(passwordFile, password, { mode: 0o644 });
  const [program, args] = asNobodySpecial(join(programs, 'initdb'), [
    ...['--pgdata', data, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
  ]);
  const { status, everything } = await runProgram(program, args);
  await rm(passwordFile);
  if (status !== 0) throw new Error(`initdb failed:\n${everything}`);
}

/** Nobody without TLS; the key belongs to whoever runs the server, as PostgreSQL demands. */
async function demandTls(data: string, { certificate, key }: NonNullable<PostgresOptions['tls']>) {
  for (const [from, name] of [
    [certificate, 'server.crt'],
    [key, 'server.key'],
  ] as const) {
    const to = join(data, name);
    await copyFile(from, to);
    await chmod(to, 0o600);
    if (isRoot()) await chown(to, await idOfPostgres('-u'), await idOfPostgres('-g'));
  }
  await writeFile(join(data, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
}

interface RunningServer {
  readonly log: () => string;
  stop(): Promise<void>;
}

async function startServer(
  programs: string,
  data: string,
  port: number,
  more: readonly string[],
): Promise<RunningServer> {
  const settings = [
    ...['fsync=off', 'unix_socket_directories=', 'log_statement=ddl', 'max_connections=50'],
    ...more,
  ];
  const [program, args] = asNobodySpecial(join(programs, 'postgres'), [
    ...['-D', data, '-h', '127.0.0.1', '-p', String(port)],
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  // In the folder of its data: the user postgres may not be allowed into ours.
  const server = spawn(program, args, { cwd: data, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(server, 'exit');
  // A test run that is cut short leaves no server behind. SIGINT: it disconnects everybody and shuts down cleanly.
  const endWithUs = () => void server.kill('SIGINT');
  process.once('exit', endWithUs);
  let log = '';
  const ready = new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk: Buffer) => {
      log += chunk;
      if (log.includes(READY)) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
  });
  const stop = async () => {
    process.off('exit', endWithUs);
    server.kill('SIGINT');
    await ended;
  };
  await ready;
  return { log: () => log, stop };
}

async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
