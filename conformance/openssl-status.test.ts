import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PROFILES, toPem } from '@mibun/pki';
import { callCentre, clerk, issueRequest, testMunicipality } from '@mibun/server/testing/certificates';
import { openTestPlatform, type TestPlatform } from '@mibun/server/testing/platform';
import {
  type AuthorityKind,
  type CertificateKind,
  type Certificates,
  certificatesMigrations,
  createCertificates,
  type IssuedCertificate,
} from '../apps/server/src/authority/certificates/index.ts';
import {
  type Accredited,
  createStatus,
  statusMigrations,
} from '../apps/server/src/authority/status/index.ts';
import { type Http, openHttp } from '../apps/server/src/platform/index.ts';
import { freePortRange } from './harness/ports.ts';
import { type ProgramResult, runProgram } from './harness/programs.ts';

// openssl asks a real server at the addresses that stand in the certificates. Debian package: openssl.

const CARD = 'card-openssl';

let folder: string;
let origin: string;
let platform: TestPlatform;
let certificates: Certificates;
let app: Http;
const issued = {} as Record<CertificateKind, IssuedCertificate>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mibun-openssl-'));
  const port = await freePortRange(1);
  origin = `http://127.0.0.1:${port}`;
  const modules = [...certificatesMigrations, ...statusMigrations];
  const opened = await openTestPlatform({ migrations: modules, now: new Date() });
  const origins = { ...opened.config.origins, server: origin };
  platform = { ...opened, config: { ...opened.config, origins } };
  certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  await certificates.open();
  app = await openHttp(platform);
  const registered = { verifier: { id: 'verifier-1', nonce: true } };
  const accredited: Accredited = ({ headers }) => (headers['x-verifier'] ? registered : 'no');
  createStatus(platform, { certificates, accredited }).routes(app);
  await app.listen({ host: '127.0.0.1', port });
  for (const kind of ['signature', 'authentication', 'institution'] as const) {
    await writeFile(file(`ca-${kind}.pem`), toPem('CERTIFICATE', certificates.ca(kind).certificate.der));
  }
  for (const kind of ['signature', 'authentication'] as const) {
    issued[kind] = await certificates.issue(issueRequest(kind, CARD));
    await writeFile(file(`${kind}.pem`), toPem('CERTIFICATE', issued[kind].der));
  }
});

after(async () => {
  await app.close();
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

function file(name: string): string {
  return join(folder, name);
}

const openssl = (...args: readonly string[]): Promise<ProgramResult> => runProgram('openssl', args);

/** Chain, profile and the CRL of the shard that the certificate names, which openssl fetches by itself. */
function verifyWithCrl(name: string, ca: AuthorityKind, ...more: readonly string[]): Promise<ProgramResult> {
  const pinned = ['-no-CApath', '-no-CAstore', '-CAfile', file(`ca-${ca}.pem`)];
  return openssl(
    'verify',
    '-x509_strict',
    '-crl_check',
    '-crl_download',
    ...pinned,
    ...more,
    file(`${name}.pem`),
  );
}

/** Asks the responder named in the certificate. */
function askOcsp(kind: CertificateKind, ...more: readonly string[]): Promise<ProgramResult> {
  const ca = file(`ca-${kind}.pem`);
  const about = ['-issuer', ca, ...more, '-cert', file(`${kind}.pem`)];
  return openssl('ocsp', '-CAfile', ca, '-no_nonce', '-url', `${origin}/ocsp/${kind}`, ...about);
}

/** The same by GET, so that the answer may come from the responder's cache. */
async function askOcspByGet(kind: CertificateKind): Promise<ProgramResult> {
  const about = ['-issuer', file(`ca-${kind}.pem`), '-cert', file(`${kind}.pem`)];
  await openssl('ocsp', '-no_nonce', ...about, '-reqout', file('request.der'));
  const request = (await readFile(file('request.der'))).toString('base64');
  const response = await fetch(`${origin}/ocsp/${kind}/${encodeURIComponent(request)}`);
  await writeFile(file('response.der'), Buffer.from(await response.arrayBuffer()));
  return openssl(
    'ocsp',
    '-no_nonce',
    '-respin',
    file('response.der'),
    '-CAfile',
    file(`ca-${kind}.pem`),
    ...about,
  );
}

/** What openssl takes the status to be, after it has found the answer itself to be right. */
function statusIn({ everything }: ProgramResult): string {
  assert.match(everything, /Response verify OK/);
  assert.doesNotMatch(everything, /WARNING|error/i);
  const found = /\.pem: (good|unknown|revoked)/.exec(everything)?.[1] ?? '';
  const reason = /Reason: (\w+)/.exec(everything)?.[1];
  return reason ? `${found} ${reason}` : found;
}

async function assertStatus(kind: CertificateKind, expected: string): Promise<void> {
  assert.equal(statusIn(await askOcsp(kind)), expected);
  assert.equal(statusIn(await askOcsp(kind, '-sha256')), expected);
  assert.equal(statusIn(await askOcspByGet(kind)), expected);
  const { everything, status } = await verifyWithCrl(kind, kind);
  if (expected === 'good') assert.equal(status, 0, everything);
  else assert.match(everything, /error 23 .*certificate revoked/);
}

test('openssl: a card on its way has both certificates on hold, in OCSP and in the CRL', async () => {
  await assertStatus('signature', 'revoked certificateHold');
  await assertStatus('authentication', 'revoked certificateHold');
});

test('openssl: after the hand-over both are good', async () => {
  await platform.database.transaction((tx) => certificates.activateOfCard(tx, CARD, clerk));
  await assertStatus('signature', 'good');
  await assertStatus('authentication', 'good');
});

test('openssl: purpose and policy are those of the profile', async () => {
  const { signature, authentication } = PROFILES.mibun.endEntity;
  const client = await verifyWithCrl(
    'authentication',
    'authentication',
    '-purpose',
    'sslclient',
    '-explicit_policy',
    '-policy',
    authentication.policy,
  );
  assert.equal(client.status, 0, client.everything);
  const signer = await verifyWithCrl(
    'signature',
    'signature',
    '-explicit_policy',
    '-policy',
    signature.policy,
  );
  assert.equal(signer.status, 0, signer.everything);
  const server = await verifyWithCrl('authentication', 'authentication', '-purpose', 'sslserver');
  assert.match(server.everything, /unsuitable certificate purpose|unsupported certificate purpose/);
  const wrongPolicy = await verifyWithCrl(
    'signature',
    'signature',
    '-explicit_policy',
    '-policy',
    authentication.policy,
  );
  assert.match(wrongPolicy.everything, /no explicit policy/);
});

test('openssl: neither resident CA stands for the other', async () => {
  const { status, everything } = await verifyWithCrl('authentication', 'signature');
  assert.notEqual(status, 0);
  assert.match(everything, /unable to get local issuer certificate/);
});

test('openssl: suspended, AUTH comes back with the lifting, SIG does not', async () => {
  await platform.database.transaction((tx) => certificates.suspendOfCard(tx, CARD, callCentre));
  await assertStatus('signature', 'revoked certificateHold');
  await assertStatus('authentication', 'revoked certificateHold');
  await platform.database.transaction((tx) => certificates.liftOfCard(tx, CARD, clerk));
  await assertStatus('signature', 'revoked certificateHold');
  await assertStatus('authentication', 'good');
});

test('openssl: abolished, both are revoked for good', async () => {
  await platform.database.transaction((tx) =>
    certificates.revokeOfCard(tx, CARD, 'cessationOfOperation', clerk),
  );
  await assertStatus('signature', 'revoked cessationOfOperation');
  await assertStatus('authentication', 'revoked cessationOfOperation');
});

test('openssl: several questions in one message; a serial that was never issued is unknown', async () => {
  const { everything } = await askOcsp(
    'signature',
    '-serial',
    '0x4711471147114711',
    '-sha256',
    '-serial',
    '18',
  );
  assert.match(everything, /Response verify OK/);
  assert.match(everything, /0x4711471147114711: unknown/);
  assert.match(everything, /18: unknown/);
  assert.match(everything, /signature\.pem: revoked/);
});

test('openssl: the nonce is repeated for an accredited client that is registered for it alone', async () => {
  const ca = file('ca-authentication.pem');
  const about = ['-issuer', ca, '-cert', file('authentication.pem')];
  const ask = (...more: readonly string[]) =>
    openssl('ocsp', '-CAfile', ca, '-nonce', '-url', `${origin}/ocsp/authentication`, ...more, ...about);
  assert.match((await ask()).everything, /WARNING: no nonce in response/);
  const registered = await ask('-header', 'x-verifier=registered');
  assert.match(registered.everything, /Response verify OK/);
  assert.doesNotMatch(registered.everything, /WARNING/);
});

test('openssl: nonsense gets malformedRequest', async () => {
  const headers = { 'content-type': 'application/ocsp-request' };
  const response = await fetch(`${origin}/ocsp/signature`, { method: 'POST', headers, body: 'nonsense' });
  await writeFile(file('response.der'), Buffer.from(await response.arrayBuffer()));
  const { everything } = await openssl('ocsp', '-respin', file('response.der'), '-noverify', '-text');
  assert.match(everything, /malformedrequest \(1\)/);
});

test('openssl: every CRL is well formed and signed by its CA; the shards have a critical distribution point', async () => {
  for (const kind of ['signature', 'authentication', 'institution'] as const) {
    for (const shard of kind === 'institution' ? ['all'] : ['0', '9', '15', 'all']) {
      const response = await fetch(`${origin}/crl/${kind}/${shard}.crl`);
      await writeFile(file('list.crl'), Buffer.from(await response.arrayBuffer()));
      const { everything, status } = await openssl(
        'crl',
        '-inform',
        'DER',
        '-in',
        file('list.crl'),
        '-CAfile',
        file(`ca-${kind}.pem`),
        '-noout',
        '-text',
      );
      assert.equal(status, 0);
      assert.match(everything, /verify OK/);
      assert.match(everything, /X509v3 CRL Number/);
      const point = /X509v3 Issuing Distribution Point: critical/.test(everything);
      assert.equal(point, shard !== 'all', `${kind} ${shard}`);
    }
  }
});

test('openssl: the seal of a municipality verifies against the institution CA and its CRL', async () => {
  const seal = await certificates.seal('99101');
  await writeFile(file('seal.pem'), toPem('CERTIFICATE', seal.certificate));
  const { everything, status } = await verifyWithCrl(
    'seal',
    'institution',
    '-policy',
    PROFILES.mibun.endEntity.seal.policy,
    '-explicit_policy',
  );
  assert.equal(status, 0, everything);
});

test('openssl: the certificate at the AIA address is the CA', async () => {
  const response = await fetch(`${origin}/ca/signature.cer`);
  await writeFile(file('ca.der'), Buffer.from(await response.arrayBuffer()));
  const { output } = await openssl('x509', '-inform', 'DER', '-in', file('ca.der'), '-noout', '-subject');
  assert.match(output, /O = MIBUN, CN = Mibun Signature CA/);
});
