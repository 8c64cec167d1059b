import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { APPLICATION, type ApplicationEvent, plainDate, REGISTRY_CONSEQUENCES } from '@mibun/rules';
import { type ApplicationsBench, openApplicationsBench } from '../../../testing/applications.ts';
import { photoOf } from '../../../testing/online-applications.ts';
import { others, type Townsperson, who as townspeople } from '../../../testing/townspeople.ts';
import type { Act } from '../../platform/index.ts';
import type { Application } from './api.ts';

const { newborn: _newborn, child: _child, ...grown } = townspeople;
const people: readonly Townsperson[] = [...others, ...Object.values(grown)];

const by = (kind: Act['actor']['kind'], purpose: Act['purpose'] = 'application'): Act => ({
  actor: { kind, id: `p-${kind}`, name: `${kind} 一郎` },
  purpose,
});
const screener = by('card-operator', 'screening');
const maker: Act = { ...screener, actor: { ...screener.actor, id: 'p-maker' }, purpose: 'production' };
const office = by('clerk', 'set-up');
const timer = by('timer');
const registry = by('registry', 'administration');
const online = by('unauthenticated');

describe('what follows from a step of an application is done by the step, once', () => {
  let bench: ApplicationsBench;
  let used = 0;

  before(async () => {
    bench = await openApplicationsBench();
  });
  after(() => bench.close());
  beforeEach(() => {
    bench.carriedOut.length = 0;
  });

  const inTx: ApplicationsBench['platform']['database']['transaction'] = (work) =>
    bench.platform.database.transaction(work);

  interface Case {
    readonly who: Townsperson;
    readonly id: string;
    readonly mails: () => readonly string[];
    readonly letters: () => Promise<readonly string[]>;
    readonly move: (
      event: ApplicationEvent,
      act: Act,
      more?: Parameters<ApplicationsBench['applications']['api']['move']>[4],
    ) => Promise<Application>;
  }

  /** Somebody who has applied at a desk and is being screened; with an address for mails, or without one anywhere. */
  async function screened(address?: 'address'): Promise<Case> {
    const who = people[used++];
    assert.ok(who?.applicationId);
    const { applicationId, municipality } = who;
    const photo = await photoOf(who);
    const email = `applicant-${used}@example.jp`;
    const input = {
      applicationId,
      photo,
      wantsSignature: true,
      wantsAuthentication: true,
      ...(address && { contactEmail: email }),
    };
    const desk = by('clerk');
    const { id } = await inTx((tx) =>
      bench.applications.api.applyAtDesk(tx, input, {
        ...desk,
        actor: { ...desk.actor, office: municipality },
      }),
    );
    await bench.platform.jobs.settled();
    return {
      who,
      id,
      mails: () =>
        bench.platform.sent
          .filter(({ to }) => to === email)
          .map(({ subject }) => subject.split(' / ')[1] ?? subject),
      letters: async () =>
        (await inTx((tx) => bench.notices.api.letters(tx, { caseId: id }))).map(({ kind }) => kind).sort(),
      move: (event, act, more) => inTx((tx) => bench.applications.api.move(tx, id, event, act, more)),
    };
  }

  const approved = async (address?: 'address') => {
    const found = await screened(address);
    await inTx(async (tx) => {
      const { version } = await bench.applications.api.get(tx, found.id);
      await bench.applications.api.approve(tx, found.id, version, screener);
    });
    return found;
  };

  const way: readonly (readonly [ApplicationEvent, Act, object?])[] = [
    ['enter-batch', maker, { given: { batch: { batchId: 'batch-1', position: 0 } } }],
    ['ship', maker],
    ['receive', office],
    ['set-up', office, { given: { pickUpBy: plainDate('2027-02-22') } }],
    ['hand-over', office],
  ];

  test('APP-11 each step that the holder waits for comes by mail, and the issue notice by post (NTC-01)', async () => {
    const { move, mails, letters } = await approved('address');
    for (const step of way) await move(...step);
    assert.deepEqual(mails(), [
      'Your application has been received',
      'Your card is on its way to your office',
      'Your card is ready for pick-up',
    ]);
    assert.deepEqual(await letters(), ['issue-notice']);
    assert.deepEqual(bench.carriedOut, ['begin-making APPROVED']);
  });

  test('NTC-01 nobody is ready for pick-up without a notice: who says so says until when', async () => {
    const { id, move } = await approved();
    for (const step of way.slice(0, 3)) await move(...step);
    await assert.rejects(move('set-up', office), /nobody said until when/);
    assert.equal((await inTx((tx) => bench.applications.api.get(tx, id))).state, 'AT_MUNICIPALITY');
    await move('set-up', office, { given: { pickUpBy: null } });
  });

  test('another card of the same application is another notice', async () => {
    const { move, letters } = await approved();
    for (const step of way.slice(0, 4)) await move(...step);
    await move('resnapshot', registry);
    assert.deepEqual(bench.carriedOut, ['begin-making APPROVED', 'destroy-card READY']);
    for (const step of way.slice(0, 4)) await move(...step);
    assert.deepEqual(await letters(), ['issue-notice', 'issue-notice', 'issue-notice-void']);
  });

  test('NTC-01 whoever holds a notice for a card that is made again hears that it is void, and nobody else does', async () => {
    const { move, mails, letters } = await approved('address');
    for (const step of way.slice(0, 3)) await move(...step);
    await move('resnapshot', registry);
    assert.deepEqual(await letters(), [], 'no notice was out yet');
    for (const step of way.slice(0, 4)) await move(...step);
    await move('resnapshot', registry);
    assert.deepEqual(await letters(), ['issue-notice', 'issue-notice-void']);
    assert.deepEqual(mails().slice(-2), ['Your card is ready for pick-up', 'Your card is being made again']);

    const present = await approved();
    for (const step of way.slice(0, 3)) await present.move(...step);
    await present.move('set-up', office, { given: { pickUpBy: null } });
    await present.move('resnapshot', registry);
    assert.deepEqual(await present.letters(), [], 'whoever was there was never called');
  });

  test('NTC-03 a reminder goes by post, and by mail where there is an address, and says until when', async () => {
    const { move, mails, letters } = await approved('address');
    for (const step of way.slice(0, 4)) await move(...step);
    await assert.rejects(move('remind', timer), /nobody said until when/);
    await move('remind', timer, { given: { pickUpBy: plainDate('2027-05-23') } });
    assert.deepEqual(bench.carriedOut.slice(-1), ['set-second-deadline READY']);
    assert.deepEqual(await letters(), ['issue-notice', 'pick-up-reminder']);
    assert.deepEqual(mails().slice(-1), ['Your card is still waiting for you']);
    assert.match(bench.platform.sent.at(-1)?.text ?? '', /23 May 2027/);
  });

  test('APP-09 a defect is told by mail, or by post to whoever has no address; sent back twice, told twice', async () => {
    const withMail = await screened('address');
    await withMail.move('reject', screener);
    assert.deepEqual(withMail.mails().slice(1), ['Your application needs a correction']);
    assert.deepEqual(await withMail.letters(), []);
    await withMail.move('correct', online);
    await bench.platform.jobs.settled();
    assert.deepEqual(withMail.mails().slice(2), ['We have your new photo']);

    const byPost = await screened();
    for (const _time of [1, 2]) {
      await byPost.move('reject', screener);
      await byPost.move('correct', online);
      await bench.platform.jobs.settled();
    }
    assert.deepEqual(await byPost.letters(), ['application-defect', 'application-defect']);
  });

  test('§10.1 90 days after it was sent back for the last time it ends, and that is told', async () => {
    const { id, move, letters } = await screened();
    await move('reject', screener);
    bench.platform.clock.advance(80 * 86_400_000);
    await move('correct', online);
    await bench.platform.jobs.settled();
    await move('reject', screener);
    const end = () => bench.applications.api.expireDue(bench.platform.clock.now());
    const state = async () => (await inTx((tx) => bench.applications.api.get(tx, id))).state;
    bench.platform.clock.advance(80 * 86_400_000);
    await end();
    assert.equal(await state(), 'DEFECT');
    bench.platform.clock.advance(11 * 86_400_000);
    await end();
    assert.equal(await state(), 'CLOSED_INCOMPLETE');
    await end();
    assert.deepEqual(await letters(), ['application-closed', 'application-defect', 'application-defect']);
  });

  test('APP-10 withdrawing is confirmed, once, and costs the card where there is one', async () => {
    const early = await screened('address');
    await early.move('withdraw', online);
    assert.deepEqual(early.mails().slice(1), ['Your application has been withdrawn']);
    assert.deepEqual(bench.carriedOut, []);

    const late = await approved();
    await late.move(...(way[0] ?? assert.fail()));
    await late.move('withdraw', online);
    assert.deepEqual(await late.letters(), ['application-withdrawn']);
    assert.deepEqual(bench.carriedOut, ['begin-making APPROVED', 'destroy-card IN_PRODUCTION']);
    await assert.rejects(late.move('withdraw', online), { code: 'STATE_FORBIDS' });
    assert.deepEqual(await late.letters(), ['application-withdrawn']);
  });

  test('§10.1 an application that the registry ends says why and what to do; the bereaved are spoken to as such', async () => {
    const follow = (personId: string, event: keyof typeof REGISTRY_CONSEQUENCES) =>
      inTx((tx) => bench.applications.api.followRegistry(tx, personId, { event, version: 2 }, registry));
    const events = (Object.keys(REGISTRY_CONSEQUENCES) as (keyof typeof REGISTRY_CONSEQUENCES)[]).filter(
      (event) => REGISTRY_CONSEQUENCES[event].application === 'cancel',
    );
    assert.equal(events.length, 6);
    const texts = new Set<string>();
    for (const event of events) {
      const { who, mails } = await screened('address');
      await follow(who.personId, event);
      assert.deepEqual(mails().slice(1), ['About your application'], event);
      const text = bench.platform.sent.at(-1)?.text ?? '';
      assert.equal(text.includes('ご家族へ'), event === 'died', event);
      assert.doesNotMatch(text, /undefined|\{/, event);
      texts.add(text.slice(text.indexOf('\n')));
    }
    // Both departures are to abroad.
    assert.equal(texts.size, 5);

    const dead = await screened();
    await follow(dead.who.personId, 'died');
    assert.deepEqual(await dead.letters(), [], 'nobody writes to the dead');
    const moved = await screened();
    await follow(moved.who.personId, 'moved-out');
    assert.deepEqual(await moved.letters(), ['application-cancelled']);
  });

  test('NTC-03 whoever did not come for the card hears that it was destroyed, and not twice', async () => {
    const { move, letters } = await approved();
    for (const step of way.slice(0, 4)) await move(...step);
    await move('unclaim', timer);
    await move('destroy', office);
    assert.deepEqual(await letters(), ['card-destroyed', 'issue-notice']);
  });

  /** A draft as whoever has the form opens it online. */
  async function draftOf(who: Townsperson, email: string): Promise<string> {
    const answer = await bench.app.inject({
      method: 'POST',
      url: '/api/applications/start',
      payload: { applicationId: who.applicationId, contactName: who.name, email, termsAccepted: true },
    });
    assert.equal(answer.statusCode, 200, answer.body);
    const [draft] = await inTx((tx) => bench.applications.api.ofPerson(tx, who.personId));
    assert.ok(draft?.contactEmail);
    return draft.id;
  }
  const now = (id: string) => inTx((tx) => bench.applications.api.get(tx, id));

  test('APP-05 that somebody has begun an application is on the person’s record, at the desk and online', async () => {
    const who = people[used++];
    assert.ok(who);
    const id = await draftOf(who, 'begin@example.jp');
    const { audit } = bench.platform;
    const trail = await inTx((tx) => audit.list(tx, { subject: who.personId, action: 'applications.start' }));
    assert.deepEqual(
      trail.map(({ actor, caseId, detail }) => [actor.kind, caseId, detail]),
      [['unauthenticated', id, { from: null, to: 'DRAFT', rule: 'APP-05' }]],
    );
    const atDesk = await screened();
    const begun = await inTx((tx) =>
      audit.list(tx, { subject: atDesk.who.personId, action: 'applications.start' }),
    );
    assert.deepEqual(
      begun.map(({ actor, caseId, detail }) => [actor.kind, caseId, detail?.rule]),
      [['clerk', atDesk.id, 'CH-DESK']],
    );
  });

  test('APP-05 dates guessed where the status is asked lock the ID, and the draft goes with what was typed', async () => {
    const who = people[used++];
    assert.ok(who);
    const id = await draftOf(who, 'locked@example.jp');
    for (let guess = 1; guess <= 5; guess++) {
      await bench.app.inject({
        method: 'POST',
        url: '/api/applications/status',
        payload: { applicationId: who.applicationId, birthDate: `1930-01-0${guess}` },
      });
    }
    const { state, contactName, contactEmail } = await now(id);
    assert.deepEqual([state, contactName, contactEmail], ['LOCKED', null, null]);
    const again = await bench.app.inject({
      method: 'POST',
      url: '/api/applications/start',
      payload: {
        applicationId: who.applicationId,
        contactName: who.name,
        email: 'again@example.jp',
        termsAccepted: true,
      },
    });
    assert.equal(again.json().code, 'APPLICATION_ID_LOCKED');
  });

  test('§10.1 a draft that the registry ends is forgotten, and its address learns nothing of the person', async () => {
    const who = people[used++];
    assert.ok(who);
    const id = await draftOf(who, 'draft@example.jp');
    const token = /continue#([\w-]+)/.exec(bench.platform.sent.at(-1)?.text ?? '')?.[1] ?? '';
    const mails = bench.platform.sent.length;
    await inTx((tx) =>
      bench.applications.api.followRegistry(tx, who.personId, { event: 'died', version: 2 }, registry),
    );
    const { state, contactName, contactEmail } = await now(id);
    assert.deepEqual([state, contactName, contactEmail], ['CANCELLED', null, null]);
    assert.equal(bench.platform.sent.length, mails);
    const opened = await bench.app.inject({
      method: 'GET',
      url: '/api/applications/draft',
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(opened.json().code, 'APPLICATION_LINK_EXPIRED');
  });

  test('what nobody can do yet is on the list of it', () => {
    const { notYet } = bench.platform.lifecycles.all().find(({ table }) => table === APPLICATION) ?? {};
    assert.deepEqual(
      new Set(notYet?.map(({ from, event, rule }) => (from === null ? `${event} by ${rule}` : event))),
      new Set(['book', 'deliver', 'return-mail', 'submit by CH-MAIL', 'reject by CH-MAIL']),
    );
  });
});
