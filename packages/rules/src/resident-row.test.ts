import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from './dates.ts';
import { checkResidentRow, RESIDENT_COLUMNS, type ResidentRow } from './resident-row.ts';

const SURROUNDINGS = { today: plainDate('2026-11-22'), municipalities: new Set(['98101', '98201']) };

const AKI: ResidentRow = {
  residentCode: '12345678903',
  municipality: '98101',
  household: 'A-1',
  relation: 'head',
  name: '用例　秋',
  birthDate: '1990-03-04',
  sex: '2',
  postalCode: '000-8101',
  address: '北例県文例市本文町一丁目1番1号',
  nationality: 'JPN',
  residentSince: '2015-04-01',
};
const LAN: ResidentRow = {
  ...AKI,
  name: 'NGUYEN THI LAN',
  nationality: 'VNM',
  residenceStatus: '技術・人文知識・国際業務',
  stayUntil: '2026-11-22',
};
const LONG = 'あ'.repeat(201);

const check = (change: Readonly<Record<string, string>>, row = AKI) =>
  checkResidentRow({ ...row, ...change }, SURROUNDINGS);
function faultsOf(change: Readonly<Record<string, string>>, row = AKI) {
  const checked = check(change, row);
  return checked.ok ? [] : checked.faults.map(({ column, reason, rule }) => `${column} ${reason} ${rule}`);
}
function understood(change: Readonly<Record<string, string>>, row = AKI) {
  const checked = check(change, row);
  assert.ok(checked.ok, JSON.stringify(checked));
  return checked.resident;
}

test('RES-01 a row with what everybody has is understood; what is not said is absent', () => {
  const resident = understood({});
  assert.equal(resident.residentCode, AKI.residentCode);
  assert.deepEqual([resident.nameKana, resident.nameRomaji], ['', '']);
  assert.deepEqual([resident.individualNumber, resident.commonName, resident.stayUntil], [null, null, null]);
  assert.deepEqual(understood({ email: '', domicile: ' ' }), resident);
});

test('CARD-02 everything that every row needs is named when it is not there, all of it at once', () => {
  const checked = checkResidentRow({}, SURROUNDINGS);
  assert.ok(!checked.ok);
  const needed = Object.entries(RESIDENT_COLUMNS).filter(([, need]) => need === 'needed');
  assert.deepEqual(
    checked.faults.map(({ column, reason }) => [column, reason]),
    needed.map(([column]) => [column, 'MISSING']),
  );
});

test('NUM-02 RES-01 numbers are evened out, and refused with a wrong check digit', () => {
  assert.equal(understood({ residentCode: '１２３４-５６７８-９０３' }).residentCode, '12345678903');
  assert.equal(understood({ individualNumber: '1234 5678 9018' }).individualNumber, '123456789018');
  assert.deepEqual(faultsOf({ residentCode: '12345678904' }), ['residentCode NOT_IN_FORM RES-01']);
  assert.deepEqual(faultsOf({ individualNumber: '123456789019' }), ['individualNumber NOT_IN_FORM NUM-02']);
  assert.deepEqual(faultsOf({ individualNumber: '12345678901' }), ['individualNumber NOT_IN_FORM NUM-01']);
});

test('NUM-19 a refusal never repeats what stood in the row', () => {
  const values = { individualNumber: '123456789019', residentCode: '12345678904', phone: 'secret' };
  const checked = check(values);
  for (const value of Object.values(values)) assert.ok(!JSON.stringify(checked).includes(value), value);
});

test('CRT-02 names and readings are written as a registry has them, and nothing else is put right', () => {
  assert.equal(understood({ name: '用例 秋' }).name, '用例　秋');
  assert.equal(understood({ name: ' SMITH JOHN ' }).name, 'SMITH JOHN');
  assert.equal(understood({ nameKana: 'ﾖｳﾚｲ ｱｷ' }).nameKana, 'ヨウレイ　アキ');
  assert.equal(understood({ nameKana: 'デ ラ クルス　マリア' }).nameKana, 'デ ラ クルス　マリア');
  for (const change of [{ name: '用例　　秋' }, { name: '用\u202e例' }, { commonName: '１２３' }]) {
    assert.equal(faultsOf(change).length, 1, JSON.stringify(change));
  }
  for (const change of [
    { nameKana: 'ようれい　あき' },
    { nameRomaji: '用例' },
    { nameRomaji: 'A'.repeat(101) },
  ]) {
    assert.deepEqual(faultsOf(change).length, 1, JSON.stringify(change));
  }
});

test('CARD-04 a date of birth may be known in part, and is one that can be', () => {
  assert.equal(understood({ birthDate: '1935-05' }).birthDate, '1935-05');
  assert.equal(understood({ birthDate: '1935', residentSince: '1935-01-01' }).birthDate, '1935');
  assert.deepEqual(faultsOf({ birthDate: '1990-02-30' }), ['birthDate NO_DATE CARD-02']);
  assert.deepEqual(faultsOf({ birthDate: '2026-11-23' }), ['birthDate IN_THE_FUTURE VAL-02']);
  assert.deepEqual(faultsOf({ birthDate: '1867-01-01' }), ['birthDate TOO_EARLY CARD-04']);
});

test('NUM-08 VAL-05 who is no national has a residence status; a stay that is over is none', () => {
  assert.equal(understood({}, LAN).stayUntil, '2026-11-22');
  assert.equal(understood({ stayUntil: '' }, LAN).stayUntil, null);
  assert.deepEqual(faultsOf({ residenceStatus: '' }, LAN), ['residenceStatus MISSING NUM-08']);
  assert.deepEqual(faultsOf({ stayUntil: '2026-11-21' }, LAN), ['stayUntil STAY_IS_OVER VAL-05']);
  assert.deepEqual(faultsOf({ domicile: '北例県文例市' }, LAN), ['domicile NOT_OF_FOREIGNERS KSK-02']);
  assert.deepEqual(faultsOf({ residenceStatus: '永住者' }), ['residenceStatus NOT_OF_NATIONALS NUM-08']);
});

test('every other column says in which form it is wanted', () => {
  for (const [column, value, reason = 'NOT_IN_FORM'] of [
    ['municipality', '99999', 'NO_SUCH_MUNICIPALITY'],
    ['municipality', '__proto__', 'NO_SUCH_MUNICIPALITY'],
    ['household', 'a b'],
    ['relation', 'cousin'],
    ['sex', 'f'],
    ['postalCode', '0008101'],
    ['address', LONG],
    ['address', 'a\u0000b'],
    ['domicile', LONG],
    ['nationality', 'Japan'],
    ['residentSince', '2027-01-01', 'IN_THE_FUTURE'],
    ['residentSince', '1990-03-03', 'BEFORE_BIRTH'],
    ['residentSince', '1.4.2015'],
    ['phone', 'call us'],
    ['email', 'nobody'],
    ['nickname', 'x', 'UNKNOWN_COLUMN'],
    ['constructor', 'x', 'UNKNOWN_COLUMN'],
  ] as const) {
    const found = faultsOf({ [column]: value });
    assert.equal(found.length, 1, `${column} ${value}: ${found.join('; ')}`);
    assert.ok(found[0]?.startsWith(`${column} ${reason} `), `${column} ${value}: ${found[0]}`);
  }
});
