import { print, say } from '../output.ts';
import { openCardBox } from './card-box.ts';
import { insertions } from './insertion.ts';
import type { CardOptions } from './options.ts';

/** `mibun card list` */
export async function listCards(options: CardOptions): Promise<void> {
  const box = openCardBox(options.cards);
  const inserted = await insertions(box);
  const cards = box.tray.list().map(({ serial, label }) => {
    const port = inserted.find((one) => one.serial === serial)?.port;
    return { card: serial, holder: label ?? '', ...(port !== undefined && { port }) };
  });
  if (options.json) return print(JSON.stringify(cards));
  if (cards.length === 0) say('mibun: no card yet; make one with: mibun card new --random');
  for (const { card, holder, port } of cards) {
    print(`${card}  ${holder}${port === undefined ? '' : `  (in the reader at port ${port})`}`);
  }
}
