import assert from 'node:assert/strict';
import { createPublicKey, publicDecrypt, verify, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { publicKeyToSpki } from '@mibun/card';
import { readCertificate, sha256DigestInfo } from '@mibun/pki';
import { plainDate } from '@mibun/rules';
import { callCentre, clerk, issueRequest, testMunicipality } from '../../../testing/certificates.ts';
import { lifeEventsOf, openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import type { Tx } from '../../platform/index.ts';
import type { CertificateKind, Certificates, IssuedCertificate } from './index.ts';
import { CRL_SHARDS, certificatesMigrations, createCertificates } from './index.ts';

let platform: TestPlatform;
let certificates: Certificates;

const deps = { municipality: testMunicipality };

before(async () => {
  platform = await openTestPlatform({ migrations: certificatesMigrations });
  certificates = createCertificates(platform, deps).api;
  await certificates.open();
});
after(() => platform.close());

const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => platform.database.transaction(work);

async function find(kind: CertificateKind, serial: string): Promise<IssuedCertificate> {
  const found = await platform.database.query((tx) => certificates.find(tx, kind, serial));
  assert.ok(found);
  return found;
}

async function pair(cardId: string): Promise<readonly [IssuedCertificate, IssuedCertificate]> {
  return [
    await certificates.issue(issueRequest('signature', cardId)),
    await certificates.issue(issueRequest('authentication', cardId)),
  ];
}

async function states(cardId: string): Promise<string> {
  const all = await platform.database.query((tx) => certificates.ofCard(tx, cardId));
  return all
    .map(({ kind, state, reason }) => `${kind} ${state} ${reason ?? '-'}`)
    .sort()
    .join(', ');
}

test('§10.3 the life of a pair: activate, suspend, lift, abolish', async () => {
  await pair('card-life');
  const at = () => platform.clock.now();
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-life', clerk));
  assert.equal(await states('card-life'), 'authentication ACTIVE -, signature ACTIVE -');
  platform.clock.advance(3_600_000);
  const suspended = at();
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-life', callCentre));
  assert.equal(
    await states('card-life'),
    'authentication HELD certificateHold, signature HELD_FINAL certificateHold',
  );
  platform.clock.advance(3_600_000);
  await inTransaction((tx) => certificates.liftOfCard(tx, 'card-life', clerk));
  assert.equal(await states('card-life'), 'authentication ACTIVE -, signature HELD_FINAL certificateHold');
  platform.clock.advance(3_600_000);
  const abolished = at();
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-life', 'cessationOfOperation', clerk));
  assert.equal(
    await states('card-life'),
    'authentication REVOKED cessationOfOperation, signature REVOKED cessationOfOperation',
  );
  const all = await platform.database.query((tx) => certificates.ofCard(tx, 'card-life'));
  for (const { kind, serial } of all) {
    const standing = await platform.database.query((tx) => certificates.standing(tx, kind, serial));
    // X.509 §8.5.2.2: the day of the hold stays.
    assert.deepEqual(standing?.since, kind === 'signature' ? suspended : abolished);
  }
});

test('LOS-04 LOS-07 the call centre may suspend but never lift', async () => {
  await pair('card-lift');
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-lift', clerk));
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-lift', callCentre));
  await assert.rejects(
    inTransaction((tx) => certificates.liftOfCard(tx, 'card-lift', callCentre)),
    { code: 'NOT_ALLOWED' },
  );
  assert.match(await states('card-lift'), /authentication HELD /);
});

test('pki.md §4 nothing lifts a final revocation', async () => {
  const [signature, authentication] = await pair('card-final');
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-final', clerk));
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-final', 'keyCompromise', clerk));
  await inTransaction(async (tx) => {
    await certificates.liftOfCard(tx, 'card-final', clerk);
    await certificates.activateOfCard(tx, 'card-final', clerk);
    await certificates.suspendOfCard(tx, 'card-final', clerk);
    await certificates.revokeOfCard(tx, 'card-final', 'cessationOfOperation', clerk);
  });
  for (const { kind, serial } of [signature, authentication]) {
    assert.equal((await find(kind, serial)).reason, 'keyCompromise');
    await assert.rejects(
      inTransaction((tx) => certificates.activate(tx, kind, serial, clerk)),
      { code: 'STATE_FORBIDS' },
    );
  }
});

test('§10.3 activating twice, and reasons that are none, are refused', async () => {
  const [signature] = await pair('card-forbidden');
  await inTransaction((tx) => certificates.activate(tx, 'signature', signature.serial, clerk));
  await assert.rejects(
    inTransaction((tx) => certificates.activate(tx, 'signature', signature.serial, clerk)),
    { code: 'STATE_FORBIDS' },
  );
  for (const reason of ['certificateHold', 'removeFromCRL', 'unspecified'] as const) {
    await assert.rejects(
      inTransaction((tx) => certificates.revokeOfCard(tx, 'card-forbidden', reason, clerk)),
      { code: 'REASON_FORBIDDEN' },
    );
  }
  await assert.rejects(
    inTransaction((tx) => certificates.activate(tx, 'authentication', signature.serial, clerk)),
    { code: 'NOT_FOUND' },
  );
});

test('PRD-05 a card destroyed before hand-over has its certificates revoked as unspecified', async () => {
  await pair('card-destroyed');
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-destroyed', 'unspecified', clerk));
  assert.equal(
    await states('card-destroyed'),
    'authentication REVOKED unspecified, signature REVOKED unspecified',
  );
});

test('§6.6 a change of address ends SIG and leaves AUTH alone', async () => {
  await pair('card-moved');
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-moved', clerk));
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-moved', 'affiliationChanged', clerk));
  assert.equal(await states('card-moved'), 'authentication ACTIVE -, signature REVOKED affiliationChanged');
});

test('VAL-12 a new certificate supersedes the old one of the same card, and of no other', async () => {
  const [old, authentication] = await pair('card-renewed');
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-renewed', clerk));
  const renewed = await certificates.issue(issueRequest('signature', 'card-renewed'));
  const foreign = await certificates.issue(issueRequest('signature', 'card-foreign'));
  await assert.rejects(
    inTransaction((tx) => certificates.supersede(tx, 'signature', old.serial, foreign.serial, clerk)),
    { code: 'NOT_FOUND' },
  );
  await inTransaction(async (tx) => {
    await certificates.activate(tx, 'signature', renewed.serial, clerk);
    await certificates.supersede(tx, 'signature', old.serial, renewed.serial, clerk);
  });
  assert.equal((await find('signature', old.serial)).reason, 'superseded');
  assert.equal((await find('signature', renewed.serial)).state, 'ACTIVE');
  assert.equal((await find('authentication', authentication.serial)).state, 'ACTIVE');
});

test('REV-01 a SIG whose hold is final is ended by its successor as no longer needed', async () => {
  const [old] = await pair('card-found');
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-found', clerk));
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-found', callCentre));
  const renewed = await certificates.issue(issueRequest('signature', 'card-found'));
  await inTransaction((tx) => certificates.supersede(tx, 'signature', old.serial, renewed.serial, clerk));
  assert.equal((await find('signature', old.serial)).reason, 'cessationOfOperation');
});

test('pki.md §4 one act takes down everything of a card or nothing', async () => {
  const [signature, authentication] = await pair('card-atomic');
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-atomic', clerk));
  const heard: string[] = [];
  certificates.onChange(({ serial }) => heard.push(serial));
  await assert.rejects(
    inTransaction(async (tx) => {
      await certificates.suspendOfCard(tx, 'card-atomic', callCentre);
      throw new Error('the rest of the act failed');
    }),
  );
  assert.equal(await states('card-atomic'), 'authentication ACTIVE -, signature ACTIVE -');
  assert.deepEqual(heard, []);
  await inTransaction(async (tx) => {
    await certificates.suspendOfCard(tx, 'card-atomic', callCentre);
    assert.deepEqual(heard, [], 'told before the commit');
  });
  assert.deepEqual(heard.sort(), [signature.serial, authentication.serial].sort());
});

test('every change of state has its trace and its history', async () => {
  const [signature] = await pair('card-trace');
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-trace', clerk));
  const entries = await platform.database.query((tx) =>
    platform.audit.list(tx, { subject: 'person-of-card-trace' }),
  );
  assert.deepEqual(entries.map(({ action }) => action).sort(), [
    'certificates.activate',
    'certificates.activate',
    'certificates.request',
    'certificates.request',
  ]);
  assert.equal(entries[0]?.actor.id, 'person-clerk');
  assert.deepEqual(entries[0]?.detail, {
    kind: entries[0]?.detail?.kind,
    serial: entries[0]?.detail?.serial,
    card: 'card-trace',
    from: 'PENDING',
    to: 'ACTIVE',
    rule: '§10.3',
  });
  platform.clock.advance(60_000);
  await inTransaction((tx) => certificates.suspendOfCard(tx, 'card-trace', callCentre));
  const steps = await platform.database.query((tx) =>
    lifeEventsOf(tx, 'signature-certificate', signature.serial),
  );
  assert.deepEqual(
    steps.map(({ event, fromState, toState, actorName, rule, detail }) => [
      event,
      fromState,
      toState,
      actorName,
      rule,
      detail,
    ]),
    [
      ['request', null, 'PENDING', '窓口 花子', 'AGE-01', null],
      ['activate', 'PENDING', 'ACTIVE', '窓口 花子', '§10.3', null],
      ['hold', 'ACTIVE', 'HELD_FINAL', '電話 太郎', 'REV-01', { reason: 'certificateHold' }],
    ],
  );
  const stateAt = (at: Date) =>
    platform.database.query((tx) => certificates.stateAt(tx, 'signature', signature.serial, at));
  const { at: held } = steps[2] ?? assert.fail();
  assert.equal(await stateAt(held), 'HELD_FINAL');
  assert.equal(await stateAt(new Date(held.getTime() - 1)), 'ACTIVE');
  assert.equal(await stateAt(new Date(held.getTime() - 3_600_000)), undefined);
});

test('VAL-09 the timer ends what is over; a revoked one stays on the CRL for a month after its end', async () => {
  const soon = { cardExpiry: plainDate('2026-12-01') };
  const living = await certificates.issue(issueRequest('authentication', 'card-ends', soon));
  await certificates.issue(issueRequest('authentication', 'card-ended', soon));
  await inTransaction((tx) => certificates.activateOfCard(tx, 'card-ends', clerk));
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-ended', 'unspecified', clerk));
  const now = platform.clock.now();
  platform.clock.set(new Date('2026-12-01T14:59:59Z'));
  assert.equal(await certificates.expireDue(), 0);
  platform.clock.set(new Date('2026-12-01T15:00:00Z'));
  assert.equal(await certificates.expireDue(), 1);
  assert.equal((await find('authentication', living.serial)).state, 'EXPIRED');
  assert.match(await states('card-ended'), /REVOKED/);
  const [ended] = await platform.database.query((tx) => certificates.ofCard(tx, 'card-ended'));
  const onCrl = async () => {
    const entries = await platform.database.query((tx) =>
      certificates.crlEntries(tx, 'authentication', 1, 'all'),
    );
    return entries.some(({ serial }) => serial === ended?.serial);
  };
  assert.ok(await onCrl());
  platform.clock.set(new Date('2027-01-02T00:00:00Z'));
  assert.ok(!(await onCrl()));
  platform.clock.set(now);
});

test('pki.md §4 the shards are a partition of the whole CRL, each sorted by serial', async () => {
  for (let card = 0; card < 12; card++) {
    await certificates.issue(issueRequest('signature', `card-shard-${card}`));
  }
  const [all, shards] = await platform.database.query(async (tx) => {
    const parts = [];
    for (let shard = 0; shard < CRL_SHARDS; shard++)
      parts.push(await certificates.crlEntries(tx, 'signature', 1, shard));
    return [await certificates.crlEntries(tx, 'signature', 1, 'all'), parts];
  });
  const serials = all.map(({ serial }) => serial);
  assert.ok(serials.length >= 12);
  assert.deepEqual(
    serials,
    [...serials].sort((a, b) => (BigInt(`0x${a}`) < BigInt(`0x${b}`) ? -1 : 1)),
  );
  assert.deepEqual(
    shards
      .flat()
      .map(({ serial }) => serial)
      .sort(),
    serials,
  );
});

test('LNK-02 a pairwise id is the same for one person and service, and different for every other', async () => {
  const id = await certificates.pairwiseId('person-1', 'bank');
  assert.match(id, /^[\w-]{43}$/);
  assert.equal(await certificates.pairwiseId('person-1', 'bank'), id);
  assert.notEqual(await certificates.pairwiseId('person-1', 'shop'), id);
  assert.notEqual(await certificates.pairwiseId('person-2', 'bank'), id);
});

test('KSK-09 a seal counts by what it was when it sealed, and for its own municipality', async () => {
  const { certificate } = await certificates.seal('99103');
  const { notBefore, notAfter } = readCertificate(certificate);
  const at = (seconds: number, from = notBefore) => new Date(from.getTime() + seconds * 1000);
  const of = (code: string, when: Date, der = certificate) => certificates.sealAt(code, der, when);
  assert.equal(await of('99103', at(0)), 'good');
  assert.equal(await of('99103', notAfter), 'good');
  assert.equal(await of('99103', at(-1)), 'over');
  assert.equal(await of('99103', at(1, notAfter)), 'over');
  const other = await certificates.seal('99104');
  assert.equal(await of('99104', at(0)), 'foreign');
  assert.equal(await of('99103', at(0), other.certificate), 'foreign');
  assert.equal(await of('99103', at(0), certificates.ca('institution').certificate.der), 'foreign');
});

test('pki.md §1 a municipality has one seal, made on first use, issued by the institution CA', async () => {
  const [seal, same] = await Promise.all([certificates.seal('99101'), certificates.seal('99101')]);
  assert.deepEqual(same.certificate, seal.certificate);
  const certificate = new X509Certificate(seal.certificate);
  const ca = new X509Certificate(seal.chain[0] ?? Buffer.alloc(0));
  assert.ok(certificate.verify(ca.publicKey));
  assert.match(readCertificate(seal.certificate).subject, /見本99101市長/);
  const data = Buffer.from('住民票の写し');
  assert.ok(verify('sha256', data, certificate.publicKey, await seal.sign(data)));
  const again = createCertificates(platform, deps).api;
  await again.open();
  assert.deepEqual((await again.seal('99101')).certificate, seal.certificate);
  assert.notDeepEqual((await again.seal('99102')).certificate, seal.certificate);
});

test('pki.md §4 a status responder is replaced by one with another key a week before its end', async () => {
  const first = await certificates.responder('signature', 1);
  assert.ok(first.certificate.ocspNoCheck);
  assert.deepEqual(first.certificate.extendedKeyUsage, ['OCSPSigning']);
  platform.clock.advance(6 * 86_400_000);
  assert.equal((await certificates.responder('signature', 1)).certificate.serial, first.certificate.serial);
  platform.clock.advance(86_400_000);
  const second = await certificates.responder('signature', 1);
  assert.notDeepEqual(second.certificate.spki, first.certificate.spki);
  platform.clock.advance(-7 * 86_400_000);
});

test('chip.md §2.3 §2.7 the card-face key signs payloads and ready DigestInfos, under an id that begins with 9', async () => {
  const signer = await certificates.cardFaceSigner();
  assert.equal(signer.keyId.length, 16);
  assert.equal(Buffer.from(signer.keyId).toString('latin1', 0, 7), '9000033');
  const spki = Buffer.from(publicKeyToSpki(signer.publicKey));
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const payload = Buffer.from('face');
  assert.ok(verify('sha256', payload, key, await signer.sign(payload)));
  const digestInfo = sha256DigestInfo(new Uint8Array(32).fill(7));
  assert.deepEqual(new Uint8Array(publicDecrypt(key, await signer.signDigestInfo(digestInfo))), digestInfo);
});
