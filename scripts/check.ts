// `npm run check`: all that every commit passes.
import { checkSteps } from './check-steps.ts';
import { report } from './report.ts';
import { runSteps } from './steps.ts';

const outcomes = await runSteps(checkSteps, 2);
const passed = outcomes.every((outcome) => outcome.passed);
if (!passed) console.log(`\n${report(outcomes)}`);
process.exitCode = passed ? 0 : 1;
