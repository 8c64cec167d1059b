import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePortRange } from '../conformance/harness/ports.ts';
import { root } from '../scripts/steps.ts';
import type { Section } from './harness/table.ts';
import type { Effort } from './run.ts';

/** Ticks of /proc a second, on every Linux that Node runs on. */
const TICKS = 100;
/** Until what the start has left to do is done. */
const REST_MS = 30_000;
const LONGEST_START_MS = 15 * 60_000;

/** What an installation that nobody uses takes of a laptop. Needs /proc. */
export async function bench({ quick }: Effort): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), 'mibun-idle-'));
  try {
    const first = await measured(folder, quick);
    const later = await measured(folder, quick);
    return {
      title: 'A demo that nobody uses',
      rows: [...rowsOf('after the first start', first), ...rowsOf('after a later start', later)],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Figures {
  readonly percent: number;
  readonly resident: number;
  readonly seconds: number;
}

const rowsOf = (when: string, { percent, resident, seconds }: Figures) => [
  {
    what: `processor, ${when}`,
    figure: percent,
    unit: '% of a core',
    wanted: { atMost: 1 },
    note: `over ${seconds} s`,
  },
  { what: `memory, ${when}`, figure: resident, unit: 'MB resident', note: 'the database alone: 700' },
];

async function measured(folder: string, quick: boolean): Promise<Figures> {
  const port = await freePortRange(4);
  const main = join(root, 'apps/cli/src/main.ts');
  const child = spawn(process.execPath, [main, 'start', '--data', folder, '--port', String(port)], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  try {
    const giveUpAt = performance.now() + LONGEST_START_MS;
    while (!(await isPrepared(port))) {
      if (child.exitCode !== null || performance.now() > giveUpAt) throw new Error('Mibun did not start');
      await sleep(500);
    }
    await sleep(REST_MS);
    const seconds = quick ? 30 : 180;
    const before = ticksOf(child.pid);
    await sleep(seconds * 1000);
    const percent = ((ticksOf(child.pid) - before) / TICKS / seconds) * 100;
    return { percent, resident: residentOf(child.pid), seconds };
  } finally {
    child.kill('SIGINT');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await ended;
    clearTimeout(impatience);
  }
}

async function isPrepared(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/system`, {
      signal: AbortSignal.timeout(10_000),
    });
    const { preparing } = (await response.json()) as { preparing: unknown };
    return preparing === null;
  } catch {
    return false;
  }
}

/** Processor time of the process, of all its threads. */
function ticksOf(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return user + system;
}

function residentOf(pid: number | undefined): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
