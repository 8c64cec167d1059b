import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildOcspRequest, readCertificate, readCrl, readOcspResponse, verifyCrl } from '@mibun/pki';
import { callCentre, clerk, issueRequest, testMunicipality } from '../../../testing/certificates.ts';
import type { TestPlatform } from '../../../testing/platform.ts';
import { openStatusBench, readOcsp, type StatusBench } from '../../../testing/status.ts';
import { type Http, openHttp, tables } from '../../platform/index.ts';
import { type Certificates, createCertificates, type IssuedCertificate } from '../certificates/index.ts';
import { createStatus, type Status } from './index.ts';

let bench: StatusBench;
let platform: TestPlatform;
let certificates: Certificates;
let app: Http;
let status: Status;
let inTransaction: StatusBench['inTransaction'];
let activePair: StatusBench['activePair'];
let certId: StatusBench['certId'];

before(async () => {
  bench = await openStatusBench();
  ({ platform, certificates, app, status, inTransaction, activePair, certId } = bench);
});
after(() => bench.close());

async function crl(path: string) {
  const response = await app.inject({ method: 'GET', url: path });
  assert.equal(response.statusCode, 200);
  assert.equal(response.headers['content-type'], 'application/pkix-crl');
  return readCrl(new Uint8Array(response.rawPayload));
}

function shardPath(issued: IssuedCertificate): string {
  const [url] = readCertificate(issued.der).crlUrls;
  assert.ok(url);
  return new URL(url).pathname;
}

test('pki.md §4 a suspension is in the shard named by the certificate and in the whole CRL, and leaves them again', async () => {
  const [, authentication] = await activePair('card-crl');
  const issuer = certificates.ca('authentication').certificate;
  const path = shardPath(authentication);
  const before = await crl(path);
  assert.equal(before.find(authentication.serial), undefined);
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-crl', callCentre));
  const held = await crl(path);
  assert.equal(held.find(authentication.serial)?.reason, 'certificateHold');
  assert.ok((held.number ?? 0n) > (before.number ?? 0n));
  assert.deepEqual(held.shardUrls, readCertificate(authentication.der).crlUrls);
  const about = readCertificate(authentication.der);
  const verified = verifyCrl({ crl: held, issuer, at: platform.clock.now(), about });
  assert.deepEqual(
    verified.checks.filter(({ ok }) => !ok),
    [],
  );
  const all = await crl('/crl/authentication/all.crl');
  assert.equal(all.find(authentication.serial)?.reason, 'certificateHold');
  assert.deepEqual(all.shardUrls, []);
  assert.ok(verifyCrl({ crl: all, issuer, at: platform.clock.now(), about }).ok);
  await inTransaction((tx) => certificates.liftOfCard(tx, 'card-crl', clerk));
  assert.equal((await crl(path)).find(authentication.serial), undefined);
  assert.equal((await crl('/crl/authentication/all.crl')).find(authentication.serial), undefined);
});

test('pki.md §4 only shards that have changed are rebuilt; the others are the same octets until half their time is over', async () => {
  const [signature] = await activePair('card-quiet');
  const shard = Number(/(\d+)\.crl$/.exec(shardPath(signature))?.[1]);
  const other = `/crl/signature/${(shard + 1) % 16}.crl`;
  const [changed, quiet] = [await crl(shardPath(signature)), await crl(other)];
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-quiet', 'keyCompromise', clerk));
  assert.ok(((await crl(shardPath(signature))).number ?? 0n) > (changed.number ?? 0n));
  assert.deepEqual((await crl(other)).tbs, quiet.tbs);
  platform.clock.advance(11 * 3_600_000);
  assert.deepEqual((await crl(other)).tbs, quiet.tbs);
  platform.clock.advance(2 * 3_600_000);
  const renewed = await crl(other);
  assert.ok((renewed.number ?? 0n) > (quiet.number ?? 0n));
  assert.ok(renewed.nextUpdate > quiet.nextUpdate);
});

test('pki.md §4 the CRL number does not go back after a restart, nor after a restore that has lost the last CRLs', async () => {
  const path = '/crl/signature/all.crl';
  const last = await crl(path);
  const restart = async () => {
    const again = createStatus(platform, { certificates });
    const http = await openHttp(platform);
    again.routes(http);
    const response = await http.inject({ method: 'GET', url: path });
    await http.close();
    return readCrl(new Uint8Array(response.rawPayload));
  };
  assert.deepEqual((await restart()).tbs, last.tbs);
  platform.clock.advance(1_000);
  await platform.database.query((tx) =>
    tables<{ statusCrls: { number: number } }>(tx).deleteFrom('statusCrls').execute(),
  );
  assert.ok(((await restart()).number ?? 0n) > (last.number ?? 0n));
});

test('many askers at once get one CRL', async () => {
  await activePair('card-rush');
  const [first, ...others] = await Promise.all(
    Array.from({ length: 8 }, () => crl('/crl/authentication/all.crl')),
  );
  for (const other of others) assert.deepEqual(other.tbs, first?.tbs);
});

test('AIA the certificates of the CAs are at their addresses, for whoever has their fingerprint from elsewhere', async () => {
  for (const kind of ['signature', 'authentication', 'institution', 'card-face'] as const) {
    const response = await app.inject({ method: 'GET', url: `/ca/${kind}.cer` });
    assert.equal(response.headers['content-type'], 'application/pkix-cert');
    assert.deepEqual(new Uint8Array(response.rawPayload), certificates.ca(kind).certificate.der);
  }
  assert.notEqual((await app.inject({ method: 'GET', url: '/ca/other.cer' })).statusCode, 200);
});

test('pki.md §1 a seal names the CRL of the institution CA, which is whole and empty', async () => {
  const [url] = readCertificate((await certificates.seal('99101')).certificate).crlUrls;
  assert.equal((await crl(new URL(url ?? '').pathname)).entryCount, 0);
  assert.equal((await app.inject({ method: 'GET', url: '/crl/institution/3.crl' })).statusCode, 404);
});

test('VAR-01 in production nobody without accreditation gets the revocation data of the resident CAs', async () => {
  const production = { ...platform, config: { ...platform.config, mode: 'production' as const } };
  const closed = await openHttp(platform);
  createStatus(production, { certificates }).routes(closed);
  const request = buildOcspRequest({ certIds: [certId({ kind: 'signature', serial: '4711471147114711' })] });
  const headers = { 'content-type': 'application/ocsp-request' };
  const payload = Buffer.from(request);
  const ocsp = await closed.inject({ method: 'POST', url: '/ocsp/signature', headers, payload });
  assert.deepEqual(readOcspResponse(new Uint8Array(ocsp.rawPayload)), { ok: false, error: 'unauthorized' });
  const list = await closed.inject({ method: 'GET', url: '/crl/signature/all.crl' });
  assert.equal(list.json().code, 'NOT_ACCREDITED');
  assert.equal((await closed.inject({ method: 'GET', url: '/crl/institution/all.crl' })).statusCode, 200);
  await closed.close();
});

test('VER-07 correctness and present status are reported apart', async () => {
  const [signature] = await activePair('card-validate');
  const good = await status.validate(signature.der, 'signature');
  assert.ok(good.ok && good.checks.every(({ ok }) => ok));
  assert.equal(good.issued?.personId, 'person-of-card-validate');
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-validate', callCentre));
  const held = await status.validate(signature.der, 'signature');
  assert.equal(held.ok, false);
  assert.ok(held.checks.every(({ ok }) => ok));
  assert.equal(held.status.status, 'held');
  assert.equal(held.issued?.serial, signature.serial);
});

test('VER-02 a certificate of the other CA is neither correct nor known', async () => {
  const [, authentication] = await activePair('card-wrong-kind');
  const result = await status.validate(authentication.der, 'signature');
  assert.equal(result.ok, false);
  assert.ok(result.checks.some(({ check, ok }) => check === 'signed-by-pinned-root' && !ok));
  assert.deepEqual(result.status, { status: 'unknown' });
  assert.equal(result.issued, undefined);
});

test('pki.md §3 a certificate with a changed bit is not the one on record', async () => {
  const [signature] = await activePair('card-forged');
  const forged = Uint8Array.from(signature.der);
  forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1;
  const result = await status.validate(forged, 'signature');
  assert.equal(result.ok, false);
  assert.deepEqual(result.status, { status: 'unknown' });
  assert.equal(result.issued, undefined);
  await assert.rejects(status.validate(Buffer.from('no certificate'), 'signature'), {
    code: 'CERTIFICATE_UNREADABLE',
  });
});

test('VER-03 VER-05 after its end a certificate is expired, though it was in force when it was used', async () => {
  const [, authentication] = await activePair('card-old');
  const used = platform.clock.now();
  platform.clock.set(new Date(authentication.notAfter.getTime() + 1_000));
  assert.deepEqual(await status.check('authentication', authentication.serial), {
    status: 'expired',
    since: authentication.notAfter,
  });
  const result = await status.validate(authentication.der, 'authentication', used);
  assert.ok(result.checks.every(({ ok }) => ok));
  assert.equal(result.ok, false);
  assert.equal(result.status.status, 'expired');
  platform.clock.set(used);
});

test('pki.md §4 the archive cut-off: what has ended is answered for, ten years back', async () => {
  const [, authentication] = await activePair('card-archive');
  const used = platform.clock.now();
  const asked = buildOcspRequest({ certIds: [certId(authentication)] });
  const answer = async () => {
    const headers = { 'content-type': 'application/ocsp-request' };
    const request = {
      method: 'POST',
      url: '/ocsp/authentication',
      headers,
      payload: Buffer.from(asked),
    } as const;
    return readOcsp((await app.inject(request)).rawPayload).responses[0];
  };
  assert.equal((await answer())?.archiveCutoff, undefined);
  platform.clock.set(new Date('2032-02-03T04:05:06Z'));
  const { archiveCutoff, status: said } = (await answer()) ?? {};
  assert.deepEqual([said, archiveCutoff], [{ status: 'good' }, new Date('2022-02-03T04:05:06Z')]);
  platform.clock.set(used);
});

test('RFC 5280 §4.2.1.4 there is a practice statement at the address in the certificates', async () => {
  const [signature] = await activePair('card-cps');
  const { cpsUrls, policies } = readCertificate(signature.der);
  const response = await app.inject({ method: 'GET', url: new URL(cpsUrls[0] ?? '').pathname });
  assert.equal(response.statusCode, 200);
  assert.ok(response.body.includes(`${policies[0]}  signature`));
  for (const word of ['fictitious', '架空']) assert.ok(response.body.includes(word));
});

test('RFC 5280 §8 where status has an address of its own, certificates and CRLs name that one', async () => {
  const elsewhere = { ...platform, config: { ...platform.config, statusOrigin: 'http://pki.example' } };
  const { api } = createCertificates(elsewhere, { municipality: testMunicipality });
  await api.open();
  const issued = await api.issue(issueRequest('signature', 'card-elsewhere'));
  const { crlUrls, ocspUrls } = readCertificate(issued.der);
  assert.deepEqual(ocspUrls, ['http://pki.example/ocsp/signature']);
  const other = await openHttp(elsewhere);
  createStatus(elsewhere, { certificates: api }).routes(other);
  const response = await other.inject({ method: 'GET', url: shardPath(issued) });
  assert.deepEqual(readCrl(new Uint8Array(response.rawPayload)).shardUrls, crlUrls);
  await other.close();
});
