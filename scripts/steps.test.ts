import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runStep, runSteps, type Step } from './steps.ts';

function newFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-steps-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'pid');
}

const node = (name: string, program: string, more: Partial<Step> = {}): Step => ({
  name,
  command: process.execPath,
  args: ['-e', program],
  ...more,
});

/** Starts a program that goes on for ever, holds the pipe, and writes down its number. */
const childForEver = (file: string) => `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  require('node:fs').writeFileSync(${JSON.stringify(file)}, String(child.pid));
  console.log('the child runs');`;

async function assertGone(file: string): Promise<void> {
  const pid = readFileSync(file, 'utf8');
  // What was killed may be seen until its parent, by then process 1, has heard of it.
  const isGone = () => {
    if (!existsSync(`/proc/${pid}/stat`)) return true;
    return / [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  };
  while (!isGone()) await sleep(20);
}

async function lines(step: Step, options = {}) {
  const said: string[] = [];
  const passed = await runStep(step, { say: (line) => said.push(line), ...options });
  return { passed, said: said.join('\n') };
}

test('a step that hangs is killed with all that it started, named, and has failed', async (t) => {
  const file = newFile(t);
  const program = `${childForEver(file)} setInterval(() => {}, 1000);`;
  const { passed, said } = await lines(node('a step that hangs', program, { limitMs: 3_000 }));
  assert.equal(passed, false);
  assert.match(said, /^FAIL a step that hangs \(killed after \d+\.\d s, its limit\)$/m);
  assert.match(said, /^ {5}still running: .*setInterval/m);
  assert.match(said, /^the child runs$/m);
  await assertGone(file);
});

test('what a step started in a group of its own, as a step within a step is, is killed, too', async (t) => {
  const file = newFile(t);
  const program = childForEver(file).replace("stdio: 'inherit'", "stdio: 'inherit', detached: true");
  const { passed } = await lines(node('nested', `${program} for (;;) {}`, { limitMs: 2_000 }));
  assert.equal(passed, false);
  await assertGone(file);
});

test('a step whose main thread stands still is killed as well', async () => {
  const { passed, said } = await lines(
    node('frozen', "process.on('SIGTERM', () => {}); for (;;) {}", { limitMs: 1_000 }),
  );
  assert.equal(passed, false);
  assert.match(said, /^FAIL frozen \(killed/);
});

test('a program that a step leaves behind neither holds it up nor goes on', async (t) => {
  const file = newFile(t);
  const program = `${childForEver(file)} child.unref(); process.exit(0);`;
  const { passed, said } = await lines(node('leaves one behind', program), { leftoversMs: 100 });
  assert.equal(passed, true);
  assert.match(said, /^ok {3}leaves one behind/);
  await assertGone(file);
});

test('a step that fails shows what it said; one that cannot be started, why', async () => {
  const failed = await lines(node('fails', "console.log('this is why'); process.exit(3)"));
  assert.equal(failed.passed, false);
  assert.match(failed.said, /^FAIL fails .*\nthis is why/);
  const absent = await lines({ name: 'absent', command: '/nowhere/program', args: [] });
  assert.equal(absent.passed, false);
  assert.match(absent.said, /^FAIL absent .*\n.*ENOENT/);
});

test('when the time for all is over, what runs is killed, what waits is named, and all ends', async () => {
  const said: string[] = [];
  const passed = await runSteps(
    [node('quick', ''), node('slow', 'setInterval(() => {}, 1000)'), node('never begun', '')],
    1,
    { say: (line) => said.push(line), until: performance.now() + 3_000 },
  );
  assert.equal(passed, false);
  assert.match(said.join('\n'), /ok {3}quick[\s\S]*FAIL slow \(killed[\s\S]*FAIL never begun \(not begun/);
});
