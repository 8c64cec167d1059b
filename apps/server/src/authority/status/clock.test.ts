import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildOcspRequest, readCrl, verifyOcspResponse } from '@mibun/pki';
import { callCentre } from '../../../testing/certificates.ts';
import { openStatusBench, readOcsp, type StatusBench } from '../../../testing/status.ts';
import { tables } from '../../platform/index.ts';
import type { IssuedCertificate } from '../certificates/index.ts';

// Clocks jump: an hour or days, forward and back. Nothing may be from the future, stale, or numbered backwards.

const HOUR_MS = 3_600_000;
const JUMPS = [
  HOUR_MS,
  -HOUR_MS,
  -30_000,
  30 * HOUR_MS,
  -36 * HOUR_MS,
  72 * HOUR_MS,
  -48 * HOUR_MS,
  1_000,
  0,
];

let bench: StatusBench;
let authentication: IssuedCertificate;

before(async () => {
  bench = await openStatusBench();
  [, authentication] = await bench.activePair('card-clock');
  bench.platform.clock.advance(100 * HOUR_MS);
});
after(() => bench.close());

async function crl(path: string) {
  const response = await bench.app.inject({ method: 'GET', url: path });
  assert.equal(response.statusCode, 200);
  return readCrl(new Uint8Array(response.rawPayload));
}

async function ocsp(): Promise<Uint8Array> {
  const request = buildOcspRequest({ certIds: [bench.certId(authentication)] });
  const path = encodeURIComponent(Buffer.from(request).toString('base64'));
  const response = await bench.app.inject({ method: 'GET', url: `/ocsp/authentication/${path}` });
  return new Uint8Array(response.rawPayload);
}

test('however the clock jumps, CRLs and delta CRLs are never from the future, never stale, and number upwards', async () => {
  const { clock } = bench.platform;
  const numbers = new Map<string, bigint>();
  const seen = new Map<string, Uint8Array>();
  for (const jump of JUMPS) {
    clock.advance(jump);
    for (const path of [
      '/crl/authentication/all.crl',
      '/crl/authentication/all-delta.crl',
      '/crl/signature/0.crl',
    ]) {
      const made = await crl(path);
      const now = clock.now();
      assert.ok(made.thisUpdate <= now, `${path} is from the future`);
      assert.ok(made.nextUpdate.getTime() - now.getTime() >= 12 * HOUR_MS, `${path} ends soon`);
      const last = numbers.get(path);
      const number = made.number ?? 0n;
      const same = Buffer.compare(seen.get(path) ?? new Uint8Array(0), made.tbs) === 0;
      assert.ok(
        last === undefined || (same ? number === last : number > last),
        `${path}: ${number} after ${last}`,
      );
      numbers.set(path, number);
      seen.set(path, made.tbs);
    }
  }
});

test('however the clock jumps, OCSP answers are in force when they are given', async () => {
  const { clock } = bench.platform;
  const issuer = bench.certificates.ca('authentication').certificate;
  for (const jump of JUMPS) {
    clock.advance(jump);
    for (const _ of ['made', 'kept']) {
      const at = clock.now();
      const verified = verifyOcspResponse(readOcsp(await ocsp()), {
        issuer,
        serial: authentication.serial,
        at,
        clockSkewMs: 0,
      });
      assert.deepEqual(
        verified.checks.filter(({ ok }) => !ok),
        [],
        `after a jump of ${jump}`,
      );
    }
  }
});

test('pki.md §4 numbers go on upwards after a restore from a backup with a clock that was set back a little', async () => {
  const { clock, database } = bench.platform;
  const path = '/crl/authentication/all.crl';
  clock.advance(200 * HOUR_MS);
  const earlier = await crl(path);
  clock.advance(HOUR_MS);
  await bench.inTransaction((tx) => bench.certificates.suspendOfCard(tx, 'card-clock', callCentre));
  const last = await crl(path);
  // The backup knows the earlier one alone.
  await database.query((tx) =>
    tables<{ statusCrls: { number: number; authority: string; shard: string } }>(tx)
      .updateTable('statusCrls')
      .set({ number: Number(earlier.number) })
      .where('authority', '=', 'authentication')
      .where('shard', '=', 'all')
      .execute(),
  );
  clock.advance(60_000);
  await bench.status.renewCrls('authentication', 1, 'all');
  assert.ok(((await crl(path)).number ?? 0n) > (last.number ?? 0n));
  clock.advance(-30 * 60_000);
  const back = await crl(path);
  await bench.status.renewCrls('authentication', 1, 'all');
  assert.ok(((await crl(path)).number ?? 0n) > (back.number ?? 0n));
});
