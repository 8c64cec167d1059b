import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  assembleCrl,
  buildTbsCrl,
  keySpecOf,
  readCertificate,
  readCrl,
  trustAnchors,
  verifyEndEntity,
  verifySignature,
  verifySignedBy,
} from '@mibun/pki';
import { breaking, caAct, clerk, issueRequest, testMunicipality } from '../../../testing/certificates.ts';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import type { AuthorityKind, Certificates, RolloverEvent, TwoPersonAct } from './index.ts';
import { certificatesMigrations, createCertificates } from './index.ts';

let platform: TestPlatform;
let certificates: Certificates;
const deps = { municipality: testMunicipality };

before(async () => {
  platform = await openTestPlatform({ migrations: certificatesMigrations });
  certificates = createCertificates(platform, deps).api;
  await certificates.open();
});
after(() => platform.close());

const roll = (kind: AuthorityKind, generation: number, event: RolloverEvent, act: TwoPersonAct = caAct) =>
  certificates.rollOver(kind, generation, event, act);
const states = (kind: AuthorityKind) =>
  certificates.generations(kind).map(({ generation, state }) => `${generation} ${state}`);

/** Everything that a relying party, a verifier or the next issue can see of a CA. */
async function visible(kind: 'signature' | 'authentication') {
  const crl = await platform.database.query((tx) => certificates.crlEntries(tx, kind, 1, 'all'));
  return {
    current: Buffer.from(certificates.ca(kind).certificate.der).toString('hex'),
    roots: certificates.roots(kind).map((der) => Buffer.from(der).toString('hex')),
    links: certificates.links(kind).length,
    crl,
    responder: (await certificates.responder(kind, 1)).certificate.serial,
  };
}

test('CA-05 a rehearsal goes there and back and leaves the system as it was', async () => {
  const before = await visible('signature');
  for (const event of ['prepare', 'publish', 'switch', 'go-back', 'withdraw'] as const) {
    await roll('signature', 2, event);
  }
  assert.deepEqual(states('signature'), ['1 ISSUING', '2 WITHDRAWN']);
  assert.deepEqual(await visible('signature'), before);
  // A number is never used again.
  await assert.rejects(roll('signature', 2, 'prepare'), { code: 'GENERATION_ON_ITS_WAY' });
});

test('pki.md §1 RFC 4210 §4.4 a rollover: both generations verify, and the links lead from either root to the other', async () => {
  const kind = 'authentication';
  const old = await certificates.issue(issueRequest(kind, 'card-old'));
  await roll(kind, 2, 'prepare');
  assert.deepEqual(states(kind), ['1 ISSUING', '2 PREPARED']);
  assert.equal(certificates.roots(kind).length, 1, 'a root is out before it is published');
  assert.equal(certificates.links(kind).length, 0);
  await roll(kind, 2, 'publish');
  assert.equal(certificates.roots(kind).length, 2);
  const still = await certificates.issue(issueRequest(kind, 'card-still'));
  assert.equal(still.generation, 1, 'publishing does not issue');
  await roll(kind, 2, 'switch');
  assert.deepEqual(states(kind), ['1 OVERLAPPING', '2 ISSUING']);

  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rsaKey = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  const onRsa = await certificates.issue(issueRequest(kind, 'card-rsa', { publicKey: rsaKey }));
  const onCurve = await certificates.issue(issueRequest(kind, 'card-p384'));
  assert.deepEqual([onRsa.generation, onCurve.generation], [2, 2]);
  assert.equal(keySpecOf(readCertificate(onRsa.der).spki), 'rsa-2048');
  assert.equal(keySpecOf(certificates.ca(kind).certificate.spki), 'ec-p384');
  assert.equal(keySpecOf(certificates.ca(kind, 1).certificate.spki), 'rsa-2048');

  const roots = trustAnchors(kind, 'mibun', certificates.roots(kind));
  for (const { der } of [old, still, onRsa, onCurve]) {
    const result = verifyEndEntity({ certificate: der, roots, kind, at: platform.clock.now() });
    assert.ok(result.ok, JSON.stringify(result.checks.filter(({ ok }) => !ok)));
  }
  const [first, second] = [certificates.ca(kind, 1).certificate, certificates.ca(kind, 2).certificate];
  for (const link of certificates.links(kind)) {
    const certificate = readCertificate(link.der);
    const [issuer, subject] = link.issuer === 1 ? [first, second] : [second, first];
    assert.ok(verifySignedBy(certificate, issuer));
    assert.deepEqual(certificate.spki, subject.spki);
    assert.deepEqual(certificate.subjectDer, subject.subjectDer);
  }
  assert.deepEqual(
    certificates.links(kind).map(({ issuer, subject }) => `${issuer} signs ${subject}`),
    ['1 signs 2', '2 signs 1'],
  );
  const url = (der: Uint8Array) => readCertificate(der).crlUrls?.[0] ?? '';
  assert.match(url(old.der), /\/crl\/authentication\/\d+\.crl$/);
  assert.match(url(onRsa.der), /\/crl\/authentication-2\/\d+\.crl$/);
});

test('pki.md §1 the old generation goes on answering: its own CRL, its own responder, until it is retired', async () => {
  const kind = 'authentication';
  const entries = (generation: number) =>
    platform.database.query((tx) => certificates.crlEntries(tx, kind, generation, 'all'));
  for (const generation of [1, 2]) {
    const [issuer, now] = [certificates.ca(kind, generation), platform.clock.now()];
    const nextUpdate = new Date(now.getTime() + 3_600_000);
    const revoked = await entries(generation);
    assert.equal(revoked.length, 2);
    const tbs = buildTbsCrl({ issuer, number: 1n, thisUpdate: now, nextUpdate, entries: revoked });
    const der = assembleCrl(tbs, issuer.algorithm, await certificates.signCrl(kind, generation, tbs));
    assert.ok(verifySignature(issuer.certificate.spki, issuer.algorithm, tbs, readCrl(der).signature));
    const { certificate } = await certificates.responder(kind, generation);
    assert.ok(verifySignedBy(certificate, issuer.certificate));
  }
  const serials = new Set([...(await entries(1)), ...(await entries(2))].map(({ serial }) => serial));
  assert.equal(serials.size, 4, 'an entry is on the CRL of one generation alone');
  await assert.rejects(roll(kind, 1, 'retire'), { code: 'GENERATION_IN_USE' });
  const now = platform.clock.now();
  platform.clock.advance(1_900 * 86_400_000);
  await roll(kind, 1, 'retire');
  assert.deepEqual(states(kind), ['1 RETIRED', '2 ISSUING']);
  assert.equal(certificates.roots(kind).length, 2, 'old signatures are still checked (CA-03)');
  await assert.rejects(roll(kind, 2, 'go-back'), { code: 'GENERATION_ALONE' });
  platform.clock.set(now);
});

test('domain.md §9 2P nobody takes a step alone, and no other role takes one', async () => {
  const alone = { ...caAct, proposedBy: caAct.actor };
  await assert.rejects(roll('institution', 2, 'prepare', alone), { code: 'TWO_PERSONS_NEEDED' });
  const other = { ...clerk, proposedBy: caAct.proposedBy };
  await assert.rejects(roll('institution', 2, 'prepare', other), { code: 'NOT_ALLOWED' });
  assert.deepEqual(states('institution'), ['1 ISSUING']);
});

test('§10 forbidden steps: out of order, the wrong number, a generation that has issued', async () => {
  for (const event of ['publish', 'go-back', 'retire'] as const) {
    await assert.rejects(roll('institution', 1, event), { code: /STATE_FORBIDS|GENERATION_ALONE/ });
  }
  await assert.rejects(roll('institution', 3, 'prepare'), { code: 'GENERATION_ON_ITS_WAY' });
  await assert.rejects(roll('institution', 2, 'publish'), { code: 'NOT_FOUND' });
  await roll('institution', 2, 'prepare');
  await assert.rejects(roll('institution', 2, 'switch'), { code: 'STATE_FORBIDS' });
  await assert.rejects(roll('institution', 3, 'prepare'), { code: 'GENERATION_ON_ITS_WAY' });
  await roll('institution', 2, 'publish');
  await roll('institution', 2, 'switch');
  const seal = await certificates.seal('99101');
  assert.ok(verifySignedBy(readCertificate(seal.certificate), certificates.ca('institution', 2).certificate));
  await roll('institution', 2, 'go-back');
  await assert.rejects(roll('institution', 2, 'withdraw'), { code: 'GENERATION_USED' });
  assert.deepEqual(states('institution'), ['1 ISSUING', '2 PUBLISHED']);
  assert.deepEqual((await certificates.seal('99101')).certificate, seal.certificate, 'the seal lives on');
  assert.ok(
    !(await certificates.seal('99102')).certificate.every((byte, at) => byte === seal.certificate[at]),
  );
});

test('pki.md §3 a process that dies at any step of a preparation leaves nothing signed off record; the next start ends it', async () => {
  const kind = 'signature';
  const quiet = platform.log.child({}, { level: 'silent' });
  const signedOffRecord: Uint8Array[] = [];
  for (let at = 1; at < 20; at++) {
    const generation = certificates.generations(kind).length + 1;
    for (const when of ['before', 'after'] as const) {
      const broken = breaking(platform, at, when);
      const dying = createCertificates({ ...broken.platform, log: quiet }, deps).api;
      // The steps that opening itself takes are none of the preparation.
      const opened = await dying.open().then(
        () => true,
        () => false,
      );
      if (opened) await dying.rollOver(kind, generation, 'prepare', caAct).catch(() => undefined);
      signedOffRecord.push(...broken.signed);
    }
    const again = createCertificates(platform, deps).api;
    await again.open();
    certificates = again;
    const made = certificates.generations(kind).at(-1);
    if (made?.generation !== generation) continue;
    assert.equal(made.state, 'PREPARED');
    await certificates.rollOver(kind, generation, 'withdraw', caAct);
  }
  assert.ok(certificates.generations(kind).length > 3, 'no preparation was ever begun');
  const known = await platform.database.query(async (tx) => {
    const { sql } = await import('kysely');
    const { rows } = await sql<{ tbs: Uint8Array }>`
      select tbs from certificate_authorities union all select tbs from certificate_links
      union all select tbs from certificate_ledger`.execute(tx);
    return new Set(rows.map(({ tbs }) => Buffer.from(tbs).toString('hex')));
  });
  for (const tbs of signedOffRecord) assert.ok(known.has(Buffer.from(tbs).toString('hex')), 'off record');
  assert.equal(certificates.generations(kind).filter(({ state }) => state === 'ISSUING').length, 1);
});

test('every step is on record with its rule and the two persons behind it', async () => {
  const { sql } = await import('kysely');
  const { rows } = await platform.database.query((tx) =>
    sql<{ event: string; thing: string; rule: string; proposedBy: string | null; confirmedBy: string }>`
      select event, thing, rule, detail ->> 'proposedBy' as proposed_by, actor_id as confirmed_by from life_events
      where machine = 'ca-generation' and thing in ('institution', 'institution-2') order by id`.execute(tx),
  );
  assert.deepEqual(
    rows.map(({ event, thing, rule }) => `${thing} ${event} ${rule}`),
    [
      'institution establish CA-01',
      'institution-2 prepare CA-05',
      'institution-2 sign RFC 4210 §4.4',
      'institution-2 publish CA-03',
      'institution supersede CA-03',
      'institution-2 switch CA-05',
      'institution-2 go-back CA-05',
      'institution resume CA-05',
    ],
  );
  for (const { event, proposedBy: proposed, confirmedBy: confirmed } of rows) {
    const asked = ['prepare', 'publish', 'switch', 'go-back'].includes(event);
    assert.equal(proposed, asked ? 'person-ca-1' : null);
    assert.equal(confirmed, asked ? 'person-ca-2' : 'system:certificates');
  }
  const audited = await platform.database.query((tx) =>
    platform.audit.list(tx, { action: 'certificates.generation-go-back' }),
  );
  const institution = audited.find(({ detail }) => detail?.kind === 'institution');
  assert.deepEqual(institution?.detail, {
    kind: 'institution',
    generation: 2,
    proposedBy: 'person-ca-1',
    from: 'ISSUING',
    to: 'PUBLISHED',
    rule: 'CA-05',
  });
});
