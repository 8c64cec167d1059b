import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
const doors = join(here, 'src/doors');

// A door is a folder with an index.html: adding a folder adds a bundle.
const entries = Object.fromEntries(
  readdirSync(doors)
    .filter((door) => existsSync(join(doors, door, 'index.html')))
    .map((door) => [door, join(doors, door, 'index.html')]),
);

export default defineConfig({
  root: doors,
  base: '/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: join(here, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    // Under `default-src 'self'` an inlined asset would be a data: URL, which fonts and scripts may not use.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: entries,
      // The rules are pure by rule: what a page does not use of them need not be sent to it.
      treeshake: { moduleSideEffects: (id) => !id.includes('/packages/rules/') },
    },
  },
});
