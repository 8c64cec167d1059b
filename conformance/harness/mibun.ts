import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ProgramResult, runProgram } from './programs.ts';
import { type RunningProgram, startProgram } from './running-program.ts';

export const MIBUN_MAIN = join(import.meta.dirname, '../../apps/cli/src/main.ts');

/** A `mibun start` of its own process: what an operator has in a terminal. */
export type MibunProcess = RunningProgram;

/** Starts Mibun in demo mode on four ports from `port` on, with its data in `folder`. */
export function startMibunProcess(
  folder: string,
  port: number,
  environment: Readonly<Record<string, string>> = {},
): MibunProcess {
  const own = Object.entries(process.env).filter(([name]) => !/^(MIBUN_|DATABASE_URL$|NODE_TEST)/.test(name));
  return startProgram(process.execPath, [MIBUN_MAIN, 'start', '--data', folder, '--port', String(port)], {
    ...Object.fromEntries(own),
    ...environment,
  });
}

export interface System {
  readonly mode: string;
  readonly preparing: { readonly done: number; readonly of: number } | null;
}

export async function systemAt(port: number): Promise<System> {
  const response = await fetch(`http://127.0.0.1:${port}/api/system`);
  if (!response.ok) throw new Error(`/api/system answers ${response.status}`);
  return (await response.json()) as System;
}

/** Asks until the staff have their cards. The process must stay alive meanwhile. */
export async function prepared(mibun: MibunProcess, port: number): Promise<void> {
  let over: unknown;
  void mibun.ended.then((how) => {
    over = how;
  });
  while ((await systemAt(port)).preparing !== null) {
    if (over !== undefined) throw new Error(`it ended (${String(over)}): ${mibun.stderr}`);
    await sleep(250);
  }
}

/** Runs one `mibun` command to its end. */
export function runMibun(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  return runProgram(process.execPath, [MIBUN_MAIN, ...args], environment);
}
