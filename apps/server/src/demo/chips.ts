import { join } from 'node:path';
import type { KeyCustody } from '@mibun/pki';
import { CardTray } from '@mibun/reader';
import type { DemoConfig } from '../chips/index.ts';
import type { Random } from '../platform/index.ts';
import type { ChipKeyPool } from '../production/index.ts';

const TRAY_KEY = 'card-tray';

/**
 * Every card of the demo country, private keys and PINs included, in encrypted files of the data folder. Whoever runs the
 * demo could sign as anybody in it; that is why there is no such thing anywhere else.
 */
export async function openDemoChips(
  config: DemoConfig,
  parts: { readonly custody: KeyCustody; readonly random: Random; readonly keys: ChipKeyPool },
): Promise<CardTray> {
  const { custody, random, keys } = parts;
  // A caller without types is refused, too.
  if ((config.mode as string) !== 'demo') throw new Error('software chips exist in demo mode only');
  if (!(await custody.has(TRAY_KEY))) await custody.createSecret(TRAY_KEY, { bytes: 32, extractable: true });
  return CardTray.open({
    directory: join(config.dataDirectory, 'cards'),
    key: await custody.unwrapSecret(TRAY_KEY),
    surroundings: { random: random.bytes, generateKey: keys.generateKey },
  });
}
