import { readFileSync, writeFileSync } from 'node:fs';
import { type ApplicationFiles, applicationPinTriesLeft, withApplication } from '@mibun/reader';
import { CommandError, print, say } from '../../output.ts';
import { type OpenedCard, withCard } from '../find-card.ts';
import type { CardOptions, WhereOptions } from '../options.ts';
import { notTheLast, secret, secretTwice } from '../pin-change.ts';
import { aidOf, fileIdOf } from './description.ts';
import { aidText, tell, withBody } from './manage.ts';

interface HowOptions {
  /** true: it has to be asked for. */
  readonly pin?: string | true;
  readonly stdin?: true;
  readonly lastTry?: true;
  readonly keys?: true;
}

/** `mibun card apps read`: what is free, what the PIN opens, or with the body's keys. */
export async function readApp(
  wanted: string,
  aid: string,
  file: string,
  options: WhereOptions & HowOptions & { readonly records?: true; readonly out?: string },
): Promise<void> {
  const id = fileIdOf(file);
  await withCard(options, wanted, async (card) => {
    const found = await withFiles(card, aidOf(aid), options, async (files) =>
      options.records ? files.readRecords(id) : [{ tag: undefined, value: await files.read(id) }],
    );
    if (options.out !== undefined) {
      writeFileSync(options.out, Buffer.concat(found.map(({ value }) => value)), { mode: 0o600 });
      say(`mibun: wrote ${options.out}`);
    } else if (options.json) {
      const values = found.map(({ tag, value }) => ({ tag, base64: Buffer.from(value).toString('base64') }));
      print(JSON.stringify(options.records ? { records: values } : { base64: values[0]?.base64 }));
    } else
      for (const { tag, value } of found) print(`${tag === undefined ? '' : `${tag}  `}${readable(value)}`);
  });
}

/** `mibun card apps write`: with the body's keys, or what the PIN may write. */
export async function writeApp(
  wanted: string,
  aid: string,
  file: string,
  source: string,
  options: CardOptions & HowOptions & { readonly record?: string; readonly tag?: string },
): Promise<void> {
  const id = fileIdOf(file);
  if (source === '-' && options.stdin) {
    throw new CommandError('--stdin and - both want standard input', 'give one of them another way');
  }
  const value = readFileSync(source === '-' ? 0 : source);
  const number = Number(options.record ?? 0);
  const tag = Number(options.tag ?? 1);
  if (
    !Number.isInteger(number) ||
    number < 0 ||
    number > 254 ||
    !Number.isInteger(tag) ||
    tag < 1 ||
    tag > 254
  ) {
    throw new CommandError('--record and --tag are numbers from 1 to 254');
  }
  const how = wantsPin(options) ? options : { keys: true as const };
  await withCard(options, wanted, async (card) => {
    await withFiles(card, aidOf(aid), how, (files) =>
      number === 0 ? files.write(id, value) : files.writeRecord(id, number, { tag, value }),
    );
    tell(options, card, aidText(aidOf(aid)), 'written');
  });
}

/** `mibun card apps set-pin`: the body sets the PIN of its application, with its keys. */
export async function setAppPin(
  wanted: string,
  aid: string,
  options: CardOptions & { readonly new?: string; readonly stdin?: true },
): Promise<void> {
  const pin = await secretTwice('new PIN of the application', 'letters and digits', options);
  await withCard(options, wanted, async (card) => {
    await withBody(card, aidOf(aid), (body) => body.setPin(pin));
    tell(options, card, aidText(aidOf(aid)), 'pinSet', 'provided with a PIN');
  });
}

async function withFiles<T>(
  card: OpenedCard,
  aid: Uint8Array,
  options: HowOptions,
  use: (files: ApplicationFiles) => Promise<T>,
): Promise<T> {
  if (!options.keys) {
    const given = wantsPin(options) ? { pin: await presentablePin(card, aid, options) } : {};
    return withApplication(card.connection, aid, given, use);
  }
  return withBody(card, aid, ({ files }) => use(files));
}

const wantsPin = ({ pin, stdin }: HowOptions): boolean => pin !== undefined || stdin === true;

/** PIN-05: the tries first; the last one is not used by accident. */
async function presentablePin(card: OpenedCard, aid: Uint8Array, options: HowOptions): Promise<string> {
  const left = await applicationPinTriesLeft(card.connection, aid);
  const words = left === 0 ? 'The body that it belongs to unblocks it.' : 'One more wrong entry blocks it.';
  notTheLast('PIN of the application', left, words, options.lastTry === true);
  const given = typeof options.pin === 'string' ? options.pin : undefined;
  return secret(given, options, 'PIN of the application', '--pin');
}

/** Text where it is text, else hex. */
function readable(value: Uint8Array): string {
  const text = Buffer.from(value).toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(value) && !/\p{Cc}/u.test(text.replaceAll(/[\n\t]/g, ''));
  return isText ? text : Buffer.from(value).toString('hex').toUpperCase();
}
