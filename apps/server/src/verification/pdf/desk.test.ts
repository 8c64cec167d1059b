import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPdfDesk, PdfRefusal } from './desk.ts';

const script = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`);
/** Answers with the input's first byte; hangs for ever on 0, throws on 1. */
const moody = script(`
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ input }) => {
    const [first] = input.pdf;
    if (first === 0) for (;;) {}
    if (first === 1) throw new Error('bad day');
    parentPort.postMessage({ ok: true, output: first });
  });
`);
const refusal = (code: PdfRefusal['code']) => (error: unknown) =>
  error instanceof PdfRefusal && error.code === code;
const pdf = (first: number) => Uint8Array.of(first);

test('a document that keeps the reader busy for ever is given up, and the next one is read', async () => {
  const desk = openPdfDesk({ script: moody, limitMs: 1500 });
  const hanging = desk.read(pdf(0));
  const next = desk.read(pdf(7));
  await assert.rejects(hanging, refusal('time-limit'));
  assert.equal(await next, 7);
});

test('a reader that dies takes only its own document with it', async () => {
  const desk = openPdfDesk({ script: moody });
  const dying = desk.read(pdf(1));
  const next = desk.read(pdf(8));
  await assert.rejects(dying, /bad day/);
  assert.equal(await next, 8);
});

test('a queue that is full refuses at once', async () => {
  const desk = openPdfDesk({ script: moody, mostWaiting: 1 });
  const [first, second, third] = [desk.read(pdf(7)), desk.read(pdf(8)), desk.read(pdf(9))];
  await assert.rejects(third, refusal('busy'));
  assert.deepEqual(await Promise.all([first, second]), [7, 8]);
});

test('the real reader tells what is no PDF, what is cut off and what is encrypted', async () => {
  const desk = openPdfDesk();
  const text = (words: string) => Buffer.from(words);
  await assert.rejects(desk.read(text('GIF89a')), refusal('not-a-pdf'));
  await assert.rejects(desk.read(text('%PDF-1.7\n1 0 obj\n<<')), refusal('damaged'));
  const encrypted = 'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Encrypt 2 0 R >>\n';
  await assert.rejects(desk.read(text(`%PDF-1.7\n${encrypted}startxref\n9\n%%EOF\n`)), refusal('encrypted'));
});
