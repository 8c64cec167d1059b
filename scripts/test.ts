// `npm test`: the check, the system tests, then every witness: independent programs and a real browser against the running system.
import { globSync } from 'node:fs';
import { checkSteps } from './check-steps.ts';
import { report } from './report.ts';
import { type Outcome, root, runSteps, type Step, TEST_LIMIT } from './steps.ts';
import { ensureSystemPackages } from './system-packages.ts';
import { witnessSteps } from './witnesses.ts';

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
/** Two programs that start Mibun would both make them, and one could see the moment in which they are exchanged. */
const pages: Step = {
  name: 'the pages are built',
  command: 'node',
  args: ['--input-type=module', '-e', "import { buildWeb } from '@mibun/web'; await buildWeb();"],
};

const outcomes: Outcome[] = [];
outcomes.push(...(await runSteps(checkSteps, 2, { until })));
outcomes.push(...(await runSteps([systemTests], 1, { until })));
if (complete) {
  outcomes.push(...(await runSteps([pages], 1, { until })));
  outcomes.push(...(await runSteps(witnessSteps(), 2, { until })));
}

const passed = outcomes.every((outcome) => outcome.passed);
console.log(`\n${report(outcomes)}\n`);
if (!complete) console.error('the witnesses were left out; install the packages above to run them');
console.log(passed ? 'npm test: passed' : 'npm test: FAILED');
process.exitCode = passed ? 0 : 1;
