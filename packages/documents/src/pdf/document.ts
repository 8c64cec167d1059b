import { PdfError } from '../errors.ts';
import { limitsFor, MAX_NEEDED, PdfBudget } from './budget.ts';
import type { PdfDict, PdfRef, PdfStream, PdfValue } from './objects.ts';
import { as } from './objects.ts';
import type { PdfPage } from './pages.ts';
import { readPages } from './pages.ts';
import { PdfParser } from './parser.ts';
import { decodeStream } from './streams.ts';
import type { Xref } from './xref.ts';
import { readXref } from './xref.ts';

/** Larger files are refused before anything is read. */
export const MAX_PDF_BYTES = 64 * 1024 * 1024;
/** Many readers look for the header this far; it tells a PDF with something before it from another file. */
const HEADER_WITHIN = 1024;
/** "1 0 1 4 …": an object in an object stream takes its number, its offset and a blank after each. */
const HEAD_OCTETS = 4;

/** An object of an object stream, in the order of its head. */
interface Contained {
  readonly number: number;
  readonly value: PdfValue;
}

function isCount(value: PdfValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/**
 * A PDF as its last revision says: strict about structure (header at byte 0, `startxref` at the end, no repair),
 * because a reader that guesses can be made to see another document than the one that was signed.
 */
export class PdfDocument {
  readonly bytes: Uint8Array;
  readonly xref: Xref;
  /** Charged by everything that reads this document. */
  readonly budget: PdfBudget;
  readonly #cache = new Map<number, PdfValue>();
  readonly #containers = new Map<number, readonly Contained[]>();
  #reading = 0;
  #xrefKnown = false;

  /** `budget`: of the whole file, when this is an earlier revision of it. */
  constructor(bytes: Uint8Array, budget: PdfBudget = new PdfBudget(limitsFor(bytes.length))) {
    if (bytes.length > MAX_PDF_BYTES) throw new PdfError('too-large', `${bytes.length} bytes`);
    if (!Buffer.from(bytes.subarray(0, 8)).toString('latin1').startsWith('%PDF-')) {
      const later = Buffer.from(bytes.subarray(0, HEADER_WITHIN)).includes('%PDF-');
      throw new PdfError(later ? 'octets-before' : 'not-a-pdf', 'no %PDF- at the beginning');
    }
    this.bytes = bytes;
    this.budget = budget;
    this.xref = readXref(bytes, budget, (offset) => {
      const stream = as('stream', this.#indirectAt(offset, undefined));
      if (stream === undefined) throw new PdfError('damaged', 'no cross-reference section at its offset');
      return stream;
    });
    this.#xrefKnown = true;
    if (this.xref.trailer.entries.has('Encrypt')) throw new PdfError('encrypted', 'the file is encrypted');
  }

  /** The object behind a reference chain; direct values come back as they are. Missing objects are null. */
  resolve(value: PdfValue | undefined): PdfValue {
    let current: PdfValue = value ?? null;
    for (let hops = 0; hops < 16; hops++) {
      this.budget.charge(1);
      const reference = as('ref', current);
      if (reference === undefined) return current;
      current = this.object(reference.number);
    }
    throw new PdfError('damaged', 'references in a circle');
  }

  dictAt(value: PdfValue | undefined): PdfDict | undefined {
    return as('dict', this.resolve(value));
  }

  object(number: number): PdfValue {
    const cached = this.#cache.get(number);
    if (cached !== undefined) return cached;
    const value = this.#read(number);
    this.#cache.set(number, value);
    return value;
  }

  #read(number: number): PdfValue {
    const entry = this.xref.entries.get(number);
    if (entry === undefined || entry.type === 'free') return null;
    this.budget.chargeValue();
    if (++this.#reading > MAX_NEEDED) throw new PdfError('damaged', 'objects that need each other');
    try {
      if (entry.type === 'plain') return this.#indirectAt(entry.offset, number);
      // Some readers go by the index, some by the number: where they disagree there are two documents in one.
      const contained = this.#container(entry.container)[entry.index];
      if (contained?.number !== number)
        throw new PdfError('damaged', `object ${number} is not in its stream`);
      return contained.value;
    } finally {
      this.#reading--;
    }
  }

  #indirectAt(offset: number, expected: number | undefined): PdfValue {
    if (offset >= this.bytes.length) throw new PdfError('damaged', 'offset outside the file');
    const parser = new PdfParser(this.bytes, this.budget, offset);
    const number = parser.integer();
    parser.integer();
    if (!parser.accept('obj') || (expected !== undefined && number !== expected)) {
      throw new PdfError('damaged', `object ${expected ?? '?'} is not at its offset`);
    }
    const value = parser.value();
    const dict = as('dict', value);
    if (dict === undefined || !parser.accept('stream')) return value;
    return { kind: 'stream', dict, raw: this.#streamBytes(parser, dict) };
  }

  #streamBytes(parser: PdfParser, dict: PdfDict): Uint8Array {
    if (this.bytes[parser.position] === 13) parser.position++;
    if (this.bytes[parser.position] === 10) parser.position++;
    const start = parser.position;
    // During the reading of the cross-reference itself only a direct length can be known (§7.5.8.2).
    const declared = dict.entries.get('Length');
    const length = this.#xrefKnown ? this.resolve(declared) : declared;
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) parser.fail('stream length');
    parser.position = start + length;
    if (parser.position > this.bytes.length || !parser.accept('endstream')) parser.fail('stream length');
    return this.bytes.subarray(start, start + length);
  }

  #container(number: number): readonly Contained[] {
    const known = this.#containers.get(number);
    if (known !== undefined) return known;
    const entry = this.xref.entries.get(number);
    if (entry?.type !== 'plain') throw new PdfError('damaged', 'object stream inside an object stream');
    const stream = as('stream', this.object(number));
    const count = stream?.dict.entries.get('N');
    const first = stream?.dict.entries.get('First');
    if (stream === undefined || !isCount(count) || !isCount(first)) {
      throw new PdfError('damaged', 'object stream');
    }
    const data = decodeStream(stream, this.budget);
    if (first > data.length || count * HEAD_OCTETS > first + 1)
      throw new PdfError('damaged', 'object stream');
    const objects = this.#contained(data, count, first);
    this.#containers.set(number, objects);
    return objects;
  }

  /** ISO 32000-1 §7.5.7: offsets increase, so that no octet is read as part of two objects. */
  #contained(data: Uint8Array, count: number, first: number): readonly Contained[] {
    const head = new PdfParser(data.subarray(0, first), this.budget);
    const body = new PdfParser(data, this.budget, first);
    const objects: Contained[] = [];
    const numbers = new Set<number>();
    for (let i = 0; i < count; i++) {
      const [number, offset] = [head.integer(), first + head.integer()];
      if (numbers.has(number)) throw new PdfError('damaged', `object ${number} twice in one stream`);
      if (offset < body.position || offset > data.length)
        throw new PdfError('damaged', 'object stream offsets');
      numbers.add(number);
      body.position = offset;
      objects.push({ number, value: body.value() });
    }
    return objects;
  }

  get catalogRef(): PdfRef {
    const root = as('ref', this.xref.trailer.entries.get('Root'));
    if (root === undefined) throw new PdfError('damaged', 'no catalog');
    return root;
  }

  get catalog(): PdfDict {
    const catalog = this.dictAt(this.catalogRef);
    if (catalog === undefined) throw new PdfError('damaged', 'no catalog');
    return catalog;
  }

  /** The pages in order, with what they inherit. */
  pages(): readonly PdfPage[] {
    return readPages(this);
  }
}

/** Reads a PDF; throws {@link PdfError}, nothing else. */
export function openPdf(bytes: Uint8Array, budget?: PdfBudget): PdfDocument {
  return new PdfDocument(bytes, budget);
}

export type { PdfStream };
