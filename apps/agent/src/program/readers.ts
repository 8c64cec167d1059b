import type { CardReader } from '@mibun/reader';

/** What a person writes of a reader's name: blanks and capitals do not count, and a part is enough. */
const plain = (text: string): string => text.replaceAll(/\s/g, '').toLowerCase();

/** Whether a reader is one of those that are wanted; none wanted: all are. Also for one that is plugged in later. */
export function isWanted(wanted: readonly string[]): (name: string) => boolean {
  const parts = wanted.map(plain);
  return (name) => parts.length === 0 || parts.some((part) => plain(name).includes(part));
}

/** Of those that are wanted, the ones that no reader fits that is plugged in. */
export function missingReaders(wanted: readonly string[], there: readonly CardReader[]): readonly string[] {
  return wanted.filter((one) => !there.some(({ name }) => isWanted([one])(name)));
}
