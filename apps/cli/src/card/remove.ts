import { CommandError, print, say } from '../output.ts';
import { openCardBox } from './card-box.ts';
import { findEntry } from './find-card.ts';
import { askToLeave, type Insertion, insertions } from './insertion.ts';
import type { CardOptions } from './options.ts';

export interface InsertedOptions extends CardOptions {
  readonly port?: string;
}

/** `mibun card remove`: takes a card out of its reader, whichever terminal put it in. */
export async function removeCard(wanted: string | undefined, options: InsertedOptions): Promise<void> {
  const inserted = await insertedCard(wanted, options);
  await askToLeave(inserted);
  if (options.json) print(JSON.stringify({ card: inserted.serial, removed: true }));
  else say(`mibun: ${inserted.serial} is out of the reader at port ${inserted.port}`);
}

/** The inserted card that is meant, by name or by port. */
export async function insertedCard(wanted: string | undefined, options: InsertedOptions): Promise<Insertion> {
  const box = openCardBox(options.cards);
  const all = await insertions(box);
  const here = options.port === undefined ? all : all.filter(({ port }) => String(port) === options.port);
  const where = options.port === undefined ? 'a reader' : `the reader at port ${options.port}`;
  if (here.length === 0)
    throw new CommandError(`no card of ${options.cards} lies in ${where}`, 'mibun card insert puts one in');
  const labels = box.tray.list().filter(({ serial }) => here.some((one) => one.serial === serial));
  const { serial } = findEntry(labels, wanted);
  const found = here.find((one) => one.serial === serial);
  if (found === undefined) throw new CommandError(`${serial} lies in no reader`);
  return found;
}
