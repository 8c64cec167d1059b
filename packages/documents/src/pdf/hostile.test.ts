import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { packedPdf, streamPdf, tablePdf } from '../../testing/sample-pdf.ts';
import { SIGNING_TIME, signPdf, throwAwaySigner } from '../../testing/throw-away-signer.ts';
import { PdfError } from '../errors.ts';
import { inspectPdfSignatures } from '../pades/inspect.ts';
import { prepareSignature } from '../pades/prepare.ts';
import { limitsFor, PdfBudget } from './budget.ts';
import { openPdf } from './document.ts';
import { array, as, dict, ref } from './objects.ts';
import { appendRevision } from './write.ts';

/** Reads everything a reader of ours would, on an account that can be looked at afterwards. */
function readAll(pdf: Uint8Array): { readonly budget: PdfBudget; readonly error: PdfError | undefined } {
  const budget = new PdfBudget(limitsFor(pdf.length));
  try {
    const document = openPdf(pdf, budget);
    document.pages();
    for (const number of document.xref.entries.keys()) document.object(number);
    return { budget, error: undefined };
  } catch (error) {
    assert.ok(error instanceof PdfError, String(error));
    return { budget, error };
  }
}

/** Refused, and for no more than what a file of its size may cost plus the one part that was too much. */
function demandCheapRefusal(pdf: Uint8Array, code?: PdfError['code']): void {
  const { budget, error } = readAll(pdf);
  assert.ok(error, 'not refused');
  if (code) assert.equal(error.code, code, error.message);
  const limit = limitsFor(pdf.length);
  assert.ok(budget.spent.steps <= 2 * limit.steps, `${budget.spent.steps} steps for ${pdf.length} octets`);
}

const big = (size: number) => `[${'0 '.repeat(size / 2)}]`;

test('a small file whose hundred thousand objects are all the same eight megabytes is refused', () => {
  const pdf = packedPdf('1 0 '.repeat(100_000), big(8_000_000), { count: 100_000 });
  assert.ok(pdf.length < 20_000, String(pdf.length));
  demandCheapRefusal(pdf, 'limit-exceeded');
});

test('objects of one stream that share octets, come in no order or twice are refused', () => {
  const body = big(20_000);
  const heads = {
    same: Array.from({ length: 2000 }, (_, i) => `${i + 1} 0`),
    inside: Array.from({ length: 2000 }, (_, i) => `${i + 1} ${2 * i + 1}`),
    backwards: ['1 8', '2 4', '3 0'],
    twice: ['1 0', '1 20010'],
    outside: ['1 30000'],
  };
  for (const [kind, head] of Object.entries(heads)) {
    const pdf = packedPdf(`${head.join(' ')} `, body, { count: head.length });
    const { error } = readAll(pdf);
    assert.equal(error?.code, 'damaged', kind);
    demandCheapRefusal(pdf);
  }
});

test('/N and /First that the stream cannot hold are refused before anything is read', () => {
  for (const [count, first] of [
    [1e9, undefined],
    [3, undefined],
    [2.5, undefined],
    [-1, undefined],
    [2, 1e9],
    [2, -4],
  ] as const) {
    const pdf = packedPdf('1 0 2 5 ', 'null null', { count, ...(first !== undefined && { first }) });
    assert.equal(readAll(pdf).error?.code, 'damaged', `${count} ${first}`);
  }
});

test('an object that the cross-reference sees at another index of its stream is refused', () => {
  const pdf = packedPdf('2 0 1 5 ', 'null << /Type /Catalog >>', { count: 2 });
  assert.equal(readAll(pdf).error?.code, 'damaged');
});

test('many streams that are each within the limit are refused for their sum', () => {
  const one = deflateSync(Buffer.from(`9 0 ${big(900_000)}`));
  const header = `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${one.length} >>`;
  const stream = `${header}\nstream\n${one.toString('latin1')}\nendstream`;
  const pdf = Buffer.from(tablePdf({ objects: Array.from({ length: 40 }, () => stream) }));
  const budget = new PdfBudget(limitsFor(pdf.length));
  const document = openPdf(pdf, budget);
  const entries = document.xref.entries as Map<number, unknown>;
  for (let n = 0; n < 40; n++) entries.set(100 + n, { type: 'compressed', container: 4 + n, index: 0 });
  assert.throws(
    () => {
      for (let n = 0; n < 40; n++) document.object(100 + n);
    },
    (error) => error instanceof PdfError,
  );
});

test('one cross-reference section that hundreds of others name is paid for each time', () => {
  const entries = '0000000000 65535 f \n'.repeat(20_000);
  let text = `%PDF-1.7\n${' '.repeat(300)}xref\n0 20000\n${entries}trailer\n<< /Size 20000 /Root 1 0 R >>\n`;
  let previous = 20;
  for (let i = 0; i < 250; i++) {
    const here = text.length;
    // Each names other blanks before the same section, so no offset comes twice.
    text += `xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev ${previous} /XRefStm ${21 + i} >>\n`;
    previous = here;
  }
  demandCheapRefusal(Buffer.from(`${text}startxref\n${previous}\n%%EOF\n`, 'latin1'), 'limit-exceeded');
});

test('octets that open a million values, and names and comments without end, are refused or read in bounded steps', () => {
  const objects = {
    dictionaries: `[${'<<>>'.repeat(400_000)}]`,
    open: '['.repeat(400_000),
    comment: `%${'x'.repeat(400_000)}`,
    lookahead: `[${`1 %${'x'.repeat(50)}\n`.repeat(8000)}]`,
    name: `/${'x'.repeat(400_000)}`,
    string: `(${'\\'.repeat(400_001)}`,
    brackets: `(${'('.repeat(400_000)}`,
  };
  for (const [kind, object] of Object.entries(objects)) {
    const pdf = tablePdf({ objects: [object] });
    const { budget } = readAll(pdf);
    assert.ok(budget.spent.steps <= budget.limits.steps * 2, kind);
    assert.ok(budget.spent.steps <= 2_000_000 + 12 * pdf.length, `${kind}: ${budget.spent.steps}`);
  }
});

test('thousands of fields that share one signature over the whole file are refused, not checked one by one', () => {
  const signed = openPdf(signPdf(tablePdf({ objects: [`(${'x'.repeat(100_000)})`] }), throwAwaySigner('ec')));
  const form = as('ref', signed.catalog.entries.get('AcroForm'))?.number ?? assert.fail();
  const [first] = as('array', signed.dictAt(ref(form))?.entries.get('Fields'))?.items ?? [];
  const field = signed.dictAt(first) ?? assert.fail();
  const fields = Array.from({ length: 4000 }, () => field);
  const body = dict({ SigFlags: 3, Fields: array(fields) });
  const { bytes } = appendRevision(signed, [{ number: form, generation: 0, body }]);
  const { signatures, problems } = inspectPdfSignatures(bytes);
  assert.equal(signatures.length, 0);
  assert.equal(problems[0]?.code, 'limit-exceeded');
});

test('a cross-reference that claims objects beyond the largest number is refused', () => {
  const text = Buffer.from(tablePdf()).toString('latin1').replace('xref\n0 4', 'xref\n99999999 4');
  assert.equal(readAll(Buffer.from(text, 'latin1')).error?.code, 'limit-exceeded');
});

const ROUNDS = 1500;

/** xorshift32: the same files every time, so that a failure can be found again. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % Math.max(1, below);
  };
}

const TOKENS = [
  ...[
    '/Prev 9',
    '/Length 99999999',
    '/N 100000',
    '/First 0',
    '/Size 99999999',
    '/W [6 6 6]',
    '/Index [0 9999999]',
  ],
  ...[
    '<<',
    '>>',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    'R',
    '4 0 R',
    '1 0 R',
    'obj',
    'endobj',
    'stream',
    'endstream',
  ],
  ...['xref', 'trailer', 'startxref', '%', 'null', '/Kids', '/Type /ObjStm', '/Extends 4 0 R', '/XRefStm 20'],
  ...['-1', '1e9', '0', '2147483648', '9007199254740993', '\0', '\r'],
];

function mutated(pdf: Uint8Array, below: (limit: number) => number): Uint8Array {
  let bytes = Buffer.from(pdf);
  const place = () => below(bytes.length);
  const splice = (at: number, remove: number, put: Uint8Array) => {
    bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(Math.min(bytes.length, at + remove))]);
  };
  const token = () => Buffer.from(TOKENS[below(TOKENS.length)] ?? '', 'latin1');
  const digits = () => {
    const found = [...bytes.toString('latin1').matchAll(/\d+/g)];
    const hit = found[below(found.length)];
    // The same length, so that the offsets after it still hold.
    const value = String(below(10 ** Math.min(9, hit?.[0].length ?? 1))).padStart(hit?.[0].length ?? 1, '0');
    if (hit) splice(hit.index, hit[0].length, Buffer.from(value));
  };
  const kinds = [
    () => splice(place(), 1, Buffer.of(below(256))),
    () => splice(place(), below(40), Buffer.alloc(0)),
    () => splice(place(), 0, token()),
    () => {
      const put = token();
      splice(place(), put.length, put);
    },
    () => {
      const from = place();
      splice(place(), below(60), Buffer.from(bytes.subarray(from, from + below(200))));
    },
    digits,
    digits,
    digits,
  ];
  for (let n = 1 + below(4); n > 0; n--) kinds[below(kinds.length)]?.();
  return bytes;
}

test('changed PDFs are read, signed and inspected, or refused by a PdfError, in bounded steps', () => {
  const signer = throwAwaySigner('ec');
  const packed = packedPdf(
    '1 0 2 34 3 100 ',
    `${'<< /Type /Catalog /Pages 2 0 R >>'.padEnd(34)}${'<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>'.padEnd(66)}<< /Type /Page /Parent 2 0 R >>`,
    { count: 3 },
  );
  const samples = [
    tablePdf(),
    streamPdf(),
    packed,
    signPdf(tablePdf(), signer),
    signPdf(streamPdf(), signer),
  ];
  const below = generator(0x2e5_9f03);
  const refused = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const pdf = mutated(samples[below(samples.length)] ?? assert.fail(), below);
    const { budget, error } = readAll(pdf);
    assert.ok(budget.spent.steps <= budget.limits.steps * 2, `round ${round}`);
    refused.set(error?.code ?? 'read', (refused.get(error?.code ?? 'read') ?? 0) + 1);
    inspectPdfSignatures(pdf);
    try {
      const { certificate } = signer;
      prepareSignature(pdf, { signerName: 'x', reason: 'x', signingTime: SIGNING_TIME, certificate });
    } catch (failure) {
      assert.ok(failure instanceof PdfError, `round ${round}: ${failure}`);
    }
  }
  // The mutations must reach behind the front door and through it.
  for (const code of ['read', 'damaged', 'not-a-pdf']) {
    assert.ok((refused.get(code) ?? 0) > 10, JSON.stringify([...refused]));
  }
});
