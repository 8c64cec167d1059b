import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;

/** Folder of the built pages: `<door>/index.html` for each door and hashed files under `assets/`. */
export const webDist: string = join(here, 'dist');

/** What a call of {@link buildWeb} did. */
export interface WebBuild {
  readonly dist: string;
  /** False when the pages on disk were already newer than every source. */
  readonly built: boolean;
  readonly milliseconds: number;
}

/**
 * Builds the pages of all doors when they are missing or older than their sources.
 *
 * @param options.force builds even when nothing changed
 * @throws when a source does not compile; Vite has said on stderr which
 */
export async function buildWeb(options: { readonly force?: boolean } = {}): Promise<WebBuild> {
  const begin = performance.now();
  const built = options.force === true || !isFresh();
  if (built) await build();
  return { dist: webDist, built, milliseconds: Math.round(performance.now() - begin) };
}

/** Builds beside the old pages and swaps, so that two processes may build at once and none sees half a tree. */
async function build(): Promise<void> {
  const outDir = mkdtempSync(join(here, 'dist-'));
  try {
    await buildInto(outDir);
    rmSync(webDist, { recursive: true, force: true });
    try {
      renameSync(outDir, webDist);
    } catch (reason) {
      // Another process has put its own, equally new pages there in the meantime.
      if (!existsSync(join(webDist, 'street/index.html'))) throw reason;
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** Longer than the slowest machine needs. */
const LIMIT_MS = 15 * 60_000;

/** Vite takes half a gigabyte and keeps it; so it runs in a process of its own, which says itself what is wrong. */
async function buildInto(outDir: string): Promise<void> {
  const child = spawn(process.execPath, [join(here, 'build-pages.ts'), outDir], {
    stdio: ['ignore', 2, 2],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the pages could not be built (${code ?? 'no end in sight'})`);
}

function isFresh(): boolean {
  const marker = join(webDist, 'street/index.html');
  if (!existsSync(marker)) return false;
  const builtAt = statSync(marker).mtimeMs;
  const sources = [join(here, 'src'), join(here, '../../packages/rules/src')];
  const newest = Math.max(
    statSync(join(here, 'vite.config.ts')).mtimeMs,
    statSync(join(here, 'package.json')).mtimeMs,
    ...sources.map(newestChange),
  );
  return newest <= builtAt;
}

/** The latest change below a folder, folders included so that a deleted file counts as a change. */
function newestChange(folder: string): number {
  let newest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return newest;
}
