import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { openFontBook } from '../paper/fonts.ts';
import { breakLines, textWidth } from './lines.ts';
import { pdfPath, svgPath } from './path.ts';
import { qrPath } from './qr.ts';
import { digitsToPng1bit, svgToPng, textToPng1bit } from './render.ts';
import { textPath } from './text-path.ts';

const fonts = openFontBook();
const style = { font: 'gothic', size: 10, fonts } as const;

test('JIS X 4051 no line begins with closing punctuation or ends with an opening bracket', () => {
  const text =
    '申請いただいた「個人番号カード」の準備ができました。（次の場所で、期限までにお受け取りください。）';
  for (let width = 40; width < 300; width += 7) {
    for (const line of breakLines(text, width, style)) {
      assert.ok(!/^[、。」）]/.test(line), line);
      assert.ok(!/[「（]$/.test(line), line);
    }
  }
});

test('lines fit, nothing is lost, Latin words stay whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('見本', 'Individual', 'Number', '、', '302', ' ', 'あ'), { maxLength: 40 }),
      (words) => {
        const text = words.join('');
        const lines = breakLines(text, 90, style);
        assert.equal(lines.join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
        for (const line of lines)
          assert.ok(textWidth(line, 'gothic', 10, fonts) <= 90 || line.length < 40, line);
      },
    ),
    { numRuns: 50 },
  );
  assert.deepEqual(breakLines('one two', 25, style), ['one', 'two']);
});

test('text is outlines: no font, no text element, width as measured, condensed to maxWidth', () => {
  const path = textPath('見本 花子', { size: 4, font: 'mincho' });
  assert.match(path.d, /^m[-\d.]/);
  assert.ok(Math.abs(path.width - textWidth('見本 花子', 'mincho', 4, fonts)) < 1e-9);
  assert.equal(textPath('見本 花子', { size: 4, maxWidth: 8 }).width, 8);
});

test('a character that no font has is drawn as geta and reported', () => {
  const rare = '\u{10FFFD}';
  const path = textPath(`見${rare}`, { size: 10 });
  assert.deepEqual(path.substituted, [{ character: rare, drawn: '〓' }]);
  assert.equal(path.width, textPath('見〓', { size: 10 }).width);
  assert.deepEqual(fonts.substitutes(`見${rare}本${rare}`), [{ character: rare, drawn: '〓' }]);
});

test('without the fonts of Debian everything still has a font from npm', () => {
  const bare = openFontBook({ directories: [] });
  assert.ok(bare.faces.every((face) => face.startsWith('NotoSansJP')));
  assert.deepEqual(bare.substitutes('見本 花子 𠮷野 髙﨑'), []);
});

test('CRT-01 a variant that no font has is reported with what is drawn for it, and is never taken for another', () => {
  const bare = openFontBook({ directories: [] });
  // Noto has 葛 in two forms, as E0100 and as the usual one; E0101 and E0102 belong to other collections.
  assert.deepEqual(bare.substitutes('葛\u{E0100}城'), []);
  for (const selector of ['\u{E0101}', '\u{E0102}', '\u{E01EF}', '\uFE00']) {
    assert.deepEqual(bare.substitutes(`葛${selector}城`), [{ character: `葛${selector}`, drawn: '葛' }]);
  }
  assert.deepEqual(bare.substitutes('山田　\u{1B001}い'), [{ character: '\u{1B001}', drawn: '〓' }]);
  const drawn = (text: string) => textPath(text, { size: 10, fonts: bare });
  assert.notEqual(drawn('葛\u{E0100}').d, drawn('葛').d, 'the form that the font has is drawn');
  assert.equal(drawn('葛\u{E0101}').d, drawn('葛').d);
  assert.equal(drawn('葛\u{E0101}').substituted.length, 1);
  assert.deepEqual(bare.substitutes('\u{E0100}'), [{ character: '\u{E0100}', drawn: '〓' }]);
});

test('every sequence of the fonts in use is drawn with the glyph that the font names for it', () => {
  const { runs } = openFontBook({ directories: [] }).runs('葛', 'gothic');
  const { font, sequences } = runs[0]?.face ?? assert.fail();
  let others = 0;
  for (const base of font.characterSet) {
    if (base < 0x3400 || base > 0x9fff) continue;
    for (let selector = 0xe0100; selector < 0xe0110; selector++) {
      const glyph = sequences(base, selector);
      if (typeof glyph !== 'number') continue;
      others++;
      assert.equal(font.glyphsForString(String.fromCodePoint(base, selector))[0]?.id, glyph);
    }
  }
  assert.ok(others > 100, String(others));
});

test('relative path data adds up no rounding error, and a curve for PDF is a cubic one', () => {
  const steps = Array.from({ length: 300 }, (_, i) => ({ op: 'L' as const, points: [i / 3, i / 7] }));
  const d = svgPath([{ op: 'M', points: [0, 0] }, ...steps], 2);
  const sums = [...d.matchAll(/[ml](-?[\d.]+) ?(-?[\d.]+)/g)].reduce(
    ([x, y], [, dx, dy]) => [(x ?? 0) + Number(dx), (y ?? 0) + Number(dy)],
    [0, 0],
  );
  assert.ok(Math.abs((sums[0] ?? 0) - 299 / 3) < 0.006 && Math.abs((sums[1] ?? 0) - 299 / 7) < 0.006);
  const curve = pdfPath([
    { op: 'M', points: [0, 0] },
    { op: 'Q', points: [3, 3, 6, 0] },
  ]);
  assert.equal(curve, '0 0 m 2 -2 4 -2 6 0 c');
});

test('chip.md §2.3 name and address are PNGs of bit depth 1, greyscale, of the size asked for', async () => {
  const png = Buffer.from(await textToPng1bit('渡邉󠄐 葛󠄂之介', { width: 240, height: 40 }));
  assert.equal(png.readUInt32BE(16), 240);
  assert.equal(png.readUInt32BE(20), 40);
  assert.deepEqual([png[24], png[25]], [1, 0]);
  const { data } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  const dark = data.filter((value) => value === 0).length;
  assert.ok(dark > 300 && dark < data.length / 2, `${dark} dark pixels`);
});

test('chip.md §2.3 the security code is 24×12, the number 72×12, every digit another picture', () => {
  const size = (png: Uint8Array): number[] => [
    Buffer.from(png).readUInt32BE(16),
    Buffer.from(png).readUInt32BE(20),
  ];
  assert.deepEqual(size(digitsToPng1bit('4821')), [24, 12]);
  assert.deepEqual(size(digitsToPng1bit('123456789018')), [72, 12]);
  const pictures = Array.from('0123456789', (digit) => Buffer.from(digitsToPng1bit(digit)).toString('hex'));
  assert.equal(new Set(pictures).size, 10);
  assert.throws(() => digitsToPng1bit('12a4'), RangeError);
});

test('an SVG is rendered at its own size: mm by dpi, or the width asked for', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="50.8mm" viewBox="0 0 1 2"><rect width="1" height="2"/></svg>';
  const at300 = await sharp(await svgToPng(svg, { dpi: 300 })).metadata();
  assert.deepEqual([at300.width, at300.height, at300.density], [300, 600, 300]);
  const narrow = await sharp(await svgToPng(svg, { width: 40 })).metadata();
  assert.deepEqual([narrow.width, narrow.height], [40, 80]);
  await assert.rejects(svgToPng('<svg xmlns="http://www.w3.org/2000/svg"/>'), RangeError);
});

test('a QR code has its three finder patterns and no more than its square', () => {
  const { d, modules } = qrPath('123456789018');
  assert.equal(modules, 21);
  for (const corner of ['M0 0h7', 'M14 0h7', 'M0 14h7']) assert.ok(d.includes(corner), corner);
});
