import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Watch } from './ca-faults/clock-jumps.ts';
import { bundleWorker, type Lane, laneAt, runOnce } from './ca-faults/killing.ts';
import { startCaServer } from './ca-faults/running-server.ts';
import { type PostgresServer, startPostgres } from './harness/postgres.ts';
import { chanceFrom } from './harness/tearing-acts.ts';

const LANES = 2;
const KILLS_AT_RANDOM = 12;
/** About as long as a process takes for two lives of a card. */
const LONGEST_LIFE_MS = 400;

/** In this order; the process in between works through everything before. */
const EMBEDDED = [
  /^open: after the signature of a later CA/,
  /^issue authentication: after the signature/,
  /^build the delta CRL: after the signature/,
  /^revoke: before the commit/,
  /^revoke: after/,
];

describe('kill -9 of the CAs', () => {
  let folder: string;
  let server: PostgresServer;
  const lanes: Lane[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-ca-faults-'));
    server = await startPostgres();
    const worker = await bundleWorker(join(folder, 'program'));
    for (let lane = 0; lane < LANES; lane++) {
      const databaseUrl = await server.createDatabase(`lane_${lane}`);
      const place = { folder: join(folder, `lane-${lane}`), databaseUrl };
      lanes.push(laneAt(`lane-${lane}`, place, worker));
    }
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('at every step of opening, issuing, revoking, building CRLs and answering', async (t) => {
    const died = new Set<string>();
    const dieOnce = (point: string) => {
      if (died.has(point)) return false;
      died.add(point);
      return true;
    };
    const began = performance.now();
    await Promise.all(
      lanes.map(async (lane) => {
        while ((await runOnce(lane, { stepping: true, killsAt: dieOnce })) === 'killed');
      }),
    );
    t.diagnostic(`${died.size} kills in ${Math.round(performance.now() - began)} ms`);
    for (const { name, records } of lanes) t.diagnostic(`${name}: ${records.figures}`);
    assert.ok(died.size > 100, `only ${died.size} steps`);
  });

  test(`at ${KILLS_AT_RANDOM} random moments`, async (t) => {
    const seed = Number(process.env.MIBUN_SEED ?? randomInt(2 ** 31));
    t.diagnostic(`seed ${seed} (repeat with MIBUN_SEED)`);
    const chance = chanceFrom(seed);
    await Promise.all(
      lanes.map(async (lane) => {
        for (let kill = 0; kill < KILLS_AT_RANDOM / LANES; kill++) {
          assert.equal(await runOnce(lane, { stepping: false, at: chance(LONGEST_LIFE_MS) }), 'killed');
        }
        assert.equal(await runOnce(lane, { stepping: true }), 'ended');
      }),
    );
  });

  test('at some of the steps, on the embedded database', async (t) => {
    const lane = laneAt('embedded', { folder: join(folder, 'embedded') });
    for (const point of EMBEDDED) {
      const killsAt = (name: string) => point.test(name);
      assert.equal(await runOnce(lane, { stepping: true, killsAt }), 'killed', String(point));
    }
    assert.equal(await runOnce(lane, { stepping: true }), 'ended');
    t.diagnostic(lane.records.figures);
  });
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BEGINNING = new Date('2026-01-15T03:00:00Z');
const NOW = new Date('2026-11-22T03:00:00Z');

/** Milliseconds from {@link NOW}, while the process runs; after some of them it is started again. */
const JUMPS = [
  0,
  -DAY_MS,
  HOUR_MS,
  2 * 365 * DAY_MS,
  2 * 365 * DAY_MS + 25 * HOUR_MS,
  25 * HOUR_MS,
  24 * HOUR_MS,
  49 * HOUR_MS,
  49 * HOUR_MS + 1_000,
  49 * HOUR_MS,
];

describe('jumps of the clock', () => {
  let folder: string;
  let postgres: PostgresServer;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-ca-clock-'));
    postgres = await startPostgres();
  });
  after(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('nothing expires, is stale, from the future or numbered backwards; no stamp is out of order', async (t) => {
    const place = { folder, databaseUrl: await postgres.createDatabase('clock') };
    let server = await startCaServer({ ...place, now: BEGINNING.toISOString() });
    t.after(() => server.stop());
    await server.setClock(NOW);
    const watch = new Watch([
      { serials: await server.card('card-good', 'activate'), good: true },
      { serials: await server.cardUntil('2027-10-01', 'card-of-a-year', 'activate'), good: true },
      { serials: await server.card('card-on-hold', 'activate', 'suspend'), good: false },
      { serials: await server.card('card-revoked', 'activate', 'revoke'), good: false },
      { serials: await server.card('card-on-its-way'), good: false },
    ]);
    for (const [index, jump] of JUMPS.entries()) {
      const now = new Date(NOW.getTime() + jump);
      await server.setClock(now);
      await watch.look(server, now);
      assert.equal(await server.upkeep(), 0, 'a certificate was ended');
      if (index % 3 === 0) {
        await server.stop();
        server = await startCaServer({ ...place, now: now.toISOString() });
        await watch.look(server, now);
      }
    }
    assert.ok(watch.stamps > 0 && watch.refusals > 0);
    // What would have ended by the wrong clock can still be lost and put on hold.
    await server.order('suspend', 'card-of-a-year');
    assert.equal(await watch.statusOf(server, 1), 'revoked');
  });
});
