import { generateKeyPairSync, sign } from 'node:crypto';
import { issueRequest, testMunicipality } from '@mibun/server/testing/certificates';
import {
  type Certificates,
  createCertificates,
  type IssueRequest,
} from '../apps/server/src/authority/certificates/index.ts';
import { feedOn } from '../apps/server/src/authority/status/feed.ts';
import { openBenchPlatform } from './harness/database.ts';
import { plausibleKeys } from './harness/keys.ts';
import { race } from './harness/race.ts';
import type { Row, Section } from './harness/table.ts';
import type { Effort } from './run.ts';

const LOT = 256;
/** Lots of one turn, and how many of them are under way at once: one is signed while another is stored. */
const LOTS = 6;
const AT_ONCE = 3;

/** The whole of `issueAll`: key seen before, intents, audit entries, status feed, signatures, certificates. */
export async function bench(effort: Effort): Promise<Section> {
  const title = 'Issuing with RSA-2048, with database';
  const opened = await openBenchPlatform();
  if (!opened) return { title, rows: [missing('PostgreSQL')] };
  const { platform, version } = opened;
  try {
    const { api } = createCertificates(platform, { municipality: testMunicipality });
    // Its outbox is part of every issue.
    feedOn(platform, api);
    await api.open();
    const keys = plausibleKeys(effort.quick ? 12_000 : 40_000);
    const next = requestsOf(keys);
    const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const tbs = Buffer.alloc(1_100, 7);
    const signThere = () =>
      new Promise((resolve, reject) => {
        sign('sha256', tbs, key, (error, signature) => (error ? reject(error) : resolve(signature)));
      });
    const laps = await race(
      [
        {
          name: 'raw',
          batch: LOT * LOTS,
          run: () => Promise.all(Array.from({ length: LOT * LOTS }, signThere)),
        },
        { name: 'mibun', batch: LOT * LOTS, run: () => lots(api, next) },
      ],
      effort,
    );
    const [raw, mibun] = laps;
    const row: Row = {
      what: `Mibun, lots of ${LOT}, ${AT_ONCE} at once, one process`,
      figure: mibun?.rate ?? 0,
      unit: '/s',
      ratio: mibun?.ratio ?? 0,
      comparedWith: `raw signatures, both cores (${Math.round(raw?.rate ?? 0)}/s)`,
      wanted: { atLeast: 0.5 },
      note: `PostgreSQL ${version} on the same two cores, fsync off`,
    };
    return { title, rows: [row] };
  } finally {
    await opened.close();
  }
}

export function missing(program: string): Row {
  return { what: program, figure: Number.NaN, unit: '', note: 'not installed' };
}

/** SIG and AUTH in turn, never a key twice. */
function requestsOf(keys: readonly Uint8Array[]): () => IssueRequest {
  // Made once: each brings a key of its own, which takes its time.
  const templates = [
    issueRequest('signature', 'template'),
    issueRequest('authentication', 'template'),
  ] as const;
  let used = 0;
  return () => {
    const publicKey = keys[used];
    if (!publicKey) throw new Error(`more than ${keys.length} certificates in one race: prepare more keys`);
    const cardId = `bench-card-${used >> 1}`;
    const template = templates[used++ % 2] ?? templates[0];
    return { ...template, cardId, personId: `person-of-${cardId}`, publicKey };
  };
}

async function lots(certificates: Certificates, next: () => IssueRequest): Promise<void> {
  let left = LOTS;
  const worker = async () => {
    while (left-- > 0) {
      const results = await certificates.issueAll(Array.from({ length: LOT }, next));
      const refused = results.find(({ status }) => status === 'rejected');
      if (refused?.status === 'rejected') throw refused.reason;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
