import { PdfError } from '../errors.ts';
import type { PdfBudget } from './budget.ts';
import { MAX_OBJECT_NUMBER, MAX_SECTIONS } from './budget.ts';
import type { PdfDict, PdfStream, PdfValue } from './objects.ts';
import { as } from './objects.ts';
import { PdfParser } from './parser.ts';
import { decodeStream } from './streams.ts';

/** Where an object lies (ISO 32000-1 §7.5.4, §7.5.8). */
export type XrefEntry =
  | { readonly type: 'free' }
  | { readonly type: 'plain'; readonly offset: number; readonly generation: number }
  | { readonly type: 'compressed'; readonly container: number; readonly index: number };

export interface Xref {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** Of the newest section. */
  readonly trailer: PdfDict;
  readonly startOffset: number;
  readonly isStream: boolean;
}

const MAX_ENTRIES = 500_000;
const TAIL = 2048;

/** What every section is read from and into. */
interface Source {
  readonly bytes: Uint8Array;
  readonly budget: PdfBudget;
  readonly readStreamAt: (offset: number) => PdfStream;
  readonly entries: Map<number, XrefEntry>;
}

interface Section {
  readonly trailer: PdfDict;
  readonly isStream: boolean;
  /** Offset of the hybrid file's extra section (§7.5.8.4). */
  readonly hybrid?: number;
}

/** Follows the cross-reference sections from the last `startxref` to the first. Newer entries win. */
export function readXref(
  bytes: Uint8Array,
  budget: PdfBudget,
  readStreamAt: (offset: number) => PdfStream,
): Xref {
  const source: Source = { bytes, budget, readStreamAt, entries: new Map() };
  const { entries } = source;
  budget.charge(Math.min(TAIL, bytes.length));
  const startOffset = findStart(bytes);
  const seen = new Set<number>();
  const todo = [startOffset];
  let newest: Section | undefined;
  for (let offset = todo.shift(); offset !== undefined; offset = todo.shift()) {
    if (seen.has(offset)) throw new PdfError('damaged', 'cross-reference sections in a circle');
    seen.add(offset);
    if (seen.size > MAX_SECTIONS) throw new PdfError('limit-exceeded', 'cross-reference sections');
    const section = readSection(source, offset);
    newest ??= section;
    if (section.hybrid !== undefined && !seen.has(section.hybrid)) {
      seen.add(section.hybrid);
      readSection(source, section.hybrid);
    }
    const previous = section.trailer.entries.get('Prev');
    if (previous !== undefined) todo.push(offsetIn(bytes, previous));
  }
  if (newest === undefined) throw new PdfError('damaged', 'no cross-reference section');
  return { entries, trailer: newest.trailer, startOffset, isStream: newest.isStream };
}

function findStart(bytes: Uint8Array): number {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - TAIL))).toString('latin1');
  const match = /startxref\s+(\d{1,12})\s+%%EOF\s*$/.exec(tail);
  if (match === null) {
    const more = /startxref\s+\d{1,12}\s+%%EOF/.test(tail);
    throw new PdfError(more ? 'octets-after' : 'damaged', 'no startxref at the end');
  }
  return offsetIn(bytes, Number(match[1]));
}

function offsetIn(bytes: Uint8Array, value: PdfValue): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= bytes.length) {
    throw new PdfError('damaged', 'offset outside the file');
  }
  return value;
}

function add({ entries, budget }: Source, number: number, entry: XrefEntry): void {
  budget.charge(1);
  if (number > MAX_OBJECT_NUMBER) throw new PdfError('limit-exceeded', 'object number');
  if (entries.size >= MAX_ENTRIES) throw new PdfError('limit-exceeded', 'cross-reference entries');
  if (!entries.has(number)) entries.set(number, entry);
}

function readSection(source: Source, offset: number): Section {
  const { bytes } = source;
  const parser = new PdfParser(bytes, source.budget, offset);
  if (!parser.accept('xref')) {
    const stream = source.readStreamAt(offset);
    readStreamEntries(stream, source);
    return { trailer: stream.dict, isStream: true };
  }
  while (!parser.accept('trailer')) readSubsection(parser, source);
  const trailer = parser.dictionary();
  const hybrid = trailer.entries.get('XRefStm');
  return {
    trailer,
    isStream: false,
    ...(hybrid === undefined ? {} : { hybrid: offsetIn(bytes, hybrid) }),
  };
}

function readSubsection(parser: PdfParser, source: Source): void {
  const first = parser.integer();
  const count = parser.integer();
  if (count > MAX_ENTRIES) throw new PdfError('limit-exceeded', 'cross-reference entries');
  for (let i = 0; i < count; i++) {
    const offset = parser.integer();
    const generation = parser.integer();
    const type = parser.word();
    if (type !== 'n' && type !== 'f') parser.fail('not a cross-reference entry');
    add(source, first + i, type === 'n' ? { type: 'plain', offset, generation } : { type: 'free' });
  }
}

function numbers(value: PdfValue | undefined): number[] | undefined {
  const items = as('array', value)?.items;
  if (items === undefined) return undefined;
  return items.map((item) => {
    if (typeof item !== 'number' || !Number.isInteger(item) || item < 0) {
      throw new PdfError('damaged', 'cross-reference stream');
    }
    return item;
  });
}

function readStreamEntries(stream: PdfStream, source: Source): void {
  if (as('name', stream.dict.entries.get('Type'))?.value !== 'XRef') {
    throw new PdfError('damaged', 'not a cross-reference stream');
  }
  const widths = numbers(stream.dict.entries.get('W'));
  const size = stream.dict.entries.get('Size');
  const [w0, w1, w2] = widths ?? [];
  if (w0 === undefined || w1 === undefined || w2 === undefined || Math.max(w0, w1, w2) > 6) {
    throw new PdfError('damaged', 'cross-reference stream widths');
  }
  const width = w0 + w1 + w2;
  if (width === 0) throw new PdfError('damaged', 'cross-reference stream widths');
  const index = numbers(stream.dict.entries.get('Index')) ?? [0, typeof size === 'number' ? size : 0];
  const data = Buffer.from(decodeStream(stream, source.budget));
  let at = 0;
  for (let i = 0; i + 1 < index.length; i += 2) {
    const first = index[i] ?? 0;
    for (let n = 0; n < (index[i + 1] ?? 0); n++) {
      if (at + width > data.length) throw new PdfError('damaged', 'cross-reference stream too short');
      const type = w0 === 0 ? 1 : data.readUIntBE(at, w0);
      const second = w1 === 0 ? 0 : data.readUIntBE(at + w0, w1);
      const third = w2 === 0 ? 0 : data.readUIntBE(at + w0 + w1, w2);
      at += width;
      if (type === 1) add(source, first + n, { type: 'plain', offset: second, generation: third });
      else if (type === 2) add(source, first + n, { type: 'compressed', container: second, index: third });
      else add(source, first + n, { type: 'free' });
    }
  }
}
