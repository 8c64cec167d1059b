import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { CeremonyFiles, CeremonyStore } from '@mibun/pki';
import { CommandError } from '../output.ts';
import { readInput } from './files.ts';

/** A file under its passing name, which a crash may leave; not yet part of the ceremony. */
const PASSING = '.being-written';
/** A ceremony leaves some twenty. */
const MOST_FILES = 200;

function pathsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) throw new CommandError(`${folder} is no folder`);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  if (paths.length > MOST_FILES) throw new CommandError(`${folder} is not what a ceremony leaves`);
  return paths.filter((path) => !path.endsWith(PASSING)).sort();
}

/** Every file of a ceremony, for verification. */
export function readCeremonyFolder(folder: string): CeremonyFiles {
  return new Map(pathsIn(folder).map((path) => [path, readInput(join(folder, path))]));
}

/** The folder as a ceremony writes it: each file synced, whole, and linked to its name only if that is free. */
export function ceremonyFolder(folder: string): CeremonyStore {
  return {
    list: async () => pathsIn(folder),
    read: async (path) => {
      const full = join(folder, path);
      return existsSync(full) ? Uint8Array.from(readFileSync(full)) : undefined;
    },
    async write(path, octets) {
      const full = join(folder, path);
      await mkdir(dirname(full), { recursive: true });
      const passing = full + PASSING;
      const file = await open(passing, 'w', 0o644);
      try {
        await file.writeFile(octets);
        await file.sync();
      } finally {
        await file.close();
      }
      await link(passing, full);
      await unlink(passing);
      const directory = await open(dirname(full), 'r');
      await directory.sync().finally(() => directory.close());
    },
  };
}
