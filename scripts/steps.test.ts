import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runStep, runSteps, type Step } from './steps.ts';

/** Long enough for a program to start and to say something, on a busy machine too: only then it hangs. */
const PATIENCE_MS = 10_000;

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
  const { passed } = await runStep(step, { say: (line) => said.push(line), ...options });
  return { passed, said: said.join('\n') };
}

// Side by side, for each of them waits.
describe('limits', { concurrency: true }, () => {
  test('a step that hangs is killed with all that it started, named, and has failed', async (t) => {
    const file = newFile(t);
    const program = `${childForEver(file)} setInterval(() => {}, 1000);`;
    const { passed, said } = await lines(node('a step that hangs', program, { limitMs: PATIENCE_MS }));
    assert.equal(passed, false);
    assert.match(said, /^FAIL a step that hangs \(killed after \d+\.\d s, its limit\)$/m);
    assert.match(said, /^ {5}still running: .*setInterval/m);
    assert.match(said, /^the child runs$/m);
    await assertGone(file);
  });

  test('what a step started in a group of its own, as a step within a step is, is killed, too', async (t) => {
    const file = newFile(t);
    const program = childForEver(file).replace("stdio: 'inherit'", "stdio: 'inherit', detached: true");
    const { passed } = await lines(node('nested', `${program} for (;;) {}`, { limitMs: PATIENCE_MS }));
    assert.equal(passed, false);
    await assertGone(file);
  });

  test('a step whose main thread stands still is killed as well', async () => {
    const { passed, said } = await lines(
      node('frozen', "process.on('SIGTERM', () => {}); for (;;) {}", { limitMs: PATIENCE_MS }),
    );
    assert.equal(passed, false);
    assert.match(said, /^FAIL frozen \(killed/m);
  });

  test('a program that a step leaves behind neither holds it up nor goes on', async (t) => {
    const file = newFile(t);
    const program = `${childForEver(file)} child.unref(); process.exit(0);`;
    const { passed, said } = await lines(node('leaves one behind', program), { leftoversMs: 100 });
    assert.equal(passed, true);
    assert.match(said, /^ok {3}leaves one behind/m);
    await assertGone(file);
  });

  test('a step that fails shows what it said; one that cannot be started, why', async () => {
    const failed = await lines(node('fails', "console.log('this is why'); process.exit(3)"));
    assert.equal(failed.passed, false);
    assert.match(failed.said, /^FAIL fails .*\nthis is why/m);
    const absent = await lines({ name: 'absent', command: '/nowhere/program', args: [] });
    assert.equal(absent.passed, false);
    assert.match(absent.said, /^FAIL absent .*\n.*ENOENT/m);
  });

  test('when the time for all is over, what runs is killed, what waits is named, and all ends', async () => {
    const said: string[] = [];
    const outcomes = await runSteps(
      [node('quick', ''), node('slow', 'setInterval(() => {}, 1000)'), node('never begun', '')],
      1,
      { say: (line) => said.push(line), until: performance.now() + PATIENCE_MS },
    );
    assert.deepEqual(
      outcomes.map(({ passed }) => passed),
      [true, false, false],
    );
    assert.match(said.join('\n'), /ok {3}quick[\s\S]*FAIL slow \(killed[\s\S]*FAIL never begun \(not begun/);
  });
});

/** Two lines, between which any other step could speak. */
const twice = (word: string) => `
  console.log('${word} begins');
  setTimeout(() => console.log('${word} ends'), 300);`;

test('a step is named when it begins; of two side by side each is read whole', async () => {
  const said: string[] = [];
  const steps = ['one', 'two'].map((word) => node(word, twice(word), { loud: true }));
  await runSteps(steps, 2, { say: (line) => said.push(line) });
  assert.deepEqual(said.slice(0, 2), ['...  one', '...  two']);
  for (const word of ['one', 'two'])
    assert.ok(said.includes(`${word} begins\n${word} ends`), said.join('\n'));
});

test('two steps of one lane never run together; the others run beside them, and all come to their turn', async () => {
  const running = new Set<string>();
  const said: string[] = [];
  const beside: string[][] = [];
  const say = (line: string) => {
    said.push(line);
    const [, begun] = /^\.{3} {2}(.*)/.exec(line) ?? [];
    const [, over] = /^ok {3}(\S+)/.exec(line) ?? [];
    if (begun) running.add(begun);
    if (over) running.delete(over);
    beside.push([...running]);
  };
  const steps = ['a1', 'a2', 'a3', 'b1', 'b2'].map((name) =>
    node(name, 'setTimeout(() => {}, 100)', name.startsWith('a') ? { lane: 'a' } : {}),
  );
  const outcomes = await runSteps(steps, 2, { say });
  assert.deepEqual(outcomes.map(({ name }) => name).sort(), ['a1', 'a2', 'a3', 'b1', 'b2']);
  assert.ok(outcomes.every(({ passed }) => passed));
  for (const names of beside) assert.ok(names.filter((name) => name.startsWith('a')).length <= 1, `${names}`);
  assert.ok(
    beside.some((names) => names.length === 2),
    'the lane was not alone',
  );
});
