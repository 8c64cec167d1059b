import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { streamPdf, tablePdf } from '../../testing/sample-pdf.ts';
import { PdfError } from '../errors.ts';
import { openPdf } from './document.ts';
import { as, textString } from './objects.ts';
import { appendRevision, nextObjectNumber } from './write.ts';

const SAMPLES = [
  ['cross-reference table', tablePdf()],
  ['cross-reference and object streams', streamPdf()],
] as const;

for (const [kind, pdf] of SAMPLES) {
  test(`${kind}: the page and its inherited media box are found`, () => {
    const [page] = openPdf(pdf).pages();
    assert.deepEqual(page?.mediaBox, [0, 0, 595, 842]);
  });

  test(`${kind}: a revision keeps every byte before it and is read back`, () => {
    const document = openPdf(pdf);
    const number = nextObjectNumber(document);
    const { bytes } = appendRevision(document, [{ number, generation: 0, body: textString('new') }]);
    assert.deepEqual(bytes.subarray(0, pdf.length), pdf);
    const again = openPdf(bytes);
    assert.equal(again.xref.isStream, document.xref.isStream);
    assert.ok(as('string', again.object(number)) !== undefined);
    assert.equal(again.pages().length, 1);
  });

  test(`${kind}: a damaged copy is read or is a PdfError, never another error`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const damaged = Uint8Array.from(pdf);
          for (const [at, value] of changes) damaged[at] = value;
          try {
            openPdf(damaged).pages();
          } catch (error) {
            assert.ok(error instanceof PdfError, String(error));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
}

test('files that are no PDF, encrypted or cut off are refused with their own code', () => {
  assert.throws(() => openPdf(Buffer.from('hello')), { code: 'not-a-pdf' });
  assert.throws(() => openPdf(Buffer.concat([Buffer.from('\n'), tablePdf()])), { code: 'octets-before' });
  assert.throws(() => openPdf(tablePdf().subarray(0, -10)), { code: 'damaged' });
  const encrypted = Buffer.from(tablePdf()).toString('latin1').replace('/Root', '/Encrypt 3 0 R /Root');
  assert.throws(() => openPdf(Buffer.from(encrypted, 'latin1')), { code: 'encrypted' });
});

test('a PDF with a mail’s head before it, or NULs or a page of HTML after it, is told from a damaged one', () => {
  const joined = (...parts: (Uint8Array | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
  assert.throws(() => openPdf(joined('\ufeff', tablePdf())), { code: 'octets-before' });
  assert.throws(() => openPdf(joined('Content-Type: application/pdf\r\n\r\n', tablePdf())), {
    code: 'octets-before',
  });
  assert.throws(() => openPdf(joined(tablePdf(), '\0'.repeat(700))), { code: 'octets-after' });
  assert.throws(() => openPdf(joined(tablePdf(), '<!-- -->')), { code: 'octets-after' });
  assert.throws(() => openPdf(joined('x'.repeat(2000), tablePdf())), { code: 'not-a-pdf' });
  assert.equal(openPdf(joined(tablePdf(), '\r\n \n')).pages().length, 1);
});

test('circles in the page tree, among references and among cross-reference sections end with an error', () => {
  const pages = Buffer.from(tablePdf()).toString('latin1').replace('/Kids [3 0 R]', '/Kids [2 0 R]');
  assert.throws(() => openPdf(Buffer.from(pages, 'latin1')).pages(), { code: 'damaged' });
  const looping = openPdf(tablePdf({ objects: ['5 0 R', '4 0 R'] }));
  assert.throws(() => looping.resolve({ kind: 'ref', number: 4, generation: 0 }), { code: 'damaged' });
  const text = Buffer.from(tablePdf()).toString('latin1');
  const start = /startxref\n(\d+)/.exec(text)?.[1];
  const sections = text.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${start}`);
  assert.throws(() => openPdf(Buffer.from(sections, 'latin1')), { code: 'damaged' });
});

test('a stream whose length is its own object is refused', () => {
  const pdf = tablePdf({ objects: ['<< /Length 4 0 R >>\nstream\nabc\nendstream'] });
  assert.throws(() => openPdf(pdf).object(4), { code: 'damaged' });
});
