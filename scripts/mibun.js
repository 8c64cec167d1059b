#!/usr/bin/env node
import { whenNewEnough } from './node-version.js';

whenNewEnough(
  () => import('./install.js'),
  ({ run }) => run('apps/cli/src/main.ts', process.argv.slice(2)),
);
