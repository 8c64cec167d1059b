import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openedBy, proveIdentity } from './browser/agent.ts';
import { press, reads } from './browser/fields.ts';
import { staffReady } from './browser/staff.ts';
import { openStage } from './browser/stage.ts';
import { freePortRange } from './harness/ports.ts';

// What docs/integrate says is typed, from the key to the log-in, by its own commands and its own program. Needs openssl and
// /usr/bin/chromium.

const ROOT = join(import.meta.dirname, '..');
const PAGE = readFileSync(join(ROOT, 'docs/integrate/README.md'), 'utf8');
const COMMANDS = [...PAGE.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim());

test('docs/integrate: from nothing to a log-in with a card, as the page says it', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'mibun-integrate-'));
  t.after(() => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, 'my-service');
  const here = `http://localhost:${await freePortRange(1)}`;
  const [prepare = '', start = '', serve = ''] = COMMANDS.map((block) =>
    block.replaceAll('my-service/', `${folder}/`),
  );

  execFileSync('sh', ['-ec', prepare.replace('mkdir my-service', `mkdir ${folder}`)], {
    cwd: ROOT,
    stdio: 'pipe',
  });
  const [, list] = /^MIBUN_SERVICES_FILE=(\S+) npx mibun start$/.exec(start) ?? [];
  assert.ok(list, start);
  // The ports of the page may be taken on this machine.
  writeFileSync(list, readFileSync(list, 'utf8').replace('http://localhost:9000', here));

  const stage = await openStage(async () => {}, undefined, { MIBUN_SERVICES_FILE: list });
  let service: ChildProcess | undefined;
  t.after(async () => {
    service?.kill();
    await stage.close();
  });
  await staffReady(stage.origins.server);
  const [program = '', ...given] = serve.split(' ');
  assert.equal(program, 'node');
  service = spawn(process.execPath, given, {
    cwd: ROOT,
    env: { ...process.env, MIBUN: stage.origins.server, HERE: here },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  assert.ok(service.stdout);
  await once(createInterface({ input: service.stdout }), 'line');

  const [, holder = '', pin = ''] = /card of (\S+　\S+) and type (\d{4})/.exec(PAGE) ?? [];
  const { page, ...rest } = await stage.person('customer');
  await page.goto(`${here}/`);
  await page.getByRole('link', { name: 'Log in with your card' }).click();
  await reads(page, /My service/);
  const popup = await openedBy({ page, ...rest }, () => press(page, /og in with your card$/));
  await proveIdentity(popup, holder.replace('　', ' '), pin);
  await page.getByText(/^You are /).waitFor();
  const [, expected = ''] = /You are …(: name .*)\n/.exec(PAGE) ?? [];
  assert.match(
    await page.innerText('body'),
    new RegExp(`^You are [\\w-]{43}${expected.replaceAll('.', '\\.')}$`),
  );
  assert.deepEqual(stage.complaints, []);
});
