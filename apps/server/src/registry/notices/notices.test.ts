import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { formatDateJa, individualNumberCheckDigit, makeApplicationId, plainDate } from '@mibun/rules';
import { testCountry } from '../../../testing/country.ts';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import { openTestPost, type ReceivedMail, type TestPost } from '../../../testing/post.ts';
import { type Act, openHttp, type Tx } from '../../platform/index.ts';
import { openMailer } from '../../platform/mail.ts';
import {
  createResidents,
  type Municipality,
  type NewResident,
  residentMigrations,
} from '../residents/index.ts';
import {
  CARD_NOTICE_KINDS,
  createNotices,
  instantInWords,
  LETTER_KINDS,
  type Letter,
  type LetterKind,
  type MailKind,
  type NoticeCountry,
  type NoticesModule,
  noticeMigrations,
} from './index.ts';
import { CARD_NOTICES } from './letters/card-notices.ts';
import { printLetter } from './letters/print.ts';
import { composeMail, MAIL_TEXTS } from './mail-texts.ts';

const MAIL_KINDS = Object.keys(MAIL_TEXTS) as MailKind[];

const CITY: Municipality = {
  code: '99201',
  prefecture: { ja: '見本県', en: 'Mihon' },
  name: { ja: '見本市', en: 'Mihon City' },
  office: {
    address: '見本県見本市中央一丁目1番1号',
    postalCode: '999-0001',
    phone: '099-000-0000',
    hours: { ja: '月〜金 8:30〜17:15', en: 'Mon–Fri 8:30–17:15' },
  },
};

function person(personId: string, base: string, over: Partial<NewResident>): NewResident {
  return {
    personId,
    municipality: CITY.code,
    householdId: `household-${personId}`,
    relation: 'head',
    name: '見本　花子',
    nameKana: 'ミホン　ハナコ',
    nameRomaji: 'MIHON HANAKO',
    birthDate: plainDate('1992-08-07'),
    sex: '2',
    postalCode: '999-0002',
    address: '見本県見本市東町二丁目3番4号',
    nationality: 'JPN',
    residentSince: plainDate('2000-04-01'),
    individualNumber: `${base}${individualNumberCheckDigit(base)}`,
    residentCode: base,
    ...over,
  };
}

const HANAKO = person('p-hanako', '71234567890', {});
const TARO = person('p-taro', '71234567891', {
  name: '例示　太郎',
  birthDate: plainDate('1960-01-31'),
  address: '見本県見本市西町九丁目8番7号',
});
const APPLICATION_ID = makeApplicationId('123456789012345678901');

const act: Act = {
  actor: { kind: 'clerk', id: 'p-clerk', name: '窓口　直子', office: CITY.code },
  purpose: 'notice',
};

describe('notices', () => {
  let platform: TestPlatform;
  let post: TestPost;
  let notices: NoticesModule;
  let residents: ReturnType<typeof createResidents>;
  let received: readonly ReceivedMail[];

  before(async () => {
    const base = await openTestPlatform({ migrations: [...residentMigrations, ...noticeMigrations] });
    post = await openTestPost();
    received = post.received;
    // The mailer of a real installation, up to a real SMTP server, so that what a transaction sends is what arrives.
    platform = { ...base, mail: await openMailer(base, { url: post.url, from: base.config.mailFrom }) };
    residents = createResidents(platform, { municipalities: [CITY] });
    notices = createNotices(platform, { residents: residents.api, country: testCountry() });
    await platform.jobs.start();
    await inTx((tx) => residents.api.add(tx, [HANAKO, TARO]));
  });
  after(async () => {
    platform.mail.close();
    await platform.close();
    await post.close();
  });

  const inTx = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction(work);
  const lettersOf = (caseId: string) => inTx((tx) => notices.api.letters(tx, { caseId }));
  const params = {
    applicationId: APPLICATION_ID,
    link: 'https://mihon.example/apply',
    statusUrl: 'https://mihon.example/apply/status',
    deadline: '2026-12-22',
  };
  const ask = (tx: Tx, kind: LetterKind, caseId: string, personId = HANAKO.personId) =>
    notices.api.letter(tx, { kind, personId, caseId, params }, act);

  async function pdfOf(caseId: string): Promise<Uint8Array> {
    const [letter] = await lettersOf(caseId);
    assert.ok(letter?.pdf, 'the letter is printed');
    const { pdf } = letter;
    const blob = await inTx((tx) => platform.blobs.get(tx, pdf));
    assert.equal(blob?.mediaType, 'application/pdf');
    return blob.bytes;
  }

  const NOT_KNOWN = {
    formerSurname: null,
    commonName: null,
    domicile: null,
    residenceStatus: null,
    stayUntil: null,
    phone: null,
    email: null,
  };

  /** What the printer draws for one person, from the letter's own record. */
  async function drawnFor(
    to: NewResident,
    letter: Letter,
    country: NoticeCountry = testCountry(),
  ): Promise<Buffer> {
    const { individualNumber: _, residentCode: __, ...resident } = to;
    const { kind, id: letterId, createdAt } = letter;
    return Buffer.from(
      await printLetter({
        kind,
        letterId,
        createdAt,
        params,
        municipality: CITY,
        country,
        resident: { ...NOT_KNOWN, ...resident, status: 'resident', version: 1 },
      }),
    );
  }

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
    due: '2026年12月6日(日)',
    dueEn: '6 December 2026',
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
