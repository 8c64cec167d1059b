import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ApplicationId } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import type { ResidentSeed } from '../demo/index.ts';
import {
  asPng,
  DEMO_DATE,
  DEMO_SEED,
  drawPortrait,
  generateCountry,
  MINIMUM_RESIDENTS,
  persona,
  portraitJpeg,
  portraitSubject,
  truncated,
} from '../demo/index.ts';
import { type ApplicationsBench, openApplicationsBench } from './testing.ts';

type Answer = { status: number; body: Record<string, unknown> & { code?: string } };

const people = [...generateCountry({ seed: DEMO_SEED, residents: MINIMUM_RESIDENTS })];
function who(key: Parameters<typeof persona>[0]): ResidentSeed {
  const found = people.find(({ personId }) => personId === persona(key).personId);
  assert.ok(found);
  return found;
}
const hanako = who('hanako');
const child = who('child');
const elderly = who('elderly');
const older = who('namesake-older');
const younger = who('namesake-younger');
const unused = people.filter(({ applicationId }) => applicationId).at(-9) ?? hanako;
const screener = { kind: 'card-operator', id: 'p-screener', name: '審査 望' } as const;
const screening = { actor: screener, purpose: 'screening' } as const;

const photoOf = (resident: ResidentSeed) => portraitJpeg(drawPortrait(portraitSubject(resident, DEMO_DATE)));

describe('applications', () => {
  let bench: ApplicationsBench;
  let photo: Uint8Array;

  before(async () => {
    bench = await openApplicationsBench();
    photo = await photoOf(hanako);
  });
  after(() => bench.close());

  async function call(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    options: { payload?: object | Buffer; token?: string; type?: string } = {},
  ): Promise<Answer> {
    const response = await bench.app.inject({
      method,
      url,
      headers: {
        'accept-language': 'en',
        ...(options.token && { authorization: `Bearer ${options.token}` }),
        ...(options.type && { 'content-type': options.type }),
      },
      ...(options.payload && { payload: options.payload }),
    });
    return { status: response.statusCode, body: response.json() };
  }

  let addresses = 0;
  async function openDraft(resident: ResidentSeed): Promise<string> {
    const sentBefore = bench.platform.sent.length;
    const answer = await call('POST', '/api/applications/start', {
      payload: {
        applicationId: resident.applicationId,
        contactName: resident.name,
        email: `someone-${++addresses}@example.jp`,
        termsAccepted: true,
      },
    });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const token = /continue#([\w-]+)/.exec(bench.platform.sent[sentBefore]?.text ?? '')?.[1];
    assert.ok(token, 'the personal link came by mail');
    return token;
  }

  const putPhoto = (token: string, bytes: Uint8Array, type = 'image/jpeg') =>
    call('PUT', '/api/applications/draft/photo', { payload: Buffer.from(bytes), token, type });

  const submit = (token: string, birthDate: string, idempotencyKey = `key-${token.slice(0, 20)}`) =>
    call('POST', '/api/applications/draft/submit', {
      token,
      payload: { birthDate, wantsSignature: true, wantsAuthentication: true, idempotencyKey },
    });

  const status = (resident: ResidentSeed, birthDate: string = resident.birthDate) =>
    call('POST', '/api/applications/status', {
      payload: { applicationId: resident.applicationId, birthDate },
    });

  const ofPerson = (resident: ResidentSeed) =>
    bench.platform.database.query((tx) => bench.applications.api.ofPerson(tx, resident.personId));

  test('APP-05 an ID with a typing mistake is refused with what is wrong, at its field', async () => {
    const id = hanako.applicationId ?? '';
    const start = (applicationId: string) =>
      call('POST', '/api/applications/start', {
        payload: { applicationId, contactName: 'x', email: 'x@example.jp', termsAccepted: true },
      });
    const swapped = `${id[1]}${id[0]}${id.slice(2)}`;
    const wrong = await start(swapped);
    assert.equal(wrong.body.code, 'APPLICATION_ID_INVALID');
    assert.equal((wrong.body.fields as { field: string }[])[0]?.field, 'applicationId');
    assert.equal((await start(id.slice(0, 22))).body.code, 'APPLICATION_ID_INVALID');
  });

  test('CH-PC the draft is reached only through the link in the mail', async () => {
    assert.equal(
      (await call('GET', '/api/applications/draft', { token: 'a'.repeat(43) })).body.code,
      'APPLICATION_LINK_EXPIRED',
    );
    const token = await openDraft(hanako);
    const draft = await call('GET', '/api/applications/draft', { token });
    assert.deepEqual([draft.status, draft.body.hasPhoto], [200, false]);
  });

  test('a picture with an invented link is not even looked at: the refusal is the link’s, whatever was sent', async () => {
    for (const [method, url] of [
      ['PUT', '/api/applications/draft/photo'],
      ['PUT', '/api/applications/correction/photo'],
    ] as const) {
      // Nothing of this is a picture: had it been judged first, the answer would be about the picture.
      for (const bytes of [Buffer.from('no picture'), Buffer.from(truncated(photo))]) {
        const answer = await call(method, url, { payload: bytes, token: 'a'.repeat(43), type: 'image/jpeg' });
        assert.equal(answer.body.code, 'APPLICATION_LINK_EXPIRED');
      }
    }
  });

  test('PHO-02 an unfit picture is refused with its own reason, and a fit one is kept', async () => {
    const token = await openDraft(hanako);
    const findings = async (bytes: Uint8Array, type?: string) =>
      ((await putPhoto(token, bytes, type)).body.findings as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(await findings(await asPng(photo), 'image/png'), ['format']);
    assert.equal((await findings(truncated(photo))).length, 1);
    assert.equal((await submit(token, hanako.birthDate)).body.code, 'APPLICATION_PHOTO_MISSING');
    assert.deepEqual(await findings(photo), []);
  });

  test('a picture of 10 MB is refused before it is read, and the draft stays as it was', async () => {
    const token = await openDraft(hanako);
    const answer = await putPhoto(token, new Uint8Array(10 * 1024 * 1024));
    assert.equal(answer.body.code, 'INPUT_TOO_LARGE');
    assert.equal((await call('GET', '/api/applications/draft', { token })).status, 200);
  });

  test('APP-05 a wrong birth date is counted, the fifth locks the ID for online use', async () => {
    const token = await openDraft(elderly);
    await putPhoto(token, await photoOf(elderly));
    const codes = [];
    for (let guess = 1; guess <= 5; guess++) codes.push((await submit(token, `1950-01-0${guess}`)).body.code);
    assert.deepEqual(codes, [
      'APPLICATION_BIRTH_DATE_WRONG',
      'APPLICATION_BIRTH_DATE_WRONG',
      'APPLICATION_BIRTH_DATE_WRONG',
      'APPLICATION_BIRTH_DATE_WRONG',
      'APPLICATION_ID_LOCKED',
    ]);
    assert.equal((await submit(token, elderly.birthDate)).body.code, 'APPLICATION_ID_LOCKED');
    assert.equal((await status(elderly)).body.code, 'APPLICATION_ID_LOCKED');
  });

  test('a submitted application is RECEIVED once, whatever is replayed, and goes on to screening', async () => {
    const token = await openDraft(hanako);
    await putPhoto(token, photo);
    const [first, second] = await Promise.all([
      submit(token, hanako.birthDate),
      submit(token, hanako.birthDate),
    ]);
    assert.deepEqual([first.status, second.status], [200, 200]);
    assert.equal(first.body.reference, second.body.reference);
    assert.equal(
      (await submit(token, hanako.birthDate, 'another-key-of-mine')).body.code,
      'APPLICATION_SENT_ALREADY',
    );
    await bench.platform.jobs.settled();
    const story = await status(hanako);
    assert.equal(story.body.state, 'SCREENING');
    assert.deepEqual(
      (story.body.timeline as { state: string }[]).map((entry) => entry.state),
      ['RECEIVED', 'SCREENING'],
    );
  });

  test('APP-05 while one application is open a second one is refused', async () => {
    const again = await call('POST', '/api/applications/start', {
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
    const [application] = await ofPerson(hanako);
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

    const story = await status(hanako);
    const correction = story.body.correction as { reasons: { id: string }[]; token: string };
    assert.deepEqual(
      correction.reasons.map(({ id }) => id),
      ['background'],
    );
    const put = (bytes: Uint8Array) =>
      call('PUT', '/api/applications/correction/photo', {
        payload: Buffer.from(bytes),
        token: correction.token,
        type: 'image/jpeg',
      });
    assert.equal((await put(truncated(photo))).body.accepted, false);
    assert.equal((await put(photo)).body.accepted, true);
    assert.equal((await put(photo)).body.code, 'APPLICATION_LINK_EXPIRED');
    await platform.jobs.settled();
    assert.equal((await status(hanako)).body.state, 'SCREENING');
  });

  test('two screeners press the button at once: one decides, the other is told', async () => {
    const [application] = await ofPerson(hanako);
    assert.ok(application);
    const approve = () =>
      bench.platform.database.transaction((tx) =>
        bench.applications.api.approve(tx, application.id, application.version, screening),
      );
    const results = await Promise.allSettled([approve(), approve()]);
    assert.deepEqual(results.map((result) => result.status).sort(), ['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    assert.equal(refused?.reason.code, 'CHANGED_MEANWHILE');
    const [approved] = await ofPerson(hanako);
    assert.deepEqual(
      [approved?.state, approved?.screenedBy, approved?.snapshotVersion],
      ['APPROVED', screener.id, 1],
    );
    assert.deepEqual(approved?.screeners, [screener.id]);
  });

  test('AGE-03 a newborn’s application needs no photo, and nobody older does without by another birth date', async () => {
    const newborn = people.find(({ personId }) => personId === 'p-yuihinagatay');
    assert.ok(newborn);
    const token = await openDraft(newborn);
    const late = await submit(token, hanako.birthDate);
    assert.equal(late.body.code, 'APPLICATION_PHOTO_MISSING');
    assert.equal((await submit(token, newborn.birthDate)).status, 200);
    const older = people.findLast(({ birthDate, applicationId }) => applicationId && birthDate < '1980');
    assert.ok(older);
    const sent = await submit(await openDraft(older), newborn.birthDate);
    assert.notEqual(sent.status, 200, 'the birth date must be the person’s own');
  });

  test('APP-05 two drafts of one person sent at once: one is received, the other is told that one is open', async () => {
    const hasty = people.findLast(
      ({ applicationId, birthDate }) => applicationId && birthDate < '2000' && birthDate > '1950',
    );
    assert.ok(hasty);
    // One form has one living draft; the second one is of the form that the office gave meanwhile.
    const first = await openDraft(hasty);
    const [form] = await bench.platform.database.transaction(async (tx) => {
      await bench.applications.api.openForm(tx, hasty.personId, 'damaged', {
        actor: { kind: 'clerk', id: 'p-clerk', name: '窓口 直子', office: hasty.municipality },
        purpose: 'counter-service',
      });
      const { rows } = await tx.executeQuery<{ applicationId: ApplicationId }>(
        CompiledQuery.raw(
          'select application_id from application_forms where person_id = $1 and not superseded',
          [hasty.personId],
        ),
      );
      return rows;
    });
    assert.ok(form);
    const drafts = [first, await openDraft({ ...hasty, applicationId: form.applicationId })];
    const picture = await photoOf(hasty);
    for (const token of drafts) await putPhoto(token, picture);
    const send = (token: string) => async () => {
      const { status, body } = await submit(token, hasty.birthDate);
      if (status !== 200) throw Object.assign(new Error(JSON.stringify(body)), { code: body.code, status });
      return body;
    };
    const sent = await bench.platform.atOnce(/^update "applications"/, ...drafts.map(send));
    assert.deepEqual([sent.done.length, sent.refused], [1, ['APPLICATION_ALREADY_OPEN']]);
    await bench.platform.jobs.settled();
    assert.equal((await ofPerson(hasty)).filter(({ state }) => state === 'SCREENING').length, 1);
  });

  test('APP-01 two clerks open a form for one person at once: one form is good, and only one', async () => {
    const open = () =>
      bench.platform.database.transaction((tx) =>
        bench.applications.api.openForm(tx, younger.personId, 'damaged', {
          actor: { kind: 'clerk', id: 'p-clerk', name: '窓口 直子', office: younger.municipality },
          purpose: 'counter-service',
        }),
      );
    const { done, refused } = await bench.platform.atOnce(/^insert into "application_forms"/, open, open);
    if (bench.platform.database.engine === 'postgres') {
      assert.deepEqual([done.length, refused], [1, ['CHANGED_MEANWHILE']]);
    }
    assert.doesNotMatch(JSON.stringify(done), /\d{23}/, 'who opens a form does not learn its ID');
    const { rows } = await bench.platform.database.query((tx) =>
      tx.executeQuery<{ applicationId: string }>(
        CompiledQuery.raw('select application_id from application_forms where person_id = $1', [
          younger.personId,
        ]),
      ),
    );
    const usable = [];
    for (const { applicationId } of rows) {
      const answer = await call('POST', '/api/applications/start', {
        payload: { applicationId, contactName: 'x', email: 'x@example.jp', termsAccepted: true },
      });
      if (answer.status === 200) usable.push(applicationId);
    }
    assert.equal(usable.length, 1);
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
    const token = await openDraft(child);
    await putPhoto(token, await photoOf(child));
    await submit(token, child.birthDate);
    await bench.platform.jobs.settled();
    const [application] = await ofPerson(child);
    assert.ok(application);
    await bench.platform.database.transaction((tx) =>
      bench.applications.api.approve(tx, application.id, application.version, screening),
    );
    assert.equal((await ofPerson(child))[0]?.wantsSignature, false);
  });

  test('PHO-06 the very same picture on another person’s application is refused', async () => {
    const token = await openDraft(older);
    const answer = await putPhoto(token, photo);
    assert.equal((answer.body.findings as { id: string }[])[0]?.id, 'photo-of-another');
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
          ...(role === 'clerk' && { office: '99201' }),
          cardId: 'c',
        }),
      );
      return (await app.inject({ method: 'GET', url, headers: { cookie: `mibun_staff=${token}` } }))
        .statusCode;
    };
    assert.deepEqual([await as('clerk'), await as('call-centre')], [200, 403]);
    await assert.rejects(
      platform.database.transaction((tx) =>
        bench.applications.api.move(tx, 'application-none', 'approve', {
          actor: { ...screener, kind: 'clerk' },
          purpose: 'screening',
        }),
      ),
    );
  });

  test('APP-04 a new form supersedes the old one, which is refused with the way out', async () => {
    const opened = await bench.platform.database.transaction((tx) =>
      bench.applications.api.openForm(tx, younger.personId, 'lost', {
        actor: { kind: 'clerk', id: 'p-clerk', name: '窓口 直子', office: '99201' },
        purpose: 'counter-service',
      }),
    );
    assert.doesNotMatch(JSON.stringify(opened), /\d{23}/, 'who opens a form does not learn its ID');
    const old = await call('POST', '/api/applications/start', {
      payload: {
        applicationId: younger.applicationId,
        contactName: 'x',
        email: 'x@example.jp',
        termsAccepted: true,
      },
    });
    assert.equal(old.body.code, 'APPLICATION_ID_SUPERSEDED');
  });

  test('APP-10 the applicant withdraws; nothing can be done with the application afterwards', async () => {
    const answer = await call('POST', '/api/applications/withdraw', {
      payload: { applicationId: child.applicationId, birthDate: child.birthDate },
    });
    assert.equal(answer.body.state, 'WITHDRAWN');
    const [application] = await ofPerson(child);
    await assert.rejects(
      bench.platform.database.transaction((tx) =>
        bench.applications.api.move(tx, application?.id ?? '', 'enter-batch', screening),
      ),
      { code: 'STATE_FORBIDS' },
    );
  });

  test('APP-11 a draft that was left alone is closed after 24 hours', async () => {
    const token = await openDraft(older);
    bench.platform.clock.advance(25 * 3_600_000);
    assert.equal(
      (await call('GET', '/api/applications/draft', { token })).body.code,
      'APPLICATION_LINK_EXPIRED',
    );
  });

  test('§10.1 time itself ends a draft: name, address and picture are gone, whether or not anybody opens the link', async () => {
    const token = await openDraft(older);
    const own = await photoOf(older);
    assert.equal((await putPhoto(token, own)).body.accepted, true);
    const draft = (await ofPerson(older)).find(({ state }) => state === 'DRAFT');
    assert.ok(draft);
    const rows = async () => {
      const { rows: found } = await bench.platform.database.query((tx) =>
        tx.executeQuery<{ id: string; state: string; typed: string[] }>(
          CompiledQuery.raw(
            `select id, state, array_remove(array[contact_name, contact_email, phone, photo], null) as typed
             from applications where id = $1`,
            [draft.id],
          ),
        ),
      );
      return found[0];
    };
    const blobs = async () => {
      const { rows: found } = await bench.platform.database.query((tx) =>
        tx.executeQuery<{ count: number }>(CompiledQuery.raw('select count(*)::int as count from blobs')),
      );
      return found[0]?.count ?? 0;
    };
    const pictures = await blobs();
    assert.equal((await rows())?.typed.length, 3);
    bench.platform.clock.advance(23 * 3_600_000);
    await bench.applications.api.expireDue(bench.platform.clock.now());
    assert.equal((await rows())?.state, 'DRAFT');
    bench.platform.clock.advance(2 * 3_600_000);
    assert.ok((await bench.applications.api.expireDue(bench.platform.clock.now())) >= 1);
    assert.deepEqual([(await rows())?.state, (await rows())?.typed], ['EXPIRED', []]);
    assert.equal(await blobs(), pictures - 1);
    assert.equal(await bench.applications.api.expireDue(bench.platform.clock.now()), 0);
  });

  test('one form has one living draft: a new link makes the one before it worthless, and its picture is gone', async () => {
    const first = await openDraft(unused);
    const second = await openDraft(unused);
    const read = async (token: string) => (await call('GET', '/api/applications/draft', { token })).status;
    assert.deepEqual([await read(first), await read(second)], [410, 200]);
  });

  test('nobody is written to without end: few links a day for a form, and for an address under all its names', async () => {
    const start = async (resident: ResidentSeed, email: string) =>
      (
        await call('POST', '/api/applications/start', {
          payload: {
            applicationId: resident.applicationId,
            contactName: resident.name,
            email,
            termsAccepted: true,
          },
        })
      ).body.code ?? 'sent';
    bench.platform.clock.advance(25 * 3_600_000);
    const codes = [];
    for (let n = 0; n < 7; n++) codes.push(await start(unused, `stranger${n}@example.jp`));
    assert.deepEqual(codes, [...Array(5).fill('sent'), ...Array(2).fill('APPLICATION_LINKS_ENOUGH')]);
    const forms = people.filter(
      ({ applicationId, personId }) => applicationId && personId !== unused.personId,
    );
    const named = [
      'Victim@example.jp',
      'victim+a@example.jp',
      'victim+b@example.jp',
      'ｖｉｃｔｉｍ@example.jp',
    ];
    const toOne = [];
    for (let n = 0; n < 12 && toOne.filter((code) => code === 'sent').length <= 5; n++) {
      const form = forms[10 + n];
      assert.ok(form);
      toOne.push(await start(form, named[n % named.length] ?? ''));
    }
    assert.equal(toOne.filter((code) => code === 'sent').length, 5);
    assert.ok(toOne.includes('APPLICATION_LINKS_ENOUGH'));
    bench.platform.clock.advance(25 * 3_600_000);
    await bench.applications.api.expireDue(bench.platform.clock.now());
    assert.equal(await start(unused, 'victim@example.jp'), 'sent');
  });

  test('the mail to an address that nobody has confirmed holds no word of whoever asked for it', async () => {
    for (const contactName of [
      'Your parcel is held, pay at\nhttps://evil.example',
      'evil.example',
      '0120 999',
    ]) {
      const answer = await call('POST', '/api/applications/start', {
        payload: {
          applicationId: older.applicationId,
          contactName,
          email: 'x@example.jp',
          termsAccepted: true,
        },
      });
      assert.equal(answer.body.code, 'INPUT_INVALID');
      assert.equal((answer.body.fields as { field: string }[])[0]?.field, 'contactName');
    }
    const sentBefore = bench.platform.sent.length;
    const payload = {
      applicationId: older.applicationId,
      contactName: 'Pay Now Or Else',
      email: 'a..b@docomo.ne.jp',
      termsAccepted: true,
    };
    assert.equal((await call('POST', '/api/applications/start', { payload })).status, 200);
    const [mail] = bench.platform.sent.slice(sentBefore);
    assert.equal(mail?.to, 'a..b@docomo.ne.jp');
    assert.doesNotMatch(`${mail?.subject}${mail?.text}`, /Pay|Else/);
  });

  test('APP-11 no mail holds a number, an address, a birth date or a full application ID', () => {
    for (const { subject, text } of bench.platform.sent) {
      const everything = `${subject}\n${text}`;
      for (const resident of [hanako, child, elderly, older]) {
        for (const secret of [
          resident.individualNumber,
          resident.applicationId ?? '',
          resident.address,
          resident.birthDate,
        ]) {
          assert.equal(everything.includes(secret), false);
        }
      }
    }
  });
});
