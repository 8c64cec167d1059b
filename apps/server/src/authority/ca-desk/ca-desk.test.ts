import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { der, encodeName, fromPem, readCertificate } from '@mibun/pki';
import type { StaffRole } from '@mibun/rules';
import { clerk, issueRequest, testMunicipality } from '../../../testing/certificates.ts';
import { openTestPlatform } from '../../../testing/platform.ts';
import { COOKIES, openHttp } from '../../platform/index.ts';
import { certificatesMigrations, createCertificates } from '../certificates/index.ts';
import type { Status, StatusOverview } from '../status/index.ts';
import { caDeskMigrations, createCaDesk } from './index.ts';
import type {
  IssuedAnswer,
  OverviewAnswer,
  ProposalsAnswer,
  ProposalView,
  RequestCheckAnswer,
  RevocationAnswer,
  RevocationPreview,
} from './schemas.ts';

async function openWorld() {
  const platform = await openTestPlatform({ migrations: [...certificatesMigrations, ...caDeskMigrations] });
  const certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  const told: string[] = [];
  certificates.carryOut('notify-revoked', async (_tx, { personId }) => void told.push(personId));
  await certificates.open();
  const renewed: string[] = [];
  let published: StatusOverview = {
    crls: [],
    ocsp: { sinceStart: platform.clock.now(), answers: 0, cached: 0, live: 0, refused: 0, perMinute: [] },
  };
  const status: Pick<Status, 'overview' | 'renewCrls'> = {
    overview: async () => published,
    renewCrls: async (kind, generation, shard) => {
      renewed.push(`${kind} ${generation} ${shard ?? 'every'}`);
      return shard === undefined ? 17 : 1;
    },
  };
  const { config, database, sessions, random, log } = platform;
  const app = await openHttp({ config, database, sessions, random, log });
  const urls: { readonly method: string; readonly url: string }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    if (method !== 'HEAD') urls.push({ method: String(method), url });
  });
  createCaDesk(platform, { certificates, status, residents: { householdOf: async () => [] } }).routes(app);
  await app.ready();
  await platform.jobs.start();
  return {
    platform,
    certificates,
    app,
    urls,
    renewed,
    told,
    publish: (overview: StatusOverview) => {
      published = overview;
    },
  };
}

let world: Awaited<ReturnType<typeof openWorld>>;
before(async () => {
  world = await openWorld();
});
after(async () => {
  await world.app.close();
  await world.platform.close();
});

async function call<T>(
  method: string,
  url: string,
  body?: object,
  who = 'ca-1',
  role: StaffRole = 'ca-operator',
): Promise<T> {
  const { token, session } = await world.platform.database.transaction((tx) =>
    world.platform.sessions.start(tx, {
      audience: 'staff',
      personId: who,
      name: `認証 ${who}`,
      role,
      cardId: `card-of-${who}`,
    }),
  );
  const response = await world.app.inject({
    method: method as 'GET',
    url,
    cookies: { [COOKIES.staff]: token },
    headers: { 'x-csrf-token': session.csrfToken },
    ...(body && { payload: body }),
  });
  if (response.statusCode === 200) return response.json() as T;
  throw Object.assign(new Error(response.body), { code: (response.json() as { code: string }).code });
}

const overview = () => call<OverviewAnswer>('GET', '/api/ca/overview');
const propose = (event: string, generation = 2, who = 'ca-1', authority = 'signature') =>
  call<ProposalView>(
    'POST',
    '/api/ca/proposals',
    { authority, generation, event, reason: 'リハーサル' },
    who,
  );
const decide = ({ id, version, digest }: ProposalView, act: string, who: string) =>
  call<ProposalView>('POST', `/api/ca/proposals/${id}/${act}`, { version, digest }, who);
const proposal = (id: string) => call<ProposalView>('GET', `/api/ca/proposals/${id}`);

/** Proposes and confirms, and answers what has become of it. */
async function byTwo(event: string, generation = 2): Promise<ProposalView> {
  const { id } = await decide(await propose(event, generation), 'confirm', 'ca-2');
  await world.platform.jobs.settled();
  return proposal(id);
}

test('§9 every act is the CA operator’s alone; the auditor reads and changes nothing', async () => {
  assert.equal(world.urls.length, 13);
  const others: StaffRole[] = ['clerk', 'supervisor', 'card-operator', 'call-centre', 'auditor'];
  for (const { method, url } of world.urls) {
    const path = url.replace(':id', 'proposal-x');
    for (const role of others) {
      const reads = role === 'auditor' && method === 'GET';
      const answer = call(method, path, method === 'POST' ? {} : undefined, 'x', role);
      if (!reads) await assert.rejects(answer, { code: 'NOT_ALLOWED' }, `${role} ${method} ${url}`);
      else if (url.includes(':id')) await assert.rejects(answer, { code: 'NOT_FOUND' });
      else assert.ok(await answer);
    }
  }
});

test('2P a rollover step is proposed by one and confirmed by another, and done once', async () => {
  const waiting = await propose('prepare');
  assert.equal(waiting.mayConfirm, false);
  await assert.rejects(decide(waiting, 'confirm', 'ca-1'), { code: 'SAME_PERSON' });
  await assert.rejects(propose('prepare', 2, 'ca-2'), { code: 'PROPOSAL_OPEN' });
  const { attention } = await overview();
  assert.equal(attention[0]?.kind, 'proposal-waiting');
  const confirmed = await decide(waiting, 'confirm', 'ca-2');
  assert.equal(confirmed.state, 'CONFIRMED');
  await assert.rejects(decide(waiting, 'confirm', 'ca-2'), { code: 'CHANGED_MEANWHILE' });
  await world.platform.jobs.settled();
  assert.equal((await proposal(waiting.id)).state, 'DONE');
  for (const act of ['confirm', 'withdraw', 'resume']) {
    await assert.rejects(decide(await proposal(waiting.id), act, 'ca-2'), { code: 'STATE_FORBIDS' }, act);
  }
  assert.deepEqual(
    world.certificates.generations('signature').map(({ state }) => state),
    ['ISSUING', 'PREPARED'],
  );
});

test('pki.md §1 a whole rehearsal through the desk, then the view says what may come next', async () => {
  for (const event of ['publish', 'switch', 'go-back', 'withdraw']) {
    assert.equal((await byTwo(event)).state, 'DONE', event);
  }
  const { authorities } = await overview();
  const signature = authorities.find(({ kind }) => kind === 'signature');
  assert.deepEqual(
    signature?.generations.map(({ state, offers }) => [state, offers]),
    [
      ['ISSUING', []],
      ['WITHDRAWN', []],
    ],
  );
  assert.equal(signature?.next, 3);
  assert.equal(authorities.find(({ kind }) => kind === 'card-face')?.next, null);
});

test('2P two operators propose for one CA at once: one proposal is open, the other is told; then it goes on', async () => {
  const mine = (who: string) => () => propose('prepare', 2, who, 'institution');
  const { done, refused } = await world.platform.atOnce(
    /^insert into "proposals"/,
    mine('ca-1'),
    mine('ca-2'),
  );
  assert.deepEqual([done.length, refused], [1, ['PROPOSAL_OPEN']]);
  const [open] = done;
  assert.ok(open);
  const withdraw = () => decide(open, 'withdraw', 'ca-1');
  const confirm = () => decide(open, 'confirm', open.proposedBy === '認証 ca-1' ? 'ca-2' : 'ca-1');
  const decided = await world.platform.atOnce(/^select .*"proposals".*for update/, withdraw, confirm);
  assert.deepEqual([decided.done.length, decided.refused], [1, ['CHANGED_MEANWHILE']]);
  await world.platform.jobs.settled();
});

test('what the table forbids is refused before anybody has to confirm it', async () => {
  await assert.rejects(propose('publish', 1), { code: 'STATE_FORBIDS' });
  await assert.rejects(propose('switch', 7), { code: 'NOT_FOUND' });
  await assert.rejects(propose('establish'), { code: 'INPUT_INVALID' });
  for (const event of ['prepare', 'publish', 'switch']) await byTwo(event, 3);
  await assert.rejects(propose('retire', 1), { code: 'GENERATION_IN_USE' });
  const { authorities } = await overview();
  const [first, , third] = authorities.find(({ kind }) => kind === 'signature')?.generations ?? [];
  assert.deepEqual([first?.offers, third?.offers], [[], ['go-back']]);
  for (const event of ['go-back', 'withdraw']) await byTwo(event, 3);
});

test('what the rules forbid only when it is done ends the proposal as refused, with the code', async () => {
  const { state, refusal } = await byTwo('go-back', 1);
  assert.deepEqual([state, refusal], ['REFUSED', 'GENERATION_ALONE']);
});

test('a proposal lapses after 24 hours, and a withdrawn one is over', async () => {
  const old = await propose('prepare', 4);
  const now = world.platform.clock.now();
  world.platform.clock.advance(24 * 3_600_000);
  await assert.rejects(decide(old, 'confirm', 'ca-2'), { code: 'PROPOSAL_LAPSED' });
  world.platform.clock.set(now);
  const next = await propose('prepare', 4);
  const withdrawn = await decide(next, 'withdraw', 'ca-2');
  assert.equal(withdrawn.state, 'WITHDRAWN');
  await assert.rejects(decide(withdrawn, 'confirm', 'ca-2'), { code: 'STATE_FORBIDS' });
  const { proposals } = await call<ProposalsAnswer>('GET', '/api/ca/proposals');
  const stateOf = (id: string) => proposals.find((one) => one.id === id)?.state;
  assert.deepEqual([stateOf(old.id), stateOf(next.id)], ['LAPSED', 'WITHDRAWN']);
});

async function activeCard(cardId: string, personId: string): Promise<void> {
  await world.certificates.issue(issueRequest('signature', cardId, { personId }));
  await world.certificates.issue(issueRequest('authentication', cardId, { personId }));
  await world.platform.database.transaction((tx) => world.certificates.activateOfCard(tx, cardId, clerk));
}
const preview = (target: object, reason: string) =>
  call<RevocationPreview>('POST', '/api/ca/revocations/preview', { target, reason });
const revoke = (target: object, reason: string, expected: number) =>
  call<RevocationAnswer>('POST', '/api/ca/revocations', { target, reason, expected, note: '届出による' });

test('pki.md §4 revoking by person: the preview changes nothing, the act ends just what it has shown', async () => {
  await activeCard('card-1', 'person-1');
  await activeCard('card-2', 'person-1');
  const target = { by: 'person', personId: 'person-1' };
  const shown = await preview(target, 'keyCompromise');
  assert.equal(shown.ends, 4);
  assert.equal((await preview(target, 'keyCompromise')).ends, 4);
  assert.equal((await preview(target, 'affiliationChanged')).ends, 2);
  await assert.rejects(revoke(target, 'keyCompromise', 3), { code: 'CHANGED_MEANWHILE' });
  assert.deepEqual(world.told, []);
  assert.equal((await revoke(target, 'keyCompromise', 4)).ended, 4);
  assert.deepEqual(world.told, ['person-1']);
  await assert.rejects(revoke(target, 'keyCompromise', 4), { code: 'CA_NOTHING_TO_REVOKE' });
  const trail = await world.platform.database.query((tx) =>
    world.platform.audit.list(tx, { subject: 'person-1' }),
  );
  assert.equal(trail.filter(({ action }) => action === 'certificates.revoke').length, 4);
  assert.equal(trail.filter(({ action }) => action === 'ca-desk.look-up').length, 3);
});

test('§6.6 reasons that are not an operator’s are refused for a card, and the tables judge a single certificate', async () => {
  await activeCard('card-3', 'person-3');
  for (const reason of ['superseded', 'unspecified']) {
    await assert.rejects(preview({ by: 'card', cardId: 'card-3' }, reason), { code: 'REASON_FORBIDDEN' });
  }
  await assert.rejects(preview({ by: 'card', cardId: 'card-3' }, 'certificateHold'), {
    code: 'INPUT_INVALID',
  });
  const { certificates } = await preview({ by: 'card', cardId: 'card-3' }, 'keyCompromise');
  const signature = certificates.find(({ kind }) => kind === 'signature');
  const target = { by: 'serial', authority: 'signature', serial: signature?.serial };
  assert.equal((await preview(target, 'superseded')).ends, 0);
  assert.equal((await revoke(target, 'keyCompromise', 1)).ended, 1);
  assert.equal((await preview({ by: 'card', cardId: 'card-3' }, 'cessationOfOperation')).ends, 1);
  await assert.rejects(preview({ ...target, serial: 'ab' }, 'keyCompromise'), { code: 'NOT_FOUND' });
});

function pkcs10(key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }, commonName: string) {
  const spki = new Uint8Array(key.publicKey.export({ format: 'der', type: 'spki' }));
  const name = encodeName([
    { type: 'C', value: 'JP' },
    { type: 'ST', value: '見本県' },
    { type: 'O', value: '見本広域連合' },
    { type: 'CN', value: commonName },
  ]);
  const info = der.sequence(der.integer(0), name, spki, der.element(0xa0));
  const algorithm = der.sequence(der.oid('1.2.840.10045.4.3.3'));
  const signature = sign('sha384', info, key.privateKey);
  const request = der.sequence(info, algorithm, der.bitString(new Uint8Array(signature)));
  const base64 = Buffer.from(request)
    .toString('base64')
    .replaceAll(/(.{64})/g, '$1\n');
  return `-----BEGIN CERTIFICATE REQUEST-----\n${base64}\n-----END CERTIFICATE REQUEST-----\n`;
}
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-384' });

const sealOf = (municipality: string, request: string, more: object = {}) => ({
  kind: 'seal',
  municipality,
  office: 'mayor',
  request,
  days: 365,
  ...more,
});
const askFor = (wanted: object, who = 'ca-1') =>
  call<ProposalView>('POST', '/api/ca/requests', { reason: '鍵の更新', ...wanted }, who);

test('§9 2P a certificate of authority: checked without a trace, proposed by one, issued at the word of another', async () => {
  const wanted = sealOf('99301', pkcs10(newKey(), '見本広域連合長'));
  const checked = await call<RequestCheckAnswer>('POST', '/api/ca/requests/check', wanted);
  assert.deepEqual(checked.findings, []);
  // The register's name, not the one that the request asks for.
  assert.equal(checked.subject.commonName, '見本99301市長');
  const waiting = await askFor(wanted);
  assert.deepEqual([waiting.state, waiting.mayConfirm], ['PROPOSED', false]);
  await assert.rejects(decide(waiting, 'confirm', 'ca-1'), { code: 'SAME_PERSON' });
  const certificate = () => call<IssuedAnswer>('GET', `/api/ca/proposals/${waiting.id}/certificate`);
  await assert.rejects(certificate(), { code: 'NOT_FOUND' });
  // A rollover of the same CA does not stand in its way, nor another town; the same name with another key does.
  await assert.rejects(askFor(sealOf('99301', pkcs10(newKey(), 'x'))), { code: 'PROPOSAL_OPEN' });
  const other = await askFor(sealOf('99302', pkcs10(newKey(), 'x')));
  await decide(other, 'withdraw', 'ca-1');

  await decide(waiting, 'confirm', 'ca-2');
  await world.platform.jobs.settled();
  const done = await proposal(waiting.id);
  assert.equal(done.state, 'DONE');
  const issued = await certificate();
  const [octets] = fromPem('CERTIFICATE', issued.certificate);
  assert.ok(octets);
  assert.match(readCertificate(octets).subject, /見本99301市長/);
  assert.equal(issued.serial, done.serial);
  const again = await call<RequestCheckAnswer>('POST', '/api/ca/requests/check', wanted);
  assert.deepEqual(
    again.findings.map(({ id }) => id),
    ['key-seen-before'],
  );
  await assert.rejects(askFor(sealOf('99301', pkcs10(newKey(), 'x'))), { code: 'CA_REQUEST_UNFIT' });
});

test('a name that was taken between proposal and confirmation ends as refused; nothing is signed', async () => {
  const waiting = await askFor(sealOf('99303', pkcs10(newKey(), 'x')));
  await world.certificates.seal('99303');
  await decide(waiting, 'confirm', 'ca-2');
  await world.platform.jobs.settled();
  const { state, refusal, serial } = await proposal(waiting.id);
  assert.deepEqual([state, refusal, serial], ['REFUSED', 'INSTITUTION_NAME_IN_USE', null]);
});

test('nobody types a name: what the register does not have gets nothing', async () => {
  const request = pkcs10(newKey(), '見本市長');
  for (const wanted of [
    { kind: 'seal', request, days: 30, subject: { organisation: '見本市', commonName: '見本市長' } },
    sealOf('見本市', request),
    sealOf('99301', request, { office: '見本市長' }),
    { kind: 'time-stamp', request, days: 30, unit: 'Mibun time-stamp authority' },
    { kind: 'ocsp', request, days: 30 },
  ]) {
    await assert.rejects(askFor(wanted), { code: 'INPUT_INVALID' }, JSON.stringify(wanted).slice(0, 60));
  }
});

test('pki.md §3 a request that is none, or that is not signed by its key, gets nothing', async () => {
  const ask = (request: string) => askFor(sealOf('99304', request));
  await assert.rejects(ask('hello'), { code: 'CA_REQUEST_UNREADABLE' });
  await assert.rejects(ask('MIIB'), { code: 'CA_REQUEST_UNREADABLE' });
  const [one, other] = [newKey(), newKey()];
  const stolen = pkcs10({ publicKey: one.publicKey, privateKey: other.privateKey }, '見本広域連合長');
  await assert.rejects(ask(stolen), { code: 'CA_REQUEST_UNPROVEN' });
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
  await assert.rejects(ask(pkcs10(weak, 'x')), { code: 'CA_REQUEST_KEY_FOREIGN' });
});

test('CRLs can be made anew at once, for generations that publish any, with a trace', async () => {
  const body = { authority: 'signature', generation: 1 };
  assert.deepEqual(await call('POST', '/api/ca/crls/renew', body), { renewed: 17 });
  assert.deepEqual(await call('POST', '/api/ca/crls/renew', { ...body, shard: 3 }), { renewed: 1 });
  assert.deepEqual(world.renewed, ['signature 1 every', 'signature 1 3']);
  await assert.rejects(call('POST', '/api/ca/crls/renew', { ...body, generation: 2 }), { code: 'NOT_FOUND' });
});

test('the overview: figures of the day, totals by state, the custody, and what is due when', async () => {
  const now = world.platform.clock.now();
  const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const crl = { authority: 'signature' as const, generation: 1, number: 7, octets: 900, entries: 3 };
  world.publish({
    crls: [
      { ...crl, shard: 0, thisUpdate: hour(-1), nextUpdate: hour(23) },
      { ...crl, shard: 1, thisUpdate: hour(-20), nextUpdate: hour(4) },
      { ...crl, shard: 'all', thisUpdate: hour(-25), nextUpdate: hour(-1) },
    ],
    ocsp: { sinceStart: now, answers: 5, cached: 3, live: 2, refused: 1, perMinute: [] },
  });
  const { attention, authorities, crls, custody, days, ocsp } = await overview();
  assert.equal(custody.notForProduction, true);
  assert.equal(days.length, 90);
  assert.ok((days.at(-1)?.signature ?? 0) >= 3);
  assert.ok((days.at(-1)?.ended ?? 0) >= 5);
  assert.equal(crls.length, 3);
  assert.equal(ocsp.cached, 3);
  const first = authorities.find(({ kind }) => kind === 'signature')?.generations[0];
  assert.ok(first?.totals.some(({ state, count }) => state === 'REVOKED' && count >= 3));
  const seen = attention.map(({ kind, urgency }) => `${kind} ${urgency}`);
  assert.equal(seen[0], 'crl-over now');
  for (const wanted of ['crl-due soon', 'custody-not-for-production soon', 'generation-due later']) {
    assert.ok(seen.includes(wanted), wanted);
  }
  const due = attention.find(({ kind }) => kind === 'generation-due');
  assert.equal(due?.at?.slice(0, 4), String(now.getUTCFullYear() + 4));
});
