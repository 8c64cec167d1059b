import { CommandError, print, say } from '../output.ts';
import { readText } from '../text-input.ts';
import type { TraceEvent } from './insert.ts';
import { follow } from './insertion.ts';
import { type InsertedOptions, insertedCard } from './remove.ts';
import { traceLine } from './trace-words.ts';

/** `mibun card trace`: follows a card in a reader, or tells a log that `insert --log` wrote. */
export async function traceCard(
  wanted: string | undefined,
  options: InsertedOptions & { readonly log?: string },
): Promise<void> {
  const tell = (line: string): void => {
    print(options.json ? line : traceLine(JSON.parse(line) as TraceEvent));
  };
  if (options.log !== undefined) {
    for (const line of readText(options.log).split('\n')) {
      if (line !== '') tellLogged(line, options.log, tell);
    }
    return;
  }
  const inserted = await insertedCard(wanted, options);
  if (!options.json) say(`mibun: following ${inserted.serial} at port ${inserted.port}; Ctrl-C ends it`);
  await follow(inserted, tell);
  say('mibun: the card was taken out');
}

function tellLogged(line: string, file: string, tell: (line: string) => void): void {
  try {
    tell(line);
  } catch {
    throw new CommandError(`${file} is no log of a card`, 'mibun card insert --log FILE writes one');
  }
}
