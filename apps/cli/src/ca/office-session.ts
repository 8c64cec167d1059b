import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileCustody, PkiError } from '@mibun/pki';
import { CardError, CardTray, TrayError } from '@mibun/reader';
import { readConfig } from '@mibun/server';
import { Client } from '../client/client.ts';
import { Refused } from '../client/refused.ts';
import { CommandError, say } from '../output.ts';
import type { OfficeOptions } from './office-options.ts';

const TRAY_KEY = 'card-tray';

/** Runs `work` for an operator who has logged in with their card. Every refusal ends as one calm line with a hint. */
export async function asOperator<T>(
  options: OfficeOptions,
  work: (operator: Client) => Promise<T>,
): Promise<T> {
  const { server } = options;
  if (!URL.canParse(server)) {
    throw new CommandError(`${server} is no address`, '--server http://localhost:8700');
  }
  try {
    const operator = new Client(new URL(server).origin);
    const { tray, serial, label } = await findCard(options);
    const { name } = await operator.logIn('staff', tray, serial, await pin(label), {
      role: 'ca-operator',
    });
    say(`mibun: logged in as ${name}`);
    return await work(operator);
  } catch (error) {
    throw calm(error, server);
  }
}

async function findCard({ data, card }: OfficeOptions) {
  const config = readConfig({ ...process.env, ...(data !== undefined && { MIBUN_DATA: data }) });
  if (config.custody.type !== 'file') {
    throw new CommandError(
      'there are no software cards here',
      'log in on the page of the CA operators, with a card in a reader',
    );
  }
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const directory = join(config.dataDirectory, 'keys');
  const custody = fileCustody({ directory, passphrase: config.custody.passphrase, random });
  if (!(await custody.has(TRAY_KEY))) {
    throw new CommandError(
      `no software cards in ${config.dataDirectory}`,
      'name the folder that the server was started with: --data <folder>',
    );
  }
  const tray = CardTray.open({
    directory: join(config.dataDirectory, 'cards'),
    key: await custody.unwrapSecret(TRAY_KEY),
    // A card that logs in makes no keys.
    surroundings: {
      random,
      generateKey: () => {
        throw new Error('no keys are made here');
      },
    },
  });
  const cards = tray.list('wallet');
  const fits = cards.filter(({ serial, label = '' }) => serial === card || (card && label.includes(card)));
  const [found] = fits;
  if (!card || !found || fits.length > 1) {
    throw new CommandError(
      !card
        ? 'which card?'
        : fits.length > 1
          ? `${fits.length} cards fit "${card}"`
          : `no card fits "${card}"`,
      `--card with a serial or a name: ${cards.map(({ label, serial }) => label ?? serial).join(', ')}`,
    );
  }
  return { tray, serial: found.serial, label: found.label ?? found.serial };
}

/** From the environment, or typed without being shown. */
async function pin(label: string): Promise<string> {
  if (process.env.MIBUN_PIN) return process.env.MIBUN_PIN;
  if (!process.stdin.isTTY) {
    throw new CommandError('the PIN of the card is needed', 'set MIBUN_PIN, or run this in a terminal');
  }
  process.stderr.write(`PIN of the card of ${label} (4 digits): `);
  process.stdin.setRawMode(true);
  const lines = createInterface({ input: process.stdin, terminal: false });
  try {
    let typed = '';
    for await (const chunk of process.stdin) {
      for (const character of String(chunk)) {
        if (character === '\u0003') throw new CommandError('stopped');
        if (character === '\r' || character === '\n') return typed;
        typed = character === '\u007f' ? typed.slice(0, -1) : typed + character;
      }
    }
    return typed;
  } finally {
    process.stdin.setRawMode(false);
    lines.close();
    process.stderr.write('\n');
  }
}

function calm(error: unknown, server: string): unknown {
  if (error instanceof CommandError) return error;
  if (error instanceof Refused) {
    const named = error.fields.length > 0 ? ` (${error.fields.join(', ')})` : '';
    return new CommandError(`${error.title}${named}`, error.next);
  }
  if (error instanceof TrayError) {
    return new CommandError(error.message, 'close other windows that use this card, and try again');
  }
  if (error instanceof CardError) {
    return new CommandError(
      `the card did not accept it: ${error.message}`,
      'mind the tries left; a locked PIN cannot be unlocked',
    );
  }
  if (error instanceof PkiError) return new CommandError(error.message, 'is this the right --data folder?');
  if (error instanceof TypeError && error.message === 'fetch failed') {
    return new CommandError(`nothing answers at ${server}`, 'is the server running? --server <url>');
  }
  return error;
}
