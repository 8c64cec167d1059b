// Two containers on one data folder: namespaces of the kernel, as every container engine makes them.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { MIBUN_MAIN } from './harness/mibun.ts';
import { freePortRange } from './harness/ports.ts';
import { type RunningProgram, startProgram } from './harness/running-program.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mibun-containers-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** As root in a user namespace of its own where we are not root already. */
const AS_ROOT = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];

/** A process that is number 1 in a world of its own. */
function inContainer(namespaces: readonly string[], args: readonly string[]): RunningProgram {
  const own = Object.entries(process.env).filter(([name]) => !/^(MIBUN_|DATABASE_URL$|NODE_TEST)/.test(name));
  return startProgram(
    'unshare',
    [...AS_ROOT, '--pid', '--fork', '--kill-child', '--mount-proc', ...namespaces, process.execPath, ...args],
    Object.fromEntries(own),
  );
}

const start = (port: number) => ['start', '--data', join(folder, 'data'), '--port', String(port)];

test('the second of two containers on one data folder refuses, and a killed one leaves it free at once', async (t) => {
  const first = inContainer([], [MIBUN_MAIN, ...start(await freePortRange(4))]);
  t.after(() => first.kill('SIGKILL'));
  await first.said(/is running/);
  const second = inContainer([], [MIBUN_MAIN, ...start(await freePortRange(4))]);
  assert.equal(await second.ended, 1);
  assert.match(second.stderr, /^mibun: another Mibun \(process 1 on \S+\) uses .*data$/m);
  assert.match(second.stderr, /^hint: stop it first, or choose another folder with --data FOLDER$/m);
  first.kill('SIGKILL');
  await first.ended;
  const third = inContainer([], [MIBUN_MAIN, ...start(await freePortRange(4))]);
  t.after(() => third.kill('SIGKILL'));
  await third.said(/is running/);
});

const LOCK = join(import.meta.dirname, '../packages/durable/src/lock.ts');

for (const namespaces of [
  ['--net'],
  ['--ipc', '--uts'],
  ['--mount', '--net', '--ipc', '--uts', '--cgroup'],
]) {
  test(`a lock is seen from other namespaces: pid ${namespaces.join(' ')}`, async (t) => {
    const path = join(folder, `lock${namespaces.join('')}`);
    const program = `
      const { lockFile } = await import(${JSON.stringify(LOCK)});
      try { lockFile(${JSON.stringify(path)}); console.log('taken'); setInterval(() => {}, 1000); }
      catch (error) { console.log(error.name); }`;
    const args = ['--input-type=module', '-e', program];
    const first = inContainer(namespaces, args);
    t.after(() => first.kill('SIGKILL'));
    await first.said(/taken/);
    const second = inContainer(namespaces, args);
    await second.ended;
    assert.equal(second.stdout, 'LockHeld\n');
  });
}
