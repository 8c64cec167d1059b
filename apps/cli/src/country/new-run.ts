import { newCountry } from '@mibun/server/country';
import { CommandError, print, say } from '../output.ts';

export function writeExample(folder: string): void {
  let files: readonly string[];
  try {
    files = newCountry(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY') {
      throw new CommandError(message, 'nothing was written: name a folder that is new or empty');
    }
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw new CommandError(
        `${folder} is a file`,
        'nothing was written: name a folder that is new or empty',
      );
    }
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new CommandError(`${folder} cannot be written (${code})`, 'name a folder in which you may write');
    }
    throw error;
  }
  for (const file of files) print(file);
  say(`hint: change what is in them, then: mibun country check ${folder}`);
}
