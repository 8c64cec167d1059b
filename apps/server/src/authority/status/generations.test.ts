import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  buildOcspRequest,
  readCertificate,
  readCrl,
  verifyCrl,
  verifyOcspResponse,
  verifySignedBy,
} from '@mibun/pki';
import { breaking, caAct, callCentre, clerk, issueRequest } from '../../../testing/certificates.ts';
import { openStatusBench, readOcsp, type StatusBench } from '../../../testing/status.ts';
import type { IssuedCertificate } from '../certificates/index.ts';
import { createStatus } from './index.ts';

let bench: StatusBench;
let old: IssuedCertificate;
let young: IssuedCertificate;

before(async () => {
  bench = await openStatusBench();
  const { certificates } = bench;
  [, old] = await bench.activePair('card-old');
  for (const event of ['prepare', 'publish', 'switch'] as const) {
    await certificates.rollOver('authentication', 2, event, caAct);
  }
  young = await certificates.issue(issueRequest('authentication', 'card-young'));
  await bench.inTransaction((tx) => certificates.activateOfCard(tx, 'card-young', clerk));
});
after(() => bench.close());

async function get(path: string): Promise<Uint8Array> {
  const response = await bench.app.inject({ method: 'GET', url: path });
  assert.equal(response.statusCode, 200, path);
  return new Uint8Array(response.rawPayload);
}

function issuerOf(issued: IssuedCertificate) {
  return bench.certificates.ca('authentication', issued.generation).certificate;
}

test('pki.md §1 each generation answers for what it has issued, at the addresses in its certificates', async () => {
  const { certificates, platform } = bench;
  assert.deepEqual([old.generation, young.generation], [1, 2]);
  for (const issued of [old, young]) {
    const { crlUrls, ocspUrls, caIssuersUrls } = readCertificate(issued.der);
    const issuer = issuerOf(issued);
    assert.deepEqual(await get(new URL(caIssuersUrls[0] ?? '').pathname), issuer.der);
    const crl = readCrl(await get(new URL(crlUrls[0] ?? '').pathname));
    const about = readCertificate(issued.der);
    assert.ok(verifyCrl({ crl, issuer, at: platform.clock.now(), about }).ok);
    assert.equal(crl.find(issued.serial), undefined);
    const certIds = [bench.certId(issued)];
    for (const address of [ocspUrls[0] ?? '', 'http://x/ocsp/authentication']) {
      const { pathname } = new URL(address);
      const request = encodeURIComponent(Buffer.from(buildOcspRequest({ certIds })).toString('base64'));
      const answer = readOcsp(await get(`${pathname}/${request}`));
      const expectation = { issuer, serial: issued.serial, at: platform.clock.now() };
      assert.equal(verifyOcspResponse(answer, expectation).status?.status, 'good');
    }
  }
  assert.equal(certificates.ca('authentication').algorithm, 'sha384WithECDSA');
});

test('pki.md §1 a hold shows in the CRL of its own generation alone; a serial of the other is unknown', async () => {
  await bench.inTransaction((tx) => bench.certificates.suspendOfCard(tx, 'card-young', callCentre));
  assert.equal(readCrl(await get('/crl/authentication/all.crl')).find(young.serial), undefined);
  assert.equal(
    readCrl(await get('/crl/authentication-2/all.crl')).find(young.serial)?.reason,
    'certificateHold',
  );
  const crossed = bench.certId({ ...young, generation: 1 });
  const request = encodeURIComponent(
    Buffer.from(buildOcspRequest({ certIds: [crossed] })).toString('base64'),
  );
  const answer = readOcsp(await get(`/ocsp/authentication/${request}`));
  assert.equal(answer.responses[0]?.status.status, 'unknown');
});

test('RFC 4210 §4.4 the links between the generations are served', async () => {
  const [first, second] = [issuerOf(old), issuerOf(young)];
  const link = readCertificate(await get('/ca/authentication-signs-authentication-2.cer'));
  assert.ok(verifySignedBy(link, first));
  assert.deepEqual(link.spki, second.spki);
  const back = readCertificate(await get('/ca/authentication-2-signs-authentication.cer'));
  assert.ok(verifySignedBy(back, second));
  for (const path of ['authentication-signs-signature', 'authentication-signs-', 'card-face-2']) {
    const response = await bench.app.inject({ method: 'GET', url: `/ca/${path}.cer` });
    assert.equal(response.statusCode, 404, path);
  }
});

test('kill -9 at every step of making a CRL: no number goes back, no revocation is lost, the next start goes on', async () => {
  const { certificates, platform } = bench;
  let last = 0n;
  for (const when of ['before', 'after'] as const) {
    for (let step = 1, died = true; died; step++) {
      platform.clock.advance(1_000);
      const card = `card-${when}-${step}`;
      const issued = await certificates.issue(issueRequest('authentication', card));
      const broken = breaking(platform, step, when).platform;
      const dying = createStatus(broken, { certificates: { ...certificates, onChangeWithin: () => {} } });
      died = await dying.api.renewCrls('authentication', 2, 'all').then(
        () => false,
        () => true,
      );
      const crl = readCrl(await get('/crl/authentication-2/all.crl'));
      assert.equal(crl.find(issued.serial)?.reason, 'certificateHold');
      assert.ok((crl.number ?? 0n) > last);
      last = crl.number ?? 0n;
      assert.ok(step < 10);
    }
  }
});
