import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { byFlock, byLibrary, type LockingWay, type LockOptions, lockFile, NoLocks } from './lock.ts';

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-lock-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Another process that takes the lock and keeps it until it is killed; `around` is what starts it. */
async function holderOf(
  t: TestContext,
  path: string,
  way = 'undefined',
  around: readonly string[] = [],
): Promise<ChildProcess> {
  const program = `
    const { byFlock, byLibrary, lockFile } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.ts'))});
    const ways = ${way};
    lockFile(${JSON.stringify(path)}, ways && { ways: [ways] });
    process.stdout.write('locked');
    process.stdin.resume();`;
  const [command = '', ...args] = [...around, process.execPath, '--input-type=module', '-e', program];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  assert.equal(String(said), 'locked');
  return child;
}

const WAYS: readonly (readonly [string, LockingWay | undefined])[] = [
  ['undefined', undefined],
  ['byLibrary', byLibrary],
  ['byFlock', byFlock],
];

/** A machine may lack one of the two ways, but not both. */
function hasWay(t: TestContext, way: LockingWay | undefined): boolean {
  if (way === undefined) return true;
  try {
    lockFile(join(newFolder(t), 'probe'), { ways: [way] })();
    return true;
  } catch (error) {
    assert.ok(error instanceof NoLocks);
    return false;
  }
}

for (const [name, way] of WAYS) {
  const options: LockOptions = way ? { ways: [way] } : {};

  test(`a second process is refused and told who holds the lock (${name})`, async (t) => {
    if (!hasWay(t, way)) return;
    const folder = newFolder(t);
    const path = join(folder, 'mibun.lock');
    const { pid } = await holderOf(t, path, name);
    const before = readFileSync(path, 'utf8');
    const refused = { name: 'LockHeld', holder: `process ${pid} on ${hostname()}` };
    assert.throws(() => lockFile(path, options), refused);
    assert.throws(() => lockFile(path, options), refused, 'asking does not release it');
    assert.equal(readFileSync(path, 'utf8'), before, 'the holder still has it');
    assert.deepEqual(readdirSync(folder), ['mibun.lock']);
  });

  test(`the lock of a process that was killed is free at once (${name})`, async (t) => {
    if (!hasWay(t, way)) return;
    const folder = newFolder(t);
    const path = join(folder, 'mibun.lock');
    const child = await holderOf(t, path, name);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    assert.ok(existsSync(path), 'kill -9 leaves the file behind');
    const unlock = lockFile(path, options);
    assert.equal(readFileSync(path, 'utf8'), `process ${process.pid} on ${hostname()}\n`);
    unlock();
    assert.deepEqual(readdirSync(folder), []);
  });

  test(`a program that the holder started does not hold the lock after it (${name})`, async (t) => {
    if (!hasWay(t, way)) return;
    const path = join(newFolder(t), 'lock');
    const unlock = lockFile(path, options);
    const child = spawn(process.execPath, ['-e', "process.stdout.write('x'); process.stdin.resume()"], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    t.after(() => child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    unlock();
    lockFile(path, options)();
  });

  test(`a lock is taken once in one process, and again when it was given back (${name})`, (t) => {
    if (!hasWay(t, way)) return;
    const path = join(newFolder(t), 'lock');
    const unlock = lockFile(path, options);
    assert.throws(() => lockFile(path, options), { name: 'LockHeld' });
    unlock();
    lockFile(path, options)();
  });
}

test('what an older crash, a full disk or another version left in the file holds nobody up', (t) => {
  const path = join(newFolder(t), 'lock');
  for (const left of ['', 'half a w', '0 0', `${process.pid} 1`, 'process 1 on somewhere']) {
    writeFileSync(path, left);
    lockFile(path)();
  }
});

test('of many processes that want it at once, while others give it back, one at a time has it', async (t) => {
  const folder = newFolder(t);
  const program = `
    const { lockFile } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.ts'))});
    const { mkdirSync, rmdirSync } = await import('node:fs');
    for (let times = 0; times < 40; ) {
      let unlock;
      try { unlock = lockFile(${JSON.stringify(join(folder, 'lock'))}, { quick: true }); } catch { continue; }
      mkdirSync(${JSON.stringify(join(folder, 'alone'))}); // fails when somebody else is inside
      rmdirSync(${JSON.stringify(join(folder, 'alone'))});
      unlock();
      times += 1;
    }`;
  const ends = [1, 2, 3].map(async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
    const [code] = await once(child, 'exit');
    return code;
  });
  assert.deepEqual(await Promise.all(ends), [0, 0, 0]);
});

test('where there is no way to lock nothing goes on unlocked', (t) => {
  const path = join(newFolder(t), 'lock');
  assert.throws(() => lockFile(path, { ways: [() => 'cannot', () => 'cannot'] }), { name: 'NoLocks' });
});

test('by default every way is taken, so that a process that has only one of them is refused as well', (t) => {
  const path = join(newFolder(t), 'lock');
  const asked: string[] = [];
  const way = (name: string, answer: ReturnType<LockingWay>): LockingWay => {
    return () => {
      asked.push(name);
      return answer;
    };
  };
  lockFile(path, { ways: [way('a', 'cannot'), way('b', 'taken'), way('c', 'taken')] })();
  assert.throws(() => lockFile(path, { ways: [way('d', 'taken'), way('e', 'busy')] }), { name: 'LockHeld' });
  lockFile(path, { quick: true, ways: [way('f', 'cannot'), way('g', 'taken'), way('h', 'taken')] })();
  assert.deepEqual(asked, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

test('two files are two locks', (t) => {
  const folder = newFolder(t);
  const locks = [lockFile(join(folder, 'a')), lockFile(join(folder, 'b'))];
  for (const unlock of locks) unlock();
});
