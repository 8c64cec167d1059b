import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { birthDate, plainDate } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import { type Act, Refusal, type Tx } from '../../platform/index.ts';
import {
  type Claim,
  createResidents,
  type NewResident,
  type Residents,
  residentMigrations,
} from './index.ts';

const CITY = '99201';
const TOWN = '99361';

function person(personId: string, over: Partial<NewResident> = {}): NewResident {
  const serial = PEOPLE_SO_FAR.length + 1;
  PEOPLE_SO_FAR.push(personId);
  return {
    personId,
    municipality: CITY,
    householdId: `household-${personId}`,
    relation: 'head',
    name: '山田　太郎',
    nameKana: 'ヤマダ　タロウ',
    nameRomaji: 'YAMADA TARO',
    birthDate: plainDate('1980-01-02'),
    sex: '1',
    postalCode: '999-0001',
    address: '見本県見本市中央一丁目1番1号',
    nationality: 'JPN',
    residentSince: plainDate('2000-04-01'),
    individualNumber: String(700_000_000_000 + serial),
    residentCode: String(60_000_000_000 + serial),
    ...over,
  };
}
const PEOPLE_SO_FAR: string[] = [];

const KEN_YOUNG = person('p-ken-young', {
  name: '佐藤　健',
  nameKana: 'サトウ　ケン',
  nameRomaji: 'SATO KEN',
  birthDate: plainDate('1998-05-06'),
  address: '見本県見本市東町二丁目3番4号',
});
const KEN_OLD = person('p-ken-old', {
  name: '佐藤　健',
  nameKana: 'サトウ　ケン',
  nameRomaji: 'SATO KEN',
  birthDate: plainDate('1951-11-12'),
  address: '見本県見本市西町五丁目6番7号',
});
/** Two people who differ in nothing but where they live. */
const TWIN_NAMES = [
  person('p-yuki-east', { name: '鈴木　優希', address: '見本県見本市東町一丁目1番1号', sex: '2' }),
  person('p-yuki-west', { name: '鈴木　優希', address: '見本県見本市西町一丁目1番1号', sex: '2' }),
];
const VARIANTS = person('p-variants', {
  name: '髙橋　﨑子',
  nameKana: 'タカハシ　サキコ',
  nameRomaji: 'TAKAHASHI SAKIKO',
  birthDate: plainDate('1975-03-04'),
  sex: '2',
  address: '見本県見本市緑ヶ丘一丁目２番３号',
});
const FOREIGN = person('p-foreign', {
  name: 'NGUYEN　THI LAN',
  nameKana: 'グエン　ティ　ラン',
  nameRomaji: 'NGUYEN THI LAN',
  commonName: '青山　蘭',
  nationality: 'VNM',
  birthDate: plainDate('1990-10-10'),
  sex: '2',
});
/** Of whom the register knows the year of birth alone, and who has one name. */
const YEAR_ONLY = person('p-year-only', {
  name: 'SUHARTO',
  nameKana: 'スハルト',
  nameRomaji: 'SUHARTO',
  nationality: 'IDN',
  birthDate: birthDate('1935'),
  address: '見本県見本市北町九丁目9番9号',
});
const SPOUSE = person('p-spouse', {
  householdId: VARIANTS.householdId,
  relation: 'spouse',
  name: '髙橋　一郎',
});
const ELSEWHERE = person('p-elsewhere', {
  municipality: TOWN,
  name: '佐藤　健',
  birthDate: plainDate('1998-05-06'),
  address: '見本県例示町東町二丁目3番4号',
});
const EVERYBODY = [KEN_YOUNG, KEN_OLD, ...TWIN_NAMES, VARIANTS, FOREIGN, YEAR_ONLY, SPOUSE, ELSEWHERE];

const act: Act = {
  actor: { kind: 'clerk', id: 'p-clerk', name: '窓口　直子', office: CITY },
  purpose: 'counter-service',
  caseId: 'case-7',
  reason: 'asked at the counter',
};

describe('the resident registry', () => {
  let platform: TestPlatform;
  let residents: Residents;

  before(async () => {
    platform = await openTestPlatform({ migrations: residentMigrations });
    const text = { ja: '見本', en: 'Mihon' };
    const office = { address: '', postalCode: '', phone: '', hours: text };
    residents = createResidents(platform, {
      municipalities: [CITY, TOWN].map((code) => ({ code, prefecture: text, name: text, office })),
    }).api;
    await inTx((tx) => residents.add(tx, EVERYBODY));
  });
  after(() => platform.close());

  /** Ids of entries that were there before the test. */
  const seen = new Set<number>();
  beforeEach(async () => {
    for (const { personId } of EVERYBODY) for (const { id } of await entries(personId)) seen.add(id);
  });

  const inTx = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction(work);
  const entries = (subject: string) => inTx((tx) => platform.audit.list(tx, { subject, limit: 200 }));
  const match = (claim: Claim, atLeast: number) => inTx((tx) => residents.match(tx, claim, atLeast, act));
  const search = async (claim: Claim, municipality = CITY) =>
    (await inTx((tx) => residents.search(tx, municipality, claim, act))).map(({ personId }) => personId);

  /** Whose access logs the test has written to, and with what. */
  async function traces(): Promise<Record<string, readonly string[]>> {
    const found: Record<string, readonly string[]> = {};
    for (const { personId } of EVERYBODY) {
      const mine = (await entries(personId)).filter(({ id }) => !seen.has(id));
      for (const { actor, purpose, caseId, reason } of mine) {
        assert.deepEqual(
          { actor, purpose, caseId, reason },
          act,
          'the entry says who, why and for which case',
        );
      }
      if (mine.length > 0) found[personId] = mine.map(({ action }) => action);
    }
    return found;
  }
  async function codeOf(work: Promise<unknown>): Promise<string> {
    try {
      await work;
      return 'allowed';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  test('IDD-05 somebody of one name, born on a day that nobody knows, is on record and is found', async () => {
    const read = await inTx((tx) => residents.read(tx, 'p-year-only', act));
    assert.equal(read.birthDate, '1935');
    const found = async (claim: Claim) =>
      (await inTx((tx) => residents.search(tx, CITY, claim, act))).map(({ personId }) => personId);
    assert.deepEqual(await found({ name: 'suharto', birthDate: birthDate('1935') }), ['p-year-only']);
    assert.deepEqual(await found({ name: 'SUHARTO', birthDate: birthDate('1935-01-01') }), []);
  });

  test('what was added is read back, without number and resident code', async () => {
    const notKnown = {
      formerSurname: null,
      commonName: null,
      domicile: null,
      residenceStatus: null,
      stayUntil: null,
      phone: null,
      email: null,
    };
    for (const { individualNumber, residentCode, ...attributes } of EVERYBODY) {
      const read = await inTx((tx) => residents.read(tx, attributes.personId, act));
      assert.deepEqual(read, { ...notKnown, ...attributes, status: 'resident', version: 1 });
    }
  });

  test('NUM-19 every read is on the access log of the person who was read, and of nobody else', async () => {
    await inTx((tx) => residents.read(tx, KEN_OLD.personId, act));
    assert.deepEqual(await traces(), { [KEN_OLD.personId]: ['residents.read'] });
  });

  test('NUM-19 looking at a household is on the access log of each of its members', async () => {
    const members = await inTx((tx) => residents.household(tx, SPOUSE.personId, act));
    assert.deepEqual(
      members.map(({ personId }) => personId).sort(),
      [SPOUSE.personId, VARIANTS.personId].sort(),
    );
    assert.deepEqual(await traces(), {
      [SPOUSE.personId]: ['residents.read'],
      [VARIANTS.personId]: ['residents.read'],
    });
  });

  test('a read that is rolled back gave nothing to anybody and leaves no entry', async () => {
    await assert.rejects(
      inTx(async (tx) => {
        await residents.read(tx, KEN_OLD.personId, act);
        throw new Error('undo');
      }),
      /undo/,
    );
    assert.deepEqual(await traces(), {});
  });

  test('nobody of that id', async () => {
    assert.equal(await codeOf(inTx((tx) => residents.read(tx, 'p-nobody', act))), 'RESIDENT_NOT_FOUND');
    assert.equal(await codeOf(inTx((tx) => residents.household(tx, 'p-nobody', act))), 'RESIDENT_NOT_FOUND');
    assert.deepEqual(await traces(), {});
  });

  test('IDD-05 namesakes are told apart by a second attribute, and only the right one is on record', async () => {
    const claim = { name: '佐藤 健', birthDate: KEN_OLD.birthDate };
    assert.deepEqual(await search(claim), [KEN_OLD.personId]);
    const found = await match({ ...claim, sex: '1' }, 3);
    assert.equal(found?.resident.personId, KEN_OLD.personId);
    assert.deepEqual([...(found?.matched ?? [])].sort(), ['birthDate', 'name', 'sex']);
    assert.deepEqual(await traces(), { [KEN_OLD.personId]: ['residents.match', 'residents.search'] });
  });

  test('IDD-05 a claim that fits two people equally well finds neither, and neither is on record', async () => {
    const ambiguous: readonly Claim[] = [
      { name: '佐藤　健', sex: '1' },
      // The name of both, the birth date of one and the address of the other.
      { name: '佐藤　健', birthDate: KEN_OLD.birthDate, address: KEN_YOUNG.address },
      { name: '鈴木　優希', birthDate: plainDate('1980-01-02'), sex: '2' },
    ];
    for (const claim of ambiguous) assert.equal(await match(claim, 2), undefined, JSON.stringify(claim));
    assert.deepEqual(await traces(), {});
    const [east, west] = TWIN_NAMES;
    for (const one of [east, west]) {
      const found = await match(
        { name: '鈴木　優希', birthDate: plainDate('1980-01-02'), sex: '2', address: one?.address ?? '' },
        4,
      );
      assert.equal(found?.resident.personId, one?.personId);
    }
  });

  test('LOS-03 fewer attributes than asked for match nobody, however unique they are', async () => {
    assert.equal(await match({ birthDate: VARIANTS.birthDate }, 3), undefined);
    assert.equal(await match({ name: VARIANTS.name, birthDate: VARIANTS.birthDate }, 3), undefined);
    const wrongSex = { name: VARIANTS.name, birthDate: VARIANTS.birthDate, sex: '1' } as const;
    assert.equal(await match(wrongSex, 3), undefined);
    assert.equal(await match({}, 1), undefined);
    assert.deepEqual(await traces(), {});
  });

  test('IDD-05 a search by one attribute is refused, also when the others are empty', async () => {
    const tooWide: readonly Claim[] = [
      {},
      { name: KEN_OLD.name },
      { birthDate: KEN_OLD.birthDate },
      { sex: '1' },
      { address: KEN_OLD.address },
      { name: KEN_OLD.name, address: '' },
    ];
    for (const claim of tooWide) {
      const code = await codeOf(inTx((tx) => residents.search(tx, CITY, claim, act)));
      assert.equal(code, 'RESIDENT_SEARCH_TOO_WIDE', JSON.stringify(claim));
    }
    assert.deepEqual(await traces(), {});
  });

  test('a search finds those whom all of it fits, in the own municipality alone', async () => {
    assert.deepEqual(await search({ name: '佐藤　健', birthDate: KEN_YOUNG.birthDate }), [
      KEN_YOUNG.personId,
    ]);
    assert.deepEqual(await search({ name: '佐藤　健', birthDate: KEN_YOUNG.birthDate }, TOWN), [
      ELSEWHERE.personId,
    ]);
    assert.deepEqual(await search({ name: '佐藤　健', birthDate: VARIANTS.birthDate }), []);
    assert.deepEqual((await search({ name: '佐藤　健', sex: '1' })).sort(), [
      KEN_OLD.personId,
      KEN_YOUNG.personId,
    ]);
    assert.deepEqual(await traces(), {
      [KEN_YOUNG.personId]: ['residents.search', 'residents.search'],
      [KEN_OLD.personId]: ['residents.search'],
      [ELSEWHERE.personId]: ['residents.search'],
    });
  });

  test('CRT-02 kanji variants, width, spaces and kana find the same person', async () => {
    const names = [
      '髙橋　﨑子',
      '高橋崎子',
      '高橋 﨑子',
      'タカハシ　サキコ',
      'ﾀｶﾊｼ ｻｷｺ',
      'たかはし さきこ',
      'ＴＡＫＡＨＡＳＨＩ　ｓａｋｉｋｏ',
    ];
    for (const name of names) {
      assert.deepEqual(await search({ name, birthDate: VARIANTS.birthDate }), [VARIANTS.personId], name);
      assert.deepEqual(await search({ name, sex: '2' }), [VARIANTS.personId], `${name} and the sex`);
      const found = await match({ name, birthDate: VARIANTS.birthDate, sex: '2' }, 3);
      assert.equal(found?.resident.personId, VARIANTS.personId, name);
    }
    for (const other of ['高木　崎子', '高橋　咲子']) {
      assert.deepEqual(await search({ name: other, birthDate: VARIANTS.birthDate }), [], other);
    }
  });

  test('CRT-02 an address is the same in figures, in kanji and with hyphens', async () => {
    const addresses = [
      '見本県見本市緑ヶ丘一丁目２番３号',
      '見本県見本市緑が丘1丁目2番3号',
      '見本県 見本市 緑ケ丘 １－２－３',
      '見本県見本市緑ヶ丘1-2-3',
    ];
    for (const address of addresses) {
      const found = await match({ birthDate: VARIANTS.birthDate, sex: '2', address }, 3);
      assert.deepEqual([...(found?.matched ?? [])].sort(), ['address', 'birthDate', 'sex'], address);
    }
    assert.deepEqual(await search({ address: '見本県見本市緑ヶ丘1-2-4', sex: '2' }), []);
  });

  test('a foreign resident is found by the name on the card, its reading and the common name', async () => {
    for (const name of ['NGUYEN THI LAN', 'nguyen thi lan', 'グエン　ティ　ラン', '青山　蘭']) {
      assert.deepEqual(await search({ name, birthDate: FOREIGN.birthDate }), [FOREIGN.personId], name);
    }
  });

  test('NUM-19 numbers are in the vault alone: no row of the registry or the trail has them', async () => {
    const { rows: tables } = await inTx((tx) =>
      tx.executeQuery<{ name: string }>(
        CompiledQuery.raw(
          `select table_name as name from information_schema.tables
           where table_schema = 'public' and table_type = 'BASE TABLE'`,
        ),
      ),
    );
    assert.ok(tables.some(({ name }) => name === 'vault_numbers'));
    for (const { name } of tables) {
      const { rows } = await inTx((tx) =>
        tx.executeQuery<{ row: string }>(
          CompiledQuery.raw(`select to_jsonb(t)::text as row from "${name}" t`),
        ),
      );
      for (const { individualNumber } of EVERYBODY) {
        const hex = Buffer.from(individualNumber).toString('hex');
        for (const { row } of rows) {
          assert.ok(!row.includes(individualNumber), `${name} has a number`);
          assert.ok(!row.includes(hex), `${name} has the octets of a number`);
        }
      }
    }
    const number = await inTx((tx) => platform.vault.read(tx, KEN_OLD.personId, act));
    assert.equal(number, KEN_OLD.individualNumber);
    assert.deepEqual(await traces(), { [KEN_OLD.personId]: ['vault.read-number'] });
  });

  test('people and their numbers are added together or not at all', async () => {
    const [first, second] = [person('p-new'), person('p-same-number')];
    const twice = [first, { ...second, individualNumber: first.individualNumber }];
    await assert.rejects(inTx((tx) => residents.add(tx, twice)));
    assert.equal(await codeOf(inTx((tx) => residents.read(tx, 'p-new', act))), 'RESIDENT_NOT_FOUND');
    assert.equal(await codeOf(inTx((tx) => platform.vault.read(tx, 'p-new', act))), 'NOT_FOUND');
  });

  test('many people of one birthday do not hide the one whom the claim fits best', async () => {
    const crowd = Array.from({ length: 250 }, (_, at) =>
      person(`p-crowd-${at}`, {
        name: `群衆　${at}`,
        nameKana: `${at}`,
        nameRomaji: `${at}`,
        birthDate: KEN_OLD.birthDate,
      }),
    );
    await inTx((tx) => residents.add(tx, crowd));
    assert.deepEqual(await search({ name: '佐藤　健', birthDate: KEN_OLD.birthDate }), [KEN_OLD.personId]);
    const found = await match({ name: '佐藤　健', birthDate: KEN_OLD.birthDate, sex: '1' }, 3);
    assert.equal(found?.resident.personId, KEN_OLD.personId);
    assert.ok(
      (await search({ birthDate: KEN_OLD.birthDate, sex: '1' })).length <= 20,
      'a page, not a list of people',
    );
  });

  test('municipalities are known by their code', async () => {
    assert.equal(residents.municipality(CITY).code, CITY);
    assert.equal(residents.municipalities().length, 2);
    assert.throws(() => residents.municipality('13101'), { code: 'NOT_FOUND' });
  });
});
