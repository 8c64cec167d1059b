import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { assembleCrl, buildTbsCrl, type RevokedEntry, readCrl } from '@mibun/pki';
import { random, testCa } from '@mibun/pki/testing/fixtures';
import { makeCrlsWithOthers } from './crls-others.ts';
import { median, milliseconds } from './harness/race.ts';
import type { Row, Section } from './harness/table.ts';
import type { Effort } from './run.ts';

const ENTRIES = 10_000;

/** CRLs and the revoked set, in process. What a whole server takes for one stands with the status answers. */
export async function bench(effort: Effort): Promise<Section> {
  const ca = await testCa('signature');
  const entries = revoked(ENTRIES);
  const request = {
    issuer: ca.info,
    number: 7n,
    thisUpdate: new Date('2026-11-22T00:00:00Z'),
    nextUpdate: new Date('2026-11-23T00:00:00Z'),
    entries,
    shardUrl: 'http://crl.mibun.example/signature/17.crl',
    freshestUrl: 'http://crl.mibun.example/signature/17-delta.crl',
  };
  const tbs = buildTbsCrl(request);
  const signature = await ca.sign(tbs);
  const made = readCrl(assembleCrl(tbs, ca.info.algorithm, signature));
  const found = made.entryCount;
  if (found !== ENTRIES) throw new Error(`${found} entries`);
  const times = effort.quick ? 20 : 100;
  const building = median(
    await milliseconds(times, () => assembleCrl(buildTbsCrl(request), ca.info.algorithm, signature)),
  );
  const signing = median(await milliseconds(times, () => ca.sign(tbs)));
  return {
    title: 'CRLs and the revoked set',
    rows: [
      {
        what: `a shard of ${ENTRIES.toLocaleString('en')} entries, without its signature`,
        figure: building,
        unit: 'ms',
        wanted: { atMost: 30 },
        note: `its RSA-2048 signature: ${signing.toFixed(2)} ms`,
      },
      await revokedSet(effort),
      ...(await makeCrlsWithOthers(effort, building + signing)),
    ],
  };
}

function revoked(count: number): readonly RevokedEntry[] {
  const serials = Array.from({ length: count }, () => {
    const octets = random(10);
    octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
    return Buffer.from(octets).toString('hex');
  }).sort();
  const from = Date.UTC(2024, 0, 1);
  return serials.map((serial, index) => ({
    serial,
    at: new Date(from + index * 7_654_000),
    reason: index % 3 === 0 ? 'certificateHold' : 'keyCompromise',
  }));
}

/** In a process of its own, so that nothing else is counted. */
async function revokedSet({ quick }: Effort): Promise<Row> {
  const count = quick ? 1_500_000 : 15_000_000;
  const file = new URL('servers/revoked-set.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', file, String(count)], {
    timeout: 30 * 60_000,
  });
  const { rss, external, lookup } = JSON.parse(stdout) as Record<'rss' | 'external' | 'lookup', number>;
  return {
    what: `memory of a revoked set of ${count.toLocaleString('en')}`,
    figure: rss / 1e6,
    unit: 'MB',
    wanted: { atMost: quick ? 30 : 300 },
    note: `growth of the resident set; ${Math.round(external / 1e6)} MB of it array buffers; a look-up takes ${lookup.toFixed(1)} µs`,
  };
}
