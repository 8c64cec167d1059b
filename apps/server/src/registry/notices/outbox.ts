import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isOpenToEverybody, writeDurably } from '@mibun/durable';
import { ConfigurationError } from '../../platform/index.ts';

/** Where letters go that the post is to carry. */
export interface Outbox {
  put(name: string, pdf: Uint8Array): void;
}

/**
 * A folder of one file a letter, whole or not at all; who posts it takes the file away. A letter that was put there when
 * the system died may be put there once more, under its own name.
 */
export const outboxIn = (folder: string): Outbox => ({
  put: (name, pdf) => writeDurably(join(folder, name), pdf),
});

/** Before a server starts: with the ID of a form somebody can apply in another's name, so the folder is nobody else's. */
export function demandOutbox(folder: string | undefined): void {
  if (folder === undefined) return;
  const unusable = (problem: string) =>
    new ConfigurationError('letters cannot be posted', [`MIBUN_LETTERS ${problem}`]);
  try {
    if (!statSync(folder).isDirectory()) throw unusable(`${folder} is no folder`);
    if (isOpenToEverybody(folder)) throw unusable(`is open to everybody: chmod 700 ${folder}`);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw unusable(`${folder} cannot be opened: make the folder that whoever posts letters takes them from`);
  }
}
