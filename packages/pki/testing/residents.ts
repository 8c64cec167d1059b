import fc from 'fast-check';
import type { CertifiedPerson } from '../src/person.ts';

/** Kanji of all levels, rare and supplementary-plane ones, variant selectors' bases, kana, signs of addresses. */
const characters = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'見本県市区町村一二三丁目番地号山田佐藤鈴木渡邊齋') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...'髙﨑𠮷鷗彅𡈽俱嚙塡剝葛辻邉龘', '　', 'ヴ', 'ー', '－', '０', '々', '〆'),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code)),
  },
);

function flagged(minLength: number, maxLength: number) {
  return fc
    .array(fc.tuple(characters, fc.boolean()), { minLength, maxLength })
    .map((list) => ({
      text: list.map(([character]) => character).join(''),
      flags: list.map(([, substitute]) => (substitute ? '1' : '0')).join(''),
    }))
    .filter(({ text }) => text.trim() !== '');
}

const birthDates = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-11-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Residents with long names, addresses up to 200 characters, and characters that are hard to write. */
export const residents: fc.Arbitrary<CertifiedPerson> = fc
  .record({
    name: flagged(1, 60),
    address: flagged(1, 200),
    sex: fc.constantFrom<CertifiedPerson['sex']>('1', '2', '3', '9'),
    birthDate: birthDates,
  })
  .map(({ name, address, sex, birthDate }) => ({
    name: name.text,
    nameFlags: name.flags,
    sex,
    birthDate,
    address: address.text,
    addressFlags: address.flags,
  }));
