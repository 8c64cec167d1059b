// RFC 5280 §6.1, question by question: signatures, validity, names, revocation, basic constraints, key usage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AT, certify, dn, entity, selfSigned, type Wish } from '../../testing/paths.ts';
import type { Certificate } from '../certificate/read.ts';
import { nullValue, oid, printable, sequence, setOf, utf8 } from '../der/write.ts';
import { OID } from '../oids.ts';
import { type PathExpectation, validatePath } from './validate.ts';

const root = entity('Root');
const middle = entity('Middle');
const lower = entity('Lower');
const holder = entity('Holder');
const anchor = selfSigned(root);

/** The one check that fails, or `valid`. */
function verdict(
  path: readonly Certificate[],
  expectation: Partial<PathExpectation> = {},
  above = anchor,
): string {
  const { ok, checks } = validatePath(path, above, { at: AT, ...expectation });
  const failed = checks.filter((check) => !check.ok);
  assert.equal(ok, failed.length === 0);
  return failed.map(({ check }) => check).join() || 'valid';
}

const three = (ofMiddle: Wish = {}, ofLower: Wish = {}, ofHolder: Wish = {}) => [
  certify(root, middle, { ca: true, ...ofMiddle }),
  certify(middle, lower, { ca: true, ...ofLower }),
  certify(lower, holder, ofHolder),
];

test('a path of sound certificates is valid, of any length', () => {
  assert.equal(verdict([certify(root, holder)]), 'valid');
  assert.equal(verdict(three()), 'valid');
  assert.equal(verdict([]), 'path');
});

test('signatures: a forged one anywhere ends the path', () => {
  assert.equal(verdict(three({ forged: true })), 'signature');
  assert.equal(verdict(three({}, { forged: true })), 'signature');
  assert.equal(verdict(three({}, {}, { forged: true })), 'signature');
  assert.equal(verdict(three(), {}, selfSigned({ ...root, key: holder.key })), 'signature');
});

test('validity: each certificate and the anchor, the ends included', () => {
  const [past, future] = [new Date('2026-11-24T23:59:58Z'), new Date('2026-11-25T00:00:01Z')];
  for (const wish of [{ until: past }, { from: future }]) {
    assert.equal(verdict(three(wish)), 'in-force');
    assert.equal(verdict(three({}, wish)), 'in-force');
    assert.equal(verdict(three({}, {}, wish)), 'in-force');
    assert.equal(verdict(three(), {}, selfSigned(root, wish)), 'in-force');
  }
  assert.equal(verdict(three({}, {}, { from: AT })), 'valid');
  assert.equal(verdict(three({}, {}, { until: AT })), 'valid');
  assert.equal(verdict(three({}, {}, { from: new Date('1950-01-01T00:00:00Z') })), 'valid');
  assert.equal(verdict(three({}, {}, { until: new Date('2050-01-01T00:00:00Z') })), 'valid');
});

test('names: each issuer is the subject above, whatever the letters’ case, blanks and string types', () => {
  assert.equal(verdict(three({}, { issuerName: entity('Other').name })), 'names-chain');
  assert.equal(
    verdict(three({}, {}, { issuerName: dn(['C', 'JP'], ['CN', 'Lower'], ['O', 'Paths']) })),
    'names-chain',
  );
  assert.equal(verdict(three({}, {}, { issuerName: dn(['C', 'JP'], ['O', 'Paths']) })), 'names-chain');
  for (const spelt of ['LOWER', ' Lower ', 'lower']) {
    assert.equal(
      verdict(three({}, {}, { issuerName: dn(['C', 'jp'], ['O', 'paths'], ['CN', spelt]) })),
      'valid',
    );
  }
  const rdn = (type: string, value: Uint8Array) => setOf(sequence(oid(type), value));
  const issuerName = sequence(
    rdn(OID.country, printable('JP')),
    rdn(OID.organization, printable('Paths')),
    rdn(OID.commonName, printable('Lower')),
  );
  assert.equal(verdict(three({}, {}, { issuerName })), 'valid');
  const spaced = (blank: string) => dn(['CN', `Mihon${blank}CA`]);
  const issuer = { ...middle, name: spaced('  ') };
  const path = [certify(root, issuer, { ca: true }), certify(issuer, holder, { issuerName: spaced(' ') })];
  assert.equal(verdict(path), 'valid');
});

test('revocation: what is revoked or cannot be told ends the path, and each is asked about with its issuer', () => {
  const path = three();
  const asked: string[] = [];
  const note = (certificate: Certificate, issuer: Certificate) => {
    asked.push(`${certificate.subject} < ${issuer.subject}`);
    return 'good' as const;
  };
  assert.equal(verdict(path, { revocation: note }), 'valid');
  assert.deepEqual(
    asked.map((one) => one.replaceAll('C=JP, O=Paths, CN=', '')),
    ['Middle < Root', 'Lower < Middle', 'Holder < Lower'],
  );
  for (const answer of ['revoked', 'unavailable'] as const) {
    for (const which of path) {
      const revocation = (certificate: Certificate) => (certificate === which ? answer : 'good');
      assert.equal(verdict(path, { revocation }), 'not-revoked');
    }
  }
});

test('basic constraints: only a CA of version 3 has others below it', () => {
  assert.equal(verdict(three({ ca: false })), 'is-ca');
  assert.equal(verdict(three({}, { ca: false, usage: ['keyCertSign'] })), 'is-ca');
  assert.equal(verdict(three({}, { version1: true })), 'is-ca');
  assert.equal(verdict(three({}, {}, { version1: true })), 'valid');
  assert.equal(verdict(three({}, {}, { ca: true })), 'valid');
});

test('key usage: a CA without keyCertSign has nobody below it, one that says nothing has', () => {
  assert.equal(verdict(three({ usage: ['cRLSign'] })), 'is-ca');
  assert.equal(verdict(three({}, { usage: ['digitalSignature', 'cRLSign'] })), 'is-ca');
  assert.equal(verdict(three({ usage: [] })), 'valid');
  const signs = { keyUsage: ['digitalSignature', 'nonRepudiation'] } as const;
  assert.equal(verdict(three({}, {}, { usage: ['nonRepudiation'] }), signs), 'valid');
  assert.equal(verdict(three({}, {}, { usage: ['keyEncipherment'] }), signs), 'key-usage');
  assert.equal(verdict(three({}, {}, { usage: [] }), signs), 'valid');
});

test('extended key usage: a purpose that is named must be there, and time stamps have it always', () => {
  const purposes = (...ids: string[]): Wish => ({
    more: [{ oid: OID.extendedKeyUsage, critical: false, value: sequence(...ids.map((one) => oid(one))) }],
  });
  const of = (extendedKeyUsage: string, ...ids: string[]) =>
    verdict(three({}, {}, ids.length > 0 ? purposes(...ids) : {}), { extendedKeyUsage });
  assert.equal(of('clientAuth', OID.clientAuth), 'valid');
  assert.equal(of('clientAuth', OID.timeStamping), 'extended-key-usage');
  assert.equal(of('clientAuth', OID.anyExtendedKeyUsage), 'valid');
  assert.equal(of('clientAuth'), 'valid');
  assert.equal(of('timeStamping', OID.timeStamping), 'valid');
  assert.equal(of('timeStamping', OID.anyExtendedKeyUsage), 'extended-key-usage');
  assert.equal(of('timeStamping'), 'extended-key-usage');
});

test('path length: counts CA certificates below, and not those that a CA has issued to itself', () => {
  assert.equal(verdict(three({ pathLength: 0 })), 'path-length');
  assert.equal(verdict(three({ pathLength: 1 })), 'valid');
  assert.equal(verdict(three({}, { pathLength: 0 })), 'valid');
  assert.equal(verdict(three({ pathLength: 5 }, { pathLength: 0 }, { ca: true })), 'valid');
  // two keys of one name: a link certificate
  const next = { ...middle, key: entity('Middle', 'Middle 2').key };
  const third = { ...middle, key: entity('Middle', 'Middle 3').key };
  const linked = (pathLength: number, ...below: Certificate[]) => [
    certify(root, middle, { ca: true, pathLength }),
    certify(middle, next, { ca: true }),
    certify(next, third, { ca: true }),
    ...below,
  ];
  assert.equal(verdict(linked(0, certify(third, holder))), 'valid');
  assert.equal(
    verdict(linked(0, certify(third, lower, { ca: true }), certify(lower, holder))),
    'path-length',
  );
  assert.equal(verdict(linked(1, certify(third, lower, { ca: true }), certify(lower, holder))), 'valid');
  // a self-issued certificate can still limit what comes below it
  const limited = [
    certify(root, middle, { ca: true }),
    certify(middle, next, { ca: true, pathLength: 0 }),
    certify(next, lower, { ca: true }),
    certify(lower, holder),
  ];
  assert.equal(verdict(limited), 'path-length');
});

test('a critical extension that is not processed ends the path, wherever it stands', () => {
  const more = [{ oid: '1.2.3', critical: true, value: nullValue() }];
  const ignored = [{ oid: '1.2.3', critical: false, value: utf8('x') }];
  assert.equal(verdict(three({ more })), 'critical-extensions-processed');
  assert.equal(verdict(three({}, {}, { more })), 'critical-extensions-processed');
  assert.equal(verdict(three({ more: ignored }, { more: ignored }, { more: ignored })), 'valid');
});

test('constraints that cannot be read end the path', () => {
  const odd: readonly (readonly [string, Uint8Array])[] = [
    [OID.nameConstraints, sequence()],
    [OID.nameConstraints, utf8('x')],
    [OID.policyConstraints, sequence()],
    [OID.policyConstraints, Uint8Array.of(0x30, 3, 0x80, 1, 0xff)],
    [OID.policyMappings, sequence()],
    [OID.policyMappings, sequence(sequence(oid('1.2.3')))],
    [OID.inhibitAnyPolicy, Uint8Array.of(2, 1, 0xff)],
    [OID.inhibitAnyPolicy, Uint8Array.of(2, 1, 0, 5, 0)],
  ];
  for (const [id, value] of odd) {
    const more = [{ oid: id, critical: true, value }];
    assert.notEqual(verdict(three({ more })), 'valid', `${id} ${Buffer.from(value).toString('hex')}`);
  }
});
