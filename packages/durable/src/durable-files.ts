import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The calls of node:fs that must happen in the right order; a test makes each of them the last one. */
export interface Disk {
  openSync(path: string, flags: string, mode?: number): number;
  writeSync(file: number, bytes: Uint8Array, offset: number): number;
  fsyncSync(file: number): void;
  closeSync(file: number): void;
  renameSync(from: string, to: string): void;
  rmSync(path: string, options: { readonly force: true }): void;
}

const DISK: Disk = { openSync, writeSync, fsyncSync, closeSync, renameSync, rmSync };

/**
 * Replaces or creates a file so that after a crash at any point either the old or the new content is there:
 * temporary file, fsync, rename, fsync of the folder. Readable by its owner only.
 */
export function writeDurably(path: string, bytes: Uint8Array, disk: Disk = DISK): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = disk.openSync(temporary, 'w', 0o600);
    try {
      let written = 0;
      while (written < bytes.length) written += disk.writeSync(file, bytes, written);
      disk.fsyncSync(file);
    } finally {
      disk.closeSync(file);
    }
    disk.renameSync(temporary, path);
  } catch (error) {
    disk.rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path), disk);
}

/** Removes what writers of this file left behind when they died. Only for who may be sure that nobody is writing. */
export function removeUnfinished(path: string): void {
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(prefix) && name.endsWith('.tmp')) rmSync(join(dirname(path), name), { force: true });
  }
}

/** Moves a file between folders of one file system; afterwards it is in exactly one of them. */
export function moveDurably(from: string, to: string, disk: Disk = DISK): void {
  disk.renameSync(from, to);
  syncFolder(dirname(to), disk);
  syncFolder(dirname(from), disk);
}

function syncFolder(path: string, disk: Disk): void {
  // Windows does not open folders; a rename there is as durable as it gets.
  if (process.platform === 'win32') return;
  const folder = disk.openSync(path, 'r');
  try {
    disk.fsyncSync(folder);
  } finally {
    disk.closeSync(folder);
  }
}
