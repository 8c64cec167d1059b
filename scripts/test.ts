// `npm test`: the check, the system tests, then every witness: independent programs and a real browser against the running system.
import { globSync } from 'node:fs';
import { checkSteps } from './check-steps.ts';
import { reportAtExit } from './report.ts';
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
    ...globSync('{packages,apps}/*/{src,testing}/**/*.system.test.ts', { cwd: root }).sort(),
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
const options = { until, into: outcomes };
reportAtExit(
  outcomes,
  'npm test',
  complete ? undefined : 'the witnesses were left out; install the packages above to run them',
);

await runSteps(checkSteps, 2, options);
await runSteps([systemTests], 1, options);
if (complete) {
  await runSteps([pages], 1, options);
  await runSteps(witnessSteps(), 2, options);
}
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
