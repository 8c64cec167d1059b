import assert from 'node:assert/strict';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { readCertificate } from '@mibun/pki';
import { plainDate } from '@mibun/rules';
import { breaking, issueRequest, subjectKey, testMunicipality } from '../../../testing/certificates.ts';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import { tables } from '../../platform/index.ts';
import type { Certificates, IssuedCertificate, IssueRequest } from './index.ts';
import { CRL_SHARDS, certificatesMigrations, createCertificates } from './index.ts';

let platform: TestPlatform;
let certificates: Certificates;

const deps = { municipality: testMunicipality };

before(async () => {
  platform = await openTestPlatform({ migrations: certificatesMigrations });
});
after(() => platform.close());

type Records = {
  certificateAuthorities: { tbs: Uint8Array; certificate: Uint8Array | null };
  certificateLedger: {
    tbs: Uint8Array;
    der: Uint8Array | null;
    voidedAt: Date | null;
    reference: string;
    kind: string;
  };
  lifeEvents: { machine: string; thing: string; toState: string };
};

function records<T>(read: (db: ReturnType<typeof tables<Records>>) => Promise<T>): Promise<T> {
  return platform.database.query((tx) => read(tables<Records>(tx)));
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

/** Whether every signature that was ever made is over octets that were on record first. */
async function assertOnRecord(signed: readonly Uint8Array[]): Promise<void> {
  const known = new Set<string>();
  for (const row of await records((db) => db.selectFrom('certificateLedger').select('tbs').execute())) {
    known.add(Buffer.from(row.tbs).toString('hex'));
  }
  for (const row of await records((db) => db.selectFrom('certificateAuthorities').select('tbs').execute())) {
    known.add(Buffer.from(row.tbs).toString('hex'));
  }
  for (const tbs of signed) assert.ok(known.has(Buffer.from(tbs).toString('hex')), 'signed off record');
}

/** Before and after the key, the intent, the signature (its answer is lost, so it is made again) and the certificate. */
const DEATHS_OF_ONE_CA = [
  [1, 'before'],
  [1, 'after'],
  [1, 'before'],
  [1, 'after'],
  [1, 'before'],
  [1, 'after'],
  [2, 'before'],
  [2, 'after'],
] as const;

test('pki.md §1 four CAs are opened once, though the first start dies at every step', async () => {
  let deaths = 0;
  for (let attempt = 0; ; attempt++) {
    assert.ok(attempt < 60, 'the start never gets through');
    const [at, when] = DEATHS_OF_ONE_CA[attempt % DEATHS_OF_ONE_CA.length] ?? [1, 'before'];
    const broken = breaking(platform, at, when);
    const survived = await createCertificates(broken.platform, deps)
      .api.open()
      .then(
        () => true,
        () => false,
      );
    await assertOnRecord(broken.signed);
    if (survived) break;
    deaths++;
  }
  assert.equal(deaths, 4 * DEATHS_OF_ONE_CA.length);
  certificates = createCertificates(platform, deps).api;
  await certificates.open();
  const keys = (await platform.custody.labels()).filter((label) => label.startsWith('ca-'));
  assert.deepEqual([...keys].sort(), [
    'ca-authentication-1',
    'ca-card-face-1',
    'ca-institution-1',
    'ca-signature-1',
  ]);
  for (const kind of ['signature', 'authentication', 'institution'] as const) {
    const [root, ...others] = certificates.roots(kind);
    assert.ok(root && others.length === 0);
    const certificate = new X509Certificate(root);
    assert.ok(certificate.ca && certificate.verify(certificate.publicKey));
  }
});

test('pki.md §1 a second start reads the same CAs', async () => {
  const again = createCertificates(platform, deps).api;
  await again.open();
  assert.deepEqual(again.roots('signature'), certificates.roots('signature'));
});

test('pki.md §1 a start with a custody that lost a CA key is refused', async () => {
  const custody = new Proxy(platform.custody, {
    get(target, name) {
      if (name === 'publicKey') return async () => undefined;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  await assert.rejects(
    createCertificates({ ...platform, custody }, deps).api.open(),
    /does not hold the key/,
  );
});

test('VAL-09 a certificate ends with the fifth birthday, at 23:59:59 JST', async () => {
  const issued = await certificates.issue(issueRequest('authentication', 'card-validity'));
  assert.equal(issued.notAfter.toISOString(), '2031-02-17T14:59:59.000Z');
  assert.equal(issued.notBefore.toISOString(), '2026-11-22T03:00:00.000Z');
});

test('pki.md §2 SIG has the person, AUTH has nothing about anybody; both name the URL of their shard', async () => {
  const [signature, authentication] = (await pair('card-contents')).map(({ der }) => readCertificate(der));
  assert.ok(signature && authentication);
  assert.equal(signature.person?.name, '番号　花子');
  assert.equal(authentication.person, undefined);
  assert.match(authentication.subject, /^C=JP, CN=[0-9A-F]{24}$/);
  assert.match(signature.subject, /^C=JP, L=見本県, L=見本市, CN=[0-9A-F]{24}$/);
  const shard = Number(BigInt(`0x${signature.serial}`) % BigInt(CRL_SHARDS));
  assert.deepEqual(signature.crlUrls, [`http://localhost:8700/crl/signature/${shard}.crl`]);
  assert.deepEqual(signature.ocspUrls, ['http://localhost:8700/ocsp/signature']);
});

test('pki.md §3 a certificate is on hold from its first moment, with its date', async () => {
  const issued = await certificates.issue(issueRequest('signature', 'card-first-moment'));
  assert.equal(issued.state, 'PENDING');
  assert.equal(issued.reason, 'certificateHold');
  const entries = await platform.database.query((tx) => certificates.crlEntries(tx, 'signature', 1, 'all'));
  const entry = entries.find(({ serial }) => serial === issued.serial);
  assert.deepEqual(entry, { serial: issued.serial, at: issued.notBefore, reason: 'certificateHold' });
});

test('pki.md §3 the same request twice gives the same certificate', async () => {
  const request = issueRequest('signature', 'card-twice');
  const first = await certificates.issue(request);
  platform.clock.advance(60_000);
  assert.deepEqual(await certificates.issue(request), first);
});

test('pki.md §3 two requests at once for one key give one certificate', async () => {
  const request = issueRequest('authentication', 'card-at-once');
  const [first, second] = await Promise.all([certificates.issue(request), certificates.issue(request)]);
  assert.equal(first.serial, second.serial);
  assert.equal((await platform.database.query((tx) => certificates.ofCard(tx, 'card-at-once'))).length, 1);
});

test('pki.md §3 a key of another card is refused, also when both ask at once, and so is SIG beside AUTH', async () => {
  const publicKey = subjectKey();
  const results = await Promise.allSettled(
    ['card-one', 'card-other'].map((card) =>
      certificates.issue(issueRequest('authentication', card, { publicKey })),
    ),
  );
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const refused = results.find((result) => result.status === 'rejected');
  assert.equal(refused?.reason.code, 'KEY_SEEN_BEFORE');
  await assert.rejects(certificates.issue(issueRequest('signature', 'card-one', { publicKey })), {
    code: 'KEY_SEEN_BEFORE',
  });
});

test('pki.md §3 a key that is too short gets no intent', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const weak = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  await assert.rejects(certificates.issue(issueRequest('authentication', 'card-weak', { publicKey: weak })), {
    code: 'KEY_UNFIT',
  });
  const rows = await records((db) =>
    db.selectFrom('certificateLedger').selectAll().where('reference', '=', 'card-weak').execute(),
  );
  assert.equal(rows.length, 0);
});

test('AGE-01 nobody under 15 gets a signature certificate', async () => {
  const birthDate = plainDate('2011-11-23');
  await assert.rejects(certificates.issue(issueRequest('signature', 'card-child', { birthDate })), {
    code: 'SIGNATURE_NOT_FOR_PERSON',
  });
  assert.equal(
    (await certificates.issue(issueRequest('authentication', 'card-child', { birthDate }))).state,
    'PENDING',
  );
});

const hiddenName = (request: IssueRequest): IssueRequest => {
  assert.ok(request.person);
  return { ...request, person: { ...request.person, name: '番号\u202e花子' } };
};

test('pki.md §3 what breaks a lint is voided and never signed; the key is free again', async () => {
  const request = issueRequest('signature', 'card-lint');
  const counting = breaking(platform, Number.POSITIVE_INFINITY, 'before');
  const module = createCertificates(counting.platform, deps).api;
  await module.open();
  await assert.rejects(module.issue(hiddenName(request)), { code: 'LINT_FAILED' });
  assert.equal(counting.signed.length, 0);
  assert.equal(await states('card-lint'), '');
  const issued = await certificates.issue(request);
  assert.equal(issued.state, 'PENDING');
  const rows = await records((db) =>
    db.selectFrom('certificateLedger').select('voidedAt').where('reference', '=', 'card-lint').execute(),
  );
  assert.deepEqual(rows.map(({ voidedAt: voided }) => voided !== null).sort(), [false, true]);
});

test('pki.md §3 a death at any step of an issue leaves nothing signed off record, and a restart finishes it', async () => {
  let deaths = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const request = issueRequest('signature', `card-death-${when}-${at}`);
      const broken = breaking(platform, at, when);
      const module = createCertificates(broken.platform, deps).api;
      await module.open();
      const survived = await module.issue(request).then(
        () => true,
        () => false,
      );
      await assertOnRecord(broken.signed);
      if (survived) break;
      deaths++;

      const restarted = createCertificates(platform, deps).api;
      await restarted.open();
      const unsigned = await records((db) =>
        db
          .selectFrom('certificateLedger')
          .selectAll()
          .where('der', 'is', null)
          .where('voidedAt', 'is', null)
          .execute(),
      );
      assert.equal(unsigned.length, 0);
      const finished = await restarted.issue(request);
      assert.equal(finished.state, 'PENDING');
      const rows = await records((db) =>
        db.selectFrom('certificateLedger').selectAll().where('reference', '=', request.cardId).execute(),
      );
      assert.equal(rows.length, 1);
    }
  }
  // The intent, the signature, the certificate: each before and after.
  assert.equal(deaths, 6);
});

test('pki.md §3 a restart voids an intent that breaks a lint', async () => {
  const request = hiddenName(issueRequest('signature', 'card-void'));
  // Dies where the intent is given up.
  const module = createCertificates(breaking(platform, 2, 'before').platform, deps).api;
  await module.open();
  await assert.rejects(module.issue(request), /died/);
  await createCertificates(platform, deps).api.open();
  const [row] = await records((db) =>
    db.selectFrom('certificateLedger').selectAll().where('reference', '=', 'card-void').execute(),
  );
  assert.ok(row?.voidedAt);
  assert.equal(row.der, null);
  const entries = await platform.database.query((tx) => certificates.crlEntries(tx, 'signature', 1, 'all'));
  const voided = await records((db) =>
    db
      .selectFrom('lifeEvents')
      .select('thing')
      .where('machine', '=', 'signature-certificate')
      .where('toState', '=', 'VOID')
      .execute(),
  );
  const { thing: serial } = voided.at(-1) ?? assert.fail();
  assert.ok(!entries.some((entry) => entry.serial === serial));
  assert.equal(
    await platform.database.query((tx) => certificates.standing(tx, 'signature', serial)),
    undefined,
  );
});
