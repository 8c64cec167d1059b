import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  buildOcspRequest,
  type CertIdHash,
  makeCertId,
  PkiError,
  readCertificate,
  readOcspResponse,
  verifyOcspResponse,
} from '@mibun/pki';
import { callCentre, clerk, issueRequest } from '../../../testing/certificates.ts';
import type { TestPlatform } from '../../../testing/platform.ts';
import { openStatusBench, readOcsp, type StatusBench, statusOf } from '../../../testing/status.ts';
import { type Http, openHttp } from '../../platform/index.ts';
import type { CertificateKind, Certificates, IssuedCertificate } from '../certificates/index.ts';
import { type Accredited, createStatus } from './index.ts';

let bench: StatusBench;
let platform: TestPlatform;
let certificates: Certificates;
let app: Http;
let inTransaction: StatusBench['inTransaction'];
let activePair: StatusBench['activePair'];
let certId: StatusBench['certId'];

before(async () => {
  bench = await openStatusBench();
  ({ platform, certificates, app, inTransaction, activePair, certId } = bench);
});
after(() => bench.close());

function post(kind: string, payload: Uint8Array, type = 'application/ocsp-request') {
  const headers = { 'content-type': type };
  return app.inject({ method: 'POST', url: `/ocsp/${kind}`, headers, payload: Buffer.from(payload) });
}

function get(kind: string, request: Uint8Array, headers: Record<string, string> = {}) {
  const encoded = encodeURIComponent(Buffer.from(request).toString('base64'));
  return app.inject({ method: 'GET', url: `/ocsp/${kind}/${encoded}`, headers });
}

/** What a client that checks everything learns; by GET, so that caches are in play. */
async function told(issued: Pick<IssuedCertificate, 'kind' | 'serial'>, hash?: CertIdHash): Promise<string> {
  const response = await get(issued.kind, buildOcspRequest({ certIds: [certId(issued, hash)] }));
  assert.equal(response.statusCode, 200);
  const verified = verifyOcspResponse(readOcsp(response.rawPayload), {
    issuer: certificates.ca(issued.kind).certificate,
    serial: issued.serial,
    at: platform.clock.now(),
  });
  assert.deepEqual(
    verified.checks.filter(({ ok }) => !ok),
    [],
  );
  const { status: found } = verified;
  return found?.status === 'revoked' ? `revoked ${found.reason}` : (found?.status ?? 'unavailable');
}

test('pki.md §4 suspension, lifting and abolition are in OCSP with the commit, also over cached answers', async () => {
  const [signature, authentication] = await activePair('card-story');
  for (const hash of ['sha1', 'sha256'] as const) {
    assert.equal(await told(signature, hash), 'good');
    assert.equal(await told(authentication, hash), 'good');
  }
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-story', callCentre));
  for (const hash of ['sha1', 'sha256'] as const) {
    assert.equal(await told(signature, hash), 'revoked certificateHold');
    assert.equal(await told(authentication, hash), 'revoked certificateHold');
  }
  await inTransaction((tx) => certificates.liftOfCard(tx, 'card-story', clerk));
  assert.equal(await told(signature), 'revoked certificateHold');
  assert.equal(await told(authentication), 'good');
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-story', 'cessationOfOperation', clerk));
  assert.equal(await told(signature), 'revoked cessationOfOperation');
  assert.equal(await told(authentication), 'revoked cessationOfOperation');
});

test('pki.md §4 an answer that was read before a suspension is not kept after it', async () => {
  const [, authentication] = await activePair('card-race');
  let meanwhile: (() => Promise<void>) | undefined = () =>
    inTransaction((tx) => certificates.suspendOfCard(tx, 'card-race', callCentre));
  const slow: Certificates = {
    ...certificates,
    async standings(tx, kind, generation, serials) {
      const standings = await certificates.standings(tx, kind, generation, serials);
      const act = meanwhile;
      meanwhile = undefined;
      await act?.();
      return standings;
    },
  };
  const ask = statusOf(platform, slow, authentication);
  assert.deepEqual([await ask(), await ask()], ['good', 'revoked']);
});

test('pki.md §4 a suspension made by another process is seen within a second', async () => {
  const [, authentication] = await activePair('card-elsewhere');
  const shared = { ...platform, database: { ...platform.database, engine: 'postgres' as const } };
  // A process of its own hears of no change that this one makes; it has the feed.
  const deaf: Certificates = { ...certificates, onChange: () => undefined };
  const ask = statusOf(shared, deaf, authentication);
  assert.equal(await ask(), 'good');
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-elsewhere', callCentre));
  platform.clock.advance(1_000);
  assert.equal(await ask(), 'revoked');
  await inTransaction((tx) => certificates.liftOfCard(tx, 'card-elsewhere', clerk));
  platform.clock.advance(-3_600_000);
  assert.equal(await ask(), 'good', 'a clock that was set back does not make it deaf');
  platform.clock.advance(3_600_000);
});

test('pki.md §3 a certificate that was not handed over is on hold; one never issued is unknown', async () => {
  const issued = await certificates.issue(issueRequest('signature', 'card-shipped'));
  assert.equal(await told(issued), 'revoked certificateHold');
  assert.equal(await told({ kind: 'signature', serial: '4711471147114711' }), 'unknown');
  // The right serial of the other CA is a serial that this one never issued.
  assert.equal(await told({ kind: 'authentication', serial: issued.serial }), 'unknown');
});

test('RFC 6960 §4.1.1 several questions in one message are answered in their order', async () => {
  const [signature] = await activePair('card-several');
  const held = await certificates.issue(issueRequest('signature', 'card-several-2'));
  const foreign = makeCertId(certificates.ca('authentication').certificate, signature.serial);
  const certIds = [certId(held), certId(signature, 'sha1'), foreign, certId(signature)];
  const response = await post('signature', buildOcspRequest({ certIds }));
  const { responses } = readOcsp(response.rawPayload);
  assert.deepEqual(
    responses.map(({ status: { status: name } }) => name),
    ['revoked', 'good', 'unknown', 'good'],
  );
  assert.deepEqual(
    responses.map((single) => Buffer.from(single.certId.der).toString('hex')),
    certIds.map(({ der }) => Buffer.from(der).toString('hex')),
  );
});

test('pki.md §4 a nonce is repeated for accredited clients that are registered for it, and for nobody else', async (t) => {
  const [signature] = await activePair('card-nonce');
  const nonce = new Uint8Array(32).fill(5);
  const request = buildOcspRequest({ certIds: [certId(signature)], nonce });
  const stranger = await get('signature', request);
  assert.equal(readOcsp(stranger.rawPayload).nonce, undefined, 'also in demo mode');
  const http = await openHttp(platform);
  t.after(() => http.close());
  const registered = { verifier: { id: 'verifier-1', nonce: true } };
  const accredited: Accredited = ({ headers }) => (headers.authorization ? registered : 'no');
  createStatus(platform, { certificates, accredited }).routes(http);
  const encoded = encodeURIComponent(Buffer.from(request).toString('base64'));
  const ask = (headers: Record<string, string>) =>
    http.inject({ method: 'GET', url: `/ocsp/signature/${encoded}`, headers });
  const echoed = await ask({ authorization: 'verifier-1' });
  assert.deepEqual(readOcsp(echoed.rawPayload).nonce, nonce);
  assert.equal(echoed.headers['cache-control'], 'no-store');
  assert.equal(readOcsp((await ask({})).rawPayload).nonce, undefined, 'the answer was for one asker alone');
});

test('RFC 5019 a GET answer has validators, is given out again, and is renewed before its end', async () => {
  const [signature] = await activePair('card-cached');
  const request = buildOcspRequest({ certIds: [certId(signature)] });
  // What was just done here comes back in the feed, where there is one to follow.
  platform.clock.advance(1_000);
  const first = await get('signature', request);
  assert.equal(first.headers['content-type'], 'application/ocsp-response');
  assert.match(String(first.headers['cache-control']), /^public, max-age=2, no-transform, must-revalidate$/);
  const etag = String(first.headers.etag);
  platform.clock.advance(240_000);
  const second = await get('signature', request, { 'if-none-match': etag });
  assert.equal(second.statusCode, 304);
  assert.equal(second.rawPayload.length, 0);
  platform.clock.advance(120_000);
  const third = await get('signature', request, { 'if-none-match': etag });
  assert.equal(third.statusCode, 200);
  assert.equal(readOcsp(third.rawPayload).responses[0]?.thisUpdate.getTime(), platform.clock.now().getTime());
});

test('RFC 6960 §4.2.1 malformed requests are told so, by POST and by GET', async () => {
  const malformed = { ok: false, error: 'malformedRequest' };
  const whole = buildOcspRequest({ certIds: [certId({ kind: 'signature', serial: '4711471147114711' })] });
  for (const bytes of [
    Buffer.from('hello'),
    Buffer.alloc(0),
    Buffer.from(whole).subarray(0, -1),
    Buffer.alloc(500, 0x30),
  ]) {
    const response = await post('signature', bytes);
    assert.equal(response.statusCode, 200);
    assert.deepEqual(readOcspResponse(new Uint8Array(response.rawPayload)), malformed);
  }
  for (const path of ['MEI', '....', 'MEI%3D%3D%3D', '']) {
    const response = await app.inject({ method: 'GET', url: `/ocsp/signature/${path}` });
    assert.deepEqual(readOcspResponse(new Uint8Array(response.rawPayload)), malformed, path);
  }
  const many = Array.from({ length: 21 }, () => certId({ kind: 'signature', serial: '4711471147114711' }));
  const response = await post('signature', buildOcspRequest({ certIds: many }));
  assert.deepEqual(readOcspResponse(new Uint8Array(response.rawPayload)), malformed);
});

test('pki.md §4 oversized requests are refused before they are parsed', async () => {
  const response = await post('signature', Buffer.alloc(8_193, 0x30));
  assert.deepEqual(readOcspResponse(new Uint8Array(response.rawPayload)), {
    ok: false,
    error: 'malformedRequest',
  });
  assert.equal(response.headers.connection, 'close');
});

test('RFC 5019 §5 a GET with slashes that were not encoded is understood', async () => {
  // Serials are chosen until the base64 has a slash.
  for (let serial = 0x4711_4711_4711_4700n; ; serial++) {
    const request = buildOcspRequest({
      certIds: [certId({ kind: 'signature', serial: serial.toString(16) })],
    });
    const base64 = Buffer.from(request).toString('base64');
    if (!base64.includes('/')) continue;
    const response = await app.inject({ method: 'GET', url: `/ocsp/signature/${base64}` });
    assert.equal(readOcsp(response.rawPayload).responses[0]?.status.status, 'unknown');
    return;
  }
});

test('RFC 6960 A.1 a GET with a slash too many, before the request or behind it, is understood', async () => {
  for (let serial = 0x4711_4711_4711_4700n; serial < 0x4711_4711_4711_4780n; serial++) {
    const request = buildOcspRequest({
      certIds: [certId({ kind: 'signature', serial: serial.toString(16) })],
    });
    const base64 = Buffer.from(request).toString('base64');
    for (const path of [`//${base64}`, `/${base64}/`, `///${base64}//`, `//${encodeURIComponent(base64)}/`]) {
      const response = await app.inject({ method: 'GET', url: `/ocsp/signature${path}` });
      assert.equal(readOcsp(response.rawPayload).responses[0]?.status.status, 'unknown', path);
    }
  }
});

test('RFC 9110 §13.1.2 whoever has the present answer, or list, is not sent it again, however the header is written', async () => {
  const [signature] = await activePair('card-validators');
  const request = buildOcspRequest({ certIds: [certId(signature)] });
  const ocsp = await get('signature', request);
  const list = await app.inject('/crl/signature/all.crl');
  for (const [etag, ask] of [
    [String(ocsp.headers.etag), (value: string) => get('signature', request, { 'if-none-match': value })],
    [
      String(list.headers.etag),
      (value: string) => app.inject({ url: '/crl/signature/all.crl', headers: { 'if-none-match': value } }),
    ],
  ] as const) {
    for (const value of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag} `, '*']) {
      const { statusCode, rawPayload } = await ask(value);
      assert.deepEqual([statusCode, rawPayload.length], [304, 0], value);
    }
    assert.equal((await ask('"other"')).statusCode, 200);
  }
});

test('pki.md §1 a seal has a status too', async () => {
  const seal = readCertificate((await certificates.seal('99101')).certificate);
  const issuer = certificates.ca('institution').certificate;
  const response = await get('institution', buildOcspRequest({ certIds: [makeCertId(issuer, seal.serial)] }));
  assert.equal(readOcsp(response.rawPayload).responses[0]?.status.status, 'good');
});

for (const [what, failure, error] of [
  ['that fails inside', new Error('no database'), 'internalError'],
  ['whose key is out of reach', new PkiError('custody-unavailable', 'the token is away'), 'tryLater'],
] as const) {
  test(`a question ${what} is ${error}, never good`, async () => {
    const broken: Certificates = { ...certificates, standings: () => Promise.reject(failure) };
    const quiet = {
      ...platform,
      log: { ...platform.log, error: () => undefined },
    } as unknown as TestPlatform;
    const http = await openHttp(platform);
    createStatus(quiet, { certificates: broken }).routes(http);
    const kind: CertificateKind = 'signature';
    const payload = Buffer.from(
      buildOcspRequest({ certIds: [certId({ kind, serial: '4711471147114711' })] }),
    );
    const headers = { 'content-type': 'application/ocsp-request' };
    const response = await http.inject({ method: 'POST', url: '/ocsp/signature', headers, payload });
    assert.deepEqual(readOcspResponse(new Uint8Array(response.rawPayload)), { ok: false, error });
    await http.close();
  });
}
