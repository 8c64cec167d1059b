import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { isOpenToEverybody } from '@mibun/durable';
import { CommandError, say } from '../output.ts';
import { readText } from '../text-input.ts';

/** From a file, or typed at the terminal without an echo; never from an argument, which everybody on the machine sees. */
export async function readPassphrase(file: string | undefined, question: string): Promise<string> {
  const passphrase = file === undefined ? await typed(question) : fromFile(file);
  if (passphrase === '') throw new CommandError('the passphrase is empty');
  return passphrase;
}

function fromFile(file: string): string {
  try {
    if (isOpenToEverybody(file)) {
      throw new CommandError(`${file} is open to everybody`, `chmod 600 ${file}`);
    }
    return readText(file).replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`the passphrase file ${file} cannot be read`);
  }
}

function typed(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CommandError(`there is no terminal to ask for the ${question}`, 'give --passphrase-file');
  }
  say(`mibun: ${question}:`);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    reader.on('SIGINT', () => {
      reader.close();
      reject(new CommandError('broken off; nothing was done'));
    });
    reader.question('', (answer) => {
      reader.close();
      resolve(answer);
    });
  });
}
