// N pictures become a font: text with them is set, embedded and read out like all other text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create, type Font } from 'fontkit';
import { textPath } from '../drawing/text-path.ts';
import { openFontBook, substitutesIn } from '../paper/fonts.ts';
import { createPaper } from '../paper/paper.ts';
import { type GlyphPicture, pictureFont } from './font.ts';
import { readPicture } from './index.ts';

const drawn = (content: string) => {
  const { picture, faults } = readPicture(
    new TextEncoder().encode(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${content}</svg>`,
    ),
  );
  assert.ok(picture, JSON.stringify(faults));
  return picture;
};

/** A character of Unicode that no font of this system has, and one of its kind. */
const NUSHU = 0x1b170;
const [SQUARE, DISC] = [
  drawn('<path d="M10 10h80v80h-80z"/>'),
  drawn('<circle cx="50" cy="50" r="40"/><path d="M40 40v20h20v-20z"/>'),
];
const GLYPHS: readonly GlyphPicture[] = [
  { codePoints: [0x20bb7, 0xe01e5], picture: DISC },
  { codePoints: [NUSHU], picture: SQUARE },
  { codePoints: [0x845b, 0xe01e6], picture: SQUARE },
  { codePoints: [0x845b, 0xe01e5], picture: DISC },
];
const [PLAIN, VARIED] = [String.fromCodePoint(NUSHU), String.fromCodePoint(0x845b, 0xe01e5)];

test('a font of pictures is one that a reader of fonts takes, with its outlines where they were drawn', () => {
  const font = create(Buffer.from(pictureFont(GLYPHS))) as Font;
  assert.equal(font.unitsPerEm, 1000);
  assert.equal(font.numGlyphs, 5);
  const { bbox, advanceWidth } = font.glyphForCodePoint(NUSHU);
  assert.deepEqual([bbox.minX, bbox.minY, bbox.maxX, bbox.maxY, advanceWidth], [100, -20, 900, 780, 1000]);
  const disc = font.getGlyph(1).bbox;
  assert.deepEqual([disc.minX, disc.minY, disc.maxX, disc.maxY], [100, -20, 900, 780]);
  assert.equal(font.hasGlyphForCodePoint(0x845b), false, 'the usual form was not registered');
  assert.deepEqual(pictureFont(GLYPHS), pictureFont(structuredClone(GLYPHS)));
});

test('CRT-01 what is registered is drawn as registered, in every hand; its usual form and other variants are not', () => {
  const [without, fonts] = [
    openFontBook({ directories: [] }),
    openFontBook({ directories: [], glyphs: GLYPHS }),
  ];
  assert.equal(without.substitutes(`山田${PLAIN}${VARIED}`).length, 2);
  assert.deepEqual(substitutesIn([`山田${PLAIN}${VARIED}葛`], fonts), []);
  const other = String.fromCodePoint(0x845b, 0xe01e7);
  assert.deepEqual(
    substitutesIn([other, '\u{1b171}'], fonts).map(({ character }) => character),
    [other, '\u{1b171}'],
  );
  for (const font of ['mincho', 'gothic', 'gothic-medium', 'gothic-bold'] as const) {
    const [one, two] = [PLAIN, VARIED].map((text) => textPath(text, { size: 100, font, fonts }));
    assert.ok(one && two && one.d !== two.d);
    assert.equal(one.width, 100);
    assert.equal(textPath(`葛${PLAIN}`, { size: 100, font, fonts }).width, 200);
  }
});

test('a paper with pictured characters embeds them, and says which characters they are to whoever copies them', async () => {
  const paper = createPaper({
    title: '通知',
    language: 'ja',
    office: '見本市',
    createdAt: new Date('2026-11-22T00:00:00Z'),
    fonts: openFontBook({ directories: [], glyphs: GLYPHS }),
  });
  paper.definitions([{ term: '氏名', value: `${PLAIN}山　${VARIED}子` }]);
  assert.deepEqual(paper.substituted, []);
  const pdf = Buffer.from(await paper.finish());
  assert.match(pdf.toString('latin1'), /\/FontName \/[A-Z]{6}\+MibunSuppliedGlyphs/);
});
