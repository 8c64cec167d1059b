import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { certificateRepertoire } from './characters.ts';
import { compareTexts, normaliseForComparison, toCertificateText } from './text.ts';

test('CRT-01 the repertoire is JIS X 0208 and JIS X 0212 without vendors’ extensions', () => {
  const han = [...certificateRepertoire()].filter((character) => /\p{Script=Han}/u.test(character));
  // 6355 + 5801 kanji; 々〇〆〻 and the like count as Han, too.
  assert.ok(han.length >= 6355 + 5801 && han.length <= 6355 + 5801 + 5, String(han.length));
  for (const inside of '亜熙丂龥ＡあアАα〜～−－') assert.ok(certificateRepertoire().has(inside), inside);
  for (const outside of '髙﨑𠮷①㈱ｱ') assert.equal(certificateRepertoire().has(outside), false, outside);
});

test('CRT-01 a text within the repertoire is not changed', () => {
  const name = '見本　花子';
  assert.deepEqual(toCertificateText(name), { text: name, flags: '00000', substituted: false });
  assert.deepEqual(toCertificateText('ＭＩＨＯＮ ＴＡＲＯ').substituted, false);
  assert.deepEqual(toCertificateText('MIHON TARO'), {
    text: 'MIHON TARO',
    flags: '0000000000',
    substituted: false,
  });
});

test('CRT-01 髙, 﨑 and 𠮷 get a substitute and a flag, one digit per character', () => {
  assert.deepEqual(toCertificateText('髙橋　太郎'), {
    text: '高橋　太郎',
    flags: '10000',
    substituted: true,
  });
  assert.deepEqual(toCertificateText('山﨑　一'), { text: '山崎　一', flags: '0100', substituted: true });
  assert.deepEqual(toCertificateText('𠮷田'), { text: '吉田', flags: '10', substituted: true });
});

test('CRT-01 supplementary kanji of JIS X 0212 stay as they are', () => {
  assert.deepEqual(toCertificateText('濵田'), { text: '濵田', flags: '00', substituted: false });
});

test('CRT-01 compatibility ideographs become their unified kanji, flagged', () => {
  assert.deepEqual(toCertificateText('\ufa19田'), { text: '神田', flags: '10', substituted: true });
});

test('CRT-01 a glyph picked by a variation selector is a substitute', () => {
  assert.deepEqual(toCertificateText('辻\u{e0100}本'), { text: '辻本', flags: '10', substituted: true });
});

test('CRT-01 what has no common form becomes 〓', () => {
  assert.deepEqual(toCertificateText('𪚥😀'), { text: '〓〓', flags: '11', substituted: true });
});

test('CRT-01 width and combining kana marks are no substitution', () => {
  assert.deepEqual(toCertificateText('ﾊﾅｺﾞ'), { text: 'ハナゴ', flags: '000', substituted: false });
  assert.deepEqual(toCertificateText('か\u3099'), { text: 'が', flags: '0', substituted: false });
});

test('property CRT-01: one flag per character, all of them in the repertoire, and doing it twice changes nothing', () => {
  const anyText = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'髙﨑𠮷辻か\u3099\u{e0100}田A－①'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(anyText, (source) => {
      const { text, flags, substituted } = toCertificateText(source);
      assert.equal(flags.length, [...text].length);
      assert.match(flags, /^[01]*$/);
      assert.equal(substituted, flags.includes('1'));
      for (const character of text) assert.ok(certificateRepertoire().has(character), character);
      assert.deepEqual(toCertificateText(text), {
        text,
        flags: '0'.repeat(flags.length),
        substituted: false,
      });
    }),
  );
});

test('CRT-02 width and spaces carry no information', () => {
  assert.equal(compareTexts('見本花子', '見本　花子'), 'same');
  assert.equal(compareTexts('ＭＩＨＯＮ　ＴＡＲＯ', 'MIHON TARO'), 'same');
  assert.equal(compareTexts('ﾐﾎﾝ ﾊﾅｺ', 'ミホン　ハナコ'), 'same');
  assert.equal(compareTexts('葛󠄀城花子', '葛󠄀城　花子'), 'same');
  assert.equal(compareTexts('番号\ufe0f　花子', '番号　花子'), 'variant');
  assert.equal(compareTexts('ハナコ\ufe0f', 'ハナコ'), 'same');
});

test('CRT-02 variants are found equal only for a person to look at', () => {
  const pairs = [
    ['高橋', '髙橋'],
    ['山崎', '山﨑'],
    ['渡辺', '渡邉'],
    ['神田', '\ufa19田'],
    ['みほん', 'ミホン'],
    ['見本町1-2-3', '見本町一丁目2番3号'],
    ['見本町1丁目2番地の3', '見本町１－２－３'],
    ['見本町１ー２ー３', '見本町1-2-3'],
    ['見本町二十三番地', '見本町23番'],
    ['見本町百二番五号', '見本町102-5'],
    ['霞が関1-1', '霞ヶ関1-1'],
    ['見本市大字田中5', '見本市田中5番地'],
    ['taro', 'TARO'],
    ['見本町千番地', '見本町1000番地'],
    ['見本町二千三番地', '見本町2003番地'],
    ['見本町三千二百十五番地の四', '見本町3215-4'],
    ['見本町千二百三十四番', '見本町1234'],
    ['見本町一〇二番', '見本町102番'],
    ['見本町弐拾参番地', '見本町23番地'],
    ['見本町一－二－三', '見本町1-2-3'],
    ['見本町一ノ二ノ三', '見本町一丁目2番3号'],
    ['見本県見本市大字田中字前田5', '見本県見本市田中前田5番地'],
    ['見本県見本市田中字前田5', '見本県見本市田中前田5'],
    ['見本県見本市大字田中字前田', '見本県見本市田中前田'],
    ['千代田一丁目', '千代田1丁目'],
    ['八千代町三丁目千五番', '八千代町3-1005'],
    ['O’BRIEN ANN', "O'BRIEN ANN"],
    ['ANNE‐MARIE', 'ANNE-MARIE'],
    ['葛󠄀城', '葛城'],
    ['葛󠄀城', '葛󠄁城'],
    ['辻󠄀', '辻'],
  ] as const;
  for (const [claimed, recorded] of pairs) {
    assert.equal(
      compareTexts(claimed, recorded),
      'variant',
      `${claimed} ${recorded} ${normaliseForComparison(claimed)}`,
    );
    assert.equal(compareTexts(recorded, claimed), 'variant');
  }
});

test('CRT-02 different stays different', () => {
  const pairs = [
    ['見本 花子', '見本 華子'],
    ['見本町1-23', '見本町12-3'],
    ['見本町1-2-3', '見本町1-2-4'],
    ['三田', '田'],
    ['一郎', '1郎'],
    ['見本町千番地', '見本町100番地'],
    ['見本町二千番', '見本町1000番'],
    ['千代田1', '代田1'],
    ['文字　花子', '文　花子'],
    ["O'BRIEN", 'OBRYEN'],
    ['', '見本'],
  ] as const;
  for (const [claimed, recorded] of pairs)
    assert.equal(compareTexts(claimed, recorded), 'different', claimed);
});

test('CRT-01, CRT-02 what a certificate counts as a substitute is never the same for a comparison', () => {
  for (const source of ['葛󠄀城', '辻\u{e0100}本', '髙橋', '山﨑', '𠮷田', '\ufa19田', '神\ufe00']) {
    const { text, substituted } = toCertificateText(source);
    assert.ok(substituted, source);
    assert.equal(compareTexts(source, text), 'variant', source);
    assert.equal(compareTexts(source, source), 'same', source);
  }
});
