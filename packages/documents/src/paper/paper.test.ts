import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleCertificate } from '../../samples/certificate.ts';
import { sampleLetter } from '../../samples/letter.ts';
import { sampleNotice } from '../../samples/notice.ts';
import { signPdf, throwAwaySigner } from '../../testing/throw-away-signer.ts';
import { inspectPdfSignatures } from '../pades/inspect.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { openPdf } from '../pdf/document.ts';
import { as, textOf } from '../pdf/objects.ts';
import { openFontBook } from './fonts.ts';
import { createPaper } from './paper.ts';

const createdAt = new Date('2026-11-22T00:00:00Z');

function dictionaries(document: PdfDocument): string[] {
  return [...document.xref.entries.keys()].flatMap((number) => {
    const value = document.object(number);
    const dict = as('dict', value) ?? as('stream', value)?.dict;
    return dict === undefined ? [] : [as('name', dict.entries.get('Type'))?.value ?? ''];
  });
}

test('a paper is tagged, named, in its language, and says PDF/A-2b with an output intent', async () => {
  const document = openPdf(await sampleNotice(createdAt));
  const { entries } = document.catalog;
  assert.equal(textOf(entries.get('Lang')), 'ja');
  assert.equal(document.dictAt(entries.get('MarkInfo'))?.entries.get('Marked'), true);
  assert.ok(entries.has('StructTreeRoot') && entries.has('OutputIntents'));
  const metadata = as('stream', document.resolve(entries.get('Metadata')));
  const xmp = Buffer.from(metadata?.raw ?? []).toString('utf8');
  assert.match(xmp, /<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</);
  const information = document.dictAt(document.xref.trailer.entries.get('Info'));
  assert.equal(textOf(document.resolve(information?.entries.get('Title'))), '交付通知書');
});

test('every font is embedded', async () => {
  const document = openPdf(await sampleCertificate(createdAt));
  const descriptors = [...document.xref.entries.keys()]
    .map((number) => as('dict', document.object(number)))
    .filter((dict) => as('name', dict?.entries.get('Type'))?.value === 'FontDescriptor');
  assert.ok(descriptors.length > 0);
  for (const descriptor of descriptors) assert.ok(descriptor?.entries.has('FontFile2'));
});

test('the same calls give the same bytes', async () => {
  assert.deepEqual(await sampleLetter(createdAt), await sampleLetter(createdAt));
});

test('NTC-01 the issue notice is one sheet: letter in front, answer, proxy and PIN sections behind', async () => {
  assert.equal(openPdf(await sampleNotice(createdAt)).pages().length, 2);
});

test('a long table goes on over the pages, a long paragraph too', async () => {
  const paper = createPaper({ title: 'Long', language: 'en', office: 'Mihon City', createdAt });
  const row = ['Card as proof of identity', 'Suspended'];
  paper.table({
    columns: [
      { header: 'Part', share: 2 },
      { header: 'State', share: 1 },
    ],
    rows: Array.from({ length: 80 }, () => row),
  });
  assert.equal(paper.position.page, 2);
  paper.paragraph('word '.repeat(2000));
  const last = paper.position.page;
  assert.ok(last >= 4);
  assert.equal(openPdf(await paper.finish()).pages().length, last + 1);
});

test('archival: false leaves the PDF/A claim out', async () => {
  const paper = createPaper({ title: 'x', language: 'en', office: 'Mihon', createdAt, archival: false });
  const document = openPdf(await paper.paragraph('x').finish());
  assert.ok(!document.catalog.entries.has('OutputIntents'));
  assert.ok(!dictionaries(document).includes('OutputIntent'));
});

test('a certificate can be signed at the place the paper names', async () => {
  const paper = createPaper({
    title: '証明書',
    language: 'ja',
    kind: 'certificate',
    office: '見本市',
    createdAt,
  });
  paper
    .title('証明書')
    .attestation({ date: '令和8年11月22日', issuer: '見本市長', seal: { text: '見本市長之印' } });
  const { page, x, y } = paper.position;
  const appearance = { page, x, y, width: 180, height: 40, lines: ['見本市長 電子署名', '2026-11-22'] };
  const [signature] = inspectPdfSignatures(
    signPdf(await paper.finish(), throwAwaySigner(), { appearance }),
  ).signatures;
  assert.ok(signature?.intact && signature.signatureValid && signature.coversWholeFile);
  assert.deepEqual(signature.problems, []);
});

test('fonts fall back character by character, variants keep their selector', () => {
  const { runs } = openFontBook().runs('渡邉󠄐A𠮷', 'gothic');
  assert.equal(runs.map((run) => run.text).join(''), '渡邉󠄐A𠮷');
  const bare = openFontBook({ directories: [] }).runs('渡邉󠄐A𠮷', 'mincho');
  assert.deepEqual(bare.substituted, [{ character: '邉󠄐', drawn: '邉' }]);
});

test('a paper tells what it does not draw as registered, and draws the variants that the font has', async () => {
  const fonts = openFontBook({ directories: [] });
  const options = { title: 'x', language: 'ja', office: 'x', createdAt: new Date(0), fonts } as const;
  const paper = createPaper(options).paragraph('葛\u{E0101}城　\u{1B001}い');
  paper.definitions([{ term: '氏名', value: '葛\u{E0101}城' }]);
  assert.deepEqual(paper.substituted, [
    { character: '葛\u{E0101}', drawn: '葛' },
    { character: '\u{1B001}', drawn: '〓' },
  ]);
  await paper.finish();
  const size = async (text: string) => (await createPaper(options).paragraph(text).finish()).length;
  // Two outlines in the file where both forms are drawn.
  assert.ok((await size('葛葛\u{E0100}')) > (await size('葛葛')) + 50);
});
