import assert from 'node:assert/strict';
import { individualNumberCheckDigit, makeApplicationId, plainDate } from '@mibun/rules';
import type { Act, Tx } from '../src/platform/index.ts';
import { openMailer } from '../src/platform/mail.ts';
import {
  createNotices,
  type Letter,
  type LetterKind,
  type NoticeCountry,
  type NoticesModule,
  noticeMigrations,
} from '../src/registry/notices/index.ts';
import { printLetter } from '../src/registry/notices/letters/print.ts';
import {
  createResidents,
  type Municipality,
  type NewResident,
  residentMigrations,
} from '../src/registry/residents/index.ts';
import { testCountry } from './country.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';
import { openTestPost, type ReceivedMail } from './post.ts';

export const CITY: Municipality = {
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

export const HANAKO = person('p-hanako', '71234567890', {});
export const TARO = person('p-taro', '71234567891', {
  name: '例示　太郎',
  birthDate: plainDate('1960-01-31'),
  address: '見本県見本市西町九丁目8番7号',
});
export const APPLICATION_ID = makeApplicationId('123456789012345678901');

export const act: Act = {
  actor: { kind: 'clerk', id: 'p-clerk', name: '窓口　直子', office: CITY.code },
  purpose: 'notice',
};

const NOT_KNOWN = {
  formerSurname: null,
  commonName: null,
  domicile: null,
  residenceStatus: null,
  stayUntil: null,
  phone: null,
  email: null,
};

export interface NoticesBench {
  readonly platform: TestPlatform;
  readonly notices: NoticesModule;
  readonly residents: ReturnType<typeof createResidents>;
  /** The letters that were put into the post, by the names of their files. */
  readonly posted: ReadonlyMap<string, Uint8Array>;
  /** The mails that have arrived. */
  readonly received: readonly ReceivedMail[];
  /** What every letter is asked for with. */
  readonly params: Readonly<Record<string, string>>;
  readonly inTx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly lettersOf: (caseId: string) => Promise<readonly Letter[]>;
  /** Asks for a letter, to Hanako unless told otherwise. */
  readonly ask: (tx: Tx, kind: LetterKind, caseId: string, personId?: string) => Promise<Letter>;
  readonly pdfOf: (caseId: string) => Promise<Uint8Array>;
  readonly drawnFor: (to: NewResident, letter: Letter, country?: NoticeCountry) => Promise<Buffer>;
  close(): Promise<void>;
}

export async function openNoticesBench(): Promise<NoticesBench> {
  const base = await openTestPlatform({ migrations: [...residentMigrations, ...noticeMigrations] });
  const post = await openTestPost();
  // The mailer of a real installation, up to a real SMTP server, so that what a transaction sends is what arrives.
  const platform: TestPlatform = {
    ...base,
    mail: await openMailer(base, { url: post.url, from: base.config.mailFrom }),
  };
  const residents = createResidents(platform, { municipalities: [CITY] });
  const posted = new Map<string, Uint8Array>();
  const notices = createNotices(platform, {
    residents: residents.api,
    country: testCountry(),
    outbox: { put: (name, pdf) => posted.set(name, pdf) },
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

  await platform.jobs.start();
  await inTx((tx) => residents.api.add(tx, [HANAKO, TARO]));
  return {
    ...{ platform, notices, residents, params, inTx, lettersOf, ask, pdfOf, drawnFor },
    received: post.received,
    posted,
    async close() {
      platform.mail.close();
      await platform.close();
      await post.close();
    },
  };
}
