import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const hasWrk = (): boolean => existsSync('/usr/bin/wrk');

const SCRIPT = `
local requests = {}
local next = 0
function init(args)
  for line in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", line) end
end
function request()
  next = next % #requests + 1
  return requests[next]
end
`;

export interface Load {
  readonly rate: number;
  readonly seconds: number;
  /** Answers that were not 2xx, and connections that failed. */
  readonly failures: number;
}

/** Asks for the paths in turn with `wrk`, one thread, for so long. */
export async function load(
  folder: string,
  port: number,
  paths: readonly string[],
  milliseconds: number,
  connections = 32,
): Promise<Load> {
  const [script, list] = [join(folder, 'paths.lua'), join(folder, `paths-${port}.txt`)];
  await writeFile(script, SCRIPT);
  await writeFile(list, `${paths.join('\n')}\n`);
  const seconds = Math.max(1, Math.round(milliseconds / 1_000));
  const args = [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '-s',
    script,
    `http://127.0.0.1:${port}`,
    '--',
    list,
  ];
  const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]);
  if (code !== 0 || !Number.isFinite(rate)) throw new Error(`wrk: ${text}`);
  const bad = Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0);
  const [, ...errors] =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text) ?? [];
  return { rate, seconds, failures: bad + errors.reduce((sum, count) => sum + Number(count), 0) };
}
