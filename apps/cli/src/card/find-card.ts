import { type CardConnection, connectToReader, listReaders, type TrayEntry } from '@mibun/reader';
import { CommandError } from '../output.ts';
import { type CardBox, openCardBox } from './card-box.ts';
import type { WhereOptions } from './options.ts';

/** The card that is meant: its serial, the beginning or end of it, or a part of its label; the only one needs no name. */
export function findEntry(entries: readonly TrayEntry[], wanted: string | undefined): TrayEntry {
  const [only, another] = entries;
  if (only === undefined)
    throw new CommandError('there is no card yet', 'make one with: mibun card new --random');
  if (wanted === undefined) {
    if (another === undefined) return only;
    throw new CommandError(`there are ${entries.length} cards`, 'say which one; mibun card list shows them');
  }
  const bare = wanted.replaceAll(' ', '');
  const bySerial = entries.filter(({ serial }) => serial.startsWith(bare) || serial.endsWith(bare));
  const found =
    bySerial.length > 0 ? bySerial : entries.filter(({ label }) => plain(label).includes(plain(wanted)));
  const [first, second] = found;
  if (first === undefined) throw new CommandError(`there is no card ${wanted}`, 'mibun card list shows them');
  if (second !== undefined) {
    throw new CommandError(`${found.length} cards fit ${wanted}`, 'give more digits of the serial');
  }
  return first;
}

const plain = (text = ''): string => text.replaceAll(/\s/g, '').toLowerCase();

/** A card that is connected, and what is known of where it comes from. */
export interface OpenedCard {
  readonly connection: CardConnection;
  /** Serial and label, or the name of the reader. */
  readonly name: string;
  /** The folder it lies in; undefined for a card in a reader. */
  readonly box: CardBox | undefined;
  readonly serial: string | undefined;
}

/** Opens a card of the folder, or the one in a PC/SC reader, for the time of `use`. */
export async function withCard<T>(
  options: WhereOptions,
  wanted: string | undefined,
  use: (card: OpenedCard) => Promise<T>,
): Promise<T> {
  const card =
    options.reader === undefined ? openFromBox(options.cards, wanted) : await openInReader(options.reader);
  try {
    return await use(card);
  } finally {
    await card.connection.close();
  }
}

function openFromBox(folder: string, wanted: string | undefined): OpenedCard {
  const box = openCardBox(folder);
  const { serial, label } = findEntry(box.tray.list(), wanted);
  const connection = box.tray.insert(serial);
  return { connection, name: label === undefined ? serial : `${serial} ${label}`, box, serial };
}

async function openInReader(wanted: string): Promise<OpenedCard> {
  const readers = await listReaders();
  const fitting = readers.filter(({ name }) => name === wanted);
  const found =
    fitting.length > 0 ? fitting : readers.filter(({ name }) => plain(name).includes(plain(wanted)));
  // A reader of two slots is two readers; the one with a card is meant.
  const filled = found.filter(({ card }) => card !== 'none');
  const [reader, another] = filled.length > 0 ? filled : found;
  if (reader === undefined || another !== undefined) {
    const names = readers.map(({ name }) => `"${name}"`).join(', ');
    throw new CommandError(
      reader === undefined ? `there is no reader ${wanted}` : `${found.length} readers fit ${wanted}`,
      names === '' ? 'no PC/SC reader is plugged in' : `plugged in: ${names}`,
    );
  }
  const connection = await connectToReader(reader.name);
  return { connection, name: reader.name, box: undefined, serial: undefined };
}
