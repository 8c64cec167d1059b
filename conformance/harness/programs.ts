import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ProgramResult {
  /** Exit status; 0 is success. */
  readonly status: number;
  /** Standard output. */
  readonly output: string;
  /** Standard output, then standard error. */
  readonly everything: string;
}

/**
 * Runs an independent program to its end. A status other than 0 is a result, not an exception. `input` is what a
 * person would type; without it the program finds an end of file.
 * @throws Error when the program is not installed or does not end within a minute
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<ProgramResult> {
  const options = { env: { ...process.env, ...env }, timeout: 60_000, encoding: 'utf8' } as const;
  try {
    const running = run(program, args, options);
    running.child.stdin?.on('error', () => undefined).end(input);
    const { stdout, stderr } = await running;
    return { status: 0, output: stdout, everything: `${stdout}\n${stderr}` };
  } catch (error) {
    if (!isFailedProgram(error)) throw error;
    return { status: error.code, output: error.stdout, everything: `${error.stdout}\n${error.stderr}` };
  }
}

interface FailedProgram {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function isFailedProgram(error: unknown): error is FailedProgram {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'stdout' in error;
}
