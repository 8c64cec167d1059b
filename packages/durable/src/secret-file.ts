import { statSync } from 'node:fs';

/** Whether every user of this machine may read, change or replace what lies in this file; Windows keeps no such bits. */
export function isOpenToEverybody(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & 0o007) !== 0;
}
