import { CardError, CardReaders } from '@mibun/reader';
import { CommandError } from './output.ts';

/** The PC/SC readers of this machine, when the list is whole. Close them, or the process does not end. */
export async function openReaders(): Promise<CardReaders> {
  let readers: CardReaders;
  try {
    readers = await CardReaders.open();
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    throw new CommandError(
      `card readers cannot be used: ${error.message}`,
      'install pcscd and the package pcsc-mini',
    );
  }
  await readers.settled;
  return readers;
}
