import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { settledTime } from './settled-clock.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let platform: TestPlatform;
before(async () => {
  platform = await openTestPlatform({ migrations: [] });
});
after(() => platform.close());

const now = () => platform.clock.now().getTime();
const settled = async () => (await settledTime({ ...platform, log: silent })).getTime();
const silent = { warn: () => {} } as unknown as TestPlatform['log'];

test('a clock that goes on evenly is believed at once', async () => {
  for (let turn = 0; turn < 5; turn++) {
    assert.equal(await settled(), now());
    platform.clock.advance(10 * MINUTE_MS);
  }
});

test('a jump of two years ends nothing, and is gone when the clock is put right', async () => {
  const before = await settled();
  platform.clock.advance(730 * DAY_MS);
  assert.equal(await settled(), before);
  platform.clock.advance(MINUTE_MS);
  assert.equal(await settled(), before + 2 * MINUTE_MS);
  platform.clock.advance(-730 * DAY_MS);
  assert.equal(await settled(), now());
});

test('it is never later than the clock, also after that went back', async () => {
  platform.clock.advance(-3 * DAY_MS);
  assert.equal(await settled(), now());
});

test('after a time off it catches up within as much time again', async () => {
  platform.clock.advance(3 * DAY_MS);
  const before = await settled();
  for (let hours = 0; hours < 3 * 24; hours += 12) {
    platform.clock.advance(DAY_MS / 2);
    await settled();
  }
  assert.ok(before < now());
  assert.equal(await settled(), now());
});
