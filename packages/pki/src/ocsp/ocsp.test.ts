import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import * as pkijs from 'pkijs';
import { issue, requestFor, type TestCa, testCa, testKey } from '../../testing/fixtures.ts';
import { type Certificate, readCertificate } from '../certificate/read.ts';
import { boolean, explicit, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import { certIdMatches, makeCertId } from './cert-id.ts';
import { type OcspReading, readOcspResponse } from './read-response.ts';
import { buildOcspRequest, readOcspRequest } from './request.ts';
import {
  buildOcspResponse,
  type CertificateStatus,
  OCSP_ERRORS,
  type OcspErrorName,
  ocspError,
} from './response.ts';
import { verifyOcspResponse } from './verify-response.ts';

const ca = await testCa('signature');
const otherCa = await testCa('authentication');
const issuer = ca.info.certificate;
const serial = '7fabcdef01234567';
const thisUpdate = new Date('2026-11-25T00:00:00Z');
const nextUpdate = new Date('2026-11-25T01:00:00Z');
const nonce = Uint8Array.from({ length: 32 }, (_, index) => index);

async function responderOf(authority: TestCa): Promise<Certificate> {
  const publicKey = testKey('responder').spki;
  return readCertificate(await issue(authority, requestFor(authority, 'ocsp', { publicKey })));
}

const responder = await responderOf(ca);
const signAsResponder = (tbs: Uint8Array) => sign('sha256', tbs, testKey('responder').privateKey);

async function answer(
  status: CertificateStatus,
  change: Partial<Parameters<typeof buildOcspResponse>[0]> = {},
): Promise<OcspReading> {
  const certId = makeCertId(issuer, serial, 'sha1');
  const der = await buildOcspResponse({
    responses: [{ certId, status, thisUpdate, nextUpdate, archiveCutoff: new Date('2016-11-25T00:00:00Z') }],
    producedAt: thisUpdate,
    responder,
    nonce,
    sign: signAsResponder,
    ...change,
  });
  const read = readOcspResponse(der);
  return read.ok ? read.response : assert.fail(read.error);
}

test('RFC 6960 §4.1.1 a request comes back the same, for SHA-1 and SHA-256 and several certificates', () => {
  const certIds = [makeCertId(issuer, serial, 'sha1'), makeCertId(otherCa.info.certificate, 5n, 'sha256')];
  const read = readOcspRequest(buildOcspRequest({ certIds, nonce }));
  assert.deepEqual(read.certIds, certIds);
  assert.deepEqual(read.nonce, nonce);
  assert.equal(read.signature, undefined);
});

test('pki.md §4 a CertID names its issuer by SHA-1 and by SHA-256, and no other issuer', () => {
  for (const hash of ['sha1', 'sha256'] as const) {
    const certId = makeCertId(issuer, serial, hash);
    assert.equal(certIdMatches(certId, issuer), true);
    assert.equal(certIdMatches(certId, otherCa.info.certificate), false);
  }
  const strange = { ...makeCertId(issuer, serial), hash: undefined };
  assert.equal(certIdMatches(strange, issuer), false);
});

test('pkijs asks the same question', async () => {
  const certificate = await issue(ca, requestFor(ca, 'signature'));
  const request = new pkijs.OCSPRequest();
  await request.createForCertificate(pkijs.Certificate.fromBER(Uint8Array.from(certificate).buffer), {
    hashAlgorithm: 'SHA-256',
    issuerCertificate: pkijs.Certificate.fromBER(Uint8Array.from(issuer.der).buffer),
  });
  const { certIds } = readOcspRequest(new Uint8Array(request.toSchema(true).toBER()));
  assert.deepEqual(certIds, [makeCertId(issuer, readCertificate(certificate).serial, 'sha256')]);
});

test('pki.md §4 every status comes back the same and verifies', async () => {
  const at = new Date('2026-11-24T12:00:00Z');
  const statuses: readonly CertificateStatus[] = [
    { status: 'good' },
    { status: 'unknown' },
    { status: 'revoked', at, reason: 'unspecified' },
    { status: 'revoked', at, reason: 'certificateHold' },
    { status: 'revoked', at, reason: 'cessationOfOperation' },
  ];
  for (const status of statuses) {
    const response = await answer(status);
    assert.deepEqual(response.responses[0]?.archiveCutoff, new Date('2016-11-25T00:00:00Z'));
    const result = verifyOcspResponse(response, { issuer, serial, at: thisUpdate, nonce });
    assert.deepEqual(result.status, status, JSON.stringify(result.checks));
  }
});

test('pkijs reads the same answer and verifies it', async () => {
  const der = await buildOcspResponse({
    responses: [
      { certId: makeCertId(issuer, serial, 'sha256'), status: { status: 'good' }, thisUpdate, nextUpdate },
    ],
    producedAt: thisUpdate,
    responder,
    sign: signAsResponder,
  });
  const outer = pkijs.OCSPResponse.fromBER(Uint8Array.from(der).buffer);
  assert.ok(outer.responseBytes);
  const basic = pkijs.BasicOCSPResponse.fromBER(outer.responseBytes.response.valueBlock.valueHexView);
  assert.deepEqual(basic.tbsResponseData.producedAt, thisUpdate);
  assert.equal(basic.tbsResponseData.responses.length, 1);
  const root = pkijs.Certificate.fromBER(Uint8Array.from(issuer.der).buffer);
  assert.equal(await basic.verify({ trustedCerts: [root] }), true);
});

test('an answer that is not for this question, this CA, this time or this nonce says nothing', async () => {
  const failed = (response: OcspReading, change: Partial<Parameters<typeof verifyOcspResponse>[1]> = {}) => {
    const result = verifyOcspResponse(response, { issuer, serial, at: thisUpdate, nonce, ...change });
    assert.equal(result.status, undefined);
    return result.checks.filter(({ ok }) => !ok).map(({ check }) => check);
  };
  const good = await answer({ status: 'good' });
  assert.deepEqual(failed(good, { serial: '05' }), ['answers-the-question', 'fresh']);
  assert.deepEqual(failed(good, { at: new Date('2026-11-25T01:02:00Z') }), ['fresh']);
  assert.deepEqual(failed(good, { at: new Date('2026-11-24T23:58:00Z') }), ['fresh']);
  assert.deepEqual(failed(good, { nonce: new Uint8Array(32) }), ['nonce']);
  assert.deepEqual(failed({ ...good, nonce: undefined }), ['nonce']);
  assert.deepEqual(failed({ ...good, certificates: [] }), [
    'responder-found',
    'signature',
    'responder-authorised',
    'responder-in-force',
  ]);
  assert.deepEqual(
    failed({ ...good, certificates: [Uint8Array.of(1), responder.der], signature: new Uint8Array(256) }),
    ['signature'],
  );
  const late = { at: new Date('2026-12-21T00:00:00Z') };
  assert.deepEqual(failed(good, late), ['responder-in-force', 'fresh']);
});

test('RFC 6960 §4.2.2.2 a responder of another CA, or one that was not delegated, is refused', async () => {
  const foreign = await responderOf(otherCa);
  const response = await answer({ status: 'good' }, { responder: foreign });
  const result = verifyOcspResponse(response, { issuer, serial, at: thisUpdate });
  assert.deepEqual(
    result.checks.filter(({ ok }) => !ok).map(({ check }) => check),
    ['responder-authorised'],
  );
  const holder = readCertificate(
    await issue(ca, requestFor(ca, 'signature', { publicKey: testKey('responder').spki })),
  );
  const byHolder = await answer({ status: 'good' }, { responder: holder });
  const refused = verifyOcspResponse(byHolder, { issuer, serial, at: thisUpdate });
  assert.equal(refused.status, undefined);
});

test('RFC 6960 §4.2.1 an answer that is an error is one of five octets', () => {
  for (const name of Object.keys(OCSP_ERRORS) as OcspErrorName[]) {
    const der = ocspError(name);
    assert.equal(der.length, 5);
    assert.deepEqual(readOcspResponse(der), { ok: false, error: name });
  }
});

test('pki.md §4 an oversized request is refused before it is read, and too many CertIDs while it is', () => {
  assert.throws(() => readOcspRequest(new Uint8Array(20_000)), { code: 'ocsp-too-large' });
  const certIds = Array.from({ length: 10 }, (_, index) => makeCertId(issuer, BigInt(index + 1)));
  const der = buildOcspRequest({ certIds });
  assert.throws(() => readOcspRequest(der, { maxCertIds: 9 }), { code: 'ocsp-too-many' });
  assert.equal(readOcspRequest(der, { maxCertIds: 10 }).certIds.length, 10);
});

test('requests that are cut, empty, or hold a critical extension or a wrong nonce are malformed', () => {
  const certId = makeCertId(issuer, serial);
  const good = buildOcspRequest({ certIds: [certId], nonce });
  for (let length = 0; length < good.length; length++) {
    assert.throws(() => readOcspRequest(good.subarray(0, length)), { code: 'ocsp-malformed' });
  }
  const list = sequence(sequence(certId.der));
  const critical = sequence(oid('1.2.3'), boolean(true), octetString(Uint8Array.of(5, 0)));
  const bad = [
    buildOcspRequest({ certIds: [] }),
    buildOcspRequest({ certIds: [certId], nonce: new Uint8Array(0) }),
    buildOcspRequest({ certIds: [certId], nonce: new Uint8Array(129) }),
    sequence(sequence(list, explicit(2, sequence(critical)))),
    sequence(sequence(explicit(0, integer(1)), list)),
    sequence(sequence(list), setOf()),
    sequence(sequence(sequence(sequence(sequence(sequence(oid(OID.sha1)), octetString(nonce)))))),
  ];
  for (const der of bad) assert.throws(() => readOcspRequest(der), { code: 'ocsp-malformed' });
});

test('a signed request gives its signature to be checked', () => {
  const tbs = sequence(sequence(sequence(makeCertId(issuer, serial).der)));
  const parts = sequence(
    sequence(oid(OID.sha256WithRSAEncryption), Uint8Array.of(5, 0)),
    Uint8Array.of(3, 2, 0, 0x99),
    explicit(0, sequence(responder.der)),
  );
  const { signature } = readOcspRequest(sequence(tbs, explicit(0, parts)));
  assert.equal(signature?.algorithm, 'sha256WithRSA');
  assert.deepEqual(signature?.tbs, tbs);
  assert.deepEqual(signature?.signature, Uint8Array.of(0x99));
  assert.deepEqual(signature?.certificates, [responder.der]);
});

test('damaged questions and answers give typed errors', async () => {
  const certId = makeCertId(issuer, serial);
  const request = buildOcspRequest({ certIds: [certId], nonce });
  const response = await buildOcspResponse({
    responses: [{ certId, status: { status: 'good' }, thisUpdate, nextUpdate }],
    producedAt: thisUpdate,
    responder,
    sign: signAsResponder,
  });
  for (const [der, read] of [
    [request, readOcspRequest],
    [response, readOcspResponse],
  ] as const) {
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const changed = Uint8Array.from(der);
        changed[index] = (changed[index] ?? 0) ^ flip;
        try {
          read(changed);
        } catch (error) {
          assert.ok(error instanceof PkiError && error.code === 'ocsp-malformed', String(error));
        }
      }),
    );
  }
});
