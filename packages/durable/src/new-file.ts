import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFileError } from './file-error.ts';

/** The text of a file; undefined if there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Writes a new file, whole or not at all, and never over another: written and synced under a passing name, then
 * linked, which fails if the name is taken. False if it was. Only the owner may read it.
 */
export async function writeNew(path: string, text: string, passingName: string): Promise<boolean> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const passing = `${path}.${passingName}.new`;
  const file = await open(passing, 'wx', 0o600);
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      await link(passing, path);
    } catch (error) {
      if (isFileError(error, 'EEXIST')) return false;
      throw error;
    }
  } finally {
    await unlink(passing);
  }
  // The name itself is on the disk only when the directory is; Windows does not open folders.
  if (process.platform === 'win32') return true;
  const handle = await open(directory, 'r');
  await handle.sync().finally(() => handle.close());
  return true;
}
