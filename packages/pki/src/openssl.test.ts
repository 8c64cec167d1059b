import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { issue, requestFor, testCa, testKey } from '../testing/fixtures.ts';
import { readCertificate } from './certificate/read.ts';
import { assembleCrl, buildTbsCrl } from './crl/build.ts';
import { readOcspRequest } from './ocsp/request.ts';
import { buildOcspResponse } from './ocsp/response.ts';
import { toPem } from './pem.ts';

const directory = mkdtempSync(join(tmpdir(), 'mibun-openssl-'));
after(() => rmSync(directory, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function openssl(...args: string[]): string {
  return execFileSync('openssl', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
}

const ca = await testCa('signature');
const holder = await issue(ca, requestFor(ca, 'signature'));
const caFile = write('ca.pem', toPem('CERTIFICATE', ca.info.certificate.der));
const holderFile = write('holder.pem', toPem('CERTIFICATE', holder));
const at = new Date('2026-11-25T00:00:00Z');
const seconds = String(at.getTime() / 1000);

test('openssl verifies certificates of both profiles and generations', async () => {
  for (const [profile, generation] of [
    ['mibun', 2],
    ['jpki-compatible', 1],
  ] as const) {
    const other = await testCa('signature', profile, generation);
    const root = write('root.pem', toPem('CERTIFICATE', other.info.certificate.der));
    const leaf = write('leaf.pem', toPem('CERTIFICATE', await issue(other, requestFor(other, 'signature'))));
    const text = openssl('verify', '-x509_strict', '-attime', seconds, '-CAfile', root, leaf);
    assert.match(text, /leaf\.pem: OK/);
  }
});

test('openssl takes the shard CRL and refuses the certificate on it', async () => {
  const entries = [{ serial: readCertificate(holder).serial, at, reason: 'certificateHold' as const }];
  const shardUrl = 'http://crl.mibun.example/signature/1/0017.crl';
  const nextUpdate = new Date('2026-11-26T00:00:00Z');
  const make = async (list: typeof entries) => {
    const tbs = buildTbsCrl({
      issuer: ca.info,
      number: 1n,
      thisUpdate: at,
      nextUpdate,
      entries: list,
      shardUrl,
    });
    return toPem('X509 CRL', assembleCrl(tbs, ca.info.algorithm, await ca.sign(tbs)));
  };
  const verify = (crlFile: string) =>
    openssl(
      'verify',
      '-crl_check',
      '-extended_crl',
      '-attime',
      seconds,
      '-CAfile',
      caFile,
      '-CRLfile',
      crlFile,
      holderFile,
    );
  assert.match(verify(write('empty.crl', await make([]))), /holder\.pem: OK/);
  const held = write('held.crl', await make(entries));
  assert.throws(() => verify(held), /certificate revoked/);
});

test('openssl asks by SHA-256 and verifies the answer of the delegated responder', async () => {
  // `openssl ocsp` has no -attime, so this CA lives today
  const now = new Date();
  const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const today = await testCa('signature', 'mibun', 1, later(-2));
  const root = write('today.pem', toPem('CERTIFICATE', today.info.certificate.der));
  const leaf = write('asked.pem', toPem('CERTIFICATE', await issue(today, requestFor(today, 'signature'))));
  const asked = join(directory, 'request.der');
  openssl('ocsp', '-sha256', '-issuer', root, '-cert', leaf, '-reqout', asked, '-no_nonce');
  const [certId] = readOcspRequest(readFileSync(asked)).certIds;
  assert.ok(certId);
  const key = testKey('responder');
  const life = { publicKey: key.spki, notBefore: later(-1), notAfter: later(1) };
  const der = await buildOcspResponse({
    responses: [{ certId, status: { status: 'good' }, thisUpdate: now, nextUpdate: later(1) }],
    producedAt: now,
    responder: readCertificate(await issue(today, requestFor(today, 'ocsp', life))),
    sign: (tbs) => sign('sha256', tbs, key.privateKey),
  });
  const question = ['-issuer', root, '-cert', leaf, '-CAfile', root, '-no_nonce'];
  const text = openssl('ocsp', '-sha256', '-respin', write('response.der', der), ...question);
  assert.match(text, /asked\.pem: good/);
});
