import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFontBook } from '@mibun/documents';
import { readPicture } from '@mibun/documents/picture';
import { plainDate } from '@mibun/rules';
import type { Resident } from '../../../registry/residents/index.ts';
import { canBePrinted, drawResidentRecord, recordEntries } from './resident-record.ts';

const hanako: Resident = {
  personId: 'person-hanako',
  municipality: '99201',
  householdId: 'household-1',
  relation: 'spouse',
  name: '見本　花子',
  nameKana: 'ミホン　ハナコ',
  nameRomaji: 'MIHON HANAKO',
  formerSurname: null,
  commonName: null,
  birthDate: plainDate('1980-02-17'),
  sex: '2',
  postalCode: '000-1002',
  address: '見本県見本市花園２丁目３番１４号',
  domicile: '見本県見本市見本町１丁目１番地',
  nationality: 'JPN',
  residenceStatus: null,
  stayUntil: null,
  residentSince: plainDate('2016-03-28'),
  phone: '099-000-1234',
  email: null,
  status: 'resident',
  version: 1,
};
const taro: Resident = { ...hanako, personId: 'person-taro', relation: 'head', name: '見本　太郎', sex: '1' };
const foreigner: Resident = {
  ...hanako,
  nationality: 'VNM',
  residenceStatus: '留学',
  stayUntil: plainDate('2028-03-31'),
  commonName: '阮　安',
};

const linesOf = (resident: Resident, domicile: boolean, relation: boolean) =>
  Object.fromEntries(
    recordEntries({ resident, household: [taro, resident], options: { domicile, relation } }).map((entry) => [
      entry.term,
      entry.value,
    ]),
  );

test('KSK-02 the shortest copy says nothing of household, domicile or number, and says that it does not', () => {
  const lines = linesOf(hanako, false, false);
  assert.deepEqual(lines, {
    氏名: '見本　花子',
    生年月日: '昭和55年2月17日',
    性別: '女',
    住所: '見本県見本市花園２丁目３番１４号',
    住民となった年月日: '平成28年3月28日',
    省略した事項: '世帯主・続柄、本籍、個人番号、住民票コード',
  });
});

test('KSK-02 head of household, relation and domicile stand on it when they were chosen', () => {
  const lines = linesOf(hanako, true, true);
  assert.deepEqual(
    [lines.世帯主, lines.世帯主との続柄, lines.本籍, lines.省略した事項],
    ['見本　太郎', '妻', '見本県見本市見本町１丁目１番地', '個人番号、住民票コード'],
  );
});

test('CARD-04 a foreign resident’s copy has the Western date of birth, the common name and the residence status', () => {
  const lines = linesOf(foreigner, true, false);
  assert.deepEqual(
    [lines.生年月日, lines.通称, lines['国籍・地域'], lines.在留資格, lines.本籍],
    ['1980年2月17日', '阮　安', 'ベトナム', '留学', undefined],
  );
});

test('CRT-01 a copy with a character that is not drawn as registered is not made, whoever’s name it is in', async () => {
  const name = '葛\u{E01EE}城　花子';
  const options = { domicile: true, relation: true };
  const plain = { resident: hanako, household: [taro, hanako], options };
  const ofHead = { ...plain, household: [{ ...taro, name }, hanako] };
  const ofDomicile = { ...plain, resident: { ...hanako, domicile: '葛\u{E01EE}城市' } };
  const unprintable = [{ ...plain, resident: { ...hanako, name } }, ofHead, ofDomicile];
  assert.equal(canBePrinted(plain), true);
  assert.equal(canBePrinted({ ...ofHead, options: { domicile: true, relation: false } }), true);
  for (const record of unprintable) {
    assert.equal(canBePrinted(record), false);
    const drawn = drawResidentRecord({
      ...record,
      municipality: {
        code: '99201',
        prefecture: { ja: '見本県', en: 'Mihon' },
        name: { ja: '見本市', en: 'Mihon City' },
        office: { address: '', postalCode: '', phone: '', hours: { ja: '', en: '' } },
      },
      paperSerial: '0'.repeat(16),
      requestId: 'request-1',
      issuedAt: new Date(0),
      verificationOrigin: 'https://mibun.example',
      fictitious: false,
    });
    await assert.rejects(drawn, { code: 'KIOSK_CHARACTERS_NOT_PRINTABLE' });
  }
  const { picture } = readPicture(
    new TextEncoder().encode('<svg viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'),
  );
  assert.ok(picture);
  const fonts = openFontBook({ glyphs: [{ codePoints: [0x845b, 0xe01ee], picture }] });
  for (const record of unprintable)
    assert.equal(canBePrinted({ ...record, fonts }), true, 'there is a picture of it');
});
