import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DEMO_SEED, generateCountry, personas } from '@mibun/demo/people';
import { FOLDER, webFont } from './web-font/web-font.ts';

const { bytes, css, draws } = webFont();
const codePoints = (text: string) => Array.from(text, (one) => one.codePointAt(0) ?? 0);
const isSelector = (one: number) => one >= 0xe0100 && one <= 0xe01ef;
const missing = (text: string) =>
  Array.from(text).filter((one) =>
    codePoints(one).every((code) => code > 0x20 && !isSelector(code) && !draws(code)),
  );

test('the font for what the subsets leave out is that of the fonts that are installed', () => {
  assert.equal(readFileSync(join(FOLDER, 'rest.css'), 'utf8'), css);
  assert.deepEqual(readFileSync(join(FOLDER, 'rest.woff')), Buffer.from(bytes));
  assert.ok(bytes.length < 30_000, `${bytes.length} octets`);
});

test('CARD-02 every character of the people of the demo is in a font of the pages', () => {
  const people = [...generateCountry({ seed: DEMO_SEED, residents: 2_000 }), ...personas];
  for (const person of people) assert.deepEqual(missing(JSON.stringify(person)), []);
});

test('CARD-02 rare characters of names and addresses are, up to levels 3 and 4 of JIS X 0213', () => {
  const rare = '髙﨑𠮷栁塚德彅鷗濵𡈽㐂邊邉齋齊𩸽𠀋𣑥𠮟剝頰俠倂凜淸靑祐神福郞都隆𣘺𤭖𦹀𧃴𨉷𪚲〆仝々ゝゞヶ';
  assert.deepEqual(missing(rare), []);
  assert.deepEqual(missing('コーポⅡ　ハイツⅩ　メゾンα　Ω棟　①②③　㈱　Nguyễn Đặng Müller Łukasz'), []);
});
