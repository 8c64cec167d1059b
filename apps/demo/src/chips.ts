import { join } from 'node:path';
import type { KeyCustody } from '@mibun/pki';
import { CardTray } from '@mibun/reader';
import type { ChipKeyPool, Random } from '@mibun/server/addition';

const TRAY_KEY = 'card-tray';

/**
 * Every card of the demo country, private keys and PINs included, in encrypted files of the data folder. Whoever runs the
 * demo could sign as anybody in it; that is why there is no such thing anywhere else.
 */
export async function openDemoChips(
  dataDirectory: string,
  parts: { readonly custody: KeyCustody; readonly random: Random; readonly keys: ChipKeyPool },
): Promise<CardTray> {
  const { custody, random, keys } = parts;
  if (!(await custody.has(TRAY_KEY))) await custody.createSecret(TRAY_KEY, { bytes: 32, extractable: true });
  return CardTray.open({
    directory: join(dataDirectory, 'cards'),
    key: await custody.unwrapSecret(TRAY_KEY),
    surroundings: { random: random.bytes, generateKey: keys.generateKey },
  });
}
