import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { lockFolder } from './lock.ts';

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-lock-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Another process that takes the folder and keeps it until it is killed. */
async function holderOf(t: TestContext, folder: string): Promise<ChildProcess> {
  const program = `
    const { lockFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.ts'))});
    lockFolder(${JSON.stringify(folder)});
    process.stdout.write('locked');
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  assert.equal(String(said), 'locked');
  return child;
}

test('a second process is refused, and told which process has the folder', async (t) => {
  const folder = newFolder(t);
  const { pid } = await holderOf(t, folder);
  const before = readFileSync(join(folder, 'mibun.lock'), 'utf8');
  assert.throws(() => lockFolder(folder), {
    name: 'FolderInUse',
    message: `another Mibun (process ${pid}) uses ${folder}`,
  });
  assert.equal(readFileSync(join(folder, 'mibun.lock'), 'utf8'), before, 'the holder still has it');
  assert.deepEqual(readdirSync(folder), ['mibun.lock']);
});

test('the lock of a process that was killed is taken over', async (t) => {
  const folder = newFolder(t);
  const child = await holderOf(t, folder);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  assert.ok(existsSync(join(folder, 'mibun.lock')), 'kill -9 leaves it behind');
  const unlock = lockFolder(folder);
  assert.match(readFileSync(join(folder, 'mibun.lock'), 'utf8'), new RegExp(`^${process.pid} `));
  unlock();
  assert.deepEqual(readdirSync(folder), []);
});

test('a folder is taken once in one process, and again when it was given back', (t) => {
  const folder = newFolder(t);
  const unlock = lockFolder(folder);
  assert.throws(() => lockFolder(folder), /another Mibun \(process \d+\)/);
  unlock();
  lockFolder(folder)();
});

test('a process that has the number of a dead one does not hold its folder', (t) => {
  const folder = newFolder(t);
  writeFileSync(join(folder, 'mibun.lock'), `${process.pid} 1`);
  lockFolder(folder)();
});

test('a lock that a full disk or an older crash has left empty holds nobody up', (t) => {
  const folder = newFolder(t);
  for (const left of ['', 'half a w', '0 0', '-1 1']) {
    writeFileSync(join(folder, 'mibun.lock'), left);
    lockFolder(folder)();
  }
});

test('two folders are two installations', (t) => {
  const locks = [lockFolder(newFolder(t)), lockFolder(newFolder(t))];
  for (const unlock of locks) unlock();
});
