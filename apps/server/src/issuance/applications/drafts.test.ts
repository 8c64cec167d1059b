import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ApplicationId } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import { type OnlineBench, openOnlineBench, photoOf } from '../../../testing/online-applications.ts';
import { TOWN, who } from '../../../testing/townspeople.ts';

const hanako = who.adult;
const elderly = who.elderly;
const younger = who.namesakeYounger;

describe('forms and drafts of applications', () => {
  let bench: OnlineBench;

  before(async () => {
    bench = await openOnlineBench();
  });
  after(() => bench.close());

  test('APP-05 an ID with a typing mistake is refused with what is wrong, at its field', async () => {
    const id = hanako.applicationId ?? '';
    const start = (applicationId: string) =>
      bench.ask('POST', '/api/applications/start', {
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
      (await bench.ask('GET', '/api/applications/draft', { token: 'a'.repeat(43) })).body.code,
      'APPLICATION_LINK_EXPIRED',
    );
    const token = await bench.openDraft(hanako);
    const draft = await bench.ask('GET', '/api/applications/draft', { token });
    assert.deepEqual([draft.status, draft.body.hasPhoto], [200, false]);
  });

  test('APP-05 a wrong birth date is counted, the fifth locks the ID for online use', async () => {
    const token = await bench.openDraft(elderly);
    await bench.putPhoto(token, await photoOf(elderly));
    const codes = [];
    for (let guess = 1; guess <= 5; guess++)
      codes.push((await bench.submit(token, `1950-01-0${guess}`)).body.code);
    assert.deepEqual(codes, [
      'APPLICATION_BIRTH_DATE_WRONG',
      'APPLICATION_BIRTH_DATE_WRONG',
      'APPLICATION_BIRTH_DATE_WRONG',
      'APPLICATION_BIRTH_DATE_WRONG',
      'APPLICATION_ID_LOCKED',
    ]);
    assert.equal((await bench.submit(token, elderly.birthDate)).body.code, 'APPLICATION_ID_LOCKED');
    assert.equal((await bench.progress(elderly)).body.code, 'APPLICATION_ID_LOCKED');
  });

  test('AGE-03 a newborn’s application needs no photo, and nobody older does without by another birth date', async () => {
    const { newborn, another } = who;
    const token = await bench.openDraft(newborn);
    const late = await bench.submit(token, hanako.birthDate);
    assert.equal(late.body.code, 'APPLICATION_PHOTO_MISSING');
    assert.equal((await bench.submit(token, newborn.birthDate)).status, 200);
    const sent = await bench.submit(await bench.openDraft(another), newborn.birthDate);
    assert.notEqual(sent.status, 200, 'the birth date must be the person’s own');
  });

  test('APP-05 two drafts of one person sent at once: one is received, the other is told that one is open', async () => {
    const { hasty } = who;
    // One form has one living draft; the second one is of the form that the office gave meanwhile.
    const first = await bench.openDraft(hasty);
    const [form] = await bench.platform.database.transaction(async (tx) => {
      await bench.applications.openForm(tx, hasty.personId, 'damaged', {
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
    const drafts = [first, await bench.openDraft({ ...hasty, applicationId: form.applicationId })];
    const picture = await photoOf(hasty);
    for (const token of drafts) await bench.putPhoto(token, picture);
    const send = (token: string) => async () => {
      const { status, body } = await bench.submit(token, hasty.birthDate);
      if (status !== 200) throw Object.assign(new Error(JSON.stringify(body)), { code: body.code, status });
      return body;
    };
    const sent = await bench.platform.atOnce(/^update "applications"/, ...drafts.map(send));
    assert.deepEqual([sent.done.length, sent.refused], [1, ['APPLICATION_ALREADY_OPEN']]);
    await bench.platform.jobs.settled();
    assert.equal((await bench.ofPerson(hasty)).filter(({ state }) => state === 'SCREENING').length, 1);
  });

  test('APP-01 two clerks open a form for one person at once: one form is good, and only one', async () => {
    const open = () =>
      bench.platform.database.transaction((tx) =>
        bench.applications.openForm(tx, younger.personId, 'damaged', {
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
      const answer = await bench.ask('POST', '/api/applications/start', {
        payload: { applicationId, contactName: 'x', email: 'x@example.jp', termsAccepted: true },
      });
      if (answer.status === 200) usable.push(applicationId);
    }
    assert.equal(usable.length, 1);
  });

  test('APP-04 a new form supersedes the old one, which is refused with the way out', async () => {
    const opened = await bench.platform.database.transaction((tx) =>
      bench.applications.openForm(tx, younger.personId, 'lost', {
        actor: { kind: 'clerk', id: 'p-clerk', name: '窓口 直子', office: TOWN },
        purpose: 'counter-service',
      }),
    );
    assert.doesNotMatch(JSON.stringify(opened), /\d{23}/, 'who opens a form does not learn its ID');
    const old = await bench.ask('POST', '/api/applications/start', {
      payload: {
        applicationId: younger.applicationId,
        contactName: 'x',
        email: 'x@example.jp',
        termsAccepted: true,
      },
    });
    assert.equal(old.body.code, 'APPLICATION_ID_SUPERSEDED');
  });

  test('APP-11 no mail holds a number, an address, a birth date or a full application ID', () => {
    bench.assertMailsTellNothing();
  });
});
