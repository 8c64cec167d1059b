import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fromPem, readCertificate, toPem, verifyVerifierAnswer } from '@mibun/pki';
import { clerk, issueRequest, testMunicipality } from '@mibun/server/testing/certificates';
import { testCountry } from '@mibun/server/testing/country';
import { openTestPlatform, type TestPlatform } from '@mibun/server/testing/platform';
import { clientKey, maker, registrationOf, signed } from '@mibun/server/testing/verifiers';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
  type IssuedCertificate,
} from '../apps/server/src/authority/certificates/index.ts';
import { createStatus, statusMigrations } from '../apps/server/src/authority/status/index.ts';
import {
  createVerifiers,
  openVerifierDoor,
  type VerifierDoor,
  type Verifiers,
  verifiersMigrations,
} from '../apps/server/src/authority/verifiers/index.ts';
import { cardMigrations, createCards } from '../apps/server/src/issuance/cards/index.ts';
import { type Http, openHttp } from '../apps/server/src/platform/index.ts';
import { createNotices, noticeMigrations } from '../apps/server/src/registry/notices/index.ts';
import {
  createResidents,
  type Municipality,
  residentMigrations,
} from '../apps/server/src/registry/residents/index.ts';
import {
  cardSignatureMigrations,
  createCardSignature,
} from '../apps/server/src/services/card-signature/index.ts';
import { createDisclosure } from '../apps/server/src/services/disclosure/index.ts';
import { createLinking, linkingMigrations } from '../apps/server/src/services/linking/index.ts';
import { freePortRange } from './harness/ports.ts';
import { type ProgramResult, runProgram } from './harness/programs.ts';

// Who may ask in production (VAR-01, VAR-05): curl with and without a client certificate over real TLS, openssl reads what
// it was told. Debian packages: openssl, curl.

const KIND = 'authentication';
const PERSON = 'person-of-card-verifiers';

let folder: string;
let platform: TestPlatform;
let certificates: Certificates;
let verifiers: Verifiers;
let app: Http;
let door: VerifierDoor;
let issued: IssuedCertificate;
let operator: Readonly<Record<string, string>>;
const key = clientKey();
const TOWN: Municipality = {
  code: '99101',
  ...testMunicipality('99101'),
  office: { address: '', postalCode: '', phone: '', hours: { ja: '', en: '' } },
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mibun-verifiers-'));
  const port = await freePortRange(1);
  const opened = await openTestPlatform({
    migrations: [
      ...residentMigrations,
      ...cardMigrations,
      ...noticeMigrations,
      ...certificatesMigrations,
      ...statusMigrations,
      ...verifiersMigrations,
      ...cardSignatureMigrations,
      ...linkingMigrations,
    ],
    now: new Date(),
  });
  const origins = { ...opened.config.origins, server: `http://127.0.0.1:${port}` };
  platform = { ...opened, config: { ...opened.config, mode: 'production', origins } };
  // CAs made on the spot: a production installation brings those of its ceremonies.
  certificates = createCertificates(opened, { municipality: testMunicipality }).api;
  await certificates.open();
  const module = createVerifiers(platform, { certificates });
  verifiers = module.api;
  const residents = createResidents(platform, { municipalities: [TOWN] }).api;
  const notices = createNotices(platform, { residents, country: testCountry() }).api;
  const cards = createCards(platform, { certificates, residents, notices }).api;
  app = await openHttp(platform);
  module.routes(app);
  const status = createStatus(platform, {
    certificates,
    accredited: (request, asked) => verifiers.admit(request, asked),
  });
  status.routes(app);
  const cardSignatures = createCardSignature(platform, { certificates, status: status.api }).api;
  createLinking(platform, {
    cardSignatures,
    certificates,
    cards,
    residents,
    status: status.api,
    verifiers,
  }).routes(app);
  createDisclosure(platform, { residents, cards, certificates }).routes(app);
  await platform.jobs.start();
  await app.listen({ host: '127.0.0.1', port });

  for (const name of ['server', 'client', 'small', 'stranger']) await selfSigned(name);
  // The clock of the test stands still, and these certificates begin now.
  platform.clock.set(new Date());
  door = await openVerifierDoor(app, {
    host: '127.0.0.1',
    port: 0,
    certificateFile: file('server.pem'),
    keyFile: file('server.key'),
  });
  await platform.database.transaction(async (tx) => {
    await verifiers.accredit(
      tx,
      registrationOf(key, { certificates: [await certificateIn('client')] }),
      maker,
    );
    const few = {
      verifierId: 'small',
      quotas: { auth: 3 },
      scopes: ['auth'],
      kind: 'authentication',
    } as const;
    const small = { ...few, certificates: [await certificateIn('small')], services: [] };
    await verifiers.accredit(tx, registrationOf(undefined, small), maker);
  });
  operator = await operatorSession();

  issued = await certificates.issue(issueRequest(KIND, 'card-verifiers', { personId: PERSON }));
  await platform.database.transaction((tx) => certificates.activateOfCard(tx, 'card-verifiers', clerk));
  await writeFile(file('ca.pem'), toPem('CERTIFICATE', certificates.ca(KIND).certificate.der));
  await writeFile(file('person.pem'), toPem('CERTIFICATE', issued.der));
  const about = ['-issuer', file('ca.pem'), '-cert', file('person.pem'), '-reqout', file('request.der')];
  assert.equal((await openssl('ocsp', '-no_nonce', ...about)).status, 0);
});

after(async () => {
  await door.close();
  await app.close();
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

function file(name: string): string {
  return join(folder, name);
}

const openssl = (...args: readonly string[]): Promise<ProgramResult> => runProgram('openssl', args);

async function selfSigned(name: string): Promise<void> {
  const made = await openssl(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'],
    ...['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'],
    ...['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
  );
  assert.equal(made.status, 0, made.everything);
}

/** DER in base64, as an operator registers it. */
async function certificateIn(name: string): Promise<string> {
  const [der] = fromPem('CERTIFICATE', await readFile(file(`${name}.pem`), 'utf8'));
  return Buffer.from(der ?? []).toString('base64');
}

async function operatorSession(): Promise<Readonly<Record<string, string>>> {
  const { token, session } = await platform.database.transaction((tx) =>
    platform.sessions.start(tx, {
      audience: 'staff',
      personId: 'operator',
      name: '認証 薫',
      role: 'ca-operator',
      cardId: 'card-operator',
    }),
  );
  return { cookie: `mibun_staff=${token}`, 'x-csrf-token': session.csrfToken };
}

/** curl at the verifiers' door, with the client certificate of this name. */
async function curl(
  as: string | undefined,
  path: string,
  ...more: readonly string[]
): Promise<ProgramResult> {
  const credential = as ? ['--cert', file(`${as}.pem`), '--key', file(`${as}.key`)] : [];
  return runProgram('curl', [
    ...['--silent', '--show-error', '--cacert', file('server.pem'), '--max-time', '20'],
    ...['--write-out', '%{http_code}', '--output', file('answer.der'), ...credential, ...more],
    `https://127.0.0.1:${door.port}${path}`,
  ]);
}

/** What openssl reads in the OCSP answer that was fetched last. */
async function told(): Promise<string> {
  const about = ['-issuer', file('ca.pem'), '-cert', file('person.pem'), '-CAfile', file('ca.pem')];
  const { everything } = await openssl('ocsp', '-no_nonce', '-respin', file('answer.der'), ...about);
  const refused = /Responder Error: (\w+)/.exec(everything)?.[1];
  if (refused) return refused;
  assert.match(everything, /Response verify OK/);
  return /person\.pem: (\w+)/.exec(everything)?.[1] ?? everything;
}

async function ask(as: string | undefined): Promise<string> {
  const type = ['--header', 'content-type: application/ocsp-request'];
  const posted = await curl(as, `/ocsp/${KIND}`, ...type, '--data-binary', `@${file('request.der')}`);
  assert.equal(posted.output, '200', posted.everything);
  return told();
}

test('curl: OCSP over mutual TLS with the registered certificate', async () => {
  assert.equal(await ask('client'), 'good');
});

test('curl: the same by GET, from the responder’s cache', async () => {
  const request = encodeURIComponent((await readFile(file('request.der'))).toString('base64'));
  assert.equal((await curl('client', `/ocsp/${KIND}/${request}`)).output, '200');
  assert.equal(await told(), 'good');
});

test('curl: without a certificate, and with one that nobody has registered: unauthorized', async () => {
  assert.equal(await ask(undefined), 'unauthorized');
  assert.equal(await ask('stranger'), 'unauthorized');
});

test('curl: the registered certificate is worth nothing without its key', async () => {
  const stolen = ['--cert', file('client.pem'), '--key', file('stranger.key')];
  const { status } = await runProgram('curl', [
    ...['--silent', '--cacert', file('server.pem'), ...stolen],
    `https://127.0.0.1:${door.port}/ocsp/${KIND}`,
  ]);
  assert.notEqual(status, 0);
});

test('curl: CRLs for verifiers alone', async () => {
  assert.equal((await curl('client', `/crl/${KIND}/all.crl`)).output, '200');
  const read = await openssl(
    ...['crl', '-inform', 'DER', '-in', file('answer.der'), '-CAfile', file('ca.pem'), '-noout'],
  );
  assert.match(read.everything, /verify OK/);
  assert.equal((await curl('stranger', `/crl/${KIND}/all.crl`)).output, '403');
  assert.equal((await curl(undefined, `/crl/${KIND}/all.crl`)).output, '403');
});

test('curl: a verifier asks for what it is accredited for and nothing else', async () => {
  assert.equal((await curl('small', '/crl/signature/all.crl')).output, '403');
});

test('curl: behind the verifiers’ door there are no pages', async () => {
  for (const path of ['/', '/portal', '/api/session', '/api/verifiers']) {
    assert.equal((await curl('client', path)).output, '404', path);
  }
});

test('VAR-05 curl: the pairwise id of the holder, in an answer that openssl finds signed by the institution CA', async () => {
  const question = JSON.stringify({
    serviceId: 'aoba-bank',
    certificate: Buffer.from(issued.der).toString('base64'),
  });
  const asked = ['--header', 'content-type: application/json', '--data', question];
  assert.equal((await curl('client', '/api/verifier/link', ...asked)).output, '200');
  const { statement, pairwiseId } = JSON.parse(await readFile(file('answer.der'), 'utf8')) as {
    readonly statement: string;
    readonly pairwiseId: string;
  };

  // As any program would: RS256 by the certificate in x5c, which the root of the institution CA has signed.
  const [head = '', body = '', signature = ''] = statement.split('.');
  const { alg, x5c } = JSON.parse(Buffer.from(head, 'base64url').toString()) as {
    readonly alg: string;
    readonly x5c: readonly string[];
  };
  assert.equal(alg, 'RS256');
  const responder = readCertificate(Buffer.from(x5c[0] ?? '', 'base64'));
  await writeFile(file('responder.pem'), toPem('CERTIFICATE', responder.der));
  await writeFile(
    file('institution.pem'),
    toPem('CERTIFICATE', certificates.ca('institution').certificate.der),
  );
  const chain = await openssl('verify', '-CAfile', file('institution.pem'), file('responder.pem'));
  assert.equal(chain.status, 0, chain.everything);
  await writeFile(file('responder.key'), toPem('PUBLIC KEY', responder.spki));
  await writeFile(file('signature.bin'), Buffer.from(signature, 'base64url'));
  const verify = async (input: string) => {
    await writeFile(file('input.txt'), input);
    const by = ['-verify', file('responder.key'), '-signature', file('signature.bin')];
    return (await openssl('dgst', '-sha256', ...by, file('input.txt'))).status;
  };
  assert.equal(await verify(`${head}.${body}`), 0);
  assert.notEqual(await verify(`${head}.${body}x`), 0);

  const about = {
    verifierId: 'mihon-platform',
    about: 'link',
    serviceId: 'aoba-bank',
    certificate: issued.der,
  } as const;
  const roots = certificates.roots('institution').map(readCertificate);
  const { answer } = verifyVerifierAnswer(statement, about, roots, platform.clock.now());
  assert.deepEqual(answer, { pairwiseId, kind: KIND });
});

test('curl: over the quota of the day: tryLater, and 429 for a CRL', async () => {
  const seen = [];
  for (let index = 0; index < 4; index++) seen.push(await ask('small'));
  assert.deepEqual(seen, ['good', 'good', 'good', 'trylater']);
  assert.equal((await curl('small', `/crl/${KIND}/all.crl`)).output, '429');
});

test('a request signed after RFC 9421, on the ordinary port', async () => {
  const body = await readFile(file('request.der'));
  const url = `${platform.config.origins.server}/ocsp/${KIND}`;
  const type = { 'content-type': 'application/ocsp-request' };
  const send = async (headers: Readonly<Record<string, string>>, octets: Buffer = body) => {
    const response = await fetch(url, { method: 'POST', headers: { ...type, ...headers }, body: octets });
    await writeFile(file('answer.der'), Buffer.from(await response.arrayBuffer()));
    return told();
  };
  const headers = signed(platform, key, { method: 'POST', url: `/ocsp/${KIND}`, body });
  assert.equal(await send(headers), 'good');
  assert.equal(await send(headers), 'unauthorized', 'the same request a second time');
  assert.equal(await send({}), 'unauthorized');
  const other = signed(platform, clientKey(), { method: 'POST', url: `/ocsp/${KIND}`, body });
  assert.equal(await send(other), 'unauthorized');
  const foreign = signed(platform, key, { method: 'POST', url: `/ocsp/${KIND}`, body: Buffer.from('other') });
  assert.equal(await send(foreign), 'unauthorized');
});

test('USE-05 the resident sees in the portal who has asked, and how it reads', async () => {
  await verifiers.flush();
  const { token } = await platform.database.transaction((tx) =>
    platform.sessions.start(tx, {
      audience: 'resident',
      personId: PERSON,
      name: '見本 花子',
      cardId: 'card-verifiers',
    }),
  );
  const response = await fetch(`${platform.config.origins.server}/api/portal/access-log?own=false`, {
    headers: { cookie: `mibun_resident=${token}` },
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  const { entries } = JSON.parse(text) as {
    readonly entries: readonly { readonly action: string; readonly actor: { readonly name: string } }[];
  };
  const asked = entries.filter(({ action }) => action === 'verifiers.check-status');
  assert.ok(asked.length >= 2);
  assert.ok(asked.every(({ actor }) => actor.name === '見本プラットフォーム'));
});

test('a suspension of the verifier counts with its next question', async () => {
  assert.equal(await ask('client'), 'good');
  const response = await fetch(`${platform.config.origins.server}/api/verifiers/mihon-platform/stop`, {
    method: 'POST',
    headers: { ...operator, 'content-type': 'application/json' },
    body: JSON.stringify({ event: 'suspend', reason: 'key reported lost' }),
  });
  assert.equal(response.status, 200);
  assert.equal(await ask('client'), 'unauthorized');
});
