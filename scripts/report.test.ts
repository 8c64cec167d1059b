import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { report } from './report.ts';
import { type Outcome, runSteps, type Step } from './steps.ts';

const FAILING = `
import assert from 'node:assert/strict';
import { test } from 'node:test';
test('this one passes', () => {});
test('the pair', async (t) => {
  await t.test('this one does not', () => assert.equal(1, 2));
});
test('nor this', () => { throw new Error('the sum of the account'); });
`;

/** The test runner on one test file of that text, as the check and the witnesses start it. */
function tests(t: TestContext, name: string, text: string, reporter = 'spec'): Step {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-report-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'x.test.mjs');
  writeFileSync(file, text);
  // Inside a test Node would take a second `node --test` for a part of the first.
  return {
    name,
    command: 'env',
    args: ['-u', 'NODE_TEST_CONTEXT', process.execPath, '--test', `--test-reporter=${reporter}`, file],
    loud: true,
  };
}

const loud = (name: string, lines: number): Step => ({
  name,
  command: process.execPath,
  args: ['-e', `for (let i = 0; i < ${lines}; i++) console.log('✔ loud', i)`],
  loud: true,
});

async function reportOf(steps: readonly Step[]): Promise<string> {
  return report(await runSteps(steps, 1, { say: () => undefined }));
}

for (const reporter of ['spec', 'dot']) {
  test(`who reads the last hundred lines sees which tests failed and why, however loud what came after (${reporter})`, async (t) => {
    const said = await reportOf([
      tests(t, 'unit tests', FAILING, reporter),
      loud('one witness', 500),
      loud('another', 500),
    ]);
    const end = said.split('\n').slice(-95).join('\n');
    assert.match(end, /^FAIL unit tests \(\d+\.\d s\)$/m);
    assert.match(end, /^ok {3}another \(\d+\.\d s\)$/m);
    assert.match(end, /✖ this one does not .*\n.*AssertionError[\s\S]*1 !== 2/);
    assert.match(end, /✖ nor this .*\n.*Error: the sum of the account/);
    assert.match(end, /^failed:\n- unit tests \(.*\)\n(.*\n)* {2}- nor this$/m);
    assert.doesNotMatch(end, /this one passes|loud|node:internal/);
  });
}

test('a test file that ends before its first test is told with the error that ended it', async (t) => {
  const said = await reportOf([tests(t, 'unit tests', "throw new Error('no such module');")]);
  assert.match(said, /^FAIL unit tests .*:\n[\s\S]*Error: no such module[\s\S]*'test failed'/m);
});

test('a step without tests is told by its last lines', async () => {
  const program = "for (let i = 1; i <= 90; i++) console.log('line', i); process.exitCode = 1";
  const said = await reportOf([{ name: 'types', command: process.execPath, args: ['-e', program] }]);
  assert.match(said, /^FAIL types .*:\nline 51\n[\s\S]*line 90$/m);
  assert.doesNotMatch(said, /line 50\b/);
});

test('a step that is killed is told with what it was at', async () => {
  const program = "console.log('begins'); setInterval(() => {}, 1000)";
  const step = { name: 'hangs', command: process.execPath, args: ['-e', program], limitMs: 10_000 };
  const said = await reportOf([step]);
  assert.match(said, /^FAIL hangs \(killed after .*:\nbegins\n {5}still running: .*setInterval/m);
});

test('many failures of many steps share the last hundred lines, and every step is named among them', () => {
  const failure = (index: number) =>
    `✖ test ${index} (1.5ms)\n  Error: reason ${index}\n${'  at here\n'.repeat(8)}`;
  const output = `✖ failing tests:\n\n${Array.from({ length: 30 }, (_, index) => failure(index)).join('\n')}`;
  const outcomes = ['first', 'second', 'third'].map(
    (name): Outcome => ({ name, passed: false, how: '1.0 s', output }),
  );
  const end = report(outcomes).split('\n').slice(-98).join('\n');
  for (const { name } of outcomes) {
    assert.match(end, new RegExp(`^- ${name} \\(1\\.0 s\\)\n {2}- test 0$`, 'm'));
  }
  assert.match(end, /^FAIL third .*:\n✖ test 0 .*\n {2}Error: reason 0$/m);
  assert.match(end, /… and \d+ lines more, above/);
  assert.match(end, / {2}- and 18 more/);
});

test('when somebody ends the whole, what is known by then is said: what failed, and what was running', async () => {
  const program = `
    import { reportAtExit } from ${JSON.stringify(join(import.meta.dirname, 'report.ts'))};
    import { runSteps } from ${JSON.stringify(join(import.meta.dirname, 'steps.ts'))};
    const outcomes = [];
    reportAtExit(outcomes, 'npm test', 'a remark');
    const node = (name, program) => ({ name, command: process.execPath, args: ['-e', program] });
    const fails = node('types', "console.log('why'); process.exitCode = 1");
    const runs = node('unit tests', "console.log('so far'); setInterval(() => {}, 1000)");
    await runSteps([fails, runs], 1, { into: outcomes });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!said.includes('...  unit tests')) await once(child.stdout, 'data');
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'close'), [143, null]);
  const end = said.slice(said.indexOf('...  unit tests'));
  assert.match(end, /^FAIL types \(\d+\.\d s\)\nFAIL unit tests \(broken off\)$/m);
  assert.match(end, /^FAIL types .*:\nwhy$/m);
  assert.match(end, /^failed:\n- types .*\n- unit tests \(broken off\)\n\na remark\nnpm test: FAILED\n$/m);
});

test('when all passed there is one line a step and nothing else', async () => {
  const said = await reportOf([loud('one', 3), loud('two', 3)]);
  assert.match(said, /^ok {3}one \(\d+\.\d s\)\nok {3}two \(\d+\.\d s\)$/);
});
