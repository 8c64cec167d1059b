import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '@mibun/server';
import {
  ConfigurationError,
  constraintsAfter,
  migrate,
  openTestPlatform,
  openWorld,
  platformMigrations,
  refuseDemoDatabase,
} from '@mibun/server/testing';
import { demoAddition } from './addition.ts';
import { demoCountry } from './demo-country.ts';
import { progressMigrations } from './progress.ts';
import { startDemo } from './start.ts';

test('the demo is not started with a production configuration, and leaves no card and no key then', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-no-demo-'));
  try {
    const dataDirectory = join(folder, 'data');
    const config = { ...readConfig({ MIBUN_DATA: dataDirectory }), mode: 'production' as const };
    await assert.rejects(startDemo(config), /demo mode only/);
    assert.equal(existsSync(dataDirectory), false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a database in which the demo has settled is refused by a production server', async () => {
  const platform = await openTestPlatform({ migrations: [] });
  try {
    await refuseDemoDatabase(platform.database);
    await migrate(platform.database, [...platformMigrations, ...progressMigrations]);
    await assert.rejects(refuseDemoDatabase(platform.database), ConfigurationError);
  } finally {
    await platform.close();
  }
});

test('every constraint of the demo’s tables has its answer', async () => {
  const { found, silent } = await constraintsAfter([...platformMigrations, ...demoAddition.migrations]);
  assert.ok(found.some(({ table }) => table === 'demo_progress'));
  assert.deepEqual(silent, []);
});

test('what the demo adds is kept by no cache but for the faces of nobody, and is not there in production', async () => {
  const bare = await openWorld({ country: demoCountry, withoutAuthorities: true });
  const known = new Set(bare.routes.map(({ method, url }) => `${method} ${url}`));
  await bare.close();
  const server = await openWorld({
    country: demoCountry,
    additions: [demoAddition],
    silent: true,
    withoutAuthorities: true,
  });
  try {
    const added = server.routes.filter(({ method, url }) => !known.has(`${method} ${url}`));
    assert.ok(added.length >= 8);
    const ask = ({ method, url }: { method: string; url: string }) =>
      server.app.inject({ method: method as 'GET', url: url.replace(/:\w+/g, 'abcdefghijkl') });
    for (const route of added) {
      assert.equal(route.access, 'demo', route.url);
      assert.ok((route.perMinute ?? 0) >= 20, `${route.url} is counted by client`);
      assert.equal(route.cache, route.url === '/api/demo/portrait/:file' ? 'public' : undefined, route.url);
      if (route.cache === 'public') continue;
      const { headers } = await ask(route);
      const said = [headers['cache-control'], headers.etag, headers['last-modified'], headers.expires];
      assert.deepEqual(said, ['no-store', undefined, undefined, undefined], route.url);
    }
    // The guard asks the mode at each request.
    Object.assign(server.platform.config, { mode: 'production' });
    for (const route of added) assert.equal((await ask(route)).statusCode, 404, route.url);
  } finally {
    await server.close();
  }
});
