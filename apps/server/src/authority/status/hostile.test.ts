import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { after, before, test } from 'node:test';
import { buildOcspRequest, der, makeCertId, readOcspResponse } from '@mibun/pki';
import { openStatusBench, readOcsp, type StatusBench } from '../../../testing/status.ts';

// Over real sockets, because the way past the framework begins there.

const MALFORMED = { ok: false, error: 'malformedRequest' };

let bench: StatusBench;
let port: number;
let good: Uint8Array;

before(async () => {
  bench = await openStatusBench();
  await bench.app.listen({ host: '127.0.0.1', port: 0 });
  port = (bench.app.server.address() as AddressInfo).port;
  const [signature] = await bench.activePair('card-hostile');
  good = buildOcspRequest({ certIds: [bench.certId(signature)] });
});
after(() => bench.close());

async function post(body: Uint8Array) {
  const headers = { 'content-type': 'application/ocsp-request' };
  const response = await fetch(`http://127.0.0.1:${port}/ocsp/signature`, {
    method: 'POST',
    headers,
    body: Buffer.from(body),
  });
  assert.equal(response.status, 200);
  return { response, octets: new Uint8Array(await response.arrayBuffer()) };
}

async function assertRefused(body: Uint8Array, what: string): Promise<void> {
  const { octets } = await post(body);
  assert.deepEqual(readOcspResponse(octets), MALFORMED, what);
}

/** Sends octets as they are and gives what comes back until the other side closes. */
async function raw(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString('latin1');
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

test('RFC 6960 A.1 the same request by POST and by GET, parsed once and then known by its octets', async () => {
  const before = (await bench.status.overview()).ocsp;
  const [first, second] = [await post(good), await post(good)];
  assert.deepEqual(first.octets, second.octets);
  assert.equal(readOcsp(first.octets).responses[0]?.status.status, 'good');
  const path = encodeURIComponent(Buffer.from(good).toString('base64'));
  const url = `http://127.0.0.1:${port}/ocsp/signature/${path}`;
  const [third, fourth] = [await fetch(url), await fetch(url)];
  for (const response of [third, fourth]) {
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), first.octets);
    assert.match(response.headers.get('cache-control') ?? '', /^public, max-age=2/);
  }
  const etag = fourth.headers.get('etag') ?? '';
  assert.equal((await fetch(url, { headers: { 'if-none-match': etag } })).status, 304);
  const { ocsp } = await bench.status.overview();
  assert.equal(ocsp.live - before.live, 1);
  assert.equal(ocsp.cached - before.cached, 4);
});

test('pki.md §4 what was known by its octets goes with the commit that changes it', async () => {
  const [, authentication] = await bench.activePair('card-known');
  const request = buildOcspRequest({ certIds: [bench.certId(authentication)] });
  const url = `http://127.0.0.1:${port}/ocsp/authentication/${encodeURIComponent(Buffer.from(request).toString('base64'))}`;
  const told = async () => {
    const body = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return readOcsp(body).responses[0]?.status.status;
  };
  assert.deepEqual([await told(), await told()], ['good', 'good']);
  const { clerk, callCentre } = await import('../../../testing/certificates.ts');
  await bench.inTransaction((tx) => bench.certificates.suspendOfCard(tx, 'card-known', callCentre));
  assert.deepEqual([await told(), await told()], ['revoked', 'revoked']);
  await bench.inTransaction((tx) => bench.certificates.liftOfCard(tx, 'card-known', clerk));
  assert.equal(await told(), 'good');
});

test('pki.md §4 10,000 requests in one message are refused, whether their size is told or not', async () => {
  const issuer = bench.certificates.ca('signature').certificate;
  const certIds = Array.from({ length: 10_000 }, (_, index) => makeCertId(issuer, BigInt(index + 1)));
  const body = buildOcspRequest({ certIds });
  const headers = 'POST /ocsp/signature HTTP/1.1\r\nHost: x\r\nContent-Type: application/ocsp-request\r\n';
  const told = await raw(`${headers}Content-Length: ${body.length}\r\n\r\n`);
  assert.match(told, /^HTTP\/1\.1 200 OK\r\n/);
  assert.match(told, /connection: close/i);
  assert.ok(
    told.endsWith('\x30\x03\x0a\x01\x01'),
    'malformedRequest, before a single octet of the body came',
  );
  const chunk = Buffer.from(body.subarray(0, 9_000)).toString('latin1');
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data: Buffer) => {
    answer += data.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write(Buffer.from(`${headers}Transfer-Encoding: chunked\r\n\r\n2328\r\n${chunk}\r\n`, 'latin1'));
  await once(socket, 'close');
  assert.ok(answer.endsWith('\x30\x03\x0a\x01\x01'), 'also where the size is not told');
});

test('ASN.1 bombs are refused: deep nesting, indefinite lengths, lengths beyond the end, long tags', async () => {
  let deep: Uint8Array = Uint8Array.of(0x05, 0x00);
  for (let level = 0; level < 2_000; level++) deep = der.sequence(deep);
  await assertRefused(deep, 'nested 2,000 deep');
  await assertRefused(Buffer.alloc(8_000, 0x30), 'headers only');
  await assertRefused(Uint8Array.of(0x30, 0x80, ...good.subarray(3), 0, 0), 'indefinite length');
  await assertRefused(Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff), 'four gigabytes announced');
  await assertRefused(Uint8Array.of(0x30, 0x88, 1, 0, 0, 0, 0, 0, 0, 0), 'length of eight octets');
  await assertRefused(Uint8Array.of(0x3f, 0x81, 0x80, 0x00), 'tag of several octets');
  await assertRefused(Uint8Array.of(...good, 0), 'an octet too many');
  await assertRefused(new Uint8Array(0), 'nothing');
  const huge = der.sequence(der.sequence(der.sequence(der.sequence(der.octetString(new Uint8Array(8_000))))));
  await assertRefused(huge, 'a large string where a CertID belongs');
  assert.equal(readOcsp((await post(good)).octets).responses.length, 1, 'and the next one is answered');
});

test('RFC 5019 §2.2.3 about another CA, or by a hash that is not known, nothing is said: unauthorized', async () => {
  const unauthorized = { ok: false, error: 'unauthorized' };
  const [signature, authentication] = await bench.activePair('card-foreign');
  const foreign = buildOcspRequest({ certIds: [bench.certId(authentication)] });
  assert.deepEqual(readOcspResponse((await post(foreign)).octets), unauthorized);
  const { nameHash, keyHash } = bench.certId(signature);
  const strange = der.sequence(
    der.sequence(der.oid('1.2.840.113549.2.5'), der.nullValue()),
    der.octetString(nameHash.subarray(0, 16)),
    der.octetString(keyHash.subarray(0, 16)),
    der.integer(5),
  );
  const asked = der.sequence(der.sequence(der.sequence(der.sequence(strange))));
  assert.deepEqual(readOcspResponse((await post(asked)).octets), unauthorized);
  const parameters = der.sequence(
    der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.octetString(new Uint8Array(9))),
    der.octetString(nameHash),
    der.octetString(keyHash),
    der.integer(5),
  );
  await assertRefused(
    der.sequence(der.sequence(der.sequence(der.sequence(parameters)))),
    'parameters of a hash',
  );
});

test('other methods, other CAs and other addresses are told so', async () => {
  const base = `http://127.0.0.1:${port}`;
  assert.equal((await fetch(`${base}/ocsp/signature`, { method: 'DELETE' })).status, 405);
  assert.equal((await fetch(`${base}/ocsp/card-face`, { method: 'POST', body: 'x' })).status, 404);
  assert.equal((await fetch(`${base}/ocsp/nobody/MEI`)).status, 404);
  assert.equal((await fetch(`${base}/crl/signature/16.crl`)).status, 404);
  assert.equal((await fetch(`${base}/crl/signature-2/1.crl`)).status, 404);
  assert.equal((await fetch(`${base}/ca/signature-2.cer`)).status, 404);
});
