import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tablePdf } from '../../testing/sample-pdf.ts';
import { SIGNING_TIME, throwAwaySigner } from '../../testing/throw-away-signer.ts';
import { prepareSignature } from '../pades/prepare.ts';
import { openPdf } from './document.ts';
import type { PdfValue } from './objects.ts';
import { as } from './objects.ts';
import { shownSize } from './pages.ts';

const page = (own: string, above = '/MediaBox [0 0 595 842]') => {
  const [only] = openPdf(tablePdf({ page: own, pages: above })).pages();
  return only ?? assert.fail();
};

test('all four inheritable attributes come from the node above, and the page’s own go before', () => {
  const above = '/MediaBox [0 0 600 800] /CropBox [10 20 300 400] /Rotate 90 /Resources << /Font << >> >>';
  const inherited = page('', above);
  assert.deepEqual(inherited.mediaBox, [0, 0, 600, 800]);
  assert.deepEqual(inherited.visible, [10, 20, 300, 400]);
  assert.equal(inherited.rotate, 90);
  assert.ok(as('dict', inherited.resources));
  const own = page('/MediaBox [0 0 60 80] /CropBox [1 2 30 40] /Rotate 0 /Resources << >>', above);
  assert.deepEqual([own.mediaBox, own.visible, own.rotate], [[0, 0, 60, 80], [1, 2, 30, 40], 0]);
  const nothing = page('/CropBox null /Rotate null', above);
  assert.deepEqual([nothing.visible, nothing.rotate], [[10, 20, 300, 400], 90]);
});

test('what viewers show is the crop box within the media box, whichever corners are given', () => {
  const shown = (crop: string) => page(`/CropBox ${crop}`).visible;
  assert.deepEqual(shown('[-50 100 9999 200]'), [0, 100, 595, 200]);
  assert.deepEqual(shown('[500 700 100 200]'), [100, 200, 500, 700]);
  assert.deepEqual(shown('[1000 1000 1100 1100]'), [0, 0, 595, 842], 'a crop box beside the page is none');
  assert.deepEqual(shown('[1 2 3]'), [0, 0, 595, 842]);
});

test('quarter turns are read however they are written', () => {
  for (const [written, rotate] of [
    ['0', 0],
    ['90', 90],
    ['-90', 270],
    ['450', 90],
    ['-450', 270],
    ['720', 0],
    ['180.0', 180],
    ['45', 0],
    ['(90)', 0],
  ] as const) {
    assert.equal(page(`/Rotate ${written}`).rotate, rotate, written);
  }
});

test('a page without a media box has no size that readers agree about', () => {
  assert.throws(() => page('', ''), { code: 'no-page-size' });
});

/** Where a viewer puts a point of the page, counted from the top left corner of what it shows, in points. */
function asShown(
  written: ReturnType<typeof page>,
  [x, y]: readonly [number, number],
): readonly [number, number] {
  let [left, bottom, right, top] = written.visible;
  for (let turns = written.rotate / 90; turns > 0; turns--) {
    // A quarter turn clockwise about the origin, of the point and of what is shown.
    [x, y] = [y, -x];
    [left, bottom, right, top] = [bottom, -right, top, -left];
  }
  return [(x - left) * written.userUnit, (top - y) * written.userUnit];
}

const numbersOf = (value: PdfValue | undefined) => (as('array', value)?.items ?? []).map(Number);

test('a stamp stands where it was put on the page as shown, upright, in points, on every cropped and turned page', () => {
  const { certificate } = throwAwaySigner('ec');
  const shape = fc.record({
    crop: fc.constantFrom('', '/CropBox [100 200 500 700]', '/CropBox [-10 -10 300 300]'),
    rotate: fc.constantFrom(0, 90, 180, 270, -90, 450),
    unit: fc.constantFrom(1, 2, 0.5),
  });
  fc.assert(
    fc.property(shape, ({ crop, rotate, unit }) => {
      const pdf = tablePdf({
        page: `/UserUnit ${unit}`,
        pages: `/MediaBox [20 30 595 842] ${crop} /Rotate ${rotate}`,
      });
      const shown = shownSize(openPdf(pdf).pages()[0] ?? assert.fail());
      const [width, height] = [60, 20];
      const place = { page: 0, x: shown.width - width - 5, y: shown.height - height - 7, width, height };
      const request = { signerName: 'x', reason: 'x', signingTime: SIGNING_TIME, certificate };
      const stamped = openPdf(
        prepareSignature(pdf, { ...request, appearance: { ...place, lines: ['x'] } }).pdf,
      );
      const [after] = stamped.pages();
      if (after === undefined) assert.fail();
      const widget = stamped.dictAt(as('array', after.dict.entries.get('Annots'))?.items[0]);
      const [a = 0, b = 0, c = 0, d = 0] = numbersOf(widget?.entries.get('Rect'));
      const [left, bottom, right, top] = after.visible;
      assert.ok(a >= left && b >= bottom && c <= right && d <= top, 'within what is shown');
      const corners = [asShown(after, [a, b]), asShown(after, [c, d])];
      const xs = corners.map(([x]) => x).sort((p, q) => p - q);
      const ys = corners.map(([, y]) => y).sort((p, q) => p - q);
      const near = (is: number | undefined, wanted: number) => assert.ok(Math.abs((is ?? 0) - wanted) < 0.01);
      near(xs[0], place.x);
      near(xs[1], place.x + width);
      near(ys[0], place.y);
      near(ys[1], place.y + height);
      // Upright: the drawing's own "to the right" is to the right when the page is shown.
      const drawing = as(
        'stream',
        stamped.resolve(stamped.dictAt(widget?.entries.get('AP'))?.entries.get('N')),
      );
      const [m0 = 1, m1 = 0] = numbersOf(drawing?.dict.entries.get('Matrix') ?? null);
      const [from, to] = [asShown(after, [0, 0]), asShown(after, [m0, m1])];
      near(to[0] - from[0], after.userUnit);
      near(to[1] - from[1], 0);
    }),
    { numRuns: 54 },
  );
});
