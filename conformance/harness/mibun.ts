import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../apps/cli/src/main.ts');

/** A `mibun start` of its own process: what an operator has in a terminal. */
export interface MibunProcess {
  readonly pid: number;
  /** All of it so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves when both streams together have said it; rejects when the process ends before. */
  said(words: RegExp): Promise<void>;
  kill(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts Mibun in demo mode on four ports from `port` on, with its data in `folder`. */
export function startMibunProcess(
  folder: string,
  port: number,
  environment: Readonly<Record<string, string>> = {},
): MibunProcess {
  const own = Object.entries(process.env).filter(([name]) => !/^(MIBUN_|DATABASE_URL$|NODE_TEST)/.test(name));
  const child: ChildProcess = spawn(
    process.execPath,
    [MAIN, 'start', '--data', folder, '--port', String(port)],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...Object.fromEntries(own), ...environment } },
  );
  const heard = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  return {
    pid: child.pid ?? 0,
    get stdout() {
      return heard.stdout;
    },
    get stderr() {
      return heard.stderr;
    },
    kill: (signal) => child.kill(signal),
    ended,
    said(words) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (!words.test(`${heard.stdout}\n${heard.stderr}`)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        ended.then((how) => {
          reject(
            new Error(`mibun ended (${how}) before it said ${words}:\n${heard.stdout}\n${heard.stderr}`),
          );
        });
        look();
      });
    },
  };
}
