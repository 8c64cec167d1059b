import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { z } from 'zod';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import type { Actor } from './actor.ts';
import { defineErrors } from './errors/define.ts';
import type { Kinship } from './may.ts';
import { defineProposals } from './proposal-kinds.ts';
import type { Conduct, Proposal, Proposals } from './proposals.ts';

const errors = defineErrors('lamps', {
  LAMP_OUT: {
    status: 409,
    title: { ja: '灯は消えています。', en: 'The lamp is out.' },
    next: { ja: '先に灯してください。', en: 'Light it first.' },
  },
});
const content = z.object({ lamp: z.string(), oil: z.number() });
type Lamp = z.infer<typeof content>;

const BREAKING = defineProposals('lamps', {
  kinds: { break: { ja: '灯の廃棄', en: 'the breaking of a lamp' } },
  who: { action: 'produce-or-destroy', propose: 'do', confirm: 'approve' },
  purpose: 'counter-service',
  standsMs: null,
  carriedOut: 'at-once',
  content,
  audited: ({ lamp }) => ({ lamp }),
});
const MAKING = defineProposals('lamps', {
  kinds: { make: { ja: '灯の製作', en: 'the making of a lamp' }, fill: { ja: '注油', en: 'a filling' } },
  who: { action: 'manage-certificates', propose: 'do', confirm: 'do' },
  purpose: 'administration',
  standsMs: 60_000,
  carriedOut: 'by-job',
  content,
  audited: ({ lamp }) => ({ lamp }),
});

const OFFICE = '99101';
const clerk: Actor = { kind: 'clerk', id: 'p-clerk', name: '窓口', office: OFFICE };
const supervisor: Actor = { kind: 'supervisor', id: 'p-supervisor', name: '責任者', office: OFFICE };
const [one, two] = ['p-one', 'p-two'].map((id): Actor => ({ kind: 'ca-operator', id, name: id })) as [
  Actor,
  Actor,
];
const residents: Kinship = {
  householdOf: async (_tx, person) => (person === 'p-kin' ? ['p-kin', 'p-owner'] : [person]),
};

describe('§9 2P an act of two persons', () => {
  let platform: TestPlatform;
  let breaking: Proposals<'break', Lamp, object>;
  let making: Proposals<'make' | 'fill', Lamp, { readonly number: number }>;
  const broken: string[] = [];
  const out = new Set<string>();
  let make: Conduct<Lamp, { readonly number: number }, 'by-job'>['carryOut'];

  before(async () => {
    platform = await openTestPlatform({ migrations: [] });
    breaking = platform.twoPersons.conduct(BREAKING, {
      residents,
      demand: (_tx, { content: { lamp } }) => {
        if (out.has(lamp)) throw errors.LAMP_OUT();
      },
      carryOut: async (_tx, { content: { lamp }, proposedBy, decidedBy }, { actor, reason }) => {
        broken.push(`${lamp} ${proposedBy.id} ${decidedBy.id} ${actor.id} ${reason}`);
      },
    });
    making = platform.twoPersons.conduct<'make' | 'fill', Lamp, 'by-job', { readonly number: number }>(
      MAKING,
      { carryOut: (...given) => make(...given) },
    );
    platform.lifecycles.demandComplete();
    await platform.jobs.start();
  });
  after(() => platform.close());

  const wishToBreak = (lamp: string, actor = clerk, municipality = OFFICE) =>
    breaking.propose('break', actor, 'cracked', {
      find: async () => ({
        subject: `lamp:${lamp}`,
        content: { lamp, oil: 3 },
        municipality,
        personId: 'p-owner',
      }),
    });
  const wishToMake = (lamp: string, kind: 'make' | 'fill' = 'make') =>
    making.propose(kind, one, 'dark', {
      find: async () => ({ subject: `lamp:${lamp}`, content: { lamp, oil: 1 } }),
    });
  const seen = (proposal: Proposal<Lamp>, by: Actor) => {
    const { version, digest } = breaking.view(proposal, by);
    return { version, digest };
  };
  const trailOf = (id: string) =>
    platform.database.query(async (tx) =>
      (await platform.audit.list(tx, { limit: 500 })).filter(({ caseId }) => caseId === id),
    );

  test('is proposed by one, confirmed by another as it was shown, and carried out once', async () => {
    const proposal = await wishToBreak('a');
    const shown = seen(proposal, supervisor);
    assert.equal(breaking.view(proposal, clerk).mine, true);
    assert.deepEqual(
      [clerk, supervisor].map((who) => breaking.view(proposal, who).mayConfirm),
      [false, true],
    );
    const proposer = { ...supervisor, id: clerk.id };
    const refused: readonly [Actor, object, string][] = [
      [clerk, {}, 'NOT_ALLOWED'],
      [proposer, {}, 'SAME_PERSON'],
      [{ ...supervisor, office: '99102' }, {}, 'NOT_FOUND'],
      [supervisor, { version: 2 }, 'CHANGED_MEANWHILE'],
      [supervisor, { digest: 'of something else' }, 'CHANGED_MEANWHILE'],
    ];
    for (const [who, other, code] of refused) {
      await assert.rejects(breaking.confirm(proposal.id, { ...shown, ...other }, who), { code });
    }
    assert.deepEqual(broken, []);
    const done = await breaking.confirm(proposal.id, shown, supervisor);
    assert.equal(done.state, 'DONE');
    assert.deepEqual(broken, ['a p-clerk p-supervisor p-supervisor cracked']);
    await assert.rejects(breaking.confirm(proposal.id, { ...shown, version: 2 }, supervisor), {
      code: 'STATE_FORBIDS',
    });
    const trail = (await trailOf(proposal.id)).filter(({ action }) => action !== 'access.refused');
    assert.deepEqual(trail.map(({ action, actor, subject }) => [action, actor.id, subject]).toSorted(), [
      ['lamps.carry-out-break', 'p-supervisor', 'p-owner'],
      ['lamps.propose-break', 'p-clerk', 'p-owner'],
    ]);
    for (const { detail } of trail) assert.equal(detail?.digest, shown.digest);
  });

  test('is never one’s own case or one’s household’s, and the try is on record', async () => {
    for (const id of ['p-owner', 'p-kin']) {
      await assert.rejects(wishToBreak('b', { ...clerk, id }), { code: 'OWN_CASE' });
    }
    const proposal = await wishToBreak('b');
    const kin = { ...supervisor, id: 'p-kin' };
    await assert.rejects(breaking.confirm(proposal.id, seen(proposal, kin), kin), { code: 'OWN_CASE' });
    const [refusal] = (await trailOf(proposal.id)).filter(({ action }) => action === 'access.refused');
    assert.deepEqual([refusal?.actor.id, refusal?.detail?.code], ['p-kin', 'own-case']);
    await breaking.withdraw(proposal.id, 1, clerk);
  });

  test('what had to be true when it was proposed is asked again when it is confirmed', async () => {
    const proposal = await wishToBreak('c');
    out.add('c');
    await assert.rejects(breaking.confirm(proposal.id, seen(proposal, supervisor), supervisor), {
      code: 'LAMP_OUT',
    });
    await assert.rejects(wishToBreak('c'), { code: 'LAMP_OUT' });
    assert.equal((await breaking.find(proposal.id)).state, 'PROPOSED');
    const withdrawn = await breaking.withdraw(proposal.id, 1, supervisor);
    assert.deepEqual([withdrawn.state, withdrawn.decidedBy?.id], ['WITHDRAWN', 'p-supervisor']);
  });

  test('one is open for a subject, whatever its kind; a module decides its own alone', async () => {
    const proposal = await wishToMake('e');
    await assert.rejects(wishToMake('e', 'fill'), { code: 'PROPOSAL_OPEN' });
    await assert.rejects(wishToBreak('e'), { code: 'PROPOSAL_OPEN' });
    await assert.rejects(breaking.find(proposal.id), { code: 'NOT_FOUND' });
    await assert.rejects(breaking.withdraw(proposal.id, 1, supervisor), { code: 'NOT_FOUND' });
    const { done, refused } = await platform.atOnce(
      /^insert into "proposals"/,
      () => wishToBreak('f'),
      () => wishToBreak('f'),
    );
    assert.deepEqual([done.length, refused], [1, ['PROPOSAL_OPEN']]);
    await making.withdraw(proposal.id, 1, one);
  });

  test('a row whose content is not what was proposed is nobody’s to confirm', async () => {
    const proposal = await wishToBreak('g');
    await platform.database.transaction((tx) =>
      tx.executeQuery(
        CompiledQuery.raw(`update proposals set content = '{"lamp": "h", "oil": 3}' where id = $1`, [
          proposal.id,
        ]),
      ),
    );
    const forged = await breaking.find(proposal.id);
    const before = broken.length;
    await assert.rejects(breaking.confirm(proposal.id, seen(forged, supervisor), supervisor), /not what was/);
    assert.equal(broken.length, before);
  });

  const confirmed = async (lamp: string) => {
    const proposal = await wishToMake(lamp);
    const { version, digest } = making.view(proposal, two);
    return making.confirm(proposal.id, { version, digest }, two);
  };

  test('what the system carries out is tried again until it is done, and done once', async () => {
    const tries: string[] = [];
    make = async (proposal, act, done) => {
      tries.push(`${proposal.decidedBy.id} ${act.actor.id} ${act.caseId === proposal.id}`);
      if (tries.length === 1) throw new Error('a fault of the workshop');
      await platform.database.transaction((tx) => done(tx, { number: 7 }));
      await platform.database.transaction((tx) => done(tx, { number: 8 }));
    };
    const { id } = await confirmed('i');
    await platform.jobs.settled();
    const { state, outcome } = await making.find(id);
    assert.deepEqual([state, outcome, tries.length], ['DONE', { number: 7 }, 2]);
    assert.equal(tries[0], 'p-two p-two true');
  });

  test('what the rules forbid ends it with their code; what has stopped is gone on with', async () => {
    make = async () => {
      throw errors.LAMP_OUT();
    };
    const forbidden = await confirmed('j');
    await platform.jobs.settled();
    const { state, refusal } = await making.find(forbidden.id);
    assert.deepEqual([state, refusal], ['REFUSED', 'LAMP_OUT']);

    make = async () => {};
    const stopped = await confirmed('k');
    await platform.jobs.settled();
    assert.equal((await making.find(stopped.id)).state, 'CONFIRMED');
    await assert.rejects(making.withdraw(stopped.id, 2, one), { code: 'STATE_FORBIDS' });
    make = async (_proposal, _act, done) => platform.database.transaction((tx) => done(tx));
    await making.resume(stopped.id, 2, one);
    await platform.jobs.settled();
    assert.equal((await making.find(stopped.id)).state, 'DONE');
  });

  test('it stands as long as its kind says, and stands in nobody’s way afterwards', async () => {
    const old = await wishToMake('l');
    const { version, digest } = making.view(old, two);
    platform.clock.advance(60_000);
    assert.deepEqual(await platform.database.query((tx) => making.waiting(tx)), []);
    await assert.rejects(making.confirm(old.id, { version, digest }, two), { code: 'PROPOSAL_LAPSED' });
    assert.equal((await wishToMake('l')).state, 'PROPOSED');
    assert.equal((await making.find(old.id)).state, 'LAPSED');
  });
});
