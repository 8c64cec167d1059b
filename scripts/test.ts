// `npm test`: the check, the system tests, then every witness: independent programs and a real browser against the running system.
import { globSync } from 'node:fs';
import { root, runStep, runSteps, type Step, TEST_LIMIT } from './steps.ts';
import { ensureSystemPackages } from './system-packages.ts';

const complete = ensureSystemPackages();
if (!complete && process.env.CI) {
  console.error('in CI nothing may be left out');
  process.exit(1);
}

/** More than twice what it takes on a machine with nothing else to do: under load, too, there is an answer. */
const LIMIT_MS = 55 * 60_000;
const until = performance.now() + LIMIT_MS;

let passed = await runStep(
  {
    name: 'npm run check',
    command: 'node',
    args: ['scripts/check.ts'],
    loud: true,
    // Its own steps have limits; this one is for what they leave.
    limitMs: 20 * 60_000,
  },
  { until },
);

const systemTests = globSync('{packages,apps}/*/src/**/*.system.test.ts', { cwd: root }).sort();
passed =
  (await runStep(
    {
      name: 'system tests: whole cards, on the embedded database',
      command: 'node',
      args: ['--test', TEST_LIMIT, '--test-concurrency=2', '--test-reporter=spec', ...systemTests],
      loud: true,
    },
    { until },
  )) && passed;

if (complete) {
  const witnesses = globSync('conformance/*.test.ts', { cwd: root }).sort();
  const steps: readonly Step[] = witnesses.map((file) => ({
    name: file,
    command: 'node',
    args: ['--test', TEST_LIMIT, '--test-reporter=spec', file],
    loud: true,
  }));
  passed = (await runSteps(steps, 1, { until })) && passed;
} else {
  console.error('the witnesses were left out; install the packages above to run them');
}

console.log(passed ? 'npm test: passed' : 'npm test: FAILED');
process.exitCode = passed ? 0 : 1;
