#!/usr/bin/env node
// `npm start`, `npm test` and the rest: install when needed, then hand over to TypeScript.
import { whenNewEnough } from './node-version.js';

/** @type {Record<string, [string, ...string[]]>} */
const PROGRAMS = {
  start: ['apps/cli/src/main.ts', 'start'],
  test: ['scripts/test.ts'],
  check: ['scripts/check.ts'],
  generate: ['scripts/generate.ts'],
  screenshots: ['scripts/screenshots.ts'],
  bench: ['bench/run.ts'],
};

const [command = '', ...args] = process.argv.slice(2);
const program = PROGRAMS[command];
if (!program) {
  console.error(`mibun: no such command: ${command}`);
  console.error(`hint: one of ${Object.keys(PROGRAMS).join(', ')}`);
  process.exit(2);
}
whenNewEnough(
  () => import('./install.js'),
  ({ run }) => run(program[0], [...program.slice(1), ...args]),
);
