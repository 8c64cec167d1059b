import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { formatDateJa, plainDate } from '@mibun/rules';
import { testCountry } from '../../../testing/country.ts';
import { APPLICATION_ID, HANAKO, type NoticesBench, openNoticesBench } from '../../../testing/notices.ts';
import type { TestPlatform } from '../../../testing/platform.ts';
import type { ReceivedMail } from '../../../testing/post.ts';
import { CARD_NOTICE_KINDS, instantInWords, type MailKind, type NoticesModule } from './index.ts';
import { CARD_NOTICES } from './letters/card-notices.ts';
import { composeMail, MAIL_TEXTS } from './mail-texts.ts';

const MAIL_KINDS = Object.keys(MAIL_TEXTS) as MailKind[];

describe('mails', () => {
  let bench: NoticesBench;
  let platform: TestPlatform;
  let notices: NoticesModule;
  let received: readonly ReceivedMail[];
  let inTx: NoticesBench['inTx'];
  let lettersOf: NoticesBench['lettersOf'];
  let ask: NoticesBench['ask'];
  let drawnFor: NoticesBench['drawnFor'];

  before(async () => {
    bench = await openNoticesBench();
    ({ platform, notices, received, inTx, lettersOf, ask, drawnFor } = bench);
  });
  after(() => bench.close());

  test('a transaction that rolls back sends no letter and no mail', async () => {
    const mails = received.length;
    await assert.rejects(
      inTx(async (tx) => {
        await ask(tx, 'card-abolished', 'case-undone');
        await notices.api.mail(tx, {
          kind: 'card-abolished',
          to: 'undone@mihon.example',
          params: GIVEN,
        });
        throw new Error('undo');
      }),
      /undo/,
    );
    await platform.jobs.settled();
    assert.deepEqual(await lettersOf('case-undone'), []);
    assert.equal(received.length, mails);
    // The way is open: the same mail in a transaction that commits arrives.
    await inTx((tx) =>
      notices.api.mail(tx, { kind: 'card-abolished', to: 'done@mihon.example', params: GIVEN }),
    );
    await platform.jobs.settled();
    assert.deepEqual(
      received.slice(mails).map(({ to }) => to),
      ['done@mihon.example'],
    );
  });

  /** Everything that callers give, and beside it what must never be written into a mail. */
  const FORBIDDEN = {
    individualNumber: HANAKO.individualNumber,
    residentCode: HANAKO.residentCode,
    address: HANAKO.address,
    birthDate: HANAKO.birthDate,
    applicationId: APPLICATION_ID,
  };
  const GIVEN = {
    name: HANAKO.name,
    at: '2026年11月22日（日） 12:00',
    atEn: '22 November 2026, 12:00 (Japan)',
    link: 'https://mihon.example/apply/continue#token',
    statusUrl: 'https://mihon.example/apply/status',
    reason: '背景が無地ではありません',
    reasonEn: 'the background is not plain',
    note: '担当者から：影があります。\n',
    noteEn: 'Note from the staff: 影があります。\n',
    next: '必要なときは、窓口で申請できます。',
    nextEn: 'You can apply at the office.',
    office: '見本市役所',
    officeEn: 'Mihon City',
    deadline: '2026年12月22日（火）',
    deadlineEn: '22 December 2026',
    issued: '2026年11月1日(日)',
    issuedEn: '1 November 2026',
    why: '転出',
    whyEn: 'departure',
    certificates: '署名用電子証明書',
    certificatesEn: 'certificate for electronic signatures',
    uses: '電子署名',
    usesEn: 'electronic signatures',
    until: '2026年12月6日(日)',
    untilEn: '6 December 2026',
  };

  test('APP-11 no mail of any kind has number, address, birth date or full application ID in it', async () => {
    const before = received.length;
    const birthDate = plainDate(HANAKO.birthDate);
    const never = [
      ...Object.values(FORBIDDEN),
      formatDateJa(birthDate),
      formatDateJa(birthDate, { era: true }),
      birthDate.replaceAll('-', '/'),
      birthDate.replaceAll('-', ''),
    ];
    await inTx(async (tx) => {
      for (const kind of MAIL_KINDS) {
        await notices.api.mail(tx, { kind, to: `${kind}@mihon.example`, params: { ...GIVEN, ...FORBIDDEN } });
      }
    });
    await platform.jobs.settled();
    const mails = received.slice(before);
    assert.deepEqual(
      mails.map(({ to }) => to).sort(),
      MAIL_KINDS.map((kind) => `${kind}@mihon.example`).sort(),
    );
    for (const { to, from, subject, text } of mails) {
      assert.equal(from, platform.config.mailFrom);
      const folded = `${subject}\n${text}`.normalize('NFKC');
      for (const secret of never)
        assert.ok(!folded.includes(secret.normalize('NFKC')), `${to} has ${secret}`);
      assert.doesNotMatch(folded.replaceAll(/[\s-]/g, ''), /\d{11}/, `${to} has a long number`);
      assert.doesNotMatch(folded, /\{\w+\}/, `${to} has a gap that nobody fills`);
      assert.match(folded, /例国/);
      assert.match(text, /[a-z]{3,} [a-z]{2,}/, 'in English, too');
    }
  });

  test('mails and letters say that nothing is real only in a country that is fictitious', async () => {
    const [invented, real] = [testCountry({ fictitious: true }), testCountry({ fictitious: false })];
    await inTx((tx) => ask(tx, 'card-reactivated', 'case of a real country'));
    const [letter] = await lettersOf('case of a real country');
    assert.ok(letter);
    assert.ok(
      (await drawnFor(HANAKO, letter, invented)).length > (await drawnFor(HANAKO, letter, real)).length + 500,
    );
    const filled = Object.fromEntries(Object.keys(GIVEN).map((gap) => [gap, '…']));
    for (const kind of MAIL_KINDS) {
      const mail = composeMail(MAIL_TEXTS[kind], real, filled);
      assert.match(mail.subject, /^【例国】/);
      assert.match(mail.text, /\n--\n例国 個人番号カード担当\nReikoku, Individual Number Card\n/);
      assert.doesNotMatch(`${mail.subject}${mail.text}`, /架空|fictitious|demo|デモ|見本県|Mihon/i);
      assert.match(
        composeMail(MAIL_TEXTS[kind], invented, filled).text,
        /架空の国.*\n.*a fictitious country/,
      );
    }
  });

  test('a mail with a gap that the caller did not fill is not sent', async () => {
    for (const kind of MAIL_KINDS) {
      await assert.rejects(
        inTx((tx) => notices.api.mail(tx, { kind, to: 'gap@mihon.example', params: {} })),
        /nothing for the gap "(name|link)"/,
        kind,
      );
    }
    await platform.jobs.settled();
    assert.ok(!received.some(({ to }) => to === 'gap@mihon.example'));
  });

  test('G2 every notice about a card says the same in both languages, with the same facts', () => {
    const gapsOf = (text: string) =>
      [...text.matchAll(/\{(\w+?)(En)?\}/g)].map(([, gap]) => gap ?? '').sort();
    for (const kind of CARD_NOTICE_KINDS) {
      const { title, what, facts = [], sections, doubt } = CARD_NOTICES[kind];
      const items = sections.flatMap(({ heading, items }) => [...(heading ? [heading] : []), ...items]);
      const terms = facts.flatMap(({ term, otherwise }) => [term, otherwise]);
      for (const { ja, en } of [title, what, ...items, ...terms, ...(doubt ? [doubt] : [])]) {
        assert.match(ja, /[ぁ-んァ-ヶ一-龠]/, kind);
        assert.match(en, /^[\x20-\x7e’“”–]+$/, kind);
        assert.deepEqual(gapsOf(en), gapsOf(ja), `${kind}: ${en}`);
      }
      assert.match(MAIL_TEXTS[kind].subject, /[ぁ-んァ-ヶ一-龠].* \/ [A-Z][a-z]/, kind);
    }
  });

  test('an instant is told as the clock in Japan shows it', () => {
    assert.deepEqual(instantInWords(new Date('2026-11-21T15:04:59Z')), {
      at: '2026年11月22日(日) 00:04',
      atEn: '22 November 2026, 00:04 (Japan)',
    });
  });
});
