// `npm test`: the check, the system tests, then every witness: independent programs and a real browser against the running system.
import { globSync } from 'node:fs';
import { checkSteps } from './check-steps.ts';
import { report } from './report.ts';
import { type Outcome, root, runSteps, type Step, TEST_LIMIT } from './steps.ts';
import { ensureSystemPackages } from './system-packages.ts';

const complete = ensureSystemPackages();
if (!complete && process.env.CI) {
  console.error('in CI nothing may be left out');
  process.exit(1);
}

/** More than twice what it takes on a machine with nothing else to do: under load, too, there is an answer. */
const LIMIT_MS = 55 * 60_000;
const until = performance.now() + LIMIT_MS;

const systemTests: Step = {
  name: 'system tests: whole cards, on the embedded database',
  command: 'node',
  args: [
    ...['--test', TEST_LIMIT, '--test-concurrency=2', '--test-reporter=spec'],
    ...globSync('{packages,apps}/*/src/**/*.system.test.ts', { cwd: root }).sort(),
  ],
  loud: true,
};
const witnesses: readonly Step[] = globSync('conformance/*.test.ts', { cwd: root })
  .sort()
  .map((file) => ({
    name: file,
    command: 'node',
    args: ['--test', TEST_LIMIT, '--test-reporter=spec', file],
    loud: true,
  }));

const outcomes: Outcome[] = [];
outcomes.push(...(await runSteps(checkSteps, 2, { until })));
outcomes.push(...(await runSteps([systemTests], 1, { until })));
if (complete) outcomes.push(...(await runSteps(witnesses, 1, { until })));

const passed = outcomes.every((outcome) => outcome.passed);
console.log(`\n${report(outcomes)}\n`);
if (!complete) console.error('the witnesses were left out; install the packages above to run them');
console.log(passed ? 'npm test: passed' : 'npm test: FAILED');
process.exitCode = passed ? 0 : 1;
