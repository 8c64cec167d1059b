import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openTestPlatform } from '../testing/platform.ts';
import { servePages } from './pages.ts';
import { openHttp } from './platform/index.ts';

test('built pages are served: every address below a door shows its page, and hashed files are kept for ever', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mibun-pages-'));
  const platform = await openTestPlatform({ migrations: [] });
  const app = await openHttp(platform);
  try {
    for (const door of ['portal', 'apply', 'assets']) mkdirSync(join(root, door));
    for (const door of ['portal', 'apply']) writeFileSync(join(root, door, 'index.html'), `the ${door}`);
    writeFileSync(join(root, 'assets', 'app-1a2b.js'), 'let lamp;');
    await servePages(app, root, { has: () => true });
    await app.ready();
    for (const [url, body, cache] of [
      ['/', 'the portal', /max-age=0/],
      ['/apply', 'the apply', /max-age=0/],
      ['/apply/draft/photo', 'the apply', /max-age=0/],
      ['/assets/app-1a2b.js', 'let lamp;', /immutable/],
    ] as const) {
      const answer = await app.inject(url);
      assert.equal(answer.body, body, url);
      assert.match(String(answer.headers['cache-control']), cache);
    }
    for (const url of ['/office', '/assets/..%2fapply%2findex.html']) {
      assert.ok((await app.inject(url)).statusCode >= 400, url);
    }
  } finally {
    await app.close();
    await platform.close();
    rmSync(root, { recursive: true });
  }
});
