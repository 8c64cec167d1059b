import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPdfDesk, PdfRefusal, publicDesk, signingDesk } from './desk.ts';

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
  const hanging = desk.read(pdf(0), 'client');
  const next = desk.read(pdf(7), 'client');
  await assert.rejects(hanging, refusal('time-limit'));
  assert.equal(await next, 7);
});

test('a reader that dies takes only its own document with it', async () => {
  const desk = openPdfDesk({ script: moody });
  const dying = desk.read(pdf(1), 'client');
  const next = desk.read(pdf(8), 'client');
  await assert.rejects(dying, /bad day/);
  assert.equal(await next, 8);
});

test('a client with too many documents is refused at once, and nobody else', async () => {
  const desk = openPdfDesk({ script: moody, mostOfOneClient: 1 });
  const [first, second, third] = [desk.read(pdf(7), 'a'), desk.read(pdf(8), 'a'), desk.read(pdf(9), 'a')];
  const other = desk.read(pdf(6), 'b');
  await assert.rejects(third, refusal('busy'));
  assert.deepEqual(await Promise.all([first, second, other]), [7, 8, 6]);
});

test('whoever has most waiting gives way when the whole queue is full', async () => {
  const desk = openPdfDesk({ script: moody, mostWaiting: 3, mostOfOneClient: 3 });
  const many = [2, 3, 4, 5].map((n) => desk.read(pdf(n), 'a'));
  const other = desk.read(pdf(6), 'b');
  await assert.rejects(many[3] ?? assert.fail(), refusal('busy'));
  assert.deepEqual(await Promise.all([...many.slice(0, 3), other]), [2, 3, 4, 6]);
});

test('behind documents that keep the reader busy another client waits for one of them, not for all', async () => {
  const desk = openPdfDesk({ script: moody, limitMs: 1500 });
  const order: string[] = [];
  const hanging = [0, 0, 0].map((n) => desk.read(pdf(n), 'a').catch(() => order.push('given up')));
  const other = desk.read(pdf(7), 'b').then(() => order.push('read'));
  await Promise.all([...hanging, other]);
  assert.deepEqual(order, ['given up', 'read', 'given up', 'given up']);
});

test('what anybody sends and what residents sign are read at different desks', async () => {
  assert.notEqual(publicDesk, signingDesk);
  const noPdf = Buffer.from('GIF89a');
  const flood = Promise.allSettled(
    Array.from({ length: 30 }, (_, n) => publicDesk.read(noPdf, `client ${n}`)),
  );
  await assert.rejects(signingDesk.read(noPdf, 'person'), refusal('not-a-pdf'));
  const busy = (await flood).filter((one) => one.status === 'rejected' && refusal('busy')(one.reason));
  assert.ok(busy.length > 0, 'the public desk was full meanwhile');
});

test('the real reader tells what is no PDF, what is cut off and what is encrypted', async () => {
  const desk = openPdfDesk();
  const text = (words: string) => Buffer.from(words);
  await assert.rejects(desk.read(text('GIF89a'), 'client'), refusal('not-a-pdf'));
  await assert.rejects(desk.read(text('%PDF-1.7\n1 0 obj\n<<'), 'client'), refusal('damaged'));
  const encrypted = 'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Encrypt 2 0 R >>\n';
  await assert.rejects(
    desk.read(text(`%PDF-1.7\n${encrypted}startxref\n9\n%%EOF\n`), 'client'),
    refusal('encrypted'),
  );
});
