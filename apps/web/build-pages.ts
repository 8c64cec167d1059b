// Builds the pages into the folder that is given. A process of its own: the memory that it takes ends with it.
import { join } from 'node:path';
import { build } from 'vite';

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error('usage: build-pages.ts FOLDER');
await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn', build: { outDir } });
