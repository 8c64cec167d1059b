// A process with the CAs in its hands that works through the script of acts.ts until it is killed. Everything that it says
// is written at once, so that a kill takes nothing back; at each boundary of a step it stops until it is told to go on.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { buildOcspRequest, buildTimeStampRequest, imprintOf, makeCertId } from '@mibun/pki';
import { caAct, callCentre, clerk, issueRequest, subjectKey } from '@mibun/server/testing/certificates';
import type { CertificateKind, IssueRequest } from '../../apps/server/src/authority/certificates/index.ts';
import { type Http, movableClock, openHttp, type Tx, tables } from '../../apps/server/src/platform/index.ts';
import { type ActName, type Said, SCRIPT, type Survey } from './acts.ts';
import { type Installation, openInstallation, type Place, SHARDS } from './installation.ts';
import { steppingThrough } from './steps.ts';

export interface WorkerJob extends Place {
  /** Names the cards of this process. */
  readonly run: string;
  readonly now: string;
  /** Stops at each boundary and goes through the script once; otherwise it goes on without stopping until it is killed. */
  readonly stepping: boolean;
}

/** The issue that is under way: whoever restarts asks for it again. */
interface UnderWay {
  readonly act: ActName;
  readonly card: string;
  readonly publicKey: string;
}

/** A socket of its own to the parent, which blocks: the standard ones may not. */
const PARENT = 3;
const NAME_THAT_NO_LINT_LETS_THROUGH = '番号\u202e花子';

const job: WorkerJob = JSON.parse(process.argv[2] ?? '');
const underWayFile = join(job.folder, 'under-way.json');
let act: ActName = 'open';
let card = job.run;
let stopping = job.stepping;

function say(said: Said): void {
  const line = Buffer.from(`${JSON.stringify(said)}\n`);
  for (let written = 0; written < line.length; ) written += writeSync(PARENT, line, written);
}

const { between, begin } = steppingThrough(
  (name) => {
    if (!stopping) return;
    say({ say: 'point', name: `${act}: ${act === 'open' ? ofLaterCas(name) : ofAnyCa(name)}` });
    // The whole process stands still here, until the parent writes an octet or kills it.
    readSync(PARENT, Buffer.alloc(1));
  },
  (label, octets) => say({ say: 'signing', label, tbs: Buffer.from(octets).toString('base64') }),
);
const installation = await openInstallation(job, movableClock(new Date(job.now)), between);
const { certificates, platform } = installation;
await perform('open', () => certificates.open());
const http = await openHttp(platform);
installation.status.routes(http);
installation.timeStamps.routes(http);
await http.ready();

await withoutStopping(async () => {
  say({ say: 'survey', survey: await surveyOf(installation, http) });
  await askAgain();
});
let life = 0;
do {
  card = `${job.run}-${life++}`;
  for (const next of SCRIPT) await perform(next, () => doIt(next));
} while (!job.stepping);
await withoutStopping(async () => say({ say: 'survey', survey: await surveyOf(installation, http) }));
say({ say: 'end' });
await http.close();
await installation.database.close();

/** The last two of the CAs are opened like the second. */
function ofLaterCas(name: string): string {
  return name.replace(/\bca-(authentication|institution|card-face)-1\b/, 'a later CA');
}

/** Once they are open, the two CAs of residents go through the same steps. */
function ofAnyCa(name: string): string {
  return name.replace(/\b(ca|ocsp)-(signature|authentication)(-1)?\b/, '$1');
}

async function perform(next: ActName, work: () => Promise<unknown>): Promise<void> {
  act = next;
  begin();
  say({ say: 'begin', act, card });
  await work();
  say({ say: 'done', act, card });
}

async function withoutStopping(work: () => Promise<void>): Promise<void> {
  const before = stopping;
  stopping = false;
  await work();
  stopping = before;
}

/** What was being issued is issued to the same key, by whoever comes after the crash; what was refused has left its key free. */
async function askAgain(): Promise<void> {
  if (!existsSync(underWayFile)) return;
  const last: UnderWay = JSON.parse(readFileSync(underWayFile, 'utf8'));
  card = last.card;
  const publicKey = new Uint8Array(Buffer.from(last.publicKey, 'base64'));
  if (last.act === 'issue what breaks a lint') {
    await certificates.issue(issueRequest('signature', `${card}-again`, { publicKey }));
  } else {
    const kind = last.act === 'issue signature' ? 'signature' : 'authentication';
    await perform(last.act, () => certificates.issue(issueRequest(kind, card, { publicKey })));
  }
  rmSync(underWayFile);
}

async function issue(kind: CertificateKind, more: Partial<IssueRequest> = {}): Promise<void> {
  const publicKey = subjectKey();
  const underWay: UnderWay = { act, card, publicKey: Buffer.from(publicKey).toString('base64') };
  writeFileSync(underWayFile, JSON.stringify(underWay));
  await certificates.issue(issueRequest(kind, card, { ...more, publicKey }));
  rmSync(underWayFile);
}

async function issueUnfit(): Promise<void> {
  const { person } = issueRequest('signature', card);
  if (!person) throw new Error('a signature certificate without a person');
  await issue('signature', { person: { ...person, name: NAME_THAT_NO_LINT_LETS_THROUGH } }).then(
    () => {
      throw new Error('it was issued');
    },
    (error: unknown) => {
      if ((error as { code?: string }).code !== 'LINT_FAILED') throw error;
    },
  );
}

function doIt(next: ActName): Promise<unknown> {
  const inTransaction = (work: (tx: Tx) => Promise<unknown>) => platform.database.transaction(work);
  switch (next) {
    case 'issue signature':
      return issue('signature');
    case 'issue authentication':
      return issue('authentication');
    case 'issue what breaks a lint':
      return issueUnfit();
    case 'activate':
      return inTransaction((tx) => certificates.activateOfCard(tx, card, clerk));
    case 'suspend':
      return inTransaction((tx) => certificates.suspendOfCard(tx, card, callCentre));
    case 'lift':
      return inTransaction((tx) => certificates.liftOfCard(tx, card, clerk));
    case 'revoke':
      return inTransaction((tx) => certificates.revokeOfCard(tx, card, 'cessationOfOperation', clerk));
    case 'build the CRL':
      return buildCrl('');
    case 'build the delta CRL':
      return buildCrl('-delta');
    case 'answer OCSP':
      return answerOcsp();
    case 'stamp':
      return stamp();
    case 'replace the responder':
      return replaceResponder();
    case 'open':
      throw new Error('it is open');
  }
}

async function ofCard() {
  return platform.database.query((tx) => certificates.ofCard(tx, card));
}

async function get(url: string): Promise<Buffer> {
  const response = await http.inject({ method: 'GET', url });
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
  return response.rawPayload;
}

async function post(url: string, type: string, payload: Uint8Array): Promise<void> {
  const headers = { 'content-type': type };
  const response = await http.inject({ method: 'POST', url, headers, payload: Buffer.from(payload) });
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
}

async function buildCrl(form: '' | '-delta'): Promise<void> {
  for (const { kind, serial } of await ofCard()) {
    await get(`/crl/${kind}/${BigInt(`0x${serial}`) % BigInt(SHARDS)}${form}.crl`);
  }
}

async function answerOcsp(): Promise<void> {
  for (const { kind, serial } of await ofCard()) {
    const certIds = [makeCertId(certificates.ca(kind).certificate, serial)];
    await post(`/ocsp/${kind}`, 'application/ocsp-request', buildOcspRequest({ certIds }));
  }
}

async function stamp(): Promise<void> {
  const request = buildTimeStampRequest({ imprint: imprintOf(Buffer.from(card)) });
  await post('/tsa', 'application/timestamp-query', request);
}

async function replaceResponder(): Promise<void> {
  const { serial } = (await certificates.responder('signature', 1)).certificate;
  await platform.database.transaction((tx) =>
    certificates.revoke(tx, 'signature', serial, 'superseded', caAct),
  );
  await certificates.responder('signature', 1);
}

type Records = {
  certificateAuthorities: { tbs: Uint8Array; certificate: Uint8Array | null };
  certificateLedger: {
    authority: string;
    serial: string;
    kind: string;
    reference: string;
    tbs: Uint8Array;
    der: Uint8Array | null;
    voidedAt: Date | null;
  };
  certificates: { kind: CertificateKind; serial: string; cardId: string; state: string };
  statusCrlIntents: { number: number; tbsHash: string };
  timeStampClock: { stamps: number };
};

async function surveyOf(on: Installation, app: Http): Promise<Survey> {
  const hash = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex');
  const crl = async (kind: CertificateKind) =>
    (await app.inject({ method: 'GET', url: `/crl/${kind}/all.crl` })).rawPayload.toString('base64');
  const crls = { signature: await crl('signature'), authentication: await crl('authentication') };
  const feed = await app.inject({ method: 'GET', url: '/api/status/feed/signature?after=0' });
  const rows = await on.database.query(async (tx) => {
    const db = tables<Records>(tx);
    return {
      authorities: await db.selectFrom('certificateAuthorities').selectAll().execute(),
      ledger: await db.selectFrom('certificateLedger').selectAll().execute(),
      certificates: await db.selectFrom('certificates').selectAll().execute(),
      crlIntents: await db.selectFrom('statusCrlIntents').selectAll().execute(),
      stamps: await db.selectFrom('timeStampClock').selectAll().executeTakeFirst(),
    };
  });
  const root = (kind: CertificateKind) =>
    Buffer.from(on.certificates.ca(kind).certificate.der).toString('base64');
  return {
    authorities: rows.authorities.map(({ tbs, certificate }) => ({
      tbs: hash(tbs),
      signed: certificate !== null,
    })),
    ledger: rows.ledger.map(({ authority, serial, kind, reference, tbs, der, voidedAt: voided }) => ({
      ...{ authority, serial, kind, reference, tbs: hash(tbs) },
      ...{ der: der && Buffer.from(der).toString('base64'), voided: voided !== null },
    })),
    certificates: rows.certificates.map(({ kind, serial, cardId, state }) => ({
      ...{ kind, serial, card: cardId, state },
    })),
    crlRecords: rows.crlIntents.map(({ number, tbsHash: tbs }) => ({ number, tbs })),
    stamps: rows.stamps?.stamps ?? 0,
    crls,
    feed: feed.json(),
    roots: { signature: root('signature'), authentication: root('authentication') },
  };
}
