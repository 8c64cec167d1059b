import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { toPem } from '@mibun/pki';
import { caAct, clerk, issueRequest, testMunicipality } from '@mibun/server/testing/certificates';
import { openTestPlatform, type TestPlatform } from '@mibun/server/testing/platform';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
  type IssuedCertificate,
  type RolloverEvent,
} from '../apps/server/src/authority/certificates/index.ts';
import { createStatus, statusMigrations } from '../apps/server/src/authority/status/index.ts';
import { type Http, openHttp } from '../apps/server/src/platform/index.ts';
import { freePortRange } from './harness/ports.ts';
import { type ProgramResult, runProgram } from './harness/programs.ts';

// openssl as a relying party that lives through a rollover: it pins one root, and gets the rest from the addresses that
// the system publishes (RFC 4210 §4.4). Debian package: openssl.

const KIND = 'authentication';

let folder: string;
let origin: string;
let platform: TestPlatform;
let certificates: Certificates;
let app: Http;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mibun-rollover-'));
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
  await fetched('old-root', `${KIND}.cer`);
});

after(async () => {
  await app.close();
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

const file = (name: string) => join(folder, `${name}.pem`);
const roll = (event: RolloverEvent) => certificates.rollOver(KIND, 2, event, caAct);

/** What anybody gets at `/ca/…`, as a file for openssl. */
async function fetched(name: string, address: string): Promise<void> {
  const response = await fetch(`${origin}/ca/${address}`);
  assert.equal(response.status, 200, address);
  await writeFile(file(name), toPem('CERTIFICATE', new Uint8Array(await response.arrayBuffer())));
}

async function issued(name: string, publicKey?: Uint8Array): Promise<IssuedCertificate> {
  const certificate = await certificates.issue(issueRequest(KIND, name, publicKey && { publicKey }));
  await platform.database.transaction((tx) => certificates.activateOfCard(tx, name, clerk));
  await writeFile(file(name), toPem('CERTIFICATE', certificate.der));
  return certificate;
}

/** Trusts `root` alone; `links` are at hand but trusted by nobody. */
function verify(name: string, root: string, ...links: readonly string[]): Promise<ProgramResult> {
  const untrusted = links.flatMap((link) => ['-untrusted', file(link)]);
  const pinned = ['-no-CApath', '-no-CAstore', '-CAfile', file(root)];
  return runProgram('openssl', ['verify', '-x509_strict', ...pinned, ...untrusted, file(name)]);
}

const accepts = (result: ProgramResult) => assert.match(result.output, /: OK$/m);
const refuses = (result: ProgramResult) =>
  assert.match(result.everything, /unable to get local issuer certificate/);

test('RFC 4210 §4.4 openssl: from either root to certificates of both generations, and only through the links', async () => {
  await issued('card-old');
  for (const event of ['prepare', 'publish', 'switch'] as const) await roll(event);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
  await issued('card-new');
  await issued('card-rsa', new Uint8Array(rsa.export({ format: 'der', type: 'spki' })));
  await fetched('new-root', `${KIND}-2.cer`);
  await fetched('new-with-old', `${KIND}-signs-${KIND}-2.cer`);
  await fetched('old-with-new', `${KIND}-2-signs-${KIND}.cer`);

  accepts(await verify('card-old', 'old-root'));
  for (const card of ['card-new', 'card-rsa']) {
    accepts(await verify(card, 'new-root'));
    refuses(await verify(card, 'old-root'));
    accepts(await verify(card, 'old-root', 'new-with-old'));
  }
  refuses(await verify('card-old', 'new-root'));
  accepts(await verify('card-old', 'new-root', 'old-with-new'));
});

test('pki.md §1 openssl: each generation answers for its own certificates, by CRL and by OCSP', async () => {
  const roots = { 'card-old': 'old-root', 'card-new': 'new-root', 'card-rsa': 'new-root' } as const;
  for (const [card, root] of Object.entries(roots)) {
    const pinned = ['-no-CApath', '-no-CAstore', '-CAfile', file(root)];
    accepts(await runProgram('openssl', ['verify', '-crl_check', '-crl_download', ...pinned, file(card)]));
    const name = root === 'old-root' ? KIND : `${KIND}-2`;
    const asked = ['-issuer', file(root), '-cert', file(card), '-CAfile', file(root), '-no_nonce'];
    const said = await runProgram('openssl', ['ocsp', ...asked, '-url', `${origin}/ocsp/${name}`]);
    assert.match(said.output, /: good$/m);
  }
});

test('CA-05 a rehearsal: gone back, openssl still accepts what was issued meanwhile, and new cards come from the old key', async () => {
  await roll('go-back');
  const certificate = await issued('card-after');
  assert.equal(certificate.generation, 1);
  accepts(await verify('card-after', 'old-root'));
  accepts(await verify('card-new', 'old-root', 'new-with-old'));
});
