import { constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EMBLEM } from './read.ts';
import { FILES } from './schema.ts';

/** The example that `mibun country new` writes: a whole country with comments, in files as an operator has them. */
export const EXAMPLE = join(import.meta.dirname, 'example');

/** What only `mibun country settle` reads, in a folder of its own: the server is never given it. */
const SETTLE = ['settle/staff.yaml', 'settle/residents.csv'] as const;

/**
 * Writes the example into a folder that is new or empty.
 * @throws Error with `code` ENOTEMPTY, and nothing written, for a folder in which there is something
 */
export function newCountry(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const found = readdirSync(folder)[0];
  if (found !== undefined) {
    throw Object.assign(new Error(`${folder} is not empty: ${found} is in it`), { code: 'ENOTEMPTY' });
  }
  for (const below of ['settle', 'glyphs']) mkdirSync(join(folder, below));
  return [...Object.keys(FILES), EMBLEM, 'glyphs/glyphs.yaml', ...SETTLE].map((file) => {
    const path = join(folder, file);
    copyFileSync(join(EXAMPLE, file), path, constants.COPYFILE_EXCL);
    return path;
  });
}
