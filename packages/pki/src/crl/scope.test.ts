// A CRL that covers a part is not taken for the whole, and one that is not understood for nothing at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edit, longer } from '../../testing/edit.ts';
import { issue, requestFor, testCa } from '../../testing/fixtures.ts';
import { type Extension, encodeExtension } from '../certificate/extensions.ts';
import { type Certificate, readCertificate } from '../certificate/read.ts';
import { DerReader } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import {
  boolean,
  element,
  enumerated,
  explicit,
  implicit,
  integer,
  nullValue,
  octetString,
  oid,
  retag,
  sequence,
  setOf,
  utf8,
} from '../der/write.ts';
import { encodeName } from '../names.ts';
import { OID } from '../oids.ts';
import { assembleCrl, buildTbsCrl, type CrlRequest } from './build.ts';
import { readCrl } from './read.ts';
import { revocationIn, verifyCrl, verifyDeltaCrl } from './verify.ts';

const ca = await testCa('signature');
const issuer = ca.info.certificate;
const at = new Date('2026-11-22T00:00:00Z');
const request: CrlRequest = {
  issuer: ca.info,
  number: 7n,
  thisUpdate: at,
  nextUpdate: new Date('2026-11-23T00:00:00Z'),
  entries: [{ serial: '4005', at, reason: 'superseded' }],
};
const raw = (...octets: number[]) => Uint8Array.from(octets);
const url = (text: string) => implicit(6, new TextEncoder().encode(text));
const directory = (value: string) => explicit(4, encodeName([{ type: 'CN', value }]));
const full = (...names: Uint8Array[]) => explicit(0, explicit(0, ...names));
const rdn = (value: string) => setOf(sequence(oid(OID.commonName), utf8(value)));
const relative = (value: string) => explicit(0, retag(0xa1, rdn(value)));
const issuerAnd = (value: string) =>
  explicit(4, sequence(...[...DerReader.sequence(issuer.subjectDer)].map((one) => one.raw), rdn(value)));
const TRUE = raw(0xff);

/** Places in a TBSCertList. */
const TBS = { version: 0, algorithm: 1, issuer: 2, thisUpdate: 3, nextUpdate: 4, entries: 5, extensions: 6 };

async function signed(tbs: Uint8Array): Promise<Uint8Array> {
  return assembleCrl(tbs, ca.info.algorithm, await ca.sign(tbs));
}

/** The CRL with one more extension, or another value of one that is there. */
async function withExtension(extension: Extension, change: Partial<CrlRequest> = {}): Promise<Uint8Array> {
  const add = (list: Uint8Array) => {
    const kept = [...DerReader.sequence(list)].filter(
      (one) => !Buffer.from(one.raw).includes(Buffer.from(oid(extension.oid))),
    );
    return sequence(...kept.map((one) => one.raw), encodeExtension(extension));
  };
  return signed(edit(buildTbsCrl({ ...request, ...change }), [TBS.extensions, 0], add));
}

const idp = (...parts: Uint8Array[]) => ({
  oid: OID.issuingDistributionPoint,
  critical: true,
  value: sequence(...parts),
});

/** A certificate whose cRLDistributionPoints are these. */
async function certificateAt(...points: Uint8Array[]): Promise<Certificate> {
  const der = await issue(ca, requestFor(ca, 'signature', { serial: '4009' }));
  const value = sequence(...points.map((one) => sequence(one)));
  const changed = edit(der, [0, 7, 0], (list) => {
    const kept = [...DerReader.sequence(list)].filter(
      (one) => !Buffer.from(one.raw).includes(Buffer.from(oid(OID.crlDistributionPoints))),
    );
    const added = encodeExtension({ oid: OID.crlDistributionPoints, critical: false, value });
    return sequence(...kept.map((one) => one.raw), added);
  });
  return readCertificate(changed);
}

const codeOf = (der: Uint8Array): string => {
  try {
    readCrl(der);
    return 'read';
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

const failedFor = (der: Uint8Array, about: Certificate) =>
  verifyCrl({ crl: readCrl(der), issuer, at, about }).checks.flatMap(({ check, ok }) => (ok ? [] : [check]));

test('a shard is for the certificates that name it, however the name is written (RFC 5280 §6.3.3 b 2)', async () => {
  const points: readonly (readonly [string, Uint8Array])[] = [
    ['URL', full(url('http://crl.example/1'))],
    ['directory name', full(directory('shard 1'))],
    ['several names', full(url('http://crl.example/1'), directory('shard 1'))],
    ['name below the issuer', relative('shard 1')],
    ['name of a host', full(implicit(2, new TextEncoder().encode('crl.example')))],
  ];
  const own = await Promise.all(points.map(([, point]) => certificateAt(point)));
  for (const [index, [what, point]] of points.entries()) {
    const crl = await withExtension(idp(point));
    assert.deepEqual(failedFor(crl, own[index] ?? assert.fail()), [], what);
  }
  const other = await certificateAt(
    full(url('http://crl.example/2'), directory('shard 2')),
    relative('shard 2'),
  );
  const nowhere = readCertificate(await issue(ca, requestFor(ca, 'signature')));
  for (const [what, point] of points) {
    const crl = await withExtension(idp(point));
    assert.deepEqual(failedFor(crl, other), ['shard-of-certificate'], what);
    assert.deepEqual(failedFor(crl, nowhere), ['shard-of-certificate'], what);
  }
  const absolute = await certificateAt(full(issuerAnd('shard 1')));
  assert.deepEqual(failedFor(await withExtension(idp(relative('shard 1'))), absolute), []);
});

test('a list of CA certificates says nothing about others, and the other way round', async () => {
  const about = await certificateAt(full(url('http://crl.example/1')));
  assert.deepEqual(failedFor(await withExtension(idp(implicit(2, TRUE))), about), ['shard-of-certificate']);
  assert.deepEqual(failedFor(await withExtension(idp(implicit(1, TRUE))), about), []);
  const own = { ...issuer, authorityKeyIdentifier: issuer.subjectKeyIdentifier };
  assert.deepEqual(failedFor(await withExtension(idp(implicit(1, TRUE))), own), ['shard-of-certificate']);
  assert.deepEqual(failedFor(await withExtension(idp(implicit(2, TRUE))), own), []);
});

test('a list of some reasons, of others’ certificates, or with a critical part that is unknown is refused', async () => {
  const point = full(url('http://crl.example/1'));
  const strange = { critical: true, value: nullValue() };
  const unsupported = [
    await withExtension(idp(point, implicit(3, raw(1, 0x40)))),
    await withExtension(idp(point, implicit(4, TRUE))),
    await withExtension(idp(implicit(4, TRUE))),
    await withExtension(idp(implicit(5, TRUE))),
    await withExtension({ oid: '1.2.3', ...strange }),
    await withExtension({ oid: OID.authorityInfoAccess, ...strange }),
  ];
  for (const [index, der] of unsupported.entries())
    assert.equal(codeOf(der), 'crl-unsupported', `number ${index}`);
  assert.equal(codeOf(await withExtension({ oid: '1.2.3', critical: false, value: nullValue() })), 'read');
});

test('an entry with a critical part that is unknown, or of another issuer, refuses the whole list (RFC 5280 §5.3)', async () => {
  const withEntry = async (...list: Extension[]) =>
    signed(
      edit(buildTbsCrl(request), [TBS.entries, 0], (entry) => {
        const [serial, date] = [...DerReader.sequence(entry)];
        return sequence(serial?.raw ?? raw(), date?.raw ?? raw(), sequence(...list.map(encodeExtension)));
      }),
    );
  const reason = { oid: OID.reasonCode, critical: false, value: enumerated(1) };
  const issuerOf = { oid: OID.certificateIssuer, value: sequence(directory('other')) };
  assert.equal(codeOf(await withEntry(reason)), 'read');
  assert.equal(
    codeOf(await withEntry(reason, { oid: '1.2.3', critical: false, value: nullValue() })),
    'read',
  );
  assert.equal(
    codeOf(await withEntry(reason, { oid: '1.2.3', critical: true, value: nullValue() })),
    'crl-unsupported',
  );
  assert.equal(codeOf(await withEntry({ ...issuerOf, critical: true })), 'crl-unsupported');
  assert.equal(codeOf(await withEntry({ ...issuerOf, critical: false })), 'crl-unsupported');
  assert.equal(codeOf(await withEntry({ ...reason, value: enumerated(7) })), 'crl-unsupported');
  const odd = [integer(1), Buffer.concat([enumerated(1), nullValue()]), raw(10, 2, 0, 1)];
  for (const value of odd) assert.equal(codeOf(await withEntry({ ...reason, value })), 'crl-malformed');
  assert.equal(codeOf(await withEntry(reason, reason)), 'crl-malformed');
  assert.equal(codeOf(await withEntry()), 'crl-malformed');
});

test('a CRL that is not quite one is malformed', async () => {
  const tbs = buildTbsCrl(request);
  const change = (
    place: number,
    to: (one: Uint8Array) => Uint8Array | readonly Uint8Array[],
    ...below: number[]
  ) => signed(edit(tbs, [place, ...below], to));
  const sound = await signed(tbs);
  const time = (tag: number, text: string) => element(tag, new TextEncoder().encode(text));
  const odd: readonly Uint8Array[] = [
    Buffer.concat([sound, raw(0)]),
    longer(sound, nullValue()),
    await change(TBS.version, () => integer(0)),
    await change(TBS.version, () => integer(2)),
    await change(TBS.version, () => []),
    await change(TBS.algorithm, () => sequence(oid(OID.ecdsaWithSha384))),
    await change(TBS.issuer, () => sequence()),
    await change(TBS.nextUpdate, () => []),
    await change(TBS.thisUpdate, () => time(TAG.utcTime, '2611220000Z')),
    await change(TBS.nextUpdate, () => time(TAG.generalizedTime, '20261123000000.0Z')),
    await change(TBS.entries, () => sequence()),
    await change(TBS.entries, (one) => longer(one, nullValue()), 0),
    await change(TBS.entries, () => integer(0), 0, 0),
    await change(TBS.entries, () => integer(-5), 0, 0),
    await change(TBS.entries, () => integer(1n << 160n), 0, 0),
    await change(TBS.extensions, (one) => longer(one, sequence())),
    await change(TBS.extensions, () => sequence(), 0),
    await change(TBS.extensions, () => []).then((der) => edit(der, [0], (one) => longer(one, raw(0xa1, 0)))),
    await withExtension({ oid: OID.crlNumber, critical: false, value: integer(-1) }),
    await withExtension({ oid: OID.crlNumber, critical: false, value: Buffer.concat([integer(1), raw(0)]) }),
    await withExtension({ oid: OID.crlNumber, critical: false, value: integer(1n << 168n) }),
    await withExtension({ oid: OID.deltaCrlIndicator, critical: true, value: octetString(raw(1)) }),
    await withExtension({ oid: OID.freshestCrl, critical: false, value: sequence() }),
    await withExtension({ oid: OID.authorityKeyIdentifier, critical: false, value: sequence(raw(0x83, 0)) }),
    await withExtension(idp()),
    await withExtension(idp(explicit(0))),
    await withExtension(idp(full())),
    await withExtension(idp(implicit(1, raw(0)))),
    await withExtension(idp(implicit(1, raw(1)))),
    await withExtension(idp(implicit(1, TRUE), implicit(2, TRUE))),
    await withExtension(idp(implicit(2, TRUE), implicit(1, TRUE))),
    await withExtension(idp(boolean(true))),
    await withExtension(idp(full(url('a')), implicit(6, TRUE))),
    await withExtension({ ...idp(), value: Buffer.concat([sequence(full(url('a'))), nullValue()]) }),
  ];
  assert.equal(codeOf(sound), 'read');
  for (const [index, der] of odd.entries()) assert.equal(codeOf(der), 'crl-malformed', `number ${index}`);
});

test('a CRL of another CA, or of another generation, says nothing about the certificate', async () => {
  const crl = readCrl(await signed(buildTbsCrl(request)));
  const next = await testCa('signature', 'mibun', 2);
  const foreign = await testCa('authentication');
  for (const [authority, kind] of [
    [next, 'signature'],
    [foreign, 'authentication'],
  ] as const) {
    const about = readCertificate(await issue(authority, requestFor(authority, kind)));
    const { checks } = verifyCrl({ crl, issuer, at, about });
    assert.deepEqual(
      checks
        .flatMap(({ check, ok }) => (ok ? [] : [check]))
        .filter((check) => check !== 'shard-of-certificate'),
      ['issuer-of-certificate'],
    );
  }
});

test('a delta completes the list of the very same scope, and never hides a revocation behind a removal', async () => {
  const names = full(url('http://crl.example/1'), directory('a'));
  const base = readCrl(await withExtension(idp(names)));
  const deltaOf = async (...parts: Uint8Array[]) =>
    readCrl(await withExtension(idp(...parts), { number: 8n, deltaBase: 7n }));
  const why = (delta: ReturnType<typeof readCrl>, under = base) =>
    verifyDeltaCrl({ base: under, delta, issuer, at }).checks.find(({ check }) => check === 'delta-of-base')
      ?.detail;
  assert.equal(why(await deltaOf(names)), '');
  assert.equal(why(await deltaOf(full(url('http://crl.example/1'), directory('b')))), 'another scope');
  assert.equal(why(await deltaOf(names, implicit(1, TRUE))), 'another scope');
  const whole = readCrl(await signed(buildTbsCrl(request)));
  assert.equal(why(await deltaOf(full(directory('a'))), whole), 'another scope');
  const ofDelta = await deltaOf(names);
  assert.equal(why(ofDelta, ofDelta), 'the base is a delta CRL itself');

  const removal = { serial: '4005', at, reason: 'removeFromCRL' as const };
  const tbs = buildTbsCrl({ ...request, number: 8n, deltaBase: 7n, entries: [removal] });
  const again = buildTbsCrl({ ...request, entries: [{ ...removal, reason: 'keyCompromise' }] });
  const [entry] = [...DerReader.sequence(again)].slice(TBS.entries).map((list) => list.content);
  const both = readCrl(await signed(edit(tbs, [TBS.entries], (list) => longer(list, entry ?? raw()))));
  assert.equal(both.entryCount, 2);
  assert.equal(revocationIn(whole, both, '4005')?.reason, 'keyCompromise');
  assert.equal(revocationIn(whole, readCrl(await signed(tbs)), '4005'), undefined);
});
