import { setTimeout as sleep } from 'node:timers/promises';
import type { CardConnection, CardReader, CardReaders } from '@mibun/reader';
import { CommandError, say } from '../../output.ts';
import { openReaders } from '../../readers.ts';

const LONGEST_WAIT_MS = 5 * 60_000;
const LOOK_EVERY_MS = 200;

/** The reader of the ceremony: one card after the other is put into it. */
export class CeremonyReader {
  readonly #readers: CardReaders;
  readonly #wanted: string | undefined;
  /** The reader has been there: when it is not, it comes back, as after a restart of the PC/SC service. */
  #found = false;

  private constructor(readers: CardReaders, wanted: string | undefined) {
    this.#readers = readers;
    this.#wanted = wanted;
  }

  /** @param wanted a part of its name; the only one needs none */
  static async open(wanted: string | undefined): Promise<CeremonyReader> {
    const readers = await openReaders();
    return new CeremonyReader(readers, wanted);
  }

  /** Waits until a card lies there, and connects to it. */
  async card(): Promise<CardConnection> {
    const reader = await this.#until(({ card }) => card === 'present', 'put a card into the reader');
    return this.#readers.connect(reader.name, { exclusive: true, waitMs: 5_000 });
  }

  /** Waits until the reader is empty, so that the next card is another one. */
  async emptied(): Promise<void> {
    await this.#until(({ card }) => card === 'none', 'take the card out of the reader');
  }

  close(): Promise<void> {
    return this.#readers.close();
  }

  async #until(is: (reader: CardReader) => boolean, asked: string): Promise<CardReader> {
    for (let waited = 0; waited < LONGEST_WAIT_MS; waited += LOOK_EVERY_MS) {
      const reader = this.#one();
      if (reader && is(reader)) return reader;
      if (waited === 0) say(`mibun: ${asked}${reader ? ` (${reader.name})` : ''}`);
      await sleep(LOOK_EVERY_MS);
    }
    throw new CommandError(
      `nobody came: ${asked}`,
      'give the same command again: who has a card is left alone',
    );
  }

  #one(): CardReader | undefined {
    const all = this.#readers.list();
    const wanted = this.#wanted?.toLowerCase();
    const fits = wanted === undefined ? all : all.filter(({ name }) => name.toLowerCase().includes(wanted));
    const [reader, another] = fits.filter(({ name }) => name === this.#wanted).concat(fits);
    if (!reader && this.#found) return undefined;
    if (!reader || (another && another !== reader && reader.name !== this.#wanted)) {
      const names = all.map(({ name }) => `"${name}"`).join(', ');
      throw new CommandError(
        reader ? `${fits.length} readers fit` : 'there is no such card reader',
        names === '' ? 'plug one in, and see that pcscd runs' : `--reader with one of ${names}`,
      );
    }
    this.#found = true;
    return reader;
  }
}
