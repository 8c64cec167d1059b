import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tablePdf } from '@mibun/documents/testing/sample-pdf';
import { Refusal } from '../../platform/index.ts';
import { refusalOfDocument } from './errors.ts';
import { openPdfDesk } from './pdf/desk.ts';

const text = (words: string) => Buffer.from(words, 'latin1');
const original = Buffer.from(tablePdf()).toString('latin1');

/** What is sent, the refusal, and whether making a new file of it is the way out. */
const REFUSED = {
  'no PDF': [text('GIF89a'), 'DOCUMENT_NOT_A_PDF', false],
  'blank lines before it': [text(`\n\n${original}`), 'DOCUMENT_HAS_MORE_AROUND', true],
  'a mail’s head before it': [text(`Subject: x\r\n\r\n${original}`), 'DOCUMENT_HAS_MORE_AROUND', true],
  'NULs after it': [text(original + '\0'.repeat(512)), 'DOCUMENT_HAS_MORE_AROUND', true],
  'no size of the page': [tablePdf({ pages: '' }), 'DOCUMENT_NO_PAGE_SIZE', true],
  'cut off': [text(original.slice(0, -30)), 'DOCUMENT_DAMAGED', true],
  'a wrong cross-reference': [text(original.replace('obj\n<<', 'obj\n%more\n<<')), 'DOCUMENT_DAMAGED', true],
  encrypted: [text(original.replace('/Root', '/Encrypt 3 0 R /Root')), 'DOCUMENT_ENCRYPTED', false],
} as const;

for (const [what, [pdf, code, anew]] of Object.entries(REFUSED)) {
  test(`a file that is refused says a way out that helps: ${what}`, async () => {
    const refusal = await openPdfDesk()
      .read(pdf, 'client')
      .then(() => assert.fail('not refused'), refusalOfDocument);
    assert.ok(refusal instanceof Refusal, String(refusal));
    assert.equal(refusal.code, code);
    const { next } = refusal.definition;
    assert.equal(/save it as PDF anew/.test(next.en), anew);
    assert.equal(/新しく作り/.test(next.ja), anew);
    // A new file of a signed document has lost what was to be verified.
    if (anew) assert.match(next.en, /ask the sender for the original/);
  });
}
