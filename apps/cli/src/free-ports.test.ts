import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePortRange } from './free-ports.ts';

const MODULE = new URL('free-ports.ts', import.meta.url).href;
/** So many that ranges taken blindly would overlap: 300 times four of 12,768. */
const RANGES = 150;

/** A process that asks for ranges, says them, and lives until its input ends. */
async function asker() {
  const program = `
    import { freePortRange } from ${JSON.stringify(MODULE)};
    const ranges = [];
    for (let i = 0; i < ${RANGES}; i++) ranges.push(await freePortRange(4));
    console.log(JSON.stringify(ranges));
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!said.endsWith('\n')) await once(child.stdout, 'data');
  return {
    ranges: JSON.parse(said) as readonly number[],
    async end() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

test('two programs that look for ports side by side never get the same', {
  skip: process.platform !== 'linux',
}, async () => {
  const askers = await Promise.all([asker(), asker()]);
  const ports = askers.flatMap(({ ranges }) => ranges.flatMap((first) => [0, 1, 2, 3].map((n) => first + n)));
  await Promise.all(askers.map(({ end }) => end()));
  assert.equal(new Set(ports).size, 2 * RANGES * 4);
  assert.ok(ports.every((port) => port >= 20_000 && port < 32_768));
});

test('the ports can be used at once', async (t) => {
  const first = await freePortRange(2);
  for (const port of [first, first + 1]) {
    const server = createServer().listen(port, '127.0.0.1');
    t.after(() => server.close());
    await once(server, 'listening');
  }
});
