import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { CommandError, say } from '../output.ts';

let lines: Promise<string[]> | undefined;

/** The next line of standard input: for `--stdin`. @throws CommandError when there is none */
export async function nextLine(what: string): Promise<string> {
  lines ??= text(process.stdin).then((all) => all.split(/\r?\n/));
  const line = (await lines).shift();
  if (line === undefined || line === '') throw new CommandError(`there is no ${what} on standard input`);
  return line;
}

/**
 * Asks for a secret on the terminal without showing it.
 * @param otherwise what to do where there is no terminal
 * @throws CommandError without a terminal, or when the person gives up with Ctrl-C
 */
export async function askSecret(what: string, otherwise: string): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) throw new CommandError(`${what} is missing`, otherwise);
  // Before anybody is asked: what is typed early must not be seen either.
  stdin.setRawMode(true);
  stderr.write(`${what}: `);
  stdin.setEncoding('utf8');
  stdin.resume();
  let typed = '';
  try {
    for (;;) {
      const [chunk] = (await once(stdin, 'data')) as [string];
      for (const char of chunk) {
        if (char === '\r' || char === '\n') return typed;
        if (char === '\u0003' || char === '\u0004') throw new CommandError('nothing was done');
        typed = char === '\u007f' || char === '\b' ? typed.slice(0, -1) : typed + char;
      }
    }
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    say('');
  }
}
