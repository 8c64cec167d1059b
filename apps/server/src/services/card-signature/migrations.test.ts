import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { openTestDatabase } from '../../../testing/database.ts';
import { migrate, platformMigrations } from '../../platform/index.ts';
import { linkingMigrations } from '../linking/index.ts';
import { signingMigrations } from '../signing/index.ts';
import { cardSignatureMigrations } from './store.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
const run = async (sql: string) =>
  (await database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(sql)))).rows as readonly object[];

before(async () => {
  database = await openTestDatabase();
  const modules = [...platformMigrations, ...signingMigrations, ...linkingMigrations];
  await migrate(
    database,
    modules.filter(({ name }) => !/^(?:0091_signing|0191_consents)/.test(name)),
  );
  await run(`insert into signing_ceremonies (id, person_id, name, sha256, pages, state, created_at, expires_at,
      stamp_page, stamp_x, stamp_y, stamp_width, stamp_height, certificate, serial, signing_time, digest, signature,
      signed_sha256, signed_at)
    values ('signing-1', 'person-1', '契約書.pdf', 'aa', 3, 'signed', '2026-11-20T01:00:00Z', '2026-12-20T01:05:00Z',
      2, 10.5, 20, 174, 28, '\\x01', '0a', '2026-11-20T01:04:00Z', '\\x02', '\\x03', 'bb', '2026-11-20T01:05:00Z'),
    ('signing-2', 'person-1', 'b.pdf', 'cc', 1, 'uploaded', '2026-11-20T02:00:00Z', '2026-11-20T02:15:00Z',
      0, 1, 2, 3, 4, null, null, null, null, null, null, null)`);
  await run(`insert into signing_files values ('signing-1', 'uploaded', '\\xaa'), ('signing-1', 'addition', '\\xbb'),
    ('signing-2', 'uploaded', '\\xcc')`);
  await run(`insert into consent_ceremonies
    values ('ceremony-1', 'person-2', 'give', 'consent-1', 'CODE', '["name"]', '同意', '\\x01',
      '2026-11-20T14:55:00Z', '2026-11-20T15:10:00Z', '\\x03'),
    ('ceremony-2', 'person-2', 'withdraw', 'consent-1', null, '["name"]', '撤回', '\\x01',
      '2026-11-20T14:55:00Z', '2026-11-20T15:10:00Z', null)`);
  await run(`insert into consents values ('consent-1', 'person-2', 'shop', '店', 'Shop', '社', 'Company', '["name"]',
    'GIVEN', '2026-11-20T14:57:00Z', '2026-11-21T15:00:00Z', '2036-11-20T15:00:00Z', '\\x30', null, null)`);
  await migrate(database, [...modules, ...cardSignatureMigrations]);
});
after(() => database.close());

const rowsOf = (format: string) =>
  run(`select id, person_id, state, facts, expires_at, serial,
    digest is not null as prepared, encode(signature, 'hex') as signature, signed_at
    from card_signatures where format = '${format}' order by id`).then((rows) => rows.map(Object.values));
const files = () =>
  run(`select ceremony || ' ' || role || ' ' || encode(bytes, 'hex') as file from card_signature_files
    order by ceremony, role`).then((rows) => rows.flatMap(Object.values));

test('documents of an earlier version are signed, or can be signed, as they could before', async () => {
  const [signed, begun] = await rowsOf('signing');
  assert.deepEqual(signed?.slice(0, 4), [
    'signing-1',
    'person-1',
    'signed',
    {
      name: '契約書.pdf',
      sha256: 'aa',
      pages: 3,
      stamp: { page: 2, x: 10.5, y: 20, width: 174, height: 28 },
      signedSha256: 'bb',
    },
  ]);
  assert.deepEqual(signed?.slice(5, 8), ['0a', true, '03']);
  assert.deepEqual(begun?.slice(0, 4), [
    'signing-2',
    'person-1',
    'begun',
    { name: 'b.pdf', sha256: 'cc', pages: 1, stamp: { page: 0, x: 1, y: 2, width: 3, height: 4 } },
  ]);
});

test('consents of an earlier version: what is signed stays so, the rest is prepared anew and ends with its day', async () => {
  const instant = (iso: string) => new Date(iso).toISOString();
  const [signed, begun] = (await rowsOf('consent-signature')).map((row) =>
    row.map((value) => (value instanceof Date ? value.toISOString() : value)),
  );
  const facts = { consentId: 'consent-1', items: ['name'] };
  const at = instant('2026-11-20T14:57:00Z');
  assert.deepEqual(signed, [
    'ceremony-1',
    'person-2',
    'signed',
    { ...facts, purpose: 'give', offerCode: 'CODE' },
    at,
    null,
    false,
    '03',
    at,
  ]);
  assert.deepEqual(begun, [
    'ceremony-2',
    'person-2',
    'begun',
    { ...facts, purpose: 'withdraw', offerCode: null },
    instant('2026-11-20T15:00:00Z'),
    null,
    false,
    null,
    null,
  ]);
});

test('what was to be signed is still there, of unsigned texts and of documents', async () => {
  assert.deepEqual(await files(), [
    `ceremony-2 content ${Buffer.from('撤回').toString('hex')}`,
    'signing-1 content aa',
    'signing-1 result bb',
    'signing-2 content cc',
  ]);
});
