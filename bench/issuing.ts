import { sign } from 'node:crypto';
import {
  buildEndEntityTbs,
  checkSubjectKey,
  type EndEntityRequest,
  finishCertificate,
  lintTbs,
  newSerial,
} from '@mibun/pki';
import { requestFor, type TestCa, testCa } from '@mibun/pki/testing/fixtures';
import { systemRandom } from '../apps/server/src/platform/index.ts';
import { plausibleKeys } from './harness/keys.ts';
import { type Lap, race } from './harness/race.ts';
import type { Row, Section } from './harness/table.ts';
import { issueWithOthers } from './issuing-others.ts';
import type { Effort } from './run.ts';

/** As production makes cards: each step for the whole lot, then the next. */
const LOT = 64;
/** With the thread pool: lots of one turn, and how many are under way, so that one is prepared while others are signed. */
const LOTS = 12;
const AT_ONCE = 3;

/** Issuing RSA-2048 signature certificates: check the key, build, lint, sign, verify, put together (pki.md §3). */
export async function bench(effort: Effort): Promise<Section> {
  const ca = await testCa('signature');
  // A different key each, as in life; making them is not issuing.
  const keys = plausibleKeys(512);
  const requests = keys.map((publicKey) => requestFor(ca, 'signature', { publicKey }));
  const tbs = buildEndEntityTbs(requestFor(ca, 'signature'));
  const next = turns(requests);
  const lot = () => Array.from({ length: LOT }, next);
  const each = Array.from({ length: LOT });
  const many = Array.from({ length: LOT * LOTS });
  const raw = { name: 'raw', batch: LOT, run: () => each.map(() => sign('sha256', tbs, ca.key.privateKey)) };
  const oneCore = await race(
    [
      raw,
      { name: 'mibun', batch: LOT, run: () => issueHere(ca, lot()) },
      { name: 'one by one', batch: LOT, run: () => lot().map((request) => issueHere(ca, [request])) },
    ],
    effort,
  );
  const twoCores = await race(
    [
      { name: 'raw', batch: LOT * LOTS, run: () => Promise.all(many.map(() => signThere(ca, tbs))) },
      { name: 'mibun', batch: LOT * LOTS, run: () => issueThere(ca, lot) },
    ],
    effort,
  );
  return {
    title: 'Issuing with RSA-2048, without database',
    rows: [
      { ...row(`Mibun, one thread, lots of ${LOT}`, oneCore), wanted: { atLeast: 0.8 } },
      { ...row(`Mibun, signatures in the thread pool, lots of ${LOT}`, twoCores), wanted: { atLeast: 0.8 } },
      row('Mibun, one thread, one by one', [oneCore[0], oneCore[2]]),
      ...(await issueWithOthers(effort, oneCore[0]?.rate ?? Number.NaN)),
    ],
  };
}

function row(what: string, [raw, mibun]: readonly (Lap | undefined)[]): Row {
  return {
    what,
    figure: mibun?.rate ?? 0,
    unit: '/s',
    ratio: mibun?.ratio ?? 0,
    comparedWith: `raw signatures of the same key (${Math.round(raw?.rate ?? 0)}/s)`,
    note: `by processor time ${(mibun?.cpuRatio ?? Number.NaN).toFixed(2)} ×`,
  };
}

function turns(requests: readonly EndEntityRequest[]): () => EndEntityRequest {
  let turn = 0;
  return () => {
    const request = requests[turn++ % requests.length];
    if (!request) throw new RangeError('no requests');
    return { ...request, serial: newSerial(systemRandom.bytes) };
  };
}

function prepare(ca: TestCa, requests: readonly EndEntityRequest[]): readonly Uint8Array[] {
  for (const { publicKey } of requests) {
    if (checkSubjectKey(publicKey).length > 0) throw new Error('the key is unfit');
  }
  const intents = requests.map(buildEndEntityTbs);
  for (const [index, tbs] of intents.entries()) {
    const { profile = 'mibun', kind = 'signature' } = requests[index] ?? {};
    const findings = lintTbs(tbs, { profile, kind, issuer: ca.info });
    if (findings.length > 0) throw new Error(findings.map(({ id }) => id).join());
  }
  return intents;
}

function issueHere(ca: TestCa, requests: readonly EndEntityRequest[]): readonly Uint8Array[] {
  const intents = prepare(ca, requests);
  const signatures = intents.map((tbs) => sign('sha256', tbs, ca.key.privateKey));
  return finish(ca, intents, signatures);
}

async function issueThere(ca: TestCa, lot: () => readonly EndEntityRequest[]): Promise<void> {
  let left = LOTS;
  const worker = async () => {
    while (left-- > 0) {
      const intents = prepare(ca, lot());
      finish(ca, intents, await Promise.all(intents.map((tbs) => signThere(ca, tbs))));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function finish(
  ca: TestCa,
  intents: readonly Uint8Array[],
  signatures: readonly Uint8Array[],
): readonly Uint8Array[] {
  return intents.map((tbs, index) => finishCertificate(tbs, ca.info, signatures[index] ?? new Uint8Array()));
}

function signThere(ca: TestCa, tbs: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    sign('sha256', tbs, ca.key.privateKey, (error, signature) =>
      error ? reject(error) : resolve(signature),
    );
  });
}
