import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import type { ActName } from './acts.ts';
import {
  AUDIT_KEY,
  type AuditPosition,
  type AuditReport,
  auditSealerOn,
  verifyAudit,
} from './audit-chain.ts';

const clerk = { kind: 'clerk', id: 'p-clerk', name: '窓口 直子', office: '99201' } as const;

describe('the audit trail', () => {
  let platform: TestPlatform;
  let seal: () => Promise<AuditPosition | undefined>;

  before(async () => {
    platform = await openTestPlatform({ migrations: [] });
    seal = () => auditSealerOn(platform).seal();
  });
  after(() => platform.close());

  const run = (statement: string) =>
    platform.database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(statement)));
  /** As whoever owns the database can: the trigger that says "append-only" is theirs, too. */
  const asOwner = async (...statements: readonly string[]) => {
    for (const table of ['audit_entries', 'audit_chain', 'audit_heads']) {
      await run(`alter table ${table} disable trigger ${table}_append_only`);
    }
    for (const statement of statements) await run(statement);
    for (const table of ['audit_entries', 'audit_chain', 'audit_heads']) {
      await run(`alter table ${table} enable trigger ${table}_append_only`);
    }
  };
  const record = (subject: string) =>
    platform.database.transaction((tx) =>
      platform.audit.record(tx, {
        actor: clerk,
        action: 'test.act' as ActName,
        purpose: 'administration',
        subject,
        detail: { b: 1, a: { d: [1, 'x', null], c: true } },
      }),
    );
  const verified = async (kept?: AuditPosition): Promise<AuditReport> =>
    verifyAudit(platform.database, await platform.custody.publicKey(AUDIT_KEY), kept);
  const faults = async (kept?: AuditPosition) => (await verified(kept)).faults.map(({ fault }) => fault);

  beforeEach(async () => {
    await asOwner(
      'truncate audit_entries restart identity',
      'truncate audit_chain',
      'truncate audit_heads',
      'truncate audit_unsealed',
    );
    for (const subject of ['p-1', 'p-2', 'p-3', 'p-4', 'p-5']) await record(subject);
  });

  test('is sealed in order and proves itself; what is not sealed yet is said', async () => {
    assert.deepEqual(await verified(), { faults: [], sealed: 0, unsealed: 5, head: null });
    const head = await seal();
    await record('p-6');
    const report = await verified(head);
    assert.deepEqual([report.faults, report.sealed, report.unsealed], [[], 5, 1]);
    assert.deepEqual(report.head?.hash, head?.hash);
    assert.equal((await seal())?.sequence, 6);
    assert.equal(await seal(), undefined, 'nothing new, no new head');
  });

  for (const [what, fault, ...statements] of [
    ['a word of an entry is changed', 'changed', "update audit_entries set reason = 'x' where id = 3"],
    ['another person is named', 'changed', "update audit_entries set actor_id = 'p-other' where id = 1"],
    [
      'its time is moved by a second',
      'changed',
      "update audit_entries set at = at + interval '1 second' where id = 5",
    ],
    [
      'its detail is changed',
      'changed',
      `update audit_entries set detail = jsonb_set(detail, '{a,c}', 'false') where id = 2`,
    ],
    ['an entry is deleted', 'missing', 'delete from audit_entries where id = 2'],
    ['the last entry is deleted', 'missing', 'delete from audit_entries where id = 5'],
    [
      'two entries change places',
      'changed',
      `update audit_entries e set subject = o.subject from audit_entries o
       where (e.id, o.id) in ((2, 4), (4, 2))`,
    ],
    [
      'an entry is put in behind the sealer’s back',
      'added',
      'alter table audit_entries disable trigger audit_entries_to_be_sealed',
      `insert into audit_entries (at, actor_kind, actor_id, actor_name, action, purpose)
       values (now(), 'clerk', 'p', 'n', 'test.act', 'administration')`,
      'alter table audit_entries enable trigger audit_entries_to_be_sealed',
    ],
    ['a link of the chain is deleted', 'gap', 'delete from audit_chain where sequence = 3'],
    ['a link is changed', 'changed', "update audit_chain set hash = repeat('0', 64) where sequence = 3"],
    ['the signature of a head is another', 'head', "update audit_heads set signature = 'MGUCMQ=='"],
    ['the time of a head is another', 'head', "update audit_heads set at = at - interval '1 day'"],
    [
      'the end of entries and chain is cut off',
      'head',
      'delete from audit_entries where id > 3',
      'delete from audit_chain where sequence > 3',
    ],
  ] as const) {
    test(`shows it when ${what}`, async () => {
      await seal();
      await asOwner(...statements);
      assert.ok((await faults()).includes(fault), JSON.stringify(await verified()));
    });
  }

  test('written anew from the beginning by somebody without the key, it is found by its heads', async () => {
    const kept = await seal();
    await asOwner(
      "update audit_entries set subject = 'p-another' where id = 2",
      'truncate audit_chain',
      'insert into audit_unsealed select id from audit_entries',
    );
    await auditSealerOn({
      ...platform,
      custody: { ...platform.custody, has: async () => true, sign: async () => new Uint8Array(8) },
    }).seal();
    assert.deepEqual(await faults(), ['head']);
    await asOwner('truncate audit_heads');
    assert.deepEqual(
      await faults(kept),
      ['kept-head'],
      'with the heads gone, the one that was kept elsewhere',
    );
  });

  test('many write at once and nobody waits for the sealer; each entry is sealed once', async () => {
    await Promise.all([
      ...Array.from({ length: 30 }, (_, n) => record(`p-many-${n}`)),
      ...Array.from({ length: 5 }, () => seal()),
    ]);
    await seal();
    const report = await verified();
    assert.deepEqual([report.faults, report.sealed, report.unsealed], [[], 35, 0]);
  });
});
