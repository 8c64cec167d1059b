import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { testCountry } from '../testing/country.ts';
import { openTestPlatform } from '../testing/platform.ts';
import { noChipsHere } from './issuance/chips/index.ts';
import { startMibun } from './main.ts';
import { refuseDemoDatabase, refuseDemoFolder, refuseLiveDatabase } from './no-demo-data.ts';
import { ConfigurationError, readConfig } from './platform/index.ts';

test('without an encoder nothing is made, and the refusal says who can help', () => {
  const serial = '000000000000001';
  assert.equal(noChipsHere.placeOf(serial), undefined);
  for (const act of [() => noChipsHere.insert(serial), () => noChipsHere.move(serial, 'wallet')]) {
    assert.throws(act, { code: 'ENCODER_MISSING' });
  }
});

test('a folder in which a demo has run is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-no-demo-'));
  try {
    refuseDemoFolder(folder);
    mkdirSync(join(folder, 'cards'));
    assert.throws(() => refuseDemoFolder(folder), ConfigurationError);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a demo is not settled in a database that no demo has made, and production takes none that one has', async (t) => {
  const [empty, live, demo] = await Promise.all(
    ['drop table audit_entries cascade', 'select 1', 'create table demo_progress (step text)'].map(
      async (statement) => {
        const opened = await openTestPlatform({ migrations: [] });
        t.after(() => opened.close());
        await opened.database.executeSql(statement, []);
        return opened.database;
      },
    ),
  );
  assert.ok(empty && live && demo);
  await refuseLiveDatabase(empty);
  await refuseLiveDatabase(demo);
  await assert.rejects(refuseLiveDatabase(live), /DATABASE_URL names a database that no demo has made/);
  await refuseDemoDatabase(empty);
  await refuseDemoDatabase(live);
  await assert.rejects(refuseDemoDatabase(demo), /DATABASE_URL names the database of a demo/);
});

test('a production server takes no country, mail or pages of the program that starts it, and has opened nothing then', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-no-demo-'));
  const dataDirectory = join(folder, 'data');
  const config = { ...readConfig({ MIBUN_DATA: dataDirectory }), mode: 'production' as const };
  const nobody = async () => {
    throw new Error('it was opened');
  };
  try {
    for (const brought of [
      { country: testCountry() },
      { openPost: nobody },
      { additions: [{ settle: nobody }] },
      { preparing: () => ({ done: 0, of: 1 }) },
    ]) {
      await assert.rejects(startMibun(config, brought), ConfigurationError);
    }
    assert.throws(() => rmSync(dataDirectory, { recursive: true }), { code: 'ENOENT' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
