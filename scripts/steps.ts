import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Shows its output also when it passes. */
  readonly loud?: boolean;
  /** No two steps of one lane run at the same time. */
  readonly lane?: string;
  /** After so long it is killed with every program that it started, and has failed. Default: {@link STEP_LIMIT_MS}. */
  readonly limitMs?: number;
}

/** Three times what the longest takes on a machine with two processors, which another step is using as well. */
export const STEP_LIMIT_MS = 25 * 60_000;
/** Of one test file, and of one test: so that a test that hangs is named by the test runner, before its step is killed. */
export const TEST_LIMIT = `--test-timeout=${20 * 60_000}`;

/** What became of a step. */
export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  /** Its seconds, or why it was ended or not begun. */
  readonly how: string;
  readonly output: string;
}

export interface StepOptions {
  readonly say?: (line: string) => void;
  /** When everything must be over, by `performance.now()`. */
  readonly until?: number;
  /** Gets what became of each step as soon as it is known. */
  readonly into?: Outcome[];
  /** How long the programs that a step left behind may go on. Default 5 s. */
  readonly leftoversMs?: number;
}

/** Every test file is a process of its own; the TypeScript that they share is stripped and compiled once. */
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'), ...process.env };

/** Steps that run: each is the first of a process group, so that all it started can be reached. */
const running = new Map<ChildProcess, { readonly name: string; readonly chunks: readonly Buffer[] }>();

/** What would be known of the steps that run if all ended now. */
export function brokenOff(): readonly Outcome[] {
  return [...running.values()].map(({ name, chunks }) => ({
    name,
    passed: false,
    how: 'broken off',
    output: Buffer.concat(chunks).toString(),
  }));
}

/** SIGKILL for all that a step started: its group, and the groups that its programs made, as steps within a step are. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    child.kill('SIGKILL');
    return;
  }
  for (const group of new Set([child.pid, ...under(child.pid).map(({ group }) => group)])) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // Nobody is left in it.
    }
  }
}

/** The terminal's Ctrl-C reaches our group alone. */
function endWithUs(): void {
  process.once('exit', () => {
    for (const child of running.keys()) endGroup(child);
  });
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}
let watched = false;

/**
 * Runs one step. It is named when it begins; what it says is kept until it ends, so that of two side by side each is read
 * whole: all of it when it is loud, otherwise only when it fails, and then without the tests that passed.
 */
export async function runStep(step: Step, options: StepOptions = {}): Promise<Outcome> {
  const { say = console.log, until = Number.POSITIVE_INFINITY, leftoversMs = 5_000 } = options;
  const { name } = step;
  const started = performance.now();
  const limitMs = Math.min(step.limitMs ?? STEP_LIMIT_MS, until - started);
  const ended = (passed: boolean, how: string, output = ''): Outcome => {
    say(`${verdict({ passed })} ${name} (${how})`);
    return { name, passed, how, output };
  };
  if (limitMs <= 0) return ended(false, 'not begun: the time for all steps is over');
  if (!watched) endWithUs();
  watched = true;
  say(`...  ${name}`);
  const { code, output, wasAt } = await runToItsEnd(step, limitMs, leftoversMs);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (step.loud && output !== '') say(output.trimEnd());
  if (wasAt !== undefined) {
    const was = wasAt.map((line) => `     still running: ${line}`).join('\n');
    const outcome = ended(false, `killed after ${seconds} s, its limit`, `${output}${was}\n`);
    if (!step.loud) say(lastLines(output, 30));
    if (was !== '') say(was);
    return outcome;
  }
  const outcome = ended(code === 0, `${seconds} s`, output);
  if (code !== 0 && !step.loud) say(withoutPassed(output));
  return outcome;
}

/** As a line about a step begins. */
export const verdict = ({ passed }: Pick<Outcome, 'passed'>) => (passed ? 'ok  ' : 'FAIL');

/** Tests that passed are no news. */
const withoutPassed = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^ *✔ /.test(line))
    .join('\n');

interface Ended {
  readonly code: number;
  readonly output: string;
  /** What was running when the limit had passed. */
  readonly wasAt: readonly string[] | undefined;
}

async function runToItsEnd(step: Step, limitMs: number, leftoversMs: number): Promise<Ended> {
  const child = spawn(step.command, step.args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const chunks: Buffer[] = [];
  running.set(child, { name: step.name, chunks });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  }
  let wasAt: readonly string[] | undefined;
  const limit = setTimeout(() => {
    wasAt = programsOf(child);
    endGroup(child);
  }, limitMs);
  const closed = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(error.message));
      resolve(127);
    });
    child.once('exit', (exit) => resolve(exit ?? 1));
  });
  clearTimeout(limit);
  if (child.pid !== undefined) {
    // A program that it left behind keeps the pipe open; it is given a moment to end by itself.
    const patience = new AbortController();
    const late = sleep(leftoversMs, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([closed, late]);
    patience.abort();
    endGroup(child);
    child.stdout.destroy();
    child.stderr.destroy();
  }
  running.delete(child);
  return { code, output: Buffer.concat(chunks).toString(), wasAt };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
}

/** A process, its descendants, and all that are in a group with one of these; nothing where there is no /proc. */
function under(pid: number): readonly Process[] {
  const all = processes();
  const found = new Map<number, Process>();
  const groups = new Set([pid]);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const one of all) {
      if (one.pid !== pid && !found.has(one.parent) && !groups.has(one.group)) continue;
      found.set(one.pid, one);
      groups.add(one.group);
    }
  }
  return [...found.values()];
}

function processes(): readonly Process[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => processAt(Number(name)) ?? []);
  } catch {
    return [];
  }
}

function processAt(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Fields 4 and 5; the second is a name in parentheses and may hold spaces.
    const [, parent = 0, group = 0] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { pid, parent, group };
  } catch {
    return undefined;
  }
}

/** The command lines of what a step runs, as /proc tells them. */
function programsOf({ pid }: ChildProcess): readonly string[] {
  if (pid === undefined) return [];
  return under(pid).flatMap((one) => {
    try {
      const line = readFileSync(`/proc/${one.pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return line === '' ? [] : [line.slice(0, 300)];
    } catch {
      return [];
    }
  });
}

export const lastLines = (text: string, count: number) => text.trimEnd().split('\n').slice(-count).join('\n');

/** Runs steps side by side, `width` at a time, in their order as far as their lanes allow it. */
export async function runSteps(
  steps: readonly Step[],
  width: number,
  options: StepOptions = {},
): Promise<readonly Outcome[]> {
  const waiting = [...steps];
  const busy = new Set<string>();
  const outcomes = options.into ?? [];
  /** Who finds only lanes that are taken goes home: whoever is in such a lane also takes the rest of it. */
  const next = () => {
    const at = waiting.findIndex(({ lane }) => lane === undefined || !busy.has(lane));
    return at < 0 ? undefined : waiting.splice(at, 1)[0];
  };
  const worker = async () => {
    for (let step = next(); step; step = next()) {
      const { lane } = step;
      if (lane !== undefined) busy.add(lane);
      outcomes.push(await runStep(step, options));
      if (lane !== undefined) busy.delete(lane);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return outcomes;
}
