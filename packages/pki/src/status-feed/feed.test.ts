import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { test } from 'node:test';
import { issue, requestFor, testCa, testKey } from '../../testing/fixtures.ts';
import { readCertificate } from '../certificate/read.ts';
import { type FeedEntry, feedAfter, feedBeginning } from './entry.ts';
import { FeedFollower } from './follower.ts';
import { type FeedStatement, signFeedStatement, verifyFeedStatement } from './token.ts';

const ca = await testCa('authentication');
const other = await testCa('signature');
const at = new Date('2026-11-25T00:00:00Z');
const roots = [ca.info.certificate];
const publicKey = testKey('responder').spki;
const responder = readCertificate(await issue(ca, requestFor(ca, 'ocsp', { publicKey })));
const signAsResponder = (data: Uint8Array) => sign('sha256', data, testKey('responder').privateKey);

const entries: readonly FeedEntry[] = [
  { sequence: 1, generation: 1, serial: '4711', state: 'held', reason: 'certificateHold', since: at, at },
  { sequence: 2, generation: 1, serial: '4711', state: 'good', at },
  { sequence: 3, generation: 2, serial: '4712', state: 'revoked', reason: 'keyCompromise', since: at, at },
];
const positions = [feedBeginning('authentication')];
for (const entry of entries) positions.push(feedAfter(positions.at(-1) ?? feedBeginning(''), entry));

async function page(from: number, to: number, change: Partial<FeedStatement> = {}): Promise<unknown> {
  const end = positions[to];
  assert.ok(end);
  const statement = await signFeedStatement(
    { kind: 'authentication', ...end, newest: 3, at, ...change },
    responder,
    signAsResponder,
  );
  return JSON.parse(JSON.stringify({ entries: entries.slice(from, to), statement }));
}

function follower(from = 0): FeedFollower {
  const position = positions[from];
  assert.ok(position);
  return new FeedFollower({ kind: 'authentication', roots, from: position });
}

test('pki.md §4 pages give every entry once, also after a restart between two of them', async () => {
  const first = follower();
  assert.deepEqual(first.accept(await page(0, 2), at), entries.slice(0, 2));
  assert.equal(first.isCurrent(at), false);
  const restarted = new FeedFollower({ kind: 'authentication', roots, from: first.position });
  assert.deepEqual(restarted.accept(await page(2, 3), at), entries.slice(2));
  assert.deepEqual(restarted.accept(await page(3, 3), at), []);
  assert.equal(restarted.isCurrent(at), true);
  assert.equal(restarted.isCurrent(new Date(at.getTime() + 61_000)), false);
});

test('pki.md §4 what was changed, left out, repeated, moved or is another feed is refused, and nothing is taken over', async () => {
  const change = (made: unknown, index: number, more: object): unknown => {
    const { entries: list, statement } = made as { entries: object[]; statement: string };
    return { entries: list.map((entry, at) => (at === index ? { ...entry, ...more } : entry)), statement };
  };
  const { statement: ofThree } = (await page(0, 3)) as { statement: string };
  const { entries: two } = (await page(0, 2)) as { entries: unknown[] };
  const refused: readonly (readonly [unknown, string])[] = [
    [change(await page(0, 3), 0, { serial: '4713' }), 'feed-tampered'],
    [change(await page(0, 3), 2, { reason: 'superseded' }), 'feed-tampered'],
    [change(await page(0, 3), 1, { state: 'unknown' }), 'feed-tampered'],
    [change(await page(0, 3), 1, { sequence: 4 }), 'feed-gap'],
    [await page(1, 3), 'feed-gap'],
    [{ entries: two, statement: ofThree }, 'feed-gap'],
    [await page(0, 3, { kind: 'signature' }), 'feed-forged'],
    [await page(0, 3, { at: new Date(at.getTime() - 61_000) }), 'feed-stale'],
    [await page(0, 3, { hash: positions[1]?.hash ?? '' }), 'feed-tampered'],
    [change(await page(0, 3), 0, { since: undefined }), 'feed-malformed'],
    [{ entries: [] }, 'feed-malformed'],
    ['nonsense', 'feed-malformed'],
  ];
  for (const [made, code] of refused) {
    const reader = follower();
    assert.throws(() => reader.accept(made, at), { code }, code);
    assert.deepEqual(reader.position, positions[0]);
    assert.equal(reader.isCurrent(at), false);
  }
});

test('pki.md §1 only a status responder delegated by a pinned root vouches for a feed', async () => {
  const statement: FeedStatement = { kind: 'authentication', sequence: 0, hash: 'aa', newest: 0, at };
  const token = await signFeedStatement(statement, responder, signAsResponder);
  assert.deepEqual(verifyFeedStatement(token, roots, at), statement);
  const foreign = [other.info.certificate];
  assert.throws(() => verifyFeedStatement(token, foreign, at), { code: 'feed-forged' });
  const late = new Date(responder.notAfter.getTime() + 1000);
  assert.throws(() => verifyFeedStatement(token, roots, late), { code: 'feed-forged' });
  const holder = readCertificate(await issue(ca, requestFor(ca, 'authentication', { publicKey })));
  const byHolder = await signFeedStatement(statement, holder, signAsResponder);
  assert.throws(() => verifyFeedStatement(byHolder, roots, at), { code: 'feed-forged' });
  const [head, body, signature = ''] = token.split('.');
  const changed = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  assert.throws(() => verifyFeedStatement(`${head}.${body}.${changed}`, roots, at), { code: 'feed-forged' });
  for (const nonsense of ['', 'a.b.c', '...', 'e30.e30.e30', 'x'.repeat(20_000)]) {
    assert.throws(() => verifyFeedStatement(nonsense, roots, at), { code: 'feed-malformed' });
  }
});

test('pki.md §1 generation 2 signs with P-384: ES384 (RFC 7518 §3.4)', async () => {
  const young = await testCa('authentication', 'mibun', 2);
  const request = requestFor(young, 'ocsp', { publicKey: young.info.certificate.spki });
  const delegate = readCertificate(await issue(young, request));
  const statement: FeedStatement = { kind: 'authentication', sequence: 0, hash: 'aa', newest: 0, at };
  for (let round = 0; round < 8; round++) {
    const token = await signFeedStatement({ ...statement, sequence: round }, delegate, young.sign);
    const read = verifyFeedStatement(token, [young.info.certificate], at);
    assert.equal(read.sequence, round);
  }
});
