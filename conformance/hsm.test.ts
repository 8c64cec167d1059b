import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type KeyCustody, pkcs11Custody, toPem } from '@mibun/pki';
import { clerk, issueRequest, testMunicipality } from '@mibun/server/testing/certificates';
import { openTestPlatform, type TestPlatform } from '@mibun/server/testing/platform';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
} from '../apps/server/src/authority/certificates/index.ts';
import { createStatus, statusMigrations } from '../apps/server/src/authority/status/index.ts';
import { type Http, openHttp } from '../apps/server/src/platform/index.ts';
import { freePortRange } from './harness/ports.ts';
import { runProgram } from './harness/programs.ts';
import { type SoftHsmToken, startSoftHsm } from './harness/softhsm.ts';

// The server with its keys in a token: vault, CAs, certificates, OCSP, CRLs; then the token goes and comes back.
// Debian packages: softhsm2, opensc, openssl.

const hsm = startSoftHsm();
const folder = mkdtempSync(join(tmpdir(), 'mibun-hsm-'));
const file = (name: string) => join(folder, name);
let token: SoftHsmToken;
let custody: KeyCustody;
let platform: TestPlatform;
let certificates: Certificates;
let app: Http;
let origin: string;

before(async () => {
  token = await hsm.makeToken('server');
  const random = (length: number) => Uint8Array.from(randomBytes(length));
  const address = { module: hsm.module, token: token.token, pinFile: token.pinFile };
  // Long enough for a program to start on a machine with much else to do; an outage is waited for as long.
  custody = pkcs11Custody({ ...address, random, patienceMs: 8_000 });
  const port = await freePortRange(1);
  origin = `http://127.0.0.1:${port}`;
  const opened = await openTestPlatform({
    migrations: [...certificatesMigrations, ...statusMigrations],
    now: new Date(),
    custody,
  });
  platform = {
    ...opened,
    config: { ...opened.config, origins: { ...opened.config.origins, server: origin } },
  };
  certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  await certificates.open();
  app = await openHttp(platform);
  createStatus(platform, { certificates }).routes(app);
  app.route({
    method: 'POST',
    url: '/api/test/issue/:card',
    config: { access: 'public', unbounded: 'a test' },
    handler: async (request) => {
      const { card } = request.params as { card: string };
      return { serial: (await certificates.issue(issueRequest('authentication', card))).serial };
    },
  });
  await app.listen({ host: '127.0.0.1', port });
});

after(async () => {
  await app?.close();
  await (platform ? platform.close() : custody?.close());
  hsm.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function verifyWithOpenSsl(der: Uint8Array): Promise<string> {
  writeFileSync(file('ca.pem'), toPem('CERTIFICATE', certificates.ca('authentication').certificate.der));
  writeFileSync(file('leaf.pem'), toPem('CERTIFICATE', der));
  const trust = ['-no-CApath', '-no-CAstore', '-CAfile', file('ca.pem')];
  const verified = await runProgram('openssl', [
    ...['verify', '-x509_strict', '-crl_check', '-crl_download'],
    ...[...trust, file('leaf.pem')],
  ]);
  return verified.everything;
}

test('openssl: a card whose CA lives in the token has a certificate, an OCSP answer and a CRL', async () => {
  const { der } = await certificates.issue(issueRequest('authentication', 'card-1'));
  assert.match(await verifyWithOpenSsl(der), /error 23 .*certificate revoked/, 'on hold until the hand-over');
  await platform.database.transaction((tx) => certificates.activateOfCard(tx, 'card-1', clerk));
  assert.match(await verifyWithOpenSsl(der), /leaf\.pem: OK/);
  const about = ['-issuer', file('ca.pem'), '-cert', file('leaf.pem')];
  const { everything } = await runProgram('openssl', [
    ...['ocsp', '-no_nonce', '-CAfile', file('ca.pem')],
    ...['-url', `${origin}/ocsp/authentication`, ...about],
  ]);
  assert.match(everything, /Response verify OK/);
  assert.match(everything, /leaf\.pem: good/);
});

test('pkcs11-tool: CA keys were made in the token, sign and nothing else, and never leave it', async () => {
  const { output, status } = await runProgram('pkcs11-tool', [
    ...[
      '--module',
      hsm.module,
      '--token-label',
      token.token,
      '--login',
      '--pin',
      readFileSync(token.pinFile, 'utf8').trim(),
    ],
    ...['--list-objects', '--type', 'privkey'],
  ]);
  assert.equal(status, 0);
  const keys = output.split('Private Key Object').slice(1);
  const labels = keys.map((key) => /label: +(\S+)/.exec(key)?.[1] ?? '');
  for (const kind of ['signature', 'authentication', 'institution', 'card-face']) {
    assert.ok(labels.includes(`ca-${kind}-1`), kind);
  }
  for (const key of keys) {
    assert.match(key, /Usage: +sign\n/);
    assert.match(key, /Access: +sensitive, always sensitive, never extractable, local/);
  }
});

const issueByHttp = (card: string) =>
  fetch(`${origin}/api/test/issue/${card}`, { method: 'POST', headers: { 'accept-language': 'en' } });

test('the token goes: 503 with what to do, nothing half-signed; it comes back: the same server goes on', async () => {
  token.unplug();
  const refused = await issueByHttp('card-2');
  const problem = (await refused.json()) as Record<string, unknown>;
  assert.equal(refused.status, 503);
  assert.equal(problem.code, 'CUSTODY_UNAVAILABLE');
  assert.match(String(problem.next), /Wait a moment and do the same again/);
  assert.match(String(problem.title), /signing keys/);
  assert.doesNotMatch(JSON.stringify(problem), /token|CKR_|PKCS/i, 'the public text names no inside');
  token.plugIn();
  for (;;) {
    const answer = await issueByHttp('card-3');
    if (answer.status === 200) break;
    assert.equal(answer.status, 503);
  }
  const { der } = await certificates.issue(issueRequest('authentication', 'card-4'));
  await platform.database.transaction((tx) => certificates.activateOfCard(tx, 'card-4', clerk));
  assert.match(await verifyWithOpenSsl(der), /leaf\.pem: OK/);
  // the intent that the outage has left is on record and on hold; the next start finishes it
  const again = createCertificates(platform, { municipality: testMunicipality }).api;
  await again.open();
  const finished = await platform.database.query((tx) => again.ofCard(tx, 'card-2'));
  assert.equal(finished.length, 1);
});
