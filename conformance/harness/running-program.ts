import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that runs beside the test: a server, a display, a browser. */
export interface RunningProgram {
  readonly pid: number;
  /** All of it so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves when both streams together have said it; rejects when the program ends before. */
  said(words: RegExp): Promise<void>;
  kill(signal?: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
  /** Asks it to end and waits until it has; kills it after five seconds. */
  stop(): Promise<void>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const PATIENCE_MS = 5_000;

/** Starts a program; it does not outlive this process. `env` is its whole environment; `input` what a person would type. */
export function startProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
  input = '',
): RunningProgram {
  const child = spawn(program, args, { stdio: 'pipe', env });
  child.stdin.on('error', () => undefined).end(input);
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const heard = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    process.off('exit', endWithUs);
    return (code ?? signal) as number | string;
  });
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
    async stop() {
      child.kill();
      const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await ended.catch(() => undefined);
      clearTimeout(impatience);
    },
    said(words) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (!words.test(`${heard.stdout}\n${heard.stderr}`)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        ended.then(
          (how) => {
            const all = `${heard.stdout}\n${heard.stderr}`;
            reject(new Error(`${program} ended (${how}) before it said ${words}:\n${all}`));
          },
          (error: unknown) => reject(error),
        );
        look();
      });
    },
  };
}
