// Finding a way to an anchor through certificates that nobody vouches for (RFC 4158).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AT, certify, entity, selfSigned } from '../../testing/paths.ts';
import { findPath } from './build.ts';

const [rootA, rootB] = [entity('Root A'), entity('Root B')];
const [anchorA, anchorB] = [selfSigned(rootA), selfSigned(rootB)];
const bridge = entity('Bridge');
const agency = entity('Agency');
const holder = entity('Holder');
const leaf = certify(agency, holder);
const ofAgency = certify(bridge, agency, { ca: true });
const expectation = { at: AT };
const names = (path: readonly { readonly subject: string }[]) =>
  path.map(({ subject }) => subject.replace('C=JP, O=Paths, CN=', ''));

test('certificates in any order, rubbish among them, lead to the anchor', () => {
  const certificates = [leaf, selfSigned(entity('Stranger')), ofAgency, certify(rootA, bridge, { ca: true })];
  for (const list of [certificates, certificates.toReversed()]) {
    const found = findPath(leaf, { anchors: [anchorB, anchorA], certificates: list, expectation });
    assert.ok(found.ok);
    assert.deepEqual(names(found.path), ['Bridge', 'Agency', 'Holder']);
    assert.equal(found.anchor, anchorA);
  }
});

test('nothing that leads to an anchor: no path, and it says so', () => {
  const { ok, checks, path } = findPath(leaf, { anchors: [anchorA], certificates: [ofAgency], expectation });
  assert.deepEqual([ok, checks.map(({ check }) => check), path.length], [false, ['way-to-anchor'], 0]);
});

test('a self-signed stranger in the bundle is no anchor', () => {
  const stranger = selfSigned(rootA, { noIdentifiers: true });
  const impostor = { ...rootB, name: rootA.name };
  const forged = certify(impostor, agency, { ca: true });
  const search = { anchors: [anchorA], certificates: [forged, selfSigned(impostor), stranger], expectation };
  assert.ok(!findPath(leaf, search).ok);
});

test('of several ways a valid one is found, though the first is expired or constrained', () => {
  const late = certify(rootA, bridge, { ca: true, until: new Date('2026-06-01T00:00:00Z') });
  const short = certify(rootA, bridge, { ca: true, pathLength: 0 });
  const good = certify(rootB, bridge, { ca: true });
  const anchors = [anchorA, anchorB];
  const found = findPath(leaf, { anchors, certificates: [late, short, ofAgency, good], expectation });
  assert.deepEqual([found.ok, found.anchor], [true, anchorB]);
  const failed = findPath(leaf, { anchors, certificates: [late, ofAgency], expectation });
  assert.deepEqual(
    failed.checks.filter(({ ok }) => !ok).map(({ check }) => check),
    ['in-force'],
  );
});

test('CAs that certify each other in circles end in bounded time', () => {
  const cas = Array.from({ length: 8 }, (_, index) => entity(`Circle ${index}`));
  const certificates = cas.flatMap((issuer) =>
    cas.filter((subject) => subject !== issuer).map((subject) => certify(issuer, subject, { ca: true })),
  );
  const below = certify(cas[0] ?? agency, holder);
  assert.ok(!findPath(below, { anchors: [anchorA], certificates, expectation }).ok);
  const way = certify(rootA, cas[5] ?? agency, { ca: true });
  assert.ok(findPath(below, { anchors: [anchorA], certificates: [...certificates, way], expectation }).ok);
});

test('RFC 4210 §4.4 link certificates lead from either generation to the other’s anchor', () => {
  const next = { ...rootA, key: entity('Root A', 'Root A 2').key };
  const [newWithOld, oldWithNew] = [certify(rootA, next, { ca: true }), certify(next, rootA, { ca: true })];
  const links = [newWithOld, oldWithNew];
  const newLeaf = certify(next, holder);
  const oldLeaf = certify(rootA, holder);
  const search = (anchor: typeof anchorA) => ({ anchors: [anchor], certificates: links, expectation });
  assert.ok(findPath(newLeaf, search(anchorA)).ok);
  assert.ok(findPath(oldLeaf, search(selfSigned(next))).ok);
  assert.deepEqual(findPath(oldLeaf, search(anchorA)).path.length, 1);
});
