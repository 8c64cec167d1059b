import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openDemoChips } from '../demo/chips.ts';
import { progressMigrations } from '../demo/progress.ts';
import { refuseDemoDatabase, refuseDemoFolder } from '../no-demo-data.ts';
import { ConfigurationError, migrate, platformMigrations } from '../platform/index.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { openChipKeyPool } from '../production/index.ts';
import { type DemoConfig, isDemo, noChipsHere } from './index.ts';

describe('production is no demo with other settings', () => {
  let platform: TestPlatform;
  let folder: string;
  before(async () => {
    platform = await openTestPlatform({ migrations: [] });
    folder = mkdtempSync(join(tmpdir(), 'mibun-no-demo-'));
  });
  after(async () => {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('software chips cannot be opened for a production configuration, and leave no key in custody', async () => {
    const config = { ...platform.config, mode: 'production' as const };
    assert.equal(isDemo(config), false);
    const keys = openChipKeyPool();
    try {
      const opening = openDemoChips(config as unknown as DemoConfig, { ...platform, keys });
      await assert.rejects(opening, /demo mode only/);
    } finally {
      keys.close();
    }
    assert.equal(await platform.custody.has('card-tray'), false);
  });

  test('without an encoder nothing is made, and the refusal says who can help', () => {
    const serial = '000000000000001';
    assert.equal(noChipsHere.placeOf(serial), undefined);
    for (const act of [() => noChipsHere.insert(serial), () => noChipsHere.move(serial, 'wallet')]) {
      assert.throws(act, { code: 'ENCODER_MISSING' });
    }
  });

  test('a folder or a database in which a demo has run is refused', async () => {
    refuseDemoFolder(folder);
    await refuseDemoDatabase(platform.database);
    mkdirSync(join(folder, 'cards'));
    assert.throws(() => refuseDemoFolder(folder), ConfigurationError);
    await migrate(platform.database, [...platformMigrations, ...progressMigrations]);
    await assert.rejects(refuseDemoDatabase(platform.database), ConfigurationError);
  });
});
