import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readCertificate, readCrl, toPem } from '@mibun/pki';
import { callCentre, clerk } from '@mibun/server/testing/certificates';
import { openStatusBench, type StatusBench } from '@mibun/server/testing/status';
import type { IssuedCertificate } from '../apps/server/src/authority/certificates/index.ts';
import { type ProgramResult, runProgram } from './harness/programs.ts';

// A verifier that keeps the complete CRL of yesterday and fetches the delta CRL of today. Debian package: openssl.

let folder: string;
let bench: StatusBench;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mibun-deltas-'));
  bench = await openStatusBench({ now: new Date() });
  const issuer = bench.certificates.ca('authentication').certificate;
  await writeFile(file('ca.pem'), toPem('CERTIFICATE', issuer.der));
});

after(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

function file(name: string): string {
  return join(folder, name);
}

/** Fetches a CRL into a file; answers the address of its delta CRL. */
async function fetchCrl(url: string, name: string): Promise<string> {
  const response = await bench.app.inject({ method: 'GET', url: new URL(url).pathname });
  const der = new Uint8Array(response.rawPayload);
  await writeFile(file(name), toPem('X509 CRL', der));
  return readCrl(der).freshestUrls[0] ?? '';
}

async function activeCertificate(card: string): Promise<IssuedCertificate> {
  const [, authentication] = await bench.activePair(card);
  await writeFile(file('person.pem'), toPem('CERTIFICATE', authentication.der));
  return authentication;
}

function verify(...crls: readonly string[]): Promise<ProgramResult> {
  const files = crls.flatMap((name) => ['-CRLfile', file(name)]);
  const pinned = ['-no-CApath', '-no-CAstore', '-CAfile', file('ca.pem')];
  const deltas = ['-x509_strict', '-crl_check', '-use_deltas', '-extended_crl'];
  return runProgram('openssl', ['verify', ...deltas, ...pinned, ...files, file('person.pem')]);
}

function addressOf(issued: IssuedCertificate, which: 'shard' | 'all'): string {
  const [shard = ''] = readCertificate(issued.der).crlUrls;
  return which === 'shard' ? shard : new URL('all.crl', shard).href;
}

for (const which of ['shard', 'all'] as const) {
  test(`openssl: a hold on the complete CRL is lifted by the delta CRL (${which})`, async () => {
    const card = `card-lifted-${which}`;
    const issued = await activeCertificate(card);
    await bench.inTransaction((tx) => bench.certificates.suspendOfCard(tx, card, callCentre));
    const delta = await fetchCrl(addressOf(issued, which), 'base.pem');
    assert.match((await verify('base.pem')).everything, /error 23 .*certificate revoked/);
    await bench.inTransaction((tx) => bench.certificates.liftOfCard(tx, card, clerk));
    await fetchCrl(delta, 'delta.pem');
    const { everything, status } = await verify('base.pem', 'delta.pem');
    assert.equal(status, 0, everything);
  });

  test(`openssl: a revocation that stands in the delta CRL alone counts (${which})`, async () => {
    const card = `card-revoked-${which}`;
    const issued = await activeCertificate(card);
    const delta = await fetchCrl(addressOf(issued, which), 'base.pem');
    assert.equal((await verify('base.pem')).status, 0);
    await bench.inTransaction((tx) => bench.certificates.revokeOfCard(tx, card, 'keyCompromise', clerk));
    await fetchCrl(delta, 'delta.pem');
    const { everything } = await verify('base.pem', 'delta.pem');
    assert.match(everything, /error 23 .*certificate revoked/);
  });
}

test('openssl: a delta CRL is critical, numbered and signed by the CA', async () => {
  const issued = await activeCertificate('card-form');
  await fetchCrl(await fetchCrl(addressOf(issued, 'shard'), 'base.pem'), 'delta.pem');
  const about = ['-in', file('delta.pem'), '-CAfile', file('ca.pem'), '-noout', '-text'];
  const { everything } = await runProgram('openssl', ['crl', ...about]);
  assert.match(everything, /verify OK/);
  assert.match(everything, /X509v3 Delta CRL Indicator: critical/);
  assert.match(everything, /X509v3 Issuing Distribution Point: critical/);
  assert.doesNotMatch(everything, /Freshest CRL/);
});
