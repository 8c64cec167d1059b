import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { truncated } from '@mibun/portraits/testing/bad-photos';
import {
  type OnlineBench,
  openOnlineBench,
  photoOf,
  screener,
  screening,
} from '../../../testing/online-applications.ts';
import { TOWN, who } from '../../../testing/townspeople.ts';

const hanako = who.adult;
const child = who.child;

describe('the screening of applications', () => {
  let bench: OnlineBench;
  let photo: Uint8Array;

  before(async () => {
    bench = await openOnlineBench();
    photo = await photoOf(hanako);
  });
  after(() => bench.close());

  test('a submitted application is RECEIVED once, whatever is replayed, and goes on to screening', async () => {
    const token = await bench.openDraft(hanako);
    await bench.putPhoto(token, photo);
    const [first, second] = await Promise.all([
      bench.submit(token, hanako.birthDate),
      bench.submit(token, hanako.birthDate),
    ]);
    assert.deepEqual([first.status, second.status], [200, 200]);
    assert.equal(first.body.reference, second.body.reference);
    assert.equal(
      (await bench.submit(token, hanako.birthDate, 'another-key-of-mine')).body.code,
      'APPLICATION_SENT_ALREADY',
    );
    await bench.platform.jobs.settled();
    const story = await bench.progress(hanako);
    assert.equal(story.body.state, 'SCREENING');
    assert.deepEqual(
      (story.body.timeline as { state: string }[]).map((entry) => entry.state),
      ['RECEIVED', 'SCREENING'],
    );
  });

  test('APP-05 while one application is open a second one is refused', async () => {
    const again = await bench.ask('POST', '/api/applications/start', {
      payload: {
        applicationId: hanako.applicationId,
        contactName: 'x',
        email: 'x@example.jp',
        termsAccepted: true,
      },
    });
    assert.equal(again.body.code, 'APPLICATION_ALREADY_OPEN');
  });

  test('PHO-05 sent back with reasons, the applicant replaces only the photo and screening goes on', async () => {
    const [application] = await bench.ofPerson(hanako);
    assert.ok(application);
    const { app, platform } = bench;
    const { token, session } = await platform.database.transaction((tx) =>
      platform.sessions.start(tx, {
        audience: 'staff',
        personId: screener.id,
        name: screener.name,
        role: 'card-operator',
        cardId: 'card-of-screener',
      }),
    );
    const reject = (version: number, reasons: string[]) =>
      app.inject({
        method: 'POST',
        url: `/api/screening/${application.id}/reject`,
        headers: { cookie: `mibun_staff=${token}`, 'x-csrf-token': session.csrfToken },
        payload: { version, reasons, note: '背景' },
      });
    assert.equal((await reject(application.version, ['no-such-reason'])).json().code, 'INPUT_INVALID');
    assert.equal((await reject(application.version - 1, ['background'])).json().code, 'CHANGED_MEANWHILE');
    assert.equal((await reject(application.version, ['background'])).statusCode, 200);

    const story = await bench.progress(hanako);
    const correction = story.body.correction as { reasons: { id: string }[]; token: string };
    assert.deepEqual(
      correction.reasons.map(({ id }) => id),
      ['background'],
    );
    const put = (bytes: Uint8Array) =>
      bench.ask('PUT', '/api/applications/correction/photo', {
        payload: Buffer.from(bytes),
        token: correction.token,
        type: 'image/jpeg',
      });
    assert.equal((await put(truncated(photo))).body.accepted, false);
    assert.equal((await put(photo)).body.accepted, true);
    assert.equal((await put(photo)).body.code, 'APPLICATION_LINK_EXPIRED');
    await platform.jobs.settled();
    assert.equal((await bench.progress(hanako)).body.state, 'SCREENING');
  });

  test('two screeners press the button at once: one decides, the other is told', async () => {
    const [application] = await bench.ofPerson(hanako);
    assert.ok(application);
    const approve = () =>
      bench.platform.database.transaction((tx) =>
        bench.applications.approve(tx, application.id, application.version, screening),
      );
    const results = await Promise.allSettled([approve(), approve()]);
    assert.deepEqual(results.map((result) => result.status).sort(), ['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    assert.equal(refused?.reason.code, 'CHANGED_MEANWHILE');
    const [approved] = await bench.ofPerson(hanako);
    assert.deepEqual(
      [approved?.state, approved?.screenedBy, approved?.snapshotVersion],
      ['APPROVED', screener.id, 1],
    );
    assert.deepEqual(approved?.screeners, [screener.id]);
  });

  test('whoever applied online had an ID and a link: their acts are nobody’s own, and no ID is in the trail', async () => {
    const { audit, database } = bench.platform;
    const entries = await database.query((tx) => audit.list(tx, { subject: hanako.personId, limit: 200 }));
    for (const action of ['applications.submit', 'applications.correct', 'residents.read']) {
      const entry = entries.find((one) => one.action === action && one.purpose === 'application');
      assert.deepEqual([entry?.actor.kind, entry?.actor.id], ['unauthenticated', 'channel:online'], action);
    }
    assert.equal(JSON.stringify(entries).includes(hanako.applicationId ?? '?'), false);
  });

  test('AGE-01 under 15 no signature certificate is asked for, whatever the form says', async () => {
    const application = await bench.apply(child);
    await bench.platform.database.transaction((tx) =>
      bench.applications.approve(tx, application.id, application.version, screening),
    );
    assert.equal((await bench.ofPerson(child))[0]?.wantsSignature, false);
  });

  test('a clerk may look but not decide; the call centre may not even look', async () => {
    const { app, platform } = bench;
    const url = '/api/screening/queue';
    const as = async (role: 'clerk' | 'call-centre') => {
      const { token } = await platform.database.transaction((tx) =>
        platform.sessions.start(tx, {
          audience: 'staff',
          personId: 'p-x',
          name: 'x',
          role,
          ...(role === 'clerk' && { office: TOWN }),
          cardId: 'c',
        }),
      );
      return (await app.inject({ method: 'GET', url, headers: { cookie: `mibun_staff=${token}` } }))
        .statusCode;
    };
    assert.deepEqual([await as('clerk'), await as('call-centre')], [200, 403]);
    await assert.rejects(
      platform.database.transaction((tx) =>
        bench.applications.move(tx, 'application-none', 'approve', {
          actor: { ...screener, kind: 'clerk' },
          purpose: 'screening',
        }),
      ),
    );
  });

  test('APP-11 no mail holds a number, an address, a birth date or a full application ID', () => {
    bench.assertMailsTellNothing();
  });
});
