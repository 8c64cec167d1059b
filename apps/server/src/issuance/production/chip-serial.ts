import type { Tx } from '../../platform/index.ts';
import type { Context } from './context.ts';
import { insertMaking } from './store.ts';
import type { Making, NewMaking } from './tables.ts';

/** A making with a chip serial that no other has. */
export async function insertWithFreshSerial(
  context: Context,
  tx: Tx,
  making: Omit<NewMaking, 'chipSerial'>,
): Promise<Making> {
  for (;;) {
    const inserted = await insertMaking(tx, { ...making, chipSerial: drawChipSerial(context) });
    // The serial is taken: once in a million at a hundred million cards.
    if (inserted) return inserted;
  }
}

/**
 * 15 digits: a 9, as in everything of this hierarchy (chip.md §2.7), and 14 at random, so that neither the order of
 * cards nor another installation's tray can be mistaken for this one's.
 */
function drawChipSerial({ platform }: Context): string {
  const drawn = Buffer.from(platform.random.bytes(8)).readBigUInt64BE() % 10n ** 14n;
  return `9${drawn.toString().padStart(14, '0')}`;
}
