import assert from 'node:assert/strict';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { plainDate } from '@mibun/rules';
import type { KyselyPlugin } from 'kysely';
import { breaking, issueRequest, testMunicipality } from '../../../testing/certificates.ts';
import { lifeEventsOf, openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import { type Platform, tables } from '../../platform/index.ts';
import type { Certificates, IssueRequest } from './index.ts';
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

type Records = {
  certificateLedger: { tbs: Uint8Array; der: Uint8Array | null; voidedAt: Date | null; reference: string };
  auditEntries: { action: string; subject: string | null };
};

function records<T>(read: (db: ReturnType<typeof tables<Records>>) => Promise<T>): Promise<T> {
  return platform.database.query((tx) => read(tables<Records>(tx)));
}

/** SIG and AUTH of so many cards. */
function lot(name: string, cards: number): readonly IssueRequest[] {
  return Array.from({ length: cards }, (_, index) => `card-${name}-${index}`).flatMap((cardId) => [
    issueRequest('signature', cardId),
    issueRequest('authentication', cardId),
  ]);
}

function counting(original: Platform): { readonly platform: Platform; readonly transactions: () => number } {
  let transactions = 0;
  return {
    transactions: () => transactions,
    platform: {
      ...original,
      database: {
        ...original.database,
        transaction: (work) => {
          transactions++;
          return original.database.transaction(work);
        },
      },
    },
  };
}

test('pki.md §3 a lot is issued with two transactions, each certificate with its own trace, on hold', async () => {
  const counted = counting(platform);
  const module = createCertificates(counted.platform, deps).api;
  await module.open();
  const opened = counted.transactions();
  const requests = lot('plain', 10);
  const results = await module.issueAll(requests);
  assert.equal(counted.transactions() - opened, 2);

  for (const [index, result] of results.entries()) {
    assert.ok(result.status === 'fulfilled');
    const { value } = result;
    const request = requests[index];
    assert.equal(
      `${value.kind} ${value.cardId} ${value.personId}`,
      `${request?.kind} ${request?.cardId} ${request?.personId}`,
    );
    assert.equal(`${value.state} ${value.reason}`, 'PENDING certificateHold');
    const found = await platform.database.query((tx) => certificates.find(tx, value.kind, value.serial));
    assert.deepEqual(found, value);
    const issuer = new X509Certificate(certificates.ca(value.kind).certificate.der);
    const leaf = new X509Certificate(value.der);
    assert.ok(leaf.verify(issuer.publicKey));
    assert.ok(
      leaf.publicKey.export({ format: 'der', type: 'spki' }).equals(request?.publicKey ?? new Uint8Array()),
    );
    const trace = await platform.database.query((tx) =>
      lifeEventsOf(tx, `${value.kind}-certificate`, value.serial),
    );
    assert.deepEqual(
      trace.map(({ event, toState, at }) => [event, toState, at]),
      [['request', 'PENDING', value.changedAt]],
    );
  }
  const audited = await records((db) =>
    db
      .selectFrom('auditEntries')
      .select('subject')
      .where('subject', 'like', 'person-of-card-plain-%')
      .execute(),
  );
  assert.equal(audited.length, requests.length);
});

test('a lot takes as many statements as a pair, whoever listens', async () => {
  let statements = 0;
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const { database } = platform;
  const { api } = createCertificates(
    {
      ...platform,
      database: {
        ...database,
        transaction: (work) => database.transaction((tx) => work(tx.withPlugin(counter))),
      },
    },
    deps,
  );
  let told = 0;
  api.onChangeWithin(async (_, changes) => {
    told++;
    assert.ok(changes.every(({ state, reason }) => state === 'PENDING' && reason === 'certificateHold'));
  });
  await api.open();
  const issue = async (requests: readonly IssueRequest[]) => {
    statements = 0;
    told = 0;
    const results = await api.issueAll(requests);
    assert.ok(results.every(({ status }) => status === 'fulfilled'));
    assert.equal(told, 1);
    return statements;
  };
  const pair = await issue(lot('pair', 1));
  assert.ok(pair > 5);
  assert.equal(await issue(lot('many', 9)), pair);
});

test('pki.md §3 what is refused in a lot stops no other: its age, its key, a key seen before, its contents', async () => {
  const [good] = lot('mixed', 1);
  assert.ok(good);
  const seen = issueRequest('authentication', 'card-mixed-seen');
  await certificates.issue(seen);
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const requests = [
    issueRequest('signature', 'card-mixed-child', { birthDate: plainDate('2020-01-01') }),
    issueRequest('authentication', 'card-mixed-weak', {
      publicKey: new Uint8Array(weak.export({ format: 'der', type: 'spki' })),
    }),
    good,
    issueRequest('authentication', 'card-mixed-other', { publicKey: seen.publicKey }),
    issueRequest('signature', 'card-mixed-hidden', {
      person: { ...(good.person ?? assert.fail()), name: '番号\u200b花子' },
    }),
    // the same once more: the certificate that is there already
    good,
    issueRequest('authentication', 'card-mixed-twice', { publicKey: good.publicKey }),
  ];
  const results = await certificates.issueAll(requests);
  assert.deepEqual(
    results.map((result) => (result.status === 'fulfilled' ? result.value.cardId : result.reason.code)),
    [
      'SIGNATURE_NOT_FOR_PERSON',
      'KEY_UNFIT',
      'card-mixed-0',
      'KEY_SEEN_BEFORE',
      'LINT_FAILED',
      'card-mixed-0',
      'KEY_SEEN_BEFORE',
    ],
  );
  const entries = await records((db) =>
    db.selectFrom('certificateLedger').selectAll().where('reference', 'like', 'card-mixed-%').execute(),
  );
  assert.deepEqual(
    entries
      .map(({ reference, der, voidedAt: voided }) => `${reference} ${der !== null} ${voided !== null}`)
      .sort(),
    ['card-mixed-0 true false', 'card-mixed-hidden false true', 'card-mixed-seen true false'],
  );
});

test('two lots with the same keys at once give each key one certificate', async () => {
  const requests = lot('race', 5);
  const [first, second] = await Promise.all([
    certificates.issueAll(requests),
    certificates.issueAll(requests.toReversed()),
  ]);
  const serials = (results: typeof first) =>
    results.map((result) => (result.status === 'fulfilled' ? result.value.serial : String(result.reason)));
  assert.deepEqual(serials(first), serials(second).toReversed());
  assert.equal(new Set(serials(first)).size, requests.length);
});

test('pki.md §3 a death at any step of a lot leaves nothing signed off record, and a restart finishes it', async () => {
  let deaths = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const requests = lot(`death-${when}-${at}`, 1);
      const broken = breaking(platform, at, when);
      const module = createCertificates(broken.platform, deps).api;
      await module.open();
      const survived = await module.issueAll(requests).then(
        (results) => results.every(({ status }) => status === 'fulfilled'),
        () => false,
      );
      const ledger = await records((db) => db.selectFrom('certificateLedger').select('tbs').execute());
      const known = new Set(ledger.map(({ tbs }) => Buffer.from(tbs).toString('hex')));
      for (const tbs of broken.signed) assert.ok(known.has(Buffer.from(tbs).toString('hex')), 'off record');
      if (survived) break;
      deaths++;

      const restarted = createCertificates(platform, deps).api;
      await restarted.open();
      const unsigned = await records((db) =>
        db
          .selectFrom('certificateLedger')
          .select('reference')
          .where('der', 'is', null)
          .where('voidedAt', 'is', null)
          .execute(),
      );
      assert.deepEqual(unsigned, []);
      const again = await restarted.issueAll(requests);
      assert.ok(again.every(({ status }) => status === 'fulfilled'));
      const rows = await records((db) =>
        db
          .selectFrom('certificateLedger')
          .selectAll()
          .where('reference', '=', requests[0]?.cardId ?? '')
          .execute(),
      );
      assert.equal(rows.length, 2);
    }
  }
  // The intents, either signature, the certificates: each before and after.
  assert.equal(deaths, 8);
});
