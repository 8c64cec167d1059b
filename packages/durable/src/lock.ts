import { spawnSync } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { isFileError } from './file-error.ts';

/** Somebody holds the lock at this moment. */
export class LockHeld extends Error {
  override readonly name = 'LockHeld';
  /** Who says to hold it, in words for a person: `process 1 on web-2`. */
  readonly holder: string;
  constructor(path: string, holder: string) {
    super(`${holder} holds ${path}`);
    this.holder = holder;
  }
}

/** The operating system of this machine, or the file system, keeps no locks that are known here. */
export class NoLocks extends Error {
  override readonly name = 'NoLocks';
}

/**
 * One way to ask the kernel for an exclusive lock on an open file.
 * @returns 'taken', 'busy', or 'cannot' when this machine does not have this way
 */
export type LockingWay = (file: number) => 'taken' | 'busy' | 'cannot';

/** Far behind the text of the file: where locks are mandatory it can still be read. */
const LOCKED_BYTE = 2 ** 30;

interface NativeLocks {
  tryLock(file: number, offset: number, length: number): boolean;
}

let native: NativeLocks | null | undefined;

/** Locks of the open file (F_OFD_SETLK, LockFileEx) by a library; in microseconds. */
export const byLibrary: LockingWay = (file) => {
  if (native === undefined) {
    try {
      native = createRequire(import.meta.url)('fs-native-extensions') as NativeLocks;
    } catch {
      // An optional package: there is none for this machine.
      native = null;
    }
  }
  if (native === null) return 'cannot';
  try {
    return native.tryLock(file, LOCKED_BYTE, 1) ? 'taken' : 'busy';
  } catch (cause) {
    throw new NoLocks('this file system keeps no locks', { cause });
  }
};

/** The same by flock(1), on a descriptor that this process opened and keeps: a lock belongs to the open file. */
export const byFlock: LockingWay = (file) => {
  const { status, error, stderr } = spawnSync('flock', ['-xn', '3'], {
    stdio: ['ignore', 'ignore', 'pipe', file],
    encoding: 'utf8',
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  if (isFileError(error, 'ENOENT')) return 'cannot';
  if (error) throw error;
  if (status === 0) return 'taken';
  if (status === 1) return 'busy';
  throw new NoLocks(`flock: ${stderr.trim()}`);
};

/** In this order everywhere, so that two that take both do not keep each other out. */
const WAYS: readonly LockingWay[] = [byLibrary, byFlock];

export interface LockOptions {
  /**
   * True: by the first way that this machine has, without starting a program. Two ways do not see each other, so this is
   * for what only programs of one installation take. Default: by every way that there is.
   */
  readonly quick?: boolean;
  readonly ways?: readonly LockingWay[];
}

/**
 * Takes a file as a lock that the operating system keeps. Every process of the machine sees it, in whatever container
 * (a process number means nothing there), and the kernel releases it with the last breath of its holder, kill -9 too.
 * The text of the file is for people only.
 *
 * @returns a function that gives the lock back
 * @throws LockHeld, NoLocks
 *
 * @example
 * const unlock = lockFile('/data/mibun.lock');
 */
export function lockFile(path: string, { quick = false, ways = WAYS }: LockOptions = {}): () => void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  for (;;) {
    const file = openSync(path, 'a+', 0o600);
    let kept = false;
    try {
      if (!take(file, path, quick, ways)) throw new LockHeld(path, holderIn(path));
      // Who gives a lock back removes the file: this one may have been removed between being opened and being locked.
      if (!isStillAt(file, path)) continue;
      ftruncateSync(file);
      writeSync(file, `process ${process.pid} on ${hostname()}\n`);
      kept = true;
    } finally {
      if (!kept) closeSync(file);
    }
    return () => {
      rmSync(path, { force: true });
      closeSync(file);
    };
  }
}

function take(file: number, path: string, quick: boolean, ways: readonly LockingWay[]): boolean {
  let taken = false;
  for (const way of ways) {
    if (taken && quick) break;
    const answer = way(file);
    if (answer === 'busy') return false;
    taken ||= answer === 'taken';
  }
  if (taken) return true;
  throw new NoLocks(
    `${path} cannot be locked: neither the package fs-native-extensions nor the program flock (util-linux) is here`,
  );
}

function isStillAt(file: number, path: string): boolean {
  try {
    const [mine, there] = [fstatSync(file), statSync(path)];
    return mine.ino === there.ino && mine.dev === there.dev;
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return false;
    throw error;
  }
}

function holderIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim() || 'another process';
  } catch {
    return 'another process';
  }
}
