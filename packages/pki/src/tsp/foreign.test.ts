// Time stamps as others write them, and tokens that are not quite one.
import assert from 'node:assert/strict';
import { createHash, sign } from 'node:crypto';
import { test } from 'node:test';
import { edit, longer } from '../../testing/edit.ts';
import { issue, requestFor, testCa, testKey } from '../../testing/fixtures.ts';
import { encodeExtension } from '../certificate/extensions.ts';
import { readCertificate } from '../certificate/read.ts';
import { assembleSignedData, signedAttributes as attributesOf } from '../cms/write.ts';
import { DerReader } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import {
  boolean,
  element,
  explicit,
  integer,
  nullValue,
  octetString,
  oid,
  retag,
  sequence,
  setOf,
} from '../der/write.ts';
import { OID } from '../oids.ts';
import { PROFILES } from '../profiles/index.ts';
import { trustAnchors } from '../verify/anchors.ts';
import { imprintOf } from './imprint.ts';
import { readTimeStampToken } from './read-token.ts';
import { buildTimeStampRequest, readTimeStampRequest } from './request.ts';
import { readTimeStampResponse, timeStampGranted } from './response.ts';
import { encodeTstInfo } from './tst-info.ts';
import { verifyTimeStamp } from './verify.ts';

const DATA = new TextEncoder().encode('番号　花子の同意');
const institution = await testCa('institution');
const roots = trustAnchors('institution', 'mibun', [institution.info.certificate.der]);
const certificate = readCertificate(await issue(institution, requestFor(institution, 'time-stamp')));
const raw = (...octets: number[]) => Uint8Array.from(octets);
const info = encodeTstInfo({
  policy: PROFILES.mibun.endEntity['time-stamp'].policy,
  imprint: imprintOf(DATA),
  serial: 4711n,
  time: new Date('2026-11-23T04:05:06.780Z'),
  ordering: false,
});

/** A token over this TSTInfo, with its attributes changed before they are signed, and itself changed after. */
function tokenOf(
  content: Uint8Array = info,
  attributes: (set: Uint8Array) => Uint8Array = (set) => set,
  change: (token: Uint8Array) => Uint8Array = (token) => token,
): Uint8Array {
  const digest = createHash('sha256').update(content).digest();
  const signedAttributes = attributes(attributesOf({ contentType: OID.tstInfo, digest, certificate }));
  const signature = Uint8Array.from(sign('sha256', signedAttributes, testKey('holder').privateKey));
  const parts = {
    certificate,
    certificates: [certificate.der],
    signedAttributes,
    signature,
  };
  return change(assembleSignedData({ contentType: OID.tstInfo, content, ...parts }));
}

const failed = (token: Uint8Array) =>
  verifyTimeStamp({ token, stamped: DATA, roots }).checks.flatMap(({ check, ok }) => (ok ? [] : [check]));

/** Places in SignedData: version, digests, content, certificates, signers; and in SignerInfo. */
const SIGNED = [1, 0];
const SIGNER = [...SIGNED, 4, 0];
const RSA = OID.sha256WithRSAEncryption;

test('SHA-2 and RSA with NULL and without it are the same (RFC 4055 §5, RFC 5754 §2)', () => {
  assert.deepEqual(failed(tokenOf()), []);
  const digest = (with_: boolean) => () => sequence(oid(OID.sha256), ...(with_ ? [nullValue()] : []));
  for (const withNull of [true, false]) {
    for (const identifier of [RSA, OID.rsaEncryption]) {
      const algorithm = () => sequence(oid(identifier), ...(withNull ? [nullValue()] : []));
      let token = edit(tokenOf(), [...SIGNED, 1, 0], digest(withNull));
      token = edit(token, [...SIGNER, 2], digest(withNull));
      token = edit(token, [...SIGNER, 4], algorithm);
      assert.deepEqual(failed(token), [], `${identifier} ${withNull}`);
    }
    const imprint = edit(info, [2, 0], digest(withNull));
    assert.deepEqual(failed(tokenOf(imprint)), []);
  }
});

test('a critical extension that is unknown refuses the stamp, another is passed over', () => {
  const extension = (critical: boolean) => encodeExtension({ oid: '1.2.3', critical, value: nullValue() });
  const extended = (critical: boolean) => longer(info, element(0xa1, extension(critical)));
  assert.deepEqual(failed(tokenOf(extended(true))), ['readable']);
  assert.deepEqual(failed(tokenOf(extended(false))), []);
});

test('tokens that are not quite one are refused', () => {
  const after = (change: (one: Uint8Array) => Uint8Array | readonly Uint8Array[], ...path: number[]) =>
    tokenOf(info, undefined, (token) => edit(token, path, change));
  const inside = (change: (one: Uint8Array) => Uint8Array | readonly Uint8Array[], ...path: number[]) =>
    tokenOf(edit(info, path, change));
  const behind = (one: Uint8Array) => longer(one, nullValue());
  const odd: readonly Uint8Array[] = [
    longer(tokenOf(), nullValue()),
    after(() => oid('1.2.3'), 0),
    after(behind, 1),
    after(behind, ...SIGNED),
    ...[0, 1, 2, 4, 5].map((version) => after(() => integer(version), ...SIGNED, 0)),
    after(() => setOf(), ...SIGNED, 1),
    after(() => sequence(oid(OID.sha384)), ...SIGNED, 1, 0),
    after((one) => longer(one, nullValue(), nullValue()), ...SIGNED, 1, 0),
    after(() => oid('1.2.3'), ...SIGNED, 2, 0),
    after(behind, ...SIGNED, 2),
    after(behind, ...SIGNED, 2, 1),
    after((one) => [one, explicit(2, sequence())], ...SIGNED, 3, 0),
    after((one) => [one, one], ...SIGNER),
    after(() => integer(3), ...SIGNER, 0),
    after(behind, ...SIGNER),
    after(behind, ...SIGNER, 1),
    after(() => integer(0), ...SIGNER, 1, 1),
    after(() => sequence(oid(OID.sha256), raw(5, 1, 0)), ...SIGNER, 2),
    after(() => sequence(oid(OID.sha256), sequence()), ...SIGNER, 2),
    inside(() => integer(2), 0),
    inside((one) => longer(one, nullValue()), 2),
    inside(() => sequence(oid(OID.sha256), raw(5, 1, 0)), 2, 0),
    inside(() => octetString(new Uint8Array(31)), 2, 1),
    tokenOf(longer(info, raw(1, 1, 0))),
    tokenOf(longer(info, boolean(true), nullValue())),
    tokenOf(longer(info, explicit(0, octetString(raw(1))))),
    tokenOf(longer(info, element(0xa1))),
  ];
  for (const [index, token] of odd.entries())
    assert.deepEqual(failed(token), ['readable'], `number ${index}`);
});

test('attributes that go on behind their end, or name another certificate, bind nothing', () => {
  const replace = (type: string, value: (one: Uint8Array) => Uint8Array) => (set: Uint8Array) =>
    setOf(
      ...[...new DerReader(set).enter(TAG.set)].map(({ raw: one }) =>
        Buffer.from(one).includes(Buffer.from(oid(type))) ? edit(one, [1, 0], value) : one,
      ),
    );
  const certId = (change: (one: Uint8Array) => Uint8Array) =>
    replace(OID.signingCertificateV2, (one) => edit(one, [0, 0], change));
  const named = ['signing-certificate-attribute'];
  assert.deepEqual(
    failed(
      tokenOf(
        info,
        certId((one) => longer(one, nullValue())),
      ),
    ),
    named,
  );
  assert.deepEqual(
    failed(
      tokenOf(
        info,
        certId((one) => edit(one, [1, 1], () => integer(5))),
      ),
    ),
    named,
  );
  assert.deepEqual(
    failed(
      tokenOf(
        info,
        certId((one) => edit(one, [1, 0, 0], () => explicit(4, sequence()))),
      ),
    ),
    named,
  );
  assert.deepEqual(
    failed(
      tokenOf(
        info,
        certId((one) => edit(one, [1], () => [])),
      ),
    ),
    [],
  );
  const explicitHash = certId((one) =>
    edit(one, [0], (hash) => [sequence(oid(OID.sha256), nullValue()), hash]),
  );
  assert.deepEqual(failed(tokenOf(info, explicitHash)), []);
  const type = replace(OID.contentType, () => oid('1.2.840.113549.1.7.1'));
  assert.deepEqual(failed(tokenOf(info, type)), ['content-attributes']);
});

test('requests and answers that are not quite one are refused', () => {
  const request = buildTimeStampRequest({ imprint: imprintOf(DATA), nonce: 5n });
  const odd = [
    longer(request, nullValue()),
    edit(request, [1], (one) => longer(one, nullValue())),
    edit(request, [1, 0], () => sequence(oid(OID.sha256), raw(5, 1, 0))),
    edit(request, [1, 1], (one) => retag(TAG.bitString, one)),
    longer(request, element(0xa0)),
  ];
  assert.equal(readTimeStampRequest(request).nonce, 5n);
  for (const [index, der] of odd.entries()) {
    assert.throws(() => readTimeStampRequest(der), { code: 'tsp-malformed' }, `number ${index}`);
  }
  const answer = timeStampGranted(tokenOf());
  assert.ok(readTimeStampResponse(answer).granted);
  for (const der of [longer(answer, nullValue()), edit(answer, [0], (one) => longer(one, nullValue()))]) {
    assert.throws(() => readTimeStampResponse(der), { code: 'tsp-malformed' });
  }
  assert.equal(readTimeStampToken(tokenOf()).algorithm, 'sha256WithRSA');
});
