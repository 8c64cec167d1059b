import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clerk, issueRequest } from '../../../testing/certificates.ts';
import { openVerifiersBench, type VerifiersBench } from '../../../testing/verifiers.ts';
import type { Actor, Database, Platform } from '../../platform/index.ts';
import type { CertificateKind } from '../certificates/index.ts';
import { tracesOn } from './traces.ts';

const actor: Actor = { kind: 'verifier', id: 'verifier:mihon-platform', name: '見本プラットフォーム' };
const KINDS: readonly CertificateKind[] = ['signature', 'authentication'];
const CARDS = ['card-trace-1', 'card-trace-2', 'card-trace-3'];
const issued: { readonly kind: CertificateKind; readonly serial: string; readonly personId: string }[] = [];
let bench: VerifiersBench;

before(async () => {
  bench = await openVerifiersBench();
  for (const kind of KINDS) {
    for (const cardId of CARDS) issued.push(await bench.certificates.issue(issueRequest(kind, cardId)));
  }
  for (const cardId of CARDS) {
    await bench.platform.database.transaction((tx) => bench.certificates.activateOfCard(tx, cardId, clerk));
  }
});
after(() => bench.close());

/** The platform, with a count of the statements that are sent inside its transactions. */
function counting(platform: Platform): { readonly platform: Platform; statements(): number } {
  let statements = 0;
  const database: Database = {
    engine: platform.database.engine,
    close: () => platform.database.close(),
    query: (work) => platform.database.query(work),
    transaction: (work) =>
      platform.database.transaction((tx) =>
        work(
          tx.withPlugin({
            transformQuery({ node }) {
              statements++;
              return node;
            },
            transformResult: async ({ result }) => result,
          }),
        ),
      ),
  };
  return { platform: { ...platform, database }, statements: () => statements };
}

const serialsOf = (kind: CertificateKind) =>
  issued.filter((one) => one.kind === kind).map(({ serial }) => serial);

async function looksAt(subject: string): Promise<number> {
  const entries = await bench.platform.database.query((tx) => bench.platform.audit.list(tx, { subject }));
  return entries.filter(({ action }) => action === 'verifiers.check-status').length;
}

test('VAR-05 traces of a thousand certificates take as few statements as one of each kind', async () => {
  const spied = counting(bench.platform);
  const traces = tracesOn(spied.platform, bench.certificates);
  for (const kind of KINDS) traces.note(actor, kind, serialsOf(kind).slice(0, 1));
  await traces.flush();
  const few = spied.statements();
  assert.ok(few >= 1 && few <= 3, `${few}`);

  for (const kind of KINDS) {
    const strangers = Array.from({ length: 500 }, (_, index) => index.toString(16).padStart(20, '0'));
    traces.note(actor, kind, [...serialsOf(kind), ...strangers]);
  }
  await traces.flush();
  assert.equal(spied.statements() - few, few);
  assert.equal(await looksAt('person-of-card-trace-1'), 4);
  assert.equal(await looksAt('person-of-card-trace-3'), 2);
});

test('VAR-05 what the database did not take is written with the next flush, and once', async () => {
  let away = true;
  const { database } = bench.platform;
  const failing: Database = {
    engine: database.engine,
    close: () => database.close(),
    query: (work) => database.query(work),
    transaction: (work) => (away ? Promise.reject(new Error('away')) : database.transaction(work)),
  };
  const traces = tracesOn({ ...bench.platform, database: failing }, bench.certificates);
  const before = await looksAt('person-of-card-trace-2');
  const serials = serialsOf('authentication').slice(1, 2);
  traces.note(actor, 'authentication', serials);
  await assert.rejects(traces.flush(), /away/);
  traces.note(actor, 'authentication', serials);
  away = false;
  await traces.flush();
  await traces.flush();
  const [entry] = await database.query((tx) =>
    bench.platform.audit.list(tx, { subject: 'person-of-card-trace-2', limit: 1 }),
  );
  assert.equal(await looksAt('person-of-card-trace-2'), before + 1);
  assert.deepEqual(entry?.detail, { kind: 'authentication', serial: serials[0], times: 2 });
});

test('a serial of one CA is nobody’s at the other, and an empty question is no statement', async () => {
  const ask = (kind: CertificateKind, serials: readonly string[]) =>
    bench.platform.database.query((tx) => bench.certificates.holders(tx, kind, serials));
  assert.deepEqual(
    [...(await ask('signature', serialsOf('signature')))].sort(),
    issued
      .filter(({ kind }) => kind === 'signature')
      .map(({ serial, personId }) => [serial, personId] as const)
      .sort(),
  );
  assert.equal((await ask('signature', serialsOf('authentication'))).size, 0);
  assert.equal((await ask('signature', [])).size, 0);
});
