import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  FeedFollower,
  type FeedPosition,
  RevokedSet,
  readCertificate,
  readCrl,
  verifyCrl,
  verifyFeedStatement,
} from '@mibun/pki';
import { callCentre, clerk, issueRequest } from '../../../testing/certificates.ts';
import { openStatusBench, type StatusBench } from '../../../testing/status.ts';
import { openHttp, tables } from '../../platform/index.ts';
import type { Certificates } from '../certificates/index.ts';
import type { FeedRow } from './feed-store.ts';
import { createStatus } from './index.ts';
import { sequenceChanges } from './sequencer.ts';

let bench: StatusBench;
let certificates: Certificates;

before(async () => {
  bench = await openStatusBench();
  certificates = bench.certificates;
});
after(() => bench.close());

const FEED = '/api/status/feed/authentication';

async function get(url: string): Promise<unknown> {
  const response = await bench.app.inject({ method: 'GET', url });
  assert.equal(response.statusCode, 200, response.body);
  return response.json();
}

function rootsOf() {
  return certificates.roots('authentication').map((der) => readCertificate(der));
}

/** A verifier that keeps the revoked certificates of one CA itself. */
class Verifier {
  readonly revoked = new RevokedSet();
  follower: FeedFollower;

  constructor(from?: FeedPosition) {
    this.follower = new FeedFollower({ kind: 'authentication', roots: rootsOf(), ...(from && { from }) });
  }

  async load(): Promise<void> {
    const start = (await get(`${FEED}/start`)) as {
      crls: string[];
      position: FeedPosition;
      statement: string;
    };
    const now = bench.platform.clock.now();
    const stated = verifyFeedStatement(start.statement, rootsOf(), now);
    assert.deepEqual({ sequence: stated.sequence, hash: stated.hash }, start.position);
    for (const url of start.crls) {
      const response = await bench.app.inject({ method: 'GET', url: new URL(url).pathname });
      const crl = readCrl(new Uint8Array(response.rawPayload));
      const [issuer] = rootsOf();
      assert.ok(issuer && verifyCrl({ crl, issuer, at: now }).ok);
      for (const { serial, at, reason } of crl.entries()) this.revoked.set(serial, at, reason);
    }
    this.follower = new FeedFollower({ kind: 'authentication', roots: rootsOf(), from: start.position });
  }

  async follow(limit = 1_000): Promise<number> {
    let read = 0;
    for (;;) {
      const page = await get(`${FEED}?after=${this.follower.position.sequence}&limit=${limit}`);
      const entries = this.follower.accept(page, bench.platform.clock.now());
      for (const { serial, state, reason, since } of entries) {
        if (state === 'held' || state === 'revoked')
          this.revoked.set(serial, since ?? new Date(0), reason ?? 'unspecified');
        else this.revoked.delete(serial);
      }
      read += entries.length;
      if (!(page as { more: boolean }).more) return read;
    }
  }
}

/** What the whole CRL says. */
async function wholeCrl() {
  const response = await bench.app.inject({ method: 'GET', url: '/crl/authentication/all.crl' });
  return [...readCrl(new Uint8Array(response.rawPayload)).entries()].sort((a, b) =>
    a.serial < b.serial ? -1 : 1,
  );
}

test('pki.md §4 whoever follows the feed knows what the CRL says, from the beginning or from a start', async () => {
  await bench.activePair('card-feed-1');
  const early = new Verifier();
  await early.follow();
  const late = new Verifier();
  await late.load();
  await bench.inTransaction((tx) => certificates.suspendOfCard(tx, 'card-feed-1', callCentre));
  await bench.activePair('card-feed-2');
  await bench.inTransaction((tx) => certificates.revokeOfCard(tx, 'card-feed-2', 'keyCompromise', clerk));
  await certificates.issue(issueRequest('authentication', 'card-feed-3'));
  await bench.inTransaction((tx) => certificates.liftOfCard(tx, 'card-feed-1', clerk));
  const expected = await wholeCrl();
  for (const verifier of [early, late]) {
    await verifier.follow();
    assert.deepEqual([...verifier.revoked.entries()], expected);
    assert.ok(verifier.follower.isCurrent(bench.platform.clock.now()));
  }
});

test('pki.md §4 a reader that crashes between any two pages loses nothing and repeats nothing', async () => {
  for (let card = 0; card < 4; card++) await bench.activePair(`card-crash-${card}`);
  const steady = new Verifier();
  const all = await steady.follow();
  let stored: FeedPosition | undefined;
  let read = 0;
  for (;;) {
    // Every page is read by a process of its own.
    const { follower } = new Verifier(stored);
    const page = await get(`${FEED}?after=${follower.position.sequence}&limit=3`);
    const entries = follower.accept(page, bench.platform.clock.now());
    read += entries.length;
    stored = follower.position;
    if (!(page as { more: boolean }).more) break;
  }
  assert.equal(read, all);
  assert.deepEqual(stored, steady.follower.position);
});

test('pki.md §4 the feed goes on by itself after the death of the process that made the change', async () => {
  const verifier = new Verifier();
  await verifier.follow();
  // Committed, and nobody has numbered it yet.
  await certificates.issue(issueRequest('authentication', 'card-orphan'));
  const restarted = createStatus(bench.platform, {
    certificates: { ...certificates, onChangeWithin: () => {} },
  });
  await restarted.api.upkeep();
  assert.equal(await verifier.follow(), 1);
});

test('pki.md §4 what is rolled back has no number; the others have one after another, in the order of their commits', async () => {
  await bench.activePair('card-order');
  await assert.rejects(
    bench.inTransaction(async (tx) => {
      await certificates.suspendOfCard(tx, 'card-order', callCentre);
      throw new Error('rolled back');
    }),
  );
  await Promise.all([
    sequenceChanges(bench.platform.database),
    bench.inTransaction((tx) => certificates.suspendOfCard(tx, 'card-order', callCentre)),
    sequenceChanges(bench.platform.database),
  ]);
  await sequenceChanges(bench.platform.database);
  const rows = await bench.platform.database.query((tx) =>
    tables<{ statusFeed: FeedRow }>(tx)
      .selectFrom('statusFeed')
      .selectAll()
      .where('authority', '=', 'authentication')
      .orderBy('sequence')
      .execute(),
  );
  assert.deepEqual(
    rows.map(({ sequence }) => sequence),
    rows.map((_, index) => index + 1),
  );
  assert.deepEqual(
    rows.slice(-3).map(({ state }) => state),
    ['held', 'good', 'held'],
  );
});

test('pki.md §4 an entry that was changed in the database is noticed by every reader', async () => {
  const verifier = new Verifier();
  await verifier.follow(5).catch(() => undefined);
  await bench.activePair('card-tampered');
  await sequenceChanges(bench.platform.database);
  const change = (from: string, to: string) =>
    bench.platform.database.query((tx) =>
      tables<{ statusFeed: FeedRow }>(tx)
        .updateTable('statusFeed')
        .set({ state: to as FeedRow['state'] })
        .where('authority', '=', 'authentication')
        .where('sequence', '>', verifier.follower.position.sequence)
        .where('state', '=', from as FeedRow['state'])
        .execute(),
    );
  await change('good', 'unknown');
  await assert.rejects(verifier.follow(), { code: 'feed-tampered' });
  await change('unknown', 'good');
  assert.equal(await verifier.follow(), 2);
});

test('a place that the feed does not reach, or not any more, is told: begin anew', async () => {
  const { position } = new Verifier().follower;
  const ahead = await bench.app.inject({ method: 'GET', url: `${FEED}?after=999999` });
  assert.equal(ahead.statusCode, 410);
  assert.equal(ahead.json().code, 'FEED_BEGIN_ANEW');
  const now = bench.platform.clock.now();
  bench.platform.clock.advance(101 * 24 * 3_600_000);
  await bench.status.upkeep();
  const gone = await bench.app.inject({ method: 'GET', url: `${FEED}?after=${position.sequence}` });
  assert.equal(gone.statusCode, 410);
  const verifier = new Verifier();
  await verifier.load();
  assert.equal(await verifier.follow(), 0);
  assert.ok(verifier.follower.isCurrent(bench.platform.clock.now()));
  bench.platform.clock.set(now);
});

test('LNK-02 the serials in the feed are for accredited verifiers alone', async (t) => {
  const production = { ...bench.platform, config: { ...bench.platform.config, mode: 'production' as const } };
  const http = await openHttp(bench.platform);
  t.after(() => http.close());
  const verifier = new Verifier();
  await verifier.load();
  createStatus(production, {
    certificates: { ...certificates, onChangeWithin: () => {} },
    accredited: (request, { need }) => (request.headers.authorization === need ? {} : 'no'),
  }).routes(http);
  for (const path of [`${FEED}?after=${verifier.follower.position.sequence}`, `${FEED}/start`]) {
    assert.equal((await http.inject({ method: 'GET', url: path })).json().code, 'NOT_ACCREDITED');
    const authorization = { authorization: 'feed' };
    assert.equal((await http.inject({ method: 'GET', url: path, headers: authorization })).statusCode, 200);
    const other = { authorization: 'ocsp' };
    assert.equal((await http.inject({ method: 'GET', url: path, headers: other })).statusCode, 403);
  }
});
