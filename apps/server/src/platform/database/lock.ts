import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The data folder belongs to another process that runs at this moment. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(folder: string, pid: string) {
    super(`another Mibun (process ${pid}) uses ${folder}`);
  }
}

/**
 * PGlite has no lock of its own, and a second one on the same folder destroys it. So one process takes the folder by
 * creating `mibun.lock` with its id and the time of its start; a lock whose process is gone is taken over.
 *
 * @returns a function that gives the folder back
 * @throws FolderInUse
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'mibun.lock');
  const mine = `${process.pid} ${startOf(process.pid)}`;
  if (!create(path, mine)) {
    const holder = read(path);
    if (holder === undefined || isAlive(holder) || !takeAway(path, holder) || !create(path, mine)) {
      const [pid = ''] = (read(path) ?? holder ?? '').split(' ');
      throw new FolderInUse(folder, pid);
    }
  }
  return () => rmSync(path, { force: true });
}

/** Written under another name and linked, so that nobody ever reads half a lock. */
function create(path: string, holder: string): boolean {
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, holder);
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    closeSync(file);
    rmSync(draft, { force: true });
  }
}

/** Removes the lock of a dead process, unless somebody else has just done so and taken the folder. */
function takeAway(path: string, holder: string): boolean {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) === holder) return true;
    linkSync(aside, path);
    return false;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isAlive(holder: string): boolean {
  const [id = '', start = ''] = holder.split(' ');
  const pid = Number(id);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
  }
  // In a container the process after a crash often gets the same number again.
  return start === startOf(pid);
}

/** When a process started, in the kernel's ticks; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Field 22; the second field is a name in parentheses and may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
