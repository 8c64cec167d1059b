import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assembleSignedData, PROFILES, readTimeStampToken, signedAttributes, toPem } from '@mibun/pki';
import { testMunicipality } from '@mibun/server/testing/certificates';
import { openTestPlatform, type TestPlatform } from '@mibun/server/testing/platform';
import * as pkijs from 'pkijs';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
} from '../apps/server/src/authority/certificates/index.ts';
import {
  createTimeStamps,
  type TimeStamps,
  timestampsMigrations,
} from '../apps/server/src/authority/timestamps/index.ts';
import { type Http, openHttp } from '../apps/server/src/platform/index.ts';
import { freePortRange } from './harness/ports.ts';
import { type ProgramResult, runProgram } from './harness/programs.ts';

// openssl asks for time stamps and checks them; PKI.js reads them. Debian package: openssl.

const POLICY = PROFILES.mibun.endEntity['time-stamp'].policy;

let folder: string;
let url: string;
let platform: TestPlatform;
let certificates: Certificates;
let timeStamps: TimeStamps;
let app: Http;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mibun-ts-'));
  const port = await freePortRange(1);
  url = `http://127.0.0.1:${port}/tsa`;
  platform = await openTestPlatform({
    migrations: [...certificatesMigrations, ...timestampsMigrations],
    now: new Date(),
  });
  certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  await certificates.open();
  const module = createTimeStamps(platform, { certificates });
  timeStamps = module.api;
  app = await openHttp(platform);
  module.routes(app);
  await app.listen({ host: '127.0.0.1', port });
  for (const kind of ['institution', 'signature'] as const) {
    await writeFile(file(`${kind}.pem`), toPem('CERTIFICATE', certificates.ca(kind).certificate.der));
  }
  await writeFile(file('document'), 'what is stamped');
  await writeFile(file('other'), 'something else');
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

/** The question as openssl writes it, the answer in `answer.tsr`; what openssl reads in the answer. */
async function stamp(...options: readonly string[]): Promise<string> {
  const written = await openssl('ts', '-query', '-data', file('document'), '-out', file('q.tsq'), ...options);
  assert.equal(written.status, 0, written.everything);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: await readFile(file('q.tsq')),
  });
  assert.equal(response.headers.get('content-type'), 'application/timestamp-reply');
  await writeFile(file('answer.tsr'), Buffer.from(await response.arrayBuffer()));
  return (await openssl('ts', '-reply', '-in', file('answer.tsr'), '-text')).everything;
}

const verify = (...what: readonly string[]) =>
  openssl('ts', '-verify', '-in', file('answer.tsr'), '-CAfile', file('institution.pem'), ...what);

test('openssl: a stamp over each digest is granted, says our policy and verifies with its question', async () => {
  for (const digest of ['-sha256', '-sha384', '-sha512']) {
    const text = await stamp(digest, '-cert');
    assert.match(text, /Status: Granted\./);
    assert.match(text, new RegExp(`Policy OID: ${POLICY.replaceAll('.', '\\.')}`));
    assert.match(text, /Ordering: yes/);
    assert.match(text, /Accuracy: (0x01|1) seconds/);
    assert.match(text, /TSA: DirName:\/C=JP\/O=MIBUN\/CN=Mibun time-stamp authority/);
    const byQuery = await verify('-queryfile', file('q.tsq'));
    assert.match(byQuery.everything, /Verification: OK/);
    assert.match((await verify('-data', file('document'))).everything, /Verification: OK/);
  }
});

test('openssl: the stamp is of this document alone', async () => {
  await stamp('-sha256', '-cert');
  const { status, everything } = await verify('-data', file('other'));
  assert.notEqual(status, 0);
  assert.match(everything, /message imprint mismatch/);
});

test('openssl: another question than the one that was answered is noticed', async () => {
  await stamp('-sha256', '-cert');
  await openssl('ts', '-query', '-data', file('document'), '-sha256', '-cert', '-out', file('other.tsq'));
  assert.match((await verify('-queryfile', file('other.tsq'))).everything, /nonce mismatch/);
});

test('openssl: another CA of ours does not stand for it', async () => {
  await stamp('-sha256', '-cert');
  const { status, everything } = await openssl(
    ...['ts', '-verify', '-in', file('answer.tsr'), '-data', file('document')],
    ...['-CAfile', file('signature.pem')],
  );
  assert.notEqual(status, 0);
  assert.match(everything, /unable to get local issuer certificate|certificate verify error/);
});

test('openssl: without -cert there is no certificate in it, and the one that is at hand does', async () => {
  const text = await stamp('-sha256');
  assert.match(text, /Status: Granted\./);
  const { certificate } = await certificates.timeStamper();
  await writeFile(file('tsa.pem'), toPem('CERTIFICATE', certificate.der));
  assert.notEqual((await verify('-data', file('document'))).status, 0);
  const helped = await verify('-data', file('document'), '-untrusted', file('tsa.pem'));
  assert.match(helped.everything, /Verification: OK/);
});

test('openssl: SHA-1, another policy: refused in words that openssl knows', async () => {
  assert.match(await stamp('-sha1'), /Failure info: unrecognized or unsupported algorithm/);
  assert.match(
    await stamp('-sha256', '-tspolicy', '1.2.3.4'),
    /Failure info: the requested TSA policy is not/,
  );
});

test('openssl: the purpose of the certificate is time stamping and nothing else', async () => {
  const { certificate } = await certificates.timeStamper();
  await writeFile(file('tsa.pem'), toPem('CERTIFICATE', certificate.der));
  const pinned = ['-no-CApath', '-no-CAstore', '-CAfile', file('institution.pem')];
  const strict = ['verify', '-x509_strict', ...pinned];
  const right = await openssl(...strict, '-purpose', 'timestampsign', file('tsa.pem'));
  assert.equal(right.status, 0, right.everything);
  const wrong = await openssl(...strict, '-purpose', 'smimesign', file('tsa.pem'));
  assert.notEqual(wrong.status, 0);
});

test('openssl: what openssl has stamped is read by our own verifier, and refused for its issuer alone', async () => {
  await writeFile(
    file('tsa.cnf'),
    [
      '[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=another authority',
      '[ext]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature',
      `[tsa]\nserial=${file('serial')}\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1`,
      'ess_cert_id_alg=sha256\n',
    ].join('\n'),
  );
  const made = await openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-config', file('tsa.cnf')],
    ...['-keyout', file('other.key'), '-out', file('other.pem')],
  );
  assert.equal(made.status, 0, made.everything);
  await openssl('ts', '-query', '-data', file('document'), '-sha256', '-cert', '-out', file('q.tsq'));
  const answered = await openssl(
    ...['ts', '-reply', '-config', file('tsa.cnf'), '-section', 'tsa', '-queryfile', file('q.tsq')],
    ...['-inkey', file('other.key'), '-signer', file('other.pem'), '-token_out', '-out', file('other.token')],
  );
  assert.equal(answered.status, 0, answered.everything);
  const token = new Uint8Array(await readFile(file('other.token')));
  assert.equal(readTimeStampToken(token).info.policy, '1.2.3.4');
  const { checks } = timeStamps.verify(token, new Uint8Array(await readFile(file('document'))));
  const about = (name: string) => checks.find(({ check }) => check === name)?.ok;
  assert.equal(about('imprint'), true);
  assert.equal(about('signature'), true);
  assert.equal(about('signing-certificate-attribute'), true);
  assert.equal(about('issuer-is-pinned'), false);
});

test('openssl: a signed text, as consents are kept, verifies as CMS and gives its text back', async () => {
  const seal = await certificates.seal('99101');
  const text = new TextEncoder().encode('私は同意します。\n');
  const digest = createHash('sha256').update(text).digest();
  const attributes = signedAttributes({ digest, certificate: seal.certificate });
  const cms = assembleSignedData({
    content: text,
    certificate: seal.certificate,
    certificates: [seal.certificate],
    signedAttributes: attributes,
    signature: await seal.sign(attributes),
  });
  await writeFile(file('consent.p7m'), cms);
  const { output, everything } = await openssl(
    ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', file('consent.p7m')],
    ...['-CAfile', file('institution.pem'), '-purpose', 'any'],
  );
  assert.match(everything, /Verification successful/);
  assert.equal(output, '私は同意します。\n');
});

test('PKI.js: reads the answer, agrees with every field and verifies the signature', async () => {
  await stamp('-sha256', '-cert');
  const response = pkijs.TimeStampResp.fromBER(await readFile(file('answer.tsr')));
  assert.equal(response.status.status, 0);
  const signedData = new pkijs.SignedData({ schema: response.timeStampToken?.content });
  const content = signedData.encapContentInfo.eContent?.getValue();
  assert.ok(content);
  const info = pkijs.TSTInfo.fromBER(content);
  const { certificate } = await certificates.timeStamper();
  const own = readTimeStampToken(
    new Uint8Array(response.timeStampToken?.toSchema().toBER() ?? new ArrayBuffer(0)),
  ).info;
  // The policy is openssl's to confirm: PKI.js has no decimal form for arcs of 128 bits.
  assert.equal(info.genTime.getTime(), own.time.getTime());
  assert.equal(
    BigInt(`0x${Buffer.from(info.serialNumber.valueBlock.valueHexView).toString('hex')}`),
    own.serial,
  );
  assert.equal(info.accuracy?.seconds, 1);
  assert.equal(info.ordering, true);
  assert.deepEqual(
    Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView),
    Buffer.from(own.imprint.digest),
  );
  const root = pkijs.Certificate.fromBER(certificates.ca('institution').certificate.der);
  const verified = await signedData.verify({
    signer: 0,
    trustedCerts: [root],
    data: (await readFile(file('document'))).buffer as ArrayBuffer,
    extendedMode: true,
  });
  assert.equal(verified.signatureVerified, true);
  assert.equal(
    Buffer.from(verified.signerCertificate?.serialNumber.valueBlock.valueHexView ?? []).toString('hex'),
    certificate.serial,
  );
});
