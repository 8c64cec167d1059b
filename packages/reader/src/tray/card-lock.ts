import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
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
  return () => rmSync(path, { force: true });
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
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return !isFileError(error, 'ESRCH');
  }
  // In a container the process after a crash often gets the same number again.
  return start === startOf(Number(pid));
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
