// Types, format and lint, the dependency rules, stale generated pages, unit tests. Every commit passes them.
import { globSync } from 'node:fs';
import { root, type Step, TEST_LIMIT } from './steps.ts';

/** `x.system.test.ts` make whole cards and take minutes together; `npm test` runs them. */
const unitTests = globSync(['{packages,apps}/*/{src,testing}/**/*.test.ts', 'scripts/*.test.ts'], {
  cwd: root,
})
  .filter((file) => !file.endsWith('.system.test.ts'))
  .sort();

export const checkSteps: readonly Step[] = [
  { name: 'types', command: 'tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types of the pages', command: 'tsc', args: ['-p', 'apps/web/tsconfig.json'] },
  { name: 'format and lint', command: 'biome', args: ['ci', '--error-on-warnings', '--colors=off', '.'] },
  { name: 'dependency rules', command: 'node', args: ['scripts/check-boundaries.ts'] },
  { name: 'rules that are cited are said', command: 'node', args: ['scripts/check-spec.ts'] },
  { name: 'generated pages are fresh', command: 'node', args: ['scripts/generate.ts', '--check'] },
  {
    name: 'unit tests',
    command: 'node',
    args: ['--test', TEST_LIMIT, '--test-concurrency=2', '--test-reporter=spec', ...unitTests],
  },
];
