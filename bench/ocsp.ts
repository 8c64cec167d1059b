import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildOcspRequest,
  type CertIdHash,
  type Certificate,
  makeCertId,
  readCertificate,
  readCrl,
  readOcspResponse,
} from '@mibun/pki';
import { type PostgresServer, startPostgres } from '../conformance/harness/postgres.ts';
import { type ServerProcess, startServer } from './harness/commands.ts';
import { median } from './harness/race.ts';
import { FILLED_SHARDS, fillCertificates, filledSerial } from './harness/records.ts';
import type { Row, Section } from './harness/table.ts';
import { hasWrk, load } from './harness/wrk.ts';
import { missing } from './issuing-database.ts';
import { answerWithOthers } from './ocsp-others.ts';
import type { Effort } from './run.ts';
import type { StatusCommands } from './servers/status-server.ts';

type StatusServer = ServerProcess<StatusCommands>;

/** A prime: through all certificates, never one beside the other. */
const STEP = 7_919;
/** More than are ever answered. */
const QUESTIONS_A_SECOND = 12_000;
const HOT = 100;
const ACTS = { quick: 20, whole: 120 };

/** OCSP over HTTP, from a server process on PostgreSQL; load by `wrk` in a third process. */
export async function bench(effort: Effort): Promise<Section> {
  const title =
    'Status: OCSP over HTTP (GET, RSA-2048) and CRLs; server, PostgreSQL and wrk share the two cores';
  if (!hasWrk()) return { title, rows: [missing('wrk')] };
  const folder = mkdtempSync(join(tmpdir(), 'mibun-bench-ocsp-'));
  const postgres = await startPostgres();
  const servers: StatusServer[] = [];
  try {
    const url = await postgres.createDatabase('bench');
    const start = async () => {
      const server = await startServer<StatusCommands>('status-server.ts', [url, folder]);
      servers.push(server);
      return server;
    };
    const server = await start();
    const ca = readCertificate(new Uint8Array(Buffer.from(await server.ask.caCertificate(), 'base64')));
    const bench_ = { effort, folder, server, ca, url };
    const fromCache = await cached(bench_);
    const live = await bySize(bench_);
    const others = await answerWithOthers(effort, folder, {
      cached: fromCache.figure,
      live: live[0]?.figure ?? Number.NaN,
    });
    const fromActs = await acts(bench_, await start());
    return { title, rows: [fromCache, ...live, await crlAfterRevocation(bench_), ...fromActs, ...others] };
  } finally {
    for (const server of servers) await server.stop();
    await stopQuietly(postgres);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stopQuietly(postgres: PostgresServer): Promise<void> {
  await postgres.stop();
}

interface Bench {
  readonly effort: Effort;
  readonly folder: string;
  readonly server: StatusServer;
  readonly ca: Certificate;
  readonly url: string;
}

function pathOf(ca: Certificate, serial: string, hash: CertIdHash = 'sha1'): string {
  const der = buildOcspRequest({ certIds: [makeCertId(ca, serial, hash)] });
  return `/ocsp/authentication/${encodeURIComponent(Buffer.from(der).toString('base64'))}`;
}

/** Alternating turns against a server that does nothing but send the same octets. */
async function cached({ effort, folder, server, ca }: Bench): Promise<Row> {
  const serials = await server.ask.issue('hot', HOT);
  const paths = serials.map((serial) => pathOf(ca, serial));
  const example = await fetch(`http://127.0.0.1:${server.port}${paths[0]}`);
  const body = Buffer.from(await example.arrayBuffer()).toString('base64');
  const dropped = new Set(['date', 'connection', 'keep-alive']);
  const headers = [...example.headers].filter(([name]) => !dropped.has(name)).flat();
  const bare = await startServer('bare-server.ts', [JSON.stringify(headers), body]);
  try {
    const ratios: number[] = [];
    const rates: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    const turn = effort.quick ? 1_000 : 2_000;
    for (const { port } of [bare, server]) await load(folder, port, paths, turn);
    for (let round = 0; round < (effort.quick ? 3 : 7); round++) {
      const theirs = await load(folder, bare.port, paths, turn);
      const ours = await load(folder, server.port, paths, turn);
      if (ours.failures > 0) throw new Error(`${ours.failures} cached answers failed`);
      rates.bare.push(theirs.rate);
      rates.ours.push(ours.rate);
      ratios.push(ours.rate / theirs.rate);
    }
    return {
      what: `cached answers, ${HOT} certificates in turn`,
      figure: median(rates.ours),
      unit: '/s',
      ratio: median(ratios),
      comparedWith: `bare node:http, same octets (${Math.round(median(rates.bare))}/s)`,
      wanted: { atLeast: 0.9 },
    };
  } finally {
    await bare.stop();
  }
}

/** The shard of a certificate that was just revoked, from the act to the last octet of the new CRL. */
async function crlAfterRevocation({ effort, server }: Bench): Promise<Row> {
  const count = effort.quick ? 5 : 15;
  const serials = await server.ask.issue('crl', count);
  const taken: number[] = [];
  let entries = 0;
  for (const [index, serial] of serials.entries()) {
    const shard = Number(BigInt(`0x${serial}`) % BigInt(FILLED_SHARDS));
    const fetchCrl = async () => {
      const answer = await fetch(`http://127.0.0.1:${server.port}/crl/authentication/${shard}.crl`);
      return readCrl(new Uint8Array(await answer.arrayBuffer()));
    };
    const before = await fetchCrl();
    const began = performance.now();
    await server.ask.suspend(`card-crl-${index}`);
    const after = await fetchCrl();
    taken.push(performance.now() - began);
    if (before.find(serial) || !after.find(serial))
      throw new Error('the CRL does not tell of the revocation');
    entries = after.entryCount;
  }
  return {
    what: `from a revocation to the new CRL of its shard (${entries.toLocaleString('en')} entries)`,
    figure: median(taken),
    unit: 'ms',
    wanted: { atMost: 1_000 },
    note: `with the largest number on record above; longest of ${count}: ${Math.round(Math.max(...taken))} ms`,
  };
}

/** Never the same certificate twice, from few on record to many. */
async function bySize({ effort, folder, server, ca, url }: Bench): Promise<readonly Row[]> {
  const sizes = effort.quick ? [10_000, 100_000] : [10_000, 1_000_000, 10_000_000];
  const turn = 1_000;
  const rounds = 3;
  const rows: Row[] = [];
  let filled = 0;
  let first: number | undefined;
  let asked = 0;
  // Another question each time, also where there are fewer certificates than questions: by the other hash.
  const question = (_: unknown, ahead: number) => {
    const number = asked + ahead;
    const serial = filledSerial((number * STEP) % filled);
    return pathOf(ca, serial, Math.floor(number / filled) % 2 === 0 ? 'sha1' : 'sha256');
  };
  for (const size of sizes) {
    const seconds = await fillCertificates(url, filled, size);
    filled = size;
    const ratios: number[] = [];
    const rates: number[] = [];
    const perAnswer: number[] = [];
    const byCpu: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const raw = await server.ask.rawSignatures(turn / 2);
      const paths = Array.from({ length: QUESTIONS_A_SECOND * (turn / 1_000) }, question);
      const before = await server.ask.processorTime();
      const live = await load(folder, server.port, paths, turn, 64);
      const cpu = (await server.ask.processorTime()) - before;
      asked += Math.ceil(live.rate * live.seconds * 1.1) + 64;
      if (live.failures > 0) throw new Error(`${live.failures} live answers failed`);
      if (round === 0) continue;
      rates.push(live.rate);
      ratios.push(live.rate / raw.rate);
      perAnswer.push(raw.rate);
      byCpu.push((live.rate * live.seconds * 1e6) / cpu / raw.perCpu);
    }
    first ??= median(ratios);
    rows.push({
      what: `live answers, ${size.toLocaleString('en')} certificates on record`,
      figure: median(rates),
      unit: '/s',
      ratio: median(ratios),
      comparedWith: `raw signatures, both cores (${Math.round(median(perAnswer))}/s)`,
      wanted: { atLeast: 0.8 },
      note: `by processor time of the server alone ${median(byCpu).toFixed(2)} ×; filled in ${Math.round(seconds)} s`,
    });
    if (size !== sizes[0]) {
      rows.push({
        what: `  its ratio against that of ${(sizes[0] ?? 0).toLocaleString('en')} on record`,
        figure: median(ratios) / first,
        unit: '×',
        wanted: { atLeast: 0.9 },
      });
    }
  }
  return rows;
}

/** From the act to the first answer that tells of it, while wrk asks both servers for cached answers. */
async function acts({ effort, folder, server, ca }: Bench, other: StatusServer): Promise<readonly Row[]> {
  const count = effort.quick ? ACTS.quick : ACTS.whole;
  const serials = await server.ask.issue('acts', count);
  const hot = await server.ask.issue('load', HOT);
  const loadPaths = hot.map((serial) => pathOf(ca, serial));
  const askers = [server, other].map((each) => ({
    each,
    delays: [] as number[],
    ask: async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${each.port}${path}`);
      const read = readOcspResponse(new Uint8Array(await answer.arrayBuffer()));
      return read.ok ? read.response.responses[0]?.status.status : read.error;
    },
  }));
  for (const serial of serials) {
    for (const { ask } of askers) {
      if ((await ask(pathOf(ca, serial))) !== 'good') throw new Error('not good before the act');
    }
  }
  let over = false;
  const loads = askers.map(async ({ each }) => {
    while (!over) await load(folder, each.port, loadPaths, 2_000, 16);
  });
  for (const [index, serial] of serials.entries()) {
    const path = pathOf(ca, serial);
    const began = performance.now();
    const act = server.ask.suspend(`card-acts-${index}`);
    await Promise.all(
      askers.map(async ({ ask, delays }) => {
        while ((await ask(path)) !== 'revoked') await new Promise((resolve) => setTimeout(resolve, 5));
        delays.push(performance.now() - began);
      }),
    );
    await act;
    // Not in step with whatever the servers do once a second.
    await new Promise((resolve) => setTimeout(resolve, randomInt(250)));
  }
  over = true;
  await Promise.all(loads);
  return askers.flatMap(({ delays }, index) => {
    const sorted = delays.toSorted((a, b) => a - b);
    const where = index === 0 ? 'the process of the act' : 'another process on the same database';
    return [
      {
        what: `from act to answer, ${where}, 99th percentile of ${count}`,
        figure: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN,
        unit: 'ms',
        wanted: { atMost: 1_000 },
        note: `median ${Math.round(median(sorted))} ms; both under load by wrk, both caches warm`,
      },
      {
        what: `from act to answer, ${where}, longest`,
        figure: sorted.at(-1) ?? Number.NaN,
        unit: 'ms',
        wanted: { atMost: 5_000 },
      },
    ];
  });
}
