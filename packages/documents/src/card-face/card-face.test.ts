import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import sharp from 'sharp';
import { qrPath } from '../drawing/qr.ts';
import { textPath } from '../drawing/text-path.ts';
import { openFontBook } from '../paper/fonts.ts';
import { openPdf } from '../pdf/document.ts';
import { TEST_FACE } from './face.ts';
import { cardFaces } from './faces.ts';
import { facesPdf, renderFacePng } from './print.ts';
import type { CardFaces, CardFacesInput } from './types.ts';
import { printedBirthDate, printedName } from './words.ts';

const PERSON: CardFacesInput = {
  face: TEST_FACE,
  name: '見本 花子',
  address: '見本県見本市桜台三丁目14番5号 グリーンハイツ見本302号室',
  birthDate: '1990-03-04',
  nationality: 'japanese',
  sex: 'female',
  cardExpiry: '2036-03-04',
  securityCode: '4821',
  issuer: '見本市長',
  individualNumber: '123456789018',
};

let faces: CardFaces;
before(() => {
  faces = cardFaces(PERSON);
});

/** Whether this text stands on the face, drawn in that style anywhere. */
function shows(svg: string, text: string, options: Parameters<typeof textPath>[1]): boolean {
  return svg.includes(textPath(text, options).d);
}

test('CARD-03 the Individual Number is on the back alone', () => {
  const other = cardFaces({ ...PERSON, individualNumber: '987654321012' });
  assert.equal(other.frontSvg, faces.frontSvg);
  assert.notEqual(other.backSvg, faces.backSvg);
});

test('CARD-03 the back has a QR code of the twelve digits', () => {
  assert.ok(faces.backSvg.includes(qrPath('123456789018').d));
});

test('a masked number leaves neither digits nor code in the picture', () => {
  const masked = cardFaces({ ...PERSON, maskNumber: true });
  assert.equal(
    masked.backSvg,
    cardFaces({ ...PERSON, maskNumber: true, individualNumber: '987654321012' }).backSvg,
  );
});

test('chip.md §7 a card of generation 2 does not say the sex in print', () => {
  const style = { size: 2.35, font: 'gothic-medium' } as const;
  assert.ok(shows(faces.frontSvg, '女 F', style));
  const { sex: _, ...unsaid } = PERSON;
  const { frontSvg } = cardFaces(unsaid);
  assert.ok(!shows(frontSvg, '女 F', style));
  assert.ok(shows(frontSvg, '平成2年3月4日', style));
});

test('CARD-04 birth dates of nationals in the era, of foreigners in the Western calendar', () => {
  const style = { size: 2.35, font: 'gothic-medium' } as const;
  assert.ok(shows(faces.frontSvg, '平成2年3月4日', style));
  const foreign = cardFaces({ ...PERSON, nationality: 'foreign' });
  assert.ok(shows(foreign.frontSvg, '1990年3月4日', style));
  assert.ok(shows(foreign.frontSvg, '2036年3月4日', style));
  assert.equal(printedBirthDate('2019-05-01', 'japanese'), '令和元年5月1日');
});

test('CARD-02 former surname or common name stands in parentheses', () => {
  assert.deepEqual(printedName({ name: '見本 花子', formerSurname: '山本' }), {
    main: '見本 花子',
    addition: '（山本）',
  });
  assert.deepEqual(printedName({ name: 'MARIA', commonName: '佐藤' }), {
    main: 'MARIA',
    addition: '（佐藤）',
  });
});

test('CARD-02 security code, address and addenda are on the front', () => {
  assert.ok(shows(faces.frontSvg, '4821', { size: 4, font: 'gothic-bold', tracking: 0.7 }));
  assert.ok(shows(faces.frontSvg, 'グリーンハイツ見本302号室', { size: 2.35, font: 'mincho', maxWidth: 52 }));
  const moved = cardFaces({ ...PERSON, addenda: [{ date: '2026-11-22', text: '転入' }] });
  assert.notEqual(moved.frontSvg, faces.frontSvg);
});

test('CARD-05 without a photo (infant) the space says so; with one it is 22 × 27.5 mm', () => {
  assert.ok(!faces.frontSvg.includes('<image'));
  const photo = 'data:image/png;base64,iVBORw0KGgo=';
  assert.match(cardFaces({ ...PERSON, photo }).frontSvg, /<image [^>]*width="22" height="27.5"/);
});

test('nothing external and no text element is in the pictures, and markup in a field is no markup', () => {
  const hostile = cardFaces({
    ...PERSON,
    name: '<script>"&',
    issuer: '</svg>',
    band: { text: '<b>', tone: 'danger' },
  });
  for (const svg of [hostile.frontSvg, hostile.backSvg]) {
    assert.ok(!/<script|<text|<b>|href="(?!#|data:)|url\((?!#)/.test(svg));
  }
  const photo = 'data:image/svg+xml;base64,AAAA';
  assert.throws(() => cardFaces({ ...PERSON, photo }), RangeError);
  assert.throws(() => cardFaces({ ...PERSON, photo: 'https://example.org/x.png' }), RangeError);
});

test('ids of two cards, and of two faces, differ', () => {
  const ids = (svg: string): string[] => [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');
  const other = cardFaces({ ...PERSON, name: '見本 太郎' });
  const all = [faces.frontSvg, faces.backSvg, other.frontSvg, other.backSvg].flatMap(ids);
  assert.ok(all.length > 8);
  assert.equal(new Set(all).size, all.length);
});

test('rare characters and variants are drawn, very long names and addresses stay on the card', async () => {
  const long = cardFaces({
    ...PERSON,
    name: 'MARIA FERNANDA DA SILVA GONZALEZ RODRIGUEZ DE LA CRUZ',
    commonName: '佐藤 マリア',
    address: '見本県見本市北区西三条南十四丁目二十五番地の百二十三 '.repeat(3),
  });
  const bare = openFontBook({ directories: [] });
  const { substituted } = cardFaces({ ...PERSON, name: '渡邉󠄐 𠮷之介', fonts: bare });
  assert.deepEqual(substituted, [{ character: '邉󠄐', drawn: '邉' }]);
  const { data, info } = await sharp(await renderFacePng(long.frontSvg, 100))
    .raw()
    .toBuffer({ resolveWithObject: true });
  // The right margin holds no text: nothing dark right of 83 mm below the head band.
  const from = Math.ceil((83 / 85.6) * info.width);
  for (let y = Math.ceil(info.height * 0.25); y < info.height * 0.75; y++) {
    for (let x = from; x < info.width - 3; x++) {
      assert.ok((data[(y * info.width + x) * info.channels] ?? 0) > 110, `dark at ${x}, ${y}`);
    }
  }
});

test('CARD-01 a face is ID-1: 1011 × 638 pixels at 300 dpi, corners transparent', async () => {
  const png = await renderFacePng(faces.frontSvg, 300);
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [1011, 638]);
  assert.equal(data[3], 0);
  assert.equal(data[(320 * info.width + 500) * info.channels + 3], 255);
  await assert.rejects(renderFacePng(faces.frontSvg, 5000), RangeError);
});

test('CARD-01 the PDF for the printer has two pages of 85.60 × 53.98 mm', async () => {
  const pdf = await facesPdf(faces, { createdAt: new Date('2026-11-22T00:00:00Z') });
  const pages = openPdf(pdf).pages();
  assert.equal(pages.length, 2);
  for (const { mediaBox } of pages) {
    assert.ok(Math.abs(mediaBox[2] - (85.6 / 25.4) * 72) < 0.01);
    assert.ok(Math.abs(mediaBox[3] - (53.98 / 25.4) * 72) < 0.01);
  }
});

test('CARD-01 words, colours and emblem around the data are the country’s, and the law’s fields stay where they are', () => {
  const face = {
    ...TEST_FACE,
    country: { ja: '例国', latin: 'REIKOKU' },
    colours: { ...TEST_FACE.colours, head: '#5a2140' },
    emblem: [{ shape: 'M0 -.7L.2 .2Z' }],
  };
  const { frontSvg, backSvg } = cardFaces({ ...PERSON, face });
  for (const svg of [frontSvg, backSvg]) {
    assert.ok(svg.includes('#5a2140') && svg.includes('d="M0 -.7L.2 .2Z"'));
    assert.ok(!svg.includes(TEST_FACE.colours.head));
  }
  assert.ok(shows(frontSvg, '例国 REIKOKU', { size: 2.7, font: 'gothic-bold', tracking: 0.12 }));
  assert.ok(shows(backSvg, '例国 REIKOKU', { size: 2.1, font: 'gothic-bold', tracking: 0.1 }));
});

test('a long name of a country is set narrower and stays in the head', () => {
  const face = { ...TEST_FACE, country: { ja: '例国連邦共和国', latin: 'REIKOKURENPO' } };
  const { frontSvg } = cardFaces({ ...PERSON, face });
  assert.ok(
    shows(frontSvg, '例国連邦共和国 REIKOKURENPO', {
      size: 2.7,
      font: 'gothic-bold',
      tracking: 0.12,
      maxWidth: 22,
    }),
  );
});
