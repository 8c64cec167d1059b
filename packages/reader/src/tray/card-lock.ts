import {
  closeSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TrayError } from './tray-error.ts';

/**
 * Takes the lock of one card: two chips on the same memory would give an attacker the tries of both. The lock names
 * its process, and is taken over when that process is gone.
 * @returns a function that gives the lock back
 * @throws TrayError 'card-in-use'
 */
export function lockCard(path: string, serial: string): () => void {
  const mine = `${process.pid} ${startOf(process.pid)}`;
  if (!create(path, mine)) {
    const owner = readOwner(path);
    if (owner === undefined || isAlive(owner) || !takeAway(path, owner) || !create(path, mine)) {
      throw new TrayError('card-in-use', `card ${serial} is in another reader`);
    }
  }
  removeDrafts(path);
  return () => rmSync(path, { force: true });
}

/** Removes what processes left behind that died while they took this lock. */
function removeDrafts(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    const [serial, pid] = name.split('.');
    if (serial !== basename(path) || pid === undefined || exists(Number(pid))) continue;
    rmSync(join(folder, name), { force: true });
  }
}

function create(path: string, owner: string): boolean {
  // Written under another name and linked, so that nobody ever reads half a lock.
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, owner);
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isFileError(error, 'EEXIST')) return false;
    throw error;
  } finally {
    closeSync(file);
    rmSync(draft, { force: true });
  }
}

/** Removes the lock of a dead process, unless somebody else has just done so and taken the card. */
function takeAway(path: string, owner: string): boolean {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readOwner(aside) === owner) return true;
    linkSync(aside, path);
    return false;
  } catch (error) {
    if (isFileError(error, 'ENOENT') || isFileError(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readOwner(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isAlive(owner: string): boolean {
  const [pid = '', start = ''] = owner.split(' ');
  // In a container the process after a crash often gets the same number again.
  return exists(Number(pid)) && start === startOf(Number(pid));
}

function exists(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is somebody else's.
    return !isFileError(error, 'ESRCH');
  }
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

export function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
