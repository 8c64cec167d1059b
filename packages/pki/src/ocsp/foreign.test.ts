// OCSP answers as others write them: what is critical and unknown refuses, and the worse of two answers counts.
import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { test } from 'node:test';
import { edit, longer } from '../../testing/edit.ts';
import { issue, requestFor, testCa, testKey } from '../../testing/fixtures.ts';
import { encodeExtension } from '../certificate/extensions.ts';
import { readCertificate } from '../certificate/read.ts';
import { DerReader } from '../der/read.ts';
import { generalizedTime } from '../der/time.ts';
import {
  bitString,
  enumerated,
  explicit,
  implicit,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
  utf8,
} from '../der/write.ts';
import { OID } from '../oids.ts';
import { type CertIdHash, makeCertId } from './cert-id.ts';
import { type OcspReading, readOcspResponse } from './read-response.ts';
import { buildOcspRequest, readOcspRequest } from './request.ts';
import {
  buildTbsOcspResponse,
  type CertificateStatus,
  ocspError,
  type SingleOcspAnswer,
} from './response.ts';
import { verifyOcspResponse } from './verify-response.ts';

const ca = await testCa('signature');
const issuer = ca.info.certificate;
const serial = '7fabcdef01234567';
const at = new Date('2026-11-25T00:00:00Z');
const later = new Date('2026-11-25T01:00:00Z');
const publicKey = testKey('responder').spki;
const issued = await issue(ca, requestFor(ca, 'ocsp', { publicKey }));
const responder = readCertificate(issued);
const raw = (...octets: number[]) => Uint8Array.from(octets);
const critical = (id: string, isCritical = true) =>
  encodeExtension({ oid: id, critical: isCritical, value: nullValue() });

const single = (status: CertificateStatus, hash: CertIdHash = 'sha1', times = {}): SingleOcspAnswer => ({
  certId: makeCertId(issuer, serial, hash),
  status,
  thisUpdate: at,
  nextUpdate: later,
  ...times,
});
const GOOD = { status: 'good' } as const;
const REVOKED = { status: 'revoked', at, reason: 'keyCompromise' } as const;
const HELD = { status: 'revoked', at, reason: 'certificateHold' } as const;
const UNKNOWN = { status: 'unknown' } as const;

const dataOf = (...responses: SingleOcspAnswer[]) =>
  buildTbsOcspResponse({ responses, producedAt: at, responder });

/** An answer with this ResponseData, signed by the responder's key. */
function answerOf(tbs: Uint8Array, certificate: Uint8Array = issued, algorithm?: Uint8Array): Uint8Array {
  const identifier = algorithm ?? sequence(oid(OID.sha256WithRSAEncryption), nullValue());
  const signature = bitString(sign('sha256', tbs, testKey('responder').privateKey));
  const basic = sequence(tbs, identifier, signature, explicit(0, sequence(certificate)));
  return sequence(enumerated(0), explicit(0, sequence(oid(OID.ocspBasic), octetString(basic))));
}

function reading(der: Uint8Array): OcspReading {
  const read = readOcspResponse(der);
  return read.ok ? read.response : assert.fail(read.error);
}

const verify = (der: Uint8Array, change = {}) => {
  const result = verifyOcspResponse(reading(der), { issuer, serial, at, ...change });
  return {
    status: result.status,
    failed: result.checks.flatMap(({ check, ok }) => (ok ? [] : [check])),
  };
};

test('of several answers about one certificate the worst counts, wherever it stands', () => {
  const order: readonly CertificateStatus[] = [GOOD, UNKNOWN, HELD, REVOKED];
  for (const [index, worse] of order.entries()) {
    for (const other of order.slice(0, index + 1)) {
      for (const pair of [
        [single(other), single(worse)],
        [single(worse), single(other)],
        [single(other, 'sha256'), single(worse, 'sha1')],
        [single(worse, 'sha256'), single(other), single(other)],
      ]) {
        assert.deepEqual(verify(answerOf(dataOf(...pair))), { status: worse, failed: [] });
      }
    }
  }
});

test('of several answers each must be in time', () => {
  const old = { thisUpdate: new Date('2026-11-20T00:00:00Z'), nextUpdate: new Date('2026-11-21T00:00:00Z') };
  for (const pair of [
    [single(GOOD), single(GOOD, 'sha256', old)],
    [single(REVOKED, 'sha1', old), single(GOOD)],
  ]) {
    assert.deepEqual(verify(answerOf(dataOf(...pair))), { status: undefined, failed: ['fresh'] });
  }
});

test('an answer about this serial by a hash that is unknown is not passed over', () => {
  const strange = edit(makeCertId(issuer, serial, 'sha1').der, [0], () => sequence(oid('1.2.3')));
  const tbs = edit(dataOf(single(GOOD), single(REVOKED)), [2, 1, 0], () => strange);
  assert.deepEqual(verify(answerOf(tbs)), { status: undefined, failed: ['answers-the-question'] });
});

test('RFC 6960 §4.4 a critical extension that is unknown refuses the answer, in all of it or in one part', () => {
  const data = dataOf(single(GOOD));
  const places: readonly (readonly [string, (extension: Uint8Array) => Uint8Array])[] = [
    ['all of it', (extension) => longer(data, explicit(1, sequence(extension)))],
    ['one part', (extension) => edit(data, [2, 0], (one) => longer(one, explicit(1, sequence(extension))))],
  ];
  for (const [what, put] of places) {
    for (const id of ['1.2.3', '1.3.6.1.5.5.7.48.1.3', OID.certificateIssuer]) {
      assert.throws(() => readOcspResponse(answerOf(put(critical(id)))), { code: 'ocsp-malformed' }, what);
      assert.deepEqual(verify(answerOf(put(critical(id, false)))), { status: GOOD, failed: [] }, what);
    }
    assert.throws(() => readOcspResponse(answerOf(put(sequence()))), { code: 'ocsp-malformed' }, what);
  }
  const cutoff = encodeExtension({ oid: OID.ocspArchiveCutoff, critical: true, value: generalizedTime(at) });
  const known = edit(data, [2, 0], (one) => longer(one, explicit(1, sequence(cutoff))));
  assert.deepEqual(verify(answerOf(known)), { status: GOOD, failed: [] });
});

test('an answer from the future, or one that ends before it begins, says nothing', () => {
  const tomorrow = new Date('2026-11-26T00:00:00Z');
  const made = buildTbsOcspResponse({ responses: [single(GOOD)], producedAt: tomorrow, responder });
  assert.deepEqual(verify(answerOf(made)), { status: undefined, failed: ['fresh'] });
  const backwards = single(GOOD, 'sha1', { nextUpdate: new Date(at.getTime() - 30_000) });
  assert.deepEqual(verify(answerOf(dataOf(backwards))), { status: undefined, failed: ['fresh'] });
  const endless = edit(dataOf(single(GOOD)), [2, 0, 3], () => []);
  assert.deepEqual(verify(answerOf(endless)), { status: undefined, failed: ['fresh'] });
});

test('RFC 6960 §4.2.2.2 the responder’s certificate must be for this, and understood', async () => {
  const resigned = async (change: (tbs: Uint8Array) => Uint8Array) => {
    const tbs = change([...DerReader.sequence(issued)].map((one) => one.raw)[0] ?? raw());
    const signature = await ca.sign(tbs);
    return sequence(tbs, sequence(oid(OID.sha256WithRSAEncryption), nullValue()), bitString(signature));
  };
  const data = dataOf(single(GOOD));
  const replace =
    (id: string, ...by: Uint8Array[]) =>
    (tbs: Uint8Array) =>
      edit(tbs, [7, 0], (list) => {
        const kept = [...DerReader.sequence(list)].filter(
          (one) => !Buffer.from(one.raw).includes(Buffer.from(oid(id))),
        );
        return sequence(...kept.map((one) => one.raw), ...by);
      });
  const usage = (...bits: number[]) =>
    encodeExtension({ oid: OID.keyUsage, critical: true, value: namedBits(bits) });
  const others: readonly ((tbs: Uint8Array) => Uint8Array)[] = [
    replace('1.2.3', critical('1.2.3')),
    replace(OID.keyUsage, usage(2)),
    replace(OID.ocspNoCheck),
    replace(OID.extendedKeyUsage),
    replace(
      OID.extendedKeyUsage,
      encodeExtension({ oid: OID.extendedKeyUsage, critical: false, value: sequence(oid('2.5.29.37.0')) }),
    ),
  ];
  for (const [index, change] of others.entries()) {
    const changed = await resigned(change);
    assert.deepEqual(verify(answerOf(data, changed)).failed, ['responder-authorised'], `number ${index}`);
  }
  assert.deepEqual(verify(answerOf(data, await resigned((tbs) => tbs))), { status: GOOD, failed: [] });
});

test('a certificate of the same name before the right one does no harm', async () => {
  const stranger = await issue(ca, requestFor(ca, 'ocsp', { publicKey: testKey('other responder').spki }));
  const tbs = edit(dataOf(single(GOOD)), [0], () => explicit(1, responder.subjectDer));
  const read = reading(answerOf(tbs));
  const result = verifyOcspResponse({ ...read, certificates: [stranger, issued] }, { issuer, serial, at });
  assert.deepEqual(result.status, GOOD);
});

test('RFC 4055 §5 an answer signed with sha256WithRSAEncryption without NULL is verified', () => {
  const der = answerOf(dataOf(single(GOOD)), issued, sequence(oid(OID.sha256WithRSAEncryption)));
  assert.deepEqual(verify(der), { status: GOOD, failed: [] });
  const wrong = answerOf(
    dataOf(single(GOOD)),
    issued,
    sequence(oid(OID.sha256WithRSAEncryption), sequence()),
  );
  assert.deepEqual(verify(wrong), { status: undefined, failed: ['signature'] });
});

test('answers that are not quite one are malformed', () => {
  const data = dataOf(single(GOOD), single(REVOKED));
  const good = answerOf(data);
  const part = (change: (one: Uint8Array) => Uint8Array | readonly Uint8Array[], ...path: number[]) =>
    answerOf(edit(data, path, change));
  const odd: readonly Uint8Array[] = [
    longer(good, nullValue()),
    edit(good, [1], (one) => longer(one, nullValue())),
    edit(good, [1, 0], (one) => longer(one, nullValue())),
    edit(good, [1], () => []),
    edit(good, [1, 0, 0], () => oid('1.2.3')),
    edit(good, [0], () => enumerated(4)),
    edit(good, [0], () => integer(0)),
    longer(ocspError('tryLater'), nullValue()),
    part((one) => [explicit(0, integer(1)), one], 0),
    part((one) => [explicit(0, integer(0), integer(0)), one], 0),
    part((one) => longer(one, nullValue()), 0),
    part(() => explicit(2, octetString(raw(1, 2))), 0),
    part(() => explicit(1, utf8('x')), 0),
    part(() => explicit(3, octetString(new Uint8Array(20))), 0),
    part((one) => [one, nullValue()], 2),
    part((one) => longer(one, nullValue()), 2, 0),
    part((one) => longer(one, generalizedTime(later)), 2, 0, 3),
    part(() => implicit(0, raw(0)), 2, 0, 1),
    part(() => implicit(3, raw()), 2, 0, 1),
    part((one) => longer(one, nullValue()), 2, 1, 1),
    part(() => explicit(0, enumerated(1), enumerated(1)), 2, 1, 1, 1),
    part(() => explicit(0, integer(1)), 2, 1, 1, 1),
    part(() => explicit(0, enumerated(7)), 2, 1, 1, 1),
    part(() => integer(0), 2, 0, 0, 3),
    part(() => integer(-1), 2, 0, 0, 3),
  ];
  assert.ok(readOcspResponse(good).ok);
  for (const [index, der] of odd.entries()) {
    assert.throws(() => readOcspResponse(der), { code: 'ocsp-malformed' }, `number ${index}`);
  }
});

test('requests that are not quite one are malformed', () => {
  const good = buildOcspRequest({ certIds: [makeCertId(issuer, serial)], nonce: raw(1, 2, 3) });
  const odd: readonly Uint8Array[] = [
    longer(good, nullValue()),
    edit(good, [0], (one) => longer(one, nullValue())),
    edit(good, [0, 0, 0], (one) => longer(one, nullValue())),
    edit(good, [0, 0, 0, 0], (one) => longer(one, nullValue())),
    edit(good, [0, 0, 0, 0, 0], () => sequence(oid(OID.sha1), raw(5, 1, 0))),
    edit(good, [0, 0, 0, 0, 3], () => integer(0)),
    edit(good, [0, 1], (one) => longer(one, nullValue())),
    edit(good, [0, 1, 0], () => sequence()),
    edit(good, [0, 1, 0], (list) => longer(list, ...[...DerReader.sequence(list)].map((one) => one.raw))),
    edit(good, [0, 0], (one) => [explicit(0, integer(0), integer(0)), one]),
    edit(good, [0, 0], (one) => [explicit(1, utf8('x')), one]),
    edit(good, [0, 0, 0], (one) => longer(one, explicit(0, sequence(critical('1.2.3'))))),
    edit(good, [0], (one) => [one, explicit(0, sequence(), nullValue())]),
  ];
  assert.equal(readOcspRequest(good).certIds.length, 1);
  for (const [index, der] of odd.entries()) {
    assert.throws(() => readOcspRequest(der), { code: 'ocsp-malformed' }, `number ${index}`);
  }
});
