import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { act, HANAKO, type NoticesBench, openNoticesBench, TARO } from '../../../testing/notices.ts';
import type { TestPlatform } from '../../../testing/platform.ts';
import { openHttp } from '../../platform/index.ts';
import { LETTER_KINDS, type NoticesModule } from './index.ts';

describe('letters', () => {
  let bench: NoticesBench;
  let platform: TestPlatform;
  let notices: NoticesModule;
  let residents: NoticesBench['residents'];
  let inTx: NoticesBench['inTx'];
  let lettersOf: NoticesBench['lettersOf'];
  let params: NoticesBench['params'];
  let ask: NoticesBench['ask'];
  let pdfOf: NoticesBench['pdfOf'];
  let drawnFor: NoticesBench['drawnFor'];

  before(async () => {
    bench = await openNoticesBench();
    ({ platform, notices, residents, inTx, lettersOf, params, ask, pdfOf, drawnFor } = bench);
  });
  after(() => bench.close());

  for (const [at, kind] of LETTER_KINDS.entries()) {
    test(`${kind}: the PDF is the letter to this person, and the reading of their address is on record`, async () => {
      const [right, wrong] = at % 2 === 0 ? [HANAKO, TARO] : [TARO, HANAKO];
      const caseId = `case of ${kind}`;
      await inTx((tx) => ask(tx, kind, caseId, right.personId));
      await platform.jobs.settled();
      const bytes = await pdfOf(caseId);
      assert.equal(Buffer.from(bytes.slice(0, 5)).toString('latin1'), '%PDF-');
      assert.match(Buffer.from(bytes.slice(-16)).toString('latin1'), /%%EOF\s*$/);
      const [letter] = await lettersOf(caseId);
      assert.ok(letter);
      assert.equal(letter.personId, right.personId);
      const inPost = bench.posted.get(`${right.municipality}-${kind}-${letter.id}.pdf`) ?? new Uint8Array();
      assert.ok(Buffer.from(bytes).equals(inPost), 'the same is posted');
      assert.ok((await drawnFor(right, letter)).equals(bytes), 'drawn for the person of the letter');
      assert.ok(!(await drawnFor(wrong, letter)).equals(bytes), 'and for nobody else');
      const trail = await inTx((tx) => platform.audit.list(tx, { subject: right.personId, limit: 200 }));
      assert.deepEqual(
        trail.filter((entry) => entry.caseId === caseId).map(({ action, purpose }) => [action, purpose]),
        [
          ['residents.read', 'notice'],
          ['notices.letter', 'notice'],
        ],
      );
    });
  }

  test('CRT-01 a letter that shows a character otherwise than registered says so on the paper', async () => {
    await inTx((tx) => ask(tx, 'card-reactivated', 'case of characters'));
    await platform.jobs.settled();
    const [letter] = await lettersOf('case of characters');
    assert.ok(letter);
    const plain = await drawnFor({ ...HANAKO, name: '葛城　花子' }, letter);
    const varied = await drawnFor({ ...HANAKO, name: '葛\u{E01EE}城　花子' }, letter);
    assert.ok(varied.length > plain.length + 1000, 'a paragraph more than with the usual form');
  });

  test('a letter per case and kind is made once, whoever asks again', async () => {
    const first = await inTx((tx) => ask(tx, 'card-suspended', 'call-1'));
    await platform.jobs.settled();
    const [again, together] = [
      await inTx((tx) => ask(tx, 'card-suspended', 'call-1')),
      await Promise.all([1, 2].map(() => inTx((tx) => ask(tx, 'card-suspended', 'call-1')))),
    ];
    await platform.jobs.settled();
    for (const letter of [again, ...together]) assert.equal(letter.id, first.id);
    assert.equal((await lettersOf('call-1')).length, 1);
    const trail = await inTx((tx) => platform.audit.list(tx, { subject: HANAKO.personId, limit: 200 }));
    const printed = trail.filter(({ action, caseId }) => action === 'residents.read' && caseId === 'call-1');
    assert.equal(printed.length, 1, 'her address was read once');
    assert.equal(
      trail.filter(({ action, caseId }) => action === 'notices.letter' && caseId === 'call-1').length,
      1,
    );
  });

  test('what happens to one case twice is told twice, and each time once', async () => {
    const told = (occasion: string) =>
      inTx((tx) =>
        notices.api.letter(
          tx,
          { kind: 'issue-notice', personId: HANAKO.personId, caseId: 'case-twice', occasion, params },
          act,
        ),
      );
    const letters = [await told('card-1'), await told('card-2'), await told('card-2')];
    assert.equal(new Set(letters.map(({ id }) => id)).size, 2);
    await platform.jobs.settled();
  });

  test('another kind in the same case, or the same kind in another case, is another letter', async () => {
    const letters = await inTx(async (tx) => [
      await ask(tx, 'card-suspended', 'call-2'),
      await ask(tx, 'card-reactivated', 'call-2'),
      await ask(tx, 'card-suspended', 'call-3'),
    ]);
    assert.equal(new Set(letters.map(({ id }) => id)).size, 3);
    await platform.jobs.settled();
    assert.equal((await lettersOf('call-2')).length, 2);
  });

  test('one case about two people is a letter to each', async () => {
    const [hers, his] = await inTx(async (tx) => [
      await ask(tx, 'card-update-due', 'household-moves'),
      await ask(tx, 'card-update-due', 'household-moves', TARO.personId),
    ]);
    assert.deepEqual([hers.personId, his.personId], [HANAKO.personId, TARO.personId]);
    await platform.jobs.settled();
    assert.equal((await lettersOf('household-moves')).length, 2);
  });

  test('letters are listed newest first, of one person or one case', async () => {
    const caseId = 'case-list';
    const ids: string[] = [];
    for (const kind of ['application-form', 'issue-notice'] as const) {
      platform.clock.advance(60_000);
      ids.unshift((await inTx((tx) => ask(tx, kind, caseId, TARO.personId))).id);
    }
    const listed = await inTx((tx) => notices.api.letters(tx, { personId: TARO.personId, limit: 2 }));
    assert.deepEqual(
      listed.map(({ id }) => id),
      ids,
    );
    await platform.jobs.settled();
  });

  test('INC-03 a form is its addressee’s alone: the office that asked for it does not open it', async () => {
    const app = await openHttp(platform);
    notices.routes(app);
    const letter = await inTx((tx) => ask(tx, 'application-form', 'form-http'));
    await platform.jobs.settled();
    const as = async (office: string) => {
      const { token } = await inTx((tx) =>
        platform.sessions.start(tx, {
          audience: 'staff',
          personId: 'p-clerk',
          name: '窓口',
          role: 'clerk',
          office,
          cardId: 'c',
        }),
      );
      const url = `/api/office/letters/${letter.id}/pdf`;
      return (await app.inject({ url, cookies: { mibun_staff: token } })).json<{ code: string }>().code;
    };
    assert.equal(await as(HANAKO.municipality), 'LETTER_FOR_ADDRESSEE');
    assert.equal(await as('99999'), 'NOT_FOUND');
    await app.close();
  });

  test('a letter is opened by its id, not before it is printed, and at the office in a session alone', async () => {
    const app = await openHttp(platform);
    residents.routes(app);
    notices.routes(app);
    const open = (id: string) => inTx((tx) => notices.api.openPdf(tx, id));
    const letter = await inTx(async (tx) => {
      const asked = await ask(tx, 'issue-notice', 'case-http');
      await assert.rejects(notices.api.openPdf(tx, asked.id), { code: 'LETTER_BEING_PRINTED' });
      return asked;
    });
    await platform.jobs.settled();
    assert.ok(Buffer.from(await pdfOf('case-http')).equals((await open(letter.id)).bytes));
    await assert.rejects(open('letter-none'), { code: 'LETTER_NOT_FOUND' });
    const answer = await app.inject({ url: `/api/office/letters/${letter.id}/pdf` });
    assert.equal(answer.statusCode, 401, 'the office needs a session');
    await app.close();
  });
});
