import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAgent } from '@mibun/agent';
import { CardReaders, CardTray } from '@mibun/reader';
import { buildWeb } from '@mibun/web';

// The agent of one machine, in a process of its own: its readers, and no software card.
const [serverOrigin = '', port = ''] = process.argv.slice(2);
const generateKey = () => {
  throw new Error('no card is made here');
};
const tray = CardTray.open({
  directory: mkdtempSync(join(tmpdir(), 'mibun-no-tray-')),
  key: randomBytes(32),
  surroundings: { random: randomBytes, generateKey },
});
const readers = await CardReaders.open();
const { dist } = await buildWeb();
await startAgent({ port: Number(port), tray, readers, webRoot: dist, serverOrigin, demo: false });
process.stdout.write('The agent of this machine is running\n');
