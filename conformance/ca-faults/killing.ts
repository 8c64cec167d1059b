import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Said } from './acts.ts';
import type { Place } from './installation.ts';
import { Records } from './records.ts';
import type { WorkerJob } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Compiling the embedded database for speed takes longer than a process lives here. */
const FLAGS = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * The process that is killed, as one file: of its thousand small ones Node would spend longer on finding than it lives.
 * The embedded database finds its own parts by where it lies, and stays outside.
 */
export async function bundleWorker(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['@electric-sql/pglite', 'pkcs11js', 'pg-native'] },
    build: {
      ssr: WORKER,
      outDir,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  });
  return join(outDir, 'worker.mjs');
}

/** Where and when a process is killed. Asked at each boundary; `at` is in milliseconds after the CAs are open. */
export interface Killer {
  readonly stepping: boolean;
  killsAt?(point: string): boolean;
  readonly at?: number;
}

export interface Lane {
  readonly name: string;
  readonly place: Place;
  readonly records: Records;
  /** The program, as one file or as it is. */
  readonly worker: string;
  runs: number;
  kills: number;
  /** Restarts whose records were looked through. */
  surveys: number;
}

export function laneAt(name: string, place: Place, worker: string = WORKER): Lane {
  return { name, place, worker, records: new Records(), runs: 0, kills: 0, surveys: 0 };
}

const START = Date.UTC(2026, 10, 22, 3);
const MINUTE_MS = 60_000;
/** Now and then the clock of the machine has gone back when the next process starts, behind the two before it. */
const BACK_EVERY = 9;
const BACK_MS = 150_000;

function clockOf({ runs, surveys }: Lane): Date {
  const back = surveys % BACK_EVERY === BACK_EVERY - 1 ? BACK_MS : 0;
  return new Date(START + runs * MINUTE_MS - back);
}

/**
 * One process on the place of a lane: it opens the CAs that the last one has left, is surveyed, and works until it is
 * killed. Answers whether it was, or came to its end.
 */
export async function runOnce(lane: Lane, killer: Killer): Promise<'killed' | 'ended'> {
  const { records, place, worker } = lane;
  const now = clockOf(lane);
  const run = lane.runs++;
  const job: WorkerJob = {
    ...place,
    run: `${lane.name}-${run}`,
    now: now.toISOString(),
    stepping: killer.stepping,
  };
  const child = spawn(process.execPath, [...FLAGS, worker, JSON.stringify(job)], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(place.folder, 'compiled'), NODE_TEST_CONTEXT: '' },
  });
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const closed = once(child, 'close');
  let complaints = '';
  const socket = child.stdio[3];
  assert.ok(socket instanceof Duplex && child.stderr);
  child.stderr.on('data', (text: Buffer) => (complaints += text));
  socket.on('error', () => undefined);
  let ended = false;
  let where = 'not yet';
  let timer: NodeJS.Timeout | undefined;
  let killed = false;
  const kill = (place: string) => {
    where = place;
    killed = true;
    child.kill('SIGKILL');
  };
  try {
    for await (const line of createInterface({ input: socket })) {
      // The last line may be cut off by the kill: whatever it was about had not begun.
      const said = parse(line);
      switch (said?.say) {
        case 'point':
          if (killer.killsAt?.(said.name)) kill(said.name);
          else socket.write('.');
          break;
        case 'begin':
          records.begin(said.act, said.card);
          break;
        case 'done':
          records.done(said.act, said.card);
          break;
        case 'signing':
          records.signing(said.label, new Uint8Array(Buffer.from(said.tbs, 'base64')));
          break;
        case 'survey':
          records.check(said.survey, now);
          lane.surveys++;
          if (killer.at !== undefined) timer ??= setTimeout(kill, killer.at, `after ${killer.at} ms`);
          break;
        case 'end':
          ended = true;
          break;
        case undefined:
      }
    }
    const [code, signal] = (await closed) as [number | null, string | null];
    assert.ok(
      killed ? signal === 'SIGKILL' : code === 0 && ended,
      `it ended by itself (${code}): ${complaints}`,
    );
  } catch (error) {
    throw new Error(`${job.run}, killed ${where}: ${String(error)}\n${complaints}`, { cause: error });
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
    process.off('exit', endWithUs);
  }
  if (killed) lane.kills++;
  return killed ? 'killed' : 'ended';
}

function parse(line: string): Said | undefined {
  try {
    return JSON.parse(line) as Said;
  } catch {
    return undefined;
  }
}
