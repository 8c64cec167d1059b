import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attachmentHeader, documentName, signedName } from './document-name.ts';
import { stampOf, stampPlace } from './stamp.ts';

const A4 = { page: 3, x: 0, y: 0, width: 595, height: 842 };

test('six signatures stand at the foot of the last page without covering each other', () => {
  const places = Array.from({ length: 6 }, (_, n) => stampPlace(A4, n));
  for (const [n, one] of places.entries()) {
    assert.equal(one.page, 3);
    for (const other of places.slice(n + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      assert.ok(apart, JSON.stringify([one, other]));
    }
  }
});

test('a stamp never leaves the visible part of the page', () => {
  const size = fc.double({ min: 1, max: 2000, noNaN: true });
  const offset = fc.double({ min: 0, max: 500, noNaN: true });
  fc.assert(
    fc.property(size, size, offset, offset, fc.nat(40), (width, height, x, y, n) => {
      const place = stampPlace({ page: 0, x, y, width, height }, n);
      const slack = 1e-6;
      assert.ok(place.x >= x - slack && place.x + place.width <= x + width + slack);
      assert.ok(place.y >= y - slack && place.y + place.height <= y + height + slack);
    }),
  );
});

test('CRT-01 the stamp tells of a substitute in the name', () => {
  const at = new Date('2026-11-22T03:04:05Z');
  const lines = (nameFlags: string) => stampOf(A4, { name: '渡辺　花子', nameFlags }, at).lines;
  assert.equal(lines('00000')[0], '渡辺　花子');
  assert.equal(lines('01000')[0], '渡辺　花子（代替文字を含む）');
  assert.match(lines('00000')[1] ?? '', /2026-11-22 12:04 JST/);
});

test('a document’s name keeps its words and loses folders, controls and turned writing', () => {
  assert.equal(documentName(encodeURIComponent('C:\\temp\\契約書.pdf')), '契約書.pdf');
  assert.equal(documentName(encodeURIComponent('../../etc/passwd')), 'passwd');
  assert.equal(documentName(encodeURIComponent('a\u202efdp.exe\r\nX: y')), 'afdp.exeX: y');
  assert.equal(documentName('%E5%A5'), 'document.pdf');
  assert.equal(documentName(undefined), 'document.pdf');
});

test('the signed document is told apart by its name', () => {
  assert.equal(signedName('契約書.PDF'), '契約書（署名済み）.pdf');
});

test('any name makes a header that is plain ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      assert.match(
        attachmentHeader(name),
        /^attachment; filename="document\.pdf"; filename\*=UTF-8''[\w.!~%-]*$/,
      );
    }),
  );
});
