import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { toPem } from '@mibun/pki';
import { callCentre, clerk, issueRequest, testMunicipality } from '@mibun/server/testing/certificates';
import { openTestPlatform, type TestPlatform } from '@mibun/server/testing/platform';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
  type IssuedCertificate,
} from '../../../server/src/authority/certificates/index.ts';
import { createStatus, statusMigrations } from '../../../server/src/authority/status/index.ts';
import { type Http, openHttp } from '../../../server/src/platform/index.ts';
import { freePortRange } from '../free-ports.ts';

// `mibun ca crl` and `mibun ca ocsp` as somebody meets them who has a certificate and an address; and what the operators'
// commands say to somebody who has no server, no card or no plan.

const MAIN = join(import.meta.dirname, '../main.ts');

let folder: string;
let origin: string;
let platform: TestPlatform;
let certificates: Certificates;
let app: Http;
let issued: IssuedCertificate;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mibun-ca-clients-'));
  const port = await freePortRange(1);
  origin = `http://127.0.0.1:${port}`;
  const migrations = [...certificatesMigrations, ...statusMigrations];
  const opened = await openTestPlatform({ migrations, now: new Date() });
  const origins = { ...opened.config.origins, server: origin };
  platform = { ...opened, config: { ...opened.config, origins } };
  certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  await certificates.open();
  app = await openHttp(platform);
  createStatus(platform, { certificates }).routes(app);
  await app.listen({ host: '127.0.0.1', port });
  issued = await certificates.issue(issueRequest('authentication', 'card-1'));
  await platform.database.transaction((tx) => certificates.activateOfCard(tx, 'card-1', clerk));
  writeFileSync(file('card.pem'), toPem('CERTIFICATE', issued.der));
  writeFileSync(file('root.pem'), toPem('CERTIFICATE', certificates.ca('authentication').certificate.der));
  writeFileSync(file('other.pem'), toPem('CERTIFICATE', certificates.ca('signature').certificate.der));
});
after(async () => {
  await app.close();
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => join(folder, name);

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function mibun(...args: readonly string[]): Promise<Said> {
  const own = Object.entries(process.env).filter(([name]) => !/^(MIBUN_|DATABASE_URL$|NODE_TEST)/.test(name));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, 'ca', ...args],
      { cwd: folder, env: Object.fromEntries(own) },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
  });
}

test('ca ocsp: good, in words and as JSON; another root is not believed', async () => {
  const said = await mibun('ocsp', file('card.pem'), '--issuer', file('root.pem'));
  assert.equal(said.code, 0, said.stderr);
  assert.match(said.stdout, /says +good/);
  assert.match(said.stdout, /the answer verifies/);
  assert.equal(said.stderr, '');
  const json = JSON.parse((await mibun('ocsp', file('card.pem'), '--json')).stdout);
  assert.deepEqual([json.ok, json.status], [true, { status: 'good' }]);
  const wrong = await mibun('ocsp', file('card.pem'), '--issuer', file('other.pem'));
  assert.equal(wrong.code, 1);
});

test('ca crl and ca ocsp: a suspension is seen, said and fails', async () => {
  await platform.database.transaction((tx) => certificates.suspendOfCard(tx, 'card-1', callCentre));
  const ocsp = await mibun('ocsp', file('card.pem'));
  assert.equal(ocsp.code, 1);
  assert.match(ocsp.stdout, /says +on hold since \d{4}-/);
  const all = `${origin}/crl/authentication/all.crl`;
  const crl = await mibun('crl', all, '--about', file('card.pem'));
  assert.equal(crl.code, 1);
  assert.match(crl.stdout, /it verifies/);
  assert.match(crl.stdout, new RegExp(`${issued.serial} is on hold since`));
  assert.match(crl.stderr, /--issuer names one that you trust/);
  const foreign = await mibun('crl', all, '--issuer', file('other.pem'));
  assert.deepEqual([foreign.code, /does NOT verify/.test(foreign.stdout)], [1, true]);
});

test('what is no CRL, no certificate or no answer is said in one calm line with a hint', async () => {
  const cases = [
    { args: ['crl', file('card.pem')], says: /whose CRL|is no CRL/ },
    { args: ['crl', file('missing.crl')], says: /cannot read/ },
    { args: ['ocsp', file('missing.pem')], says: /cannot read/ },
    { args: ['ocsp', file('card.pem'), '--url', 'http://127.0.0.1:1/'], says: /nothing answers/ },
    { args: ['status'], says: /no software cards in/ },
    { args: ['revoke', '--reason', 'keyCompromise'], says: /revoke one thing at a time/ },
    { args: ['revoke', '--reason', 'keyCompromise', '--serial', 'ab'], says: /which CA issued it/ },
    {
      args: ['revoke', '--reason', 'keyCompromise', '--person', 'p-1', '--execute'],
      says: /--execute needs a --note/,
    },
  ];
  for (const { args, says } of cases) {
    const { code, stdout, stderr } = await mibun(...args);
    assert.deepEqual([code, stdout], [1, ''], args.join(' '));
    const lines = stderr
      .trim()
      .split('\n')
      .filter((line) => !line.includes('CA certificate is from'));
    assert.equal(lines.length, 2, stderr);
    assert.match(lines[0] ?? '', says);
    assert.match(lines[1] ?? '', /^hint: /);
  }
});
