// Lives the life of one card up to its use, as a process of its own whose every word can be searched afterwards.
//   node canary-life.ts FOLDER
// Leaves in FOLDER: `data/` (the installation), `artefacts/`, and `http/NNN-request`, `http/NNN-response` for each exchange.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifeOfACard } from '../../apps/cli/src/scenario/life-of-a-card.ts';
import { Story } from '../../apps/cli/src/scenario/story.ts';
import { openWorld } from '../../apps/cli/src/scenario/world.ts';
import { canaryHero } from './canary.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');

const UNTIL = 'kiosk';

const http = join(folder, 'http');
mkdirSync(http, { recursive: true });
let exchanges = 0;
const plainFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const name = join(http, String(++exchanges).padStart(4, '0'));
  const request = new Request(input, init);
  const sent = new Uint8Array(await request.clone().arrayBuffer());
  const response = await plainFetch(request);
  const received = new Uint8Array(await response.clone().arrayBuffer());
  writeFileSync(`${name}-request`, message(`${request.method} ${request.url}`, request.headers, sent));
  writeFileSync(`${name}-response`, message(`${response.status} ${request.url}`, response.headers, received));
  return response;
};

function message(first: string, headers: Headers, body: Uint8Array): Buffer {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([Buffer.from([first, ...lines, '', ''].join('\n')), body]);
}

const world = await openWorld(folder, () => {});
const story = new Story({ folder: join(folder, 'artefacts'), json: false, silent: true });
const steps = lifeOfACard(world, story, canaryHero());
for (const { id, act } of steps) {
  await act();
  if (id === UNTIL) break;
}
await world.settled();
await world.close();
