import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import {
  type OnlineBench,
  openOnlineBench,
  photoOf,
  screening,
} from '../../../testing/online-applications.ts';
import { others, type Townsperson, who } from '../../../testing/townspeople.ts';

const child = who.child;
const older = who.namesakeOlder;
const unused = who.patient;

describe('what becomes of applications and drafts', () => {
  let bench: OnlineBench;

  before(async () => {
    bench = await openOnlineBench();
  });
  after(() => bench.close());

  test('APP-10 the applicant withdraws; nothing can be done with the application afterwards', async () => {
    const sent = await bench.apply(child);
    await bench.platform.database.transaction((tx) =>
      bench.applications.approve(tx, sent.id, sent.version, screening),
    );
    const answer = await bench.ask('POST', '/api/applications/withdraw', {
      payload: { applicationId: child.applicationId, birthDate: child.birthDate },
    });
    assert.equal(answer.body.state, 'WITHDRAWN');
    const [application] = await bench.ofPerson(child);
    await assert.rejects(
      bench.platform.database.transaction((tx) =>
        bench.applications.move(tx, application?.id ?? '', 'enter-batch', screening),
      ),
      { code: 'STATE_FORBIDS' },
    );
  });

  test('APP-11 a draft that was left alone is closed after 24 hours', async () => {
    const token = await bench.openDraft(older);
    bench.platform.clock.advance(25 * 3_600_000);
    assert.equal(
      (await bench.ask('GET', '/api/applications/draft', { token })).body.code,
      'APPLICATION_LINK_EXPIRED',
    );
  });

  test('§10.1 time itself ends a draft: name, address and picture are gone, whether or not anybody opens the link', async () => {
    const token = await bench.openDraft(older);
    const own = await photoOf(older);
    assert.equal((await bench.putPhoto(token, own)).body.accepted, true);
    const draft = (await bench.ofPerson(older)).find(({ state }) => state === 'DRAFT');
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
    await bench.applications.expireDue(bench.platform.clock.now());
    assert.equal((await rows())?.state, 'DRAFT');
    bench.platform.clock.advance(2 * 3_600_000);
    assert.ok((await bench.applications.expireDue(bench.platform.clock.now())) >= 1);
    assert.deepEqual([(await rows())?.state, (await rows())?.typed], ['EXPIRED', []]);
    assert.equal(await blobs(), pictures - 1);
    assert.equal(await bench.applications.expireDue(bench.platform.clock.now()), 0);
  });

  test('one form has one living draft: a new link makes the one before it worthless, and its picture is gone', async () => {
    const first = await bench.openDraft(unused);
    const second = await bench.openDraft(unused);
    const read = async (token: string) =>
      (await bench.ask('GET', '/api/applications/draft', { token })).status;
    assert.deepEqual([await read(first), await read(second)], [410, 200]);
  });

  test('nobody is written to without end: few links a day for a form, and for an address under all its names', async () => {
    const start = async (resident: Townsperson, email: string) =>
      (
        await bench.ask('POST', '/api/applications/start', {
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
    const named = [
      'Victim@example.jp',
      'victim+a@example.jp',
      'victim+b@example.jp',
      'ｖｉｃｔｉｍ@example.jp',
    ];
    const toOne = [];
    for (let n = 0; n < 12 && toOne.filter((code) => code === 'sent').length <= 5; n++) {
      const form = others[n];
      assert.ok(form);
      toOne.push(await start(form, named[n % named.length] ?? ''));
    }
    assert.equal(toOne.filter((code) => code === 'sent').length, 5);
    assert.ok(toOne.includes('APPLICATION_LINKS_ENOUGH'));
    bench.platform.clock.advance(25 * 3_600_000);
    await bench.applications.expireDue(bench.platform.clock.now());
    assert.equal(await start(unused, 'victim@example.jp'), 'sent');
  });

  test('the mail to an address that nobody has confirmed holds no word of whoever asked for it', async () => {
    for (const contactName of [
      'Your parcel is held, pay at\nhttps://evil.example',
      'evil.example',
      '0120 999',
    ]) {
      const answer = await bench.ask('POST', '/api/applications/start', {
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
    assert.equal((await bench.ask('POST', '/api/applications/start', { payload })).status, 200);
    const [mail] = bench.platform.sent.slice(sentBefore);
    assert.equal(mail?.to, 'a..b@docomo.ne.jp');
    assert.doesNotMatch(`${mail?.subject}${mail?.text}`, /Pay|Else/);
  });

  test('APP-11 no mail holds a number, an address, a birth date or a full application ID', () => {
    bench.assertMailsTellNothing();
  });
});
