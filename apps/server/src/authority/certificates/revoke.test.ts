import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readCertificate } from '@mibun/pki';
import { ACTORS, type ActorKind, plainDate } from '@mibun/rules';
import { caAct, clerk, issueRequest, subjectKey, testMunicipality } from '../../../testing/certificates.ts';
import { lifeEventsOf, openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import type { Tx } from '../../platform/index.ts';
import type { CertificateChange, Certificates, InstitutionRequest, TwoPersonAct } from './index.ts';
import { certificatesMigrations, createCertificates } from './index.ts';

let platform: TestPlatform;
let certificates: Certificates;

before(async () => {
  platform = await openTestPlatform({ migrations: certificatesMigrations });
  certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  certificates.carryOut('notify-revoked', async () => undefined);
  await certificates.open();
});
after(() => platform.close());

const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => platform.database.transaction(work);
const query = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => platform.database.query(work);
const { proposedBy: _, ...operator } = caAct;

async function activeCard(cardId: string, personId: string): Promise<void> {
  await certificates.issue(issueRequest('signature', cardId, { personId }));
  await certificates.issue(issueRequest('authentication', cardId, { personId }));
  await inTransaction((tx) => certificates.activateOfCard(tx, cardId, clerk));
}

async function statesOf(personId: string): Promise<readonly string[]> {
  const all = await query((tx) => certificates.ofPerson(tx, personId));
  return all.map(({ cardId, kind, state, reason }) => `${cardId} ${kind} ${state} ${reason ?? '-'}`).sort();
}

test('pki.md §4 by person: one act takes down every card of a person, and nobody else’s', async () => {
  await activeCard('card-a', 'person-a');
  await certificates.issue(issueRequest('authentication', 'card-b', { personId: 'person-a' }));
  await activeCard('card-c', 'person-c');
  const ended = await inTransaction((tx) =>
    certificates.revokeOfPerson(tx, 'person-a', 'cessationOfOperation', clerk),
  );
  assert.equal(ended, 3);
  assert.deepEqual(await statesOf('person-a'), [
    'card-a authentication REVOKED cessationOfOperation',
    'card-a signature REVOKED cessationOfOperation',
    'card-b authentication REVOKED unspecified',
  ]);
  assert.deepEqual(await statesOf('person-c'), [
    'card-c authentication ACTIVE -',
    'card-c signature ACTIVE -',
  ]);
});

test('pki.md §4 by person: all of it or nothing, and told only after the commit', async () => {
  await activeCard('card-d', 'person-d');
  await activeCard('card-e', 'person-d');
  const heard: CertificateChange[] = [];
  certificates.onChange((change) => heard.push(change));
  await assert.rejects(
    inTransaction(async (tx) => {
      await certificates.revokeOfPerson(tx, 'person-d', 'keyCompromise', clerk);
      throw new Error('the rest of the act failed');
    }),
  );
  assert.equal(heard.length, 0);
  assert.ok((await statesOf('person-d')).every((state) => state.endsWith('ACTIVE -')));
  await inTransaction((tx) => certificates.revokeOfPerson(tx, 'person-d', 'keyCompromise', clerk));
  assert.equal(heard.length, 4);
  assert.ok((await statesOf('person-d')).every((state) => state.endsWith('REVOKED keyCompromise')));
});

test('§6.6 a change of address ends the SIG of every card of the person and leaves AUTH alone', async () => {
  await activeCard('card-f', 'person-f');
  const ended = await inTransaction((tx) =>
    certificates.revokeOfPerson(tx, 'person-f', 'affiliationChanged', clerk),
  );
  assert.equal(ended, 1);
  assert.deepEqual(await statesOf('person-f'), [
    'card-f authentication ACTIVE -',
    'card-f signature REVOKED affiliationChanged',
  ]);
});

test('pki.md §4 a revoked seal is on the CRL of the institution CA, and the next use makes another with another key', async () => {
  const seal = readCertificate((await certificates.seal('99101')).certificate);
  const standing = () => query((tx) => certificates.standing(tx, 'institution', seal.serial));
  const entries = () => query((tx) => certificates.crlEntries(tx, 'institution', 1, 'all'));
  assert.equal((await standing())?.state, 'ACTIVE');
  assert.deepEqual(await entries(), []);
  await inTransaction((tx) => certificates.revoke(tx, 'institution', seal.serial, 'keyCompromise', operator));
  assert.equal((await standing())?.reason, 'keyCompromise');
  assert.deepEqual(await entries(), [
    { serial: seal.serial, at: platform.clock.now(), reason: 'keyCompromise' },
  ]);
  const next = readCertificate((await certificates.seal('99101')).certificate);
  assert.notDeepEqual(next.spki, seal.spki);
  assert.equal((await query((tx) => certificates.standing(tx, 'institution', next.serial)))?.state, 'ACTIVE');
  await assert.rejects(
    inTransaction((tx) => certificates.revoke(tx, 'institution', seal.serial, 'superseded', operator)),
    { code: 'STATE_FORBIDS' },
  );
});

test('§9 every step of a seal is on record with its rule and whoever took it, for all time', async () => {
  const seal = readCertificate((await certificates.seal('99105')).certificate);
  const made = platform.clock.now();
  platform.clock.advance(60_000);
  await inTransaction((tx) => certificates.revoke(tx, 'institution', seal.serial, 'keyCompromise', operator));
  const rows = await query((tx) => lifeEventsOf(tx, 'institution-certificate', seal.serial));
  assert.deepEqual(
    rows.map(({ event, toState, actorId, rule, detail }) => [event, toState, actorId, rule, detail]),
    [
      ['request', 'PENDING', 'system:certificates', 'pki.md §3', null],
      ['activate', 'ACTIVE', 'system:certificates', 'pki.md §3', null],
      ['revoke', 'REVOKED', operator.actor.id, '§6.6', { reason: 'keyCompromise' }],
    ],
  );
  const [entry] = await query((tx) => platform.audit.list(tx, { action: 'certificates.revoke' }));
  assert.deepEqual(entry?.detail, {
    authority: 'institution',
    kind: 'seal',
    serial: seal.serial,
    for: 'seal-99105',
    reason: 'keyCompromise',
    from: 'ACTIVE',
    to: 'REVOKED',
    rule: '§6.6',
  });
  const stateAt = (at: Date) => query((tx) => certificates.stateAt(tx, 'seal', seal.serial, at));
  assert.equal(await stateAt(new Date(made.getTime() - 1)), undefined);
  assert.equal(await stateAt(made), 'ACTIVE');
  assert.equal(await stateAt(platform.clock.now()), 'REVOKED');
});

test('pki.md §4 a revoked responder is replaced at once and stands on the CRL of the CA that delegated', async () => {
  const { certificate } = await certificates.responder('signature', 1);
  await inTransaction((tx) =>
    certificates.revoke(tx, 'signature', certificate.serial, 'superseded', operator),
  );
  const next = await certificates.responder('signature', 1);
  assert.notEqual(next.certificate.serial, certificate.serial);
  const entries = await query((tx) => certificates.crlEntries(tx, 'signature', 1, 'all'));
  assert.ok(entries.some(({ serial }) => serial === certificate.serial));
});

test('§9 by serial: a CA operator revokes; nobody else does, and a hold is no reason', async () => {
  await activeCard('card-g', 'person-g');
  const [certificate] = await query((tx) => certificates.ofCard(tx, 'card-g'));
  assert.ok(certificate);
  const { kind, serial } = certificate;
  const revokeAs = (actor: ActorKind, reason: 'keyCompromise' | 'certificateHold' = 'keyCompromise') =>
    inTransaction((tx) =>
      certificates.revoke(tx, kind, serial, reason, {
        actor: { kind: actor, id: 'person-x', name: 'x' },
        purpose: 'administration',
      }),
    );
  const may = ['resident', 'guardian', 'clerk', 'ca-operator', 'registry', 'system'];
  for (const actor of (Object.keys(ACTORS) as ActorKind[]).filter((one) => !may.includes(one))) {
    await assert.rejects(revokeAs(actor), { code: 'NOT_ALLOWED' }, actor);
  }
  await assert.rejects(revokeAs('ca-operator', 'certificateHold'), { code: 'REASON_FORBIDDEN' });
  await revokeAs('ca-operator');
  await assert.rejects(revokeAs('ca-operator'), { code: 'STATE_FORBIDS' });
  await assert.rejects(
    inTransaction((tx) => certificates.revoke(tx, 'institution', serial, 'keyCompromise', operator)),
    { code: 'NOT_FOUND' },
  );
});

test('pki.md §3 an institution’s request: dry run without a trace, then one certificate for one key', async () => {
  const request: InstitutionRequest = {
    publicKey: subjectKey(),
    name: { kind: 'seal', municipality: '99777', office: 'mayor' } as const,
    days: 365,
    act: caAct,
  };
  const draft = await certificates.draftForInstitution(request);
  assert.deepEqual(draft.findings, []);
  assert.equal((await query((tx) => certificates.pendingIntents(tx))).count, 0);
  const issued = await certificates.issueToInstitution(request);
  assert.equal(issued.state, 'ACTIVE');
  assert.equal((await certificates.issueToInstitution(request)).serial, issued.serial);
  const { findings } = await certificates.draftForInstitution(request);
  assert.deepEqual(
    findings.map(({ id }) => id),
    ['key-seen-before'],
  );
  await assert.rejects(
    certificates.issueToInstitution({ ...request, name: { kind: 'time-stamp', unit: 1 } }),
    {
      code: 'KEY_SEEN_BEFORE',
    },
  );
  await assert.rejects(certificates.issueToInstitution({ ...request, days: 10_000 }), {
    code: 'DAYS_FORBIDDEN',
  });
});

test('§9 2P a certificate of authority takes two CA operators, whoever calls', async () => {
  const request = {
    name: { kind: 'seal', municipality: '99778', office: 'mayor' } as const,
    publicKey: subjectKey(),
    days: 30,
  };
  const by = (act: TwoPersonAct) => certificates.issueToInstitution({ ...request, act });
  const { actor, proposedBy } = caAct;
  const refused: readonly [TwoPersonAct, string][] = [
    [{ ...caAct, actor: clerk.actor }, 'NOT_ALLOWED'],
    [{ ...caAct, proposedBy: clerk.actor }, 'NOT_ALLOWED'],
    [{ ...caAct, actor: { kind: 'system', id: 'system:x', name: 'Mibun' } }, 'NOT_ALLOWED'],
    [{ ...caAct, proposedBy: actor }, 'TWO_PERSONS_NEEDED'],
    [{ ...caAct, actor: proposedBy }, 'TWO_PERSONS_NEEDED'],
  ];
  for (const [act, code] of refused) await assert.rejects(by(act), { code });
  assert.equal((await by(caAct)).state, 'ACTIVE');
});

test('the sums follow every change, whether it was folded before or not', async () => {
  const today = plainDate('2026-11-22');
  const sums = async () => {
    await certificates.foldFigures();
    const { days, totals } = await query((tx) => certificates.figures(tx, today));
    const total = (state: string) =>
      totals.find((row) => row.kind === 'authentication' && row.state === state)?.count ?? 0;
    const events = (event: string) =>
      days.find((row) => row.kind === 'authentication' && row.event === event)?.count ?? 0;
    return {
      active: total('ACTIVE'),
      revoked: total('REVOKED'),
      issued: events('request'),
      ended: events('revoke'),
    };
  };
  const before = await sums();
  await activeCard('card-h', 'person-h');
  await activeCard('card-i', 'person-i');
  await inTransaction((tx) => certificates.revokeOfCard(tx, 'card-h', 'keyCompromise', clerk));
  assert.deepEqual(await sums(), {
    active: before.active + 1,
    revoked: before.revoked + 1,
    issued: before.issued + 2,
    ended: before.ended + 1,
  });
  await assert.rejects(
    inTransaction(async (tx) => {
      await certificates.revokeOfCard(tx, 'card-i', 'keyCompromise', clerk);
      throw new Error('rolled back');
    }),
  );
  assert.equal((await sums()).revoked, before.revoked + 1);
});

// Last: it moves the clock by months.
test('a name that is in use is not given to another key, except to renew it in its last three months', async () => {
  const name = { kind: 'seal', municipality: '99779', office: 'mayor' } as const;
  const ask = (days: number, more: { renews?: string } = {}) =>
    certificates.issueToInstitution({ name, publicKey: subjectKey(), days, act: caAct, ...more });
  const code = 'INSTITUTION_NAME_IN_USE';
  // Also when the key in use is one in our own custody.
  const own = await certificates.seal('99780');
  assert.ok(own.certificate.length > 0);
  const besideOwn = {
    name: { ...name, municipality: '99780' },
    publicKey: subjectKey(),
    days: 30,
    act: caAct,
  };
  await assert.rejects(certificates.issueToInstitution(besideOwn), { code });

  const first = await ask(200);
  await assert.rejects(ask(200), { code });
  await assert.rejects(ask(200, { renews: first.serial }), { code }, 'too early');
  await assert.rejects(certificates.seal('99779'), { code }, 'and none is made in our own custody beside it');
  const acting = { ...besideOwn, name: { ...name, office: 'acting-mayor' as const } };
  assert.match((await certificates.draftForInstitution(acting)).subject.commonName ?? '', /長職務代理者$/);

  platform.clock.advance(120 * 86_400_000);
  await assert.rejects(ask(200), { code }, 'near its end, but not asked for as its renewal');
  await assert.rejects(ask(200, { renews: 'ab' }), { code });
  const second = await ask(200, { renews: first.serial });
  assert.notEqual(second.serial, first.serial);
  await query((tx) => certificates.revoke(tx, 'institution', second.serial, 'keyCompromise', operator));
  await query((tx) => certificates.revoke(tx, 'institution', first.serial, 'superseded', operator));
  assert.equal((await ask(100)).state, 'ACTIVE', 'after a revocation the name is free');
});
