import { PdfError } from '../errors.ts';
import type { PdfDocument } from './document.ts';
import { openPdf } from './document.ts';
import { as } from './objects.ts';
import { PdfParser } from './parser.ts';

/** A document as it was after one of its incremental updates (ISO 32000-2 §7.5.6). */
export interface PdfRevision {
  readonly document: PdfDocument;
  /** The whole file, with what follows this revision. */
  readonly file: Uint8Array;
  /** Where the bytes of this revision begin: the end of the one before. */
  readonly start: number;
  /** Just behind its `%%EOF`. */
  readonly end: number;
}

const MAX_REVISIONS = 64;
const END_MARK = /startxref\s{1,4}(\d{1,12})\s{1,4}%%EOF/g;

/**
 * The revisions that were appended to the first one, in order; none when only the end of a line follows. Each must
 * continue the one before it: its cross-reference section lies in its own bytes, and `/Prev` names the section before.
 * What is appended in any other way is damaged, because readers disagree about what it shows.
 */
export function* revisionsAfter(
  bytes: Uint8Array,
  first: PdfDocument,
): Generator<PdfRevision, void, unknown> {
  let before = first;
  const end = first.bytes.length;
  let start = end;
  let read = 0;
  first.budget.charge(bytes.length - end);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(end).toString('latin1');
  for (const match of text.matchAll(END_MARK)) {
    const eof = end + match.index + match[0].length;
    const document = openPdf(bytes.subarray(0, eof), first.budget);
    if (++read > MAX_REVISIONS) throw new PdfError('limit-exceeded', 'revisions');
    const at = document.xref.startOffset;
    const previous = document.xref.trailer.entries.get('Prev');
    if (at < start || previous !== before.xref.startOffset) {
      throw new PdfError('damaged', `the revision at byte ${at} does not continue the one before it`);
    }
    demandOneMeaning(document, before);
    yield { document, file: bytes, start, end: eof };
    before = document;
    start = eof;
  }
  if (/\S/.test(text.slice(start - end))) throw new PdfError('damaged', 'bytes after the last revision');
}

/** An object that stands twice in one section is another one for readers that take the first than for those that take the last. */
function demandOneMeaning(document: PdfDocument, before: PdfDocument): void {
  const { trailer, isStream } = document.xref;
  const hybrid = trailer.entries.get('XRefStm');
  // A program that copies the old trailer copies this entry, too; another one would show some readers another document.
  if (hybrid !== undefined && hybrid !== before.xref.trailer.entries.get('XRefStm')) {
    throw new PdfError('damaged', 'a later revision has a hybrid cross-reference');
  }
  const [size, sizeBefore] = [trailer.entries.get('Size'), before.xref.trailer.entries.get('Size')];
  // §7.5.5: objects with a number from the size on are ignored by those who look at it.
  if (typeof size !== 'number' || typeof sizeBefore !== 'number' || size < sizeBefore) {
    throw new PdfError('damaged', 'a later revision has a smaller size');
  }
  const runs = isStream ? runsOfStream(document) : runsOfTable(document);
  const sorted = [...runs].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  let next = 0;
  for (const [first, count] of sorted) {
    if (first < next) throw new PdfError('damaged', `object ${first} twice in one cross-reference section`);
    next = first + count;
    if (next > size) throw new PdfError('damaged', `object ${next - 1} beyond the size of a later revision`);
  }
}

type Run = readonly [first: number, count: number];

function runsOfStream(document: PdfDocument): readonly Run[] {
  const index = as('array', document.xref.trailer.entries.get('Index'))?.items ?? [];
  const runs: Run[] = [];
  for (let i = 0; i + 1 < index.length; i += 2) {
    const [first, count] = [index[i], index[i + 1]];
    if (typeof first === 'number' && typeof count === 'number') runs.push([first, count]);
  }
  return runs;
}

function runsOfTable({ bytes, budget, xref }: PdfDocument): readonly Run[] {
  const parser = new PdfParser(bytes, budget, xref.startOffset);
  const runs: Run[] = [];
  parser.accept('xref');
  while (!parser.accept('trailer')) {
    const run: Run = [parser.integer(), parser.integer()];
    runs.push(run);
    for (let word = 0; word < run[1] * 3; word++) parser.word();
  }
  return runs;
}
