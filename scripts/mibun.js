#!/usr/bin/env node
import { run } from './install.js';

run('apps/cli/src/main.ts', process.argv.slice(2));
