import { isFileError, NotUnicode, readTextFile } from '@mibun/durable';
import { CommandError } from './output.ts';

/**
 * The text of a file that a command is given, `-` for standard input. Every command reads its texts here.
 * @throws CommandError when it is not there, no file, or in another encoding
 */
export function readText(path: string): string {
  return told(path, () => readTextFile(path === '-' ? 0 : path));
}

function told<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotUnicode) throw new CommandError(error.message, error.hint);
    if (isFileError(error, 'ENOENT')) throw new CommandError(`there is no ${path}`);
    if (isFileError(error, 'EISDIR')) throw new CommandError(`${path} is a folder`, 'name a file');
    if (isFileError(error, 'EACCES')) throw new CommandError(`${path} may not be read`);
    throw error;
  }
}
