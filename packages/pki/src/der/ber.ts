import { PkiError } from '../errors.ts';
import { MAX_DEPTH } from './assert.ts';
import { TAG } from './tags.ts';
import { headerLength, writeHeader } from './write.ts';

const CONSTRUCTED = 0x20;
const STRING_IN_PIECES = TAG.octetString | CONSTRUCTED;

interface Header {
  readonly tag: number;
  readonly contentStart: number;
  /** undefined: the content ends where an end-of-contents mark says (X.690 §8.1.3.6). */
  readonly end: number | undefined;
}

function headerAt(bytes: Uint8Array, offset: number, limit: number): Header {
  if (offset + 2 > limit) throw new PkiError('der-truncated', 'input ends in a header');
  const tag = bytes[offset] ?? 0;
  if ((tag & 0x1f) === 0x1f) throw new PkiError('der-tag', 'tag number above 30');
  const first = bytes[offset + 1] ?? 0;
  const start = offset + 2;
  if (first === 0x80) {
    if ((tag & CONSTRUCTED) === 0) throw new PkiError('der-length', 'a primitive element without a length');
    return { tag, contentStart: start, end: undefined };
  }
  const size = first < 0x80 ? 0 : first & 0x7f;
  if (size > 4) throw new PkiError('der-length', `length of ${size} octets`);
  if (start + size > limit) throw new PkiError('der-truncated', 'input ends in a length');
  let length = first < 0x80 ? first : 0;
  for (let index = 0; index < size; index++) length = length * 256 + (bytes[start + index] ?? 0);
  const end = start + size + length;
  if (end > limit) throw new PkiError('der-truncated', `element ends ${end - limit} octets after the input`);
  return { tag, contentStart: start + size, end };
}

const SPAN = -1;

/**
 * What is to be written: headers anew, and spans of the input as they are. As numbers in threes, since a hostile input may be
 * made of a million empty elements: a tag, its length and nothing; or {@link SPAN}, its beginning and its end.
 */
class Plan {
  readonly #steps: number[] = [];
  /** Octets of all that is planned, but for the headers of what is still open. */
  #length = 0;

  span(start: number, end: number): void {
    if (start === end) return;
    this.#length += end - start;
    const last = this.#steps.length - 3;
    if (this.#steps[last] === SPAN && this.#steps[last + 2] === start) this.#steps[last + 2] = end;
    else this.#steps.push(SPAN, start, end);
  }

  /** An element without others in it. */
  primitive(tag: number, start: number, contentStart: number, end: number): void {
    const header = headerLength(end - contentStart);
    if (header !== contentStart - start) {
      this.#steps.push(tag, end - contentStart, 0);
      this.#length += header;
      this.span(contentStart, end);
    } else {
      this.span(start, end);
    }
  }

  /** Begins a constructed element. */
  open(tag: number): { readonly step: number; readonly before: number } {
    this.#steps.push(tag, 0, 0);
    return { step: this.#steps.length - 3, before: this.#length };
  }

  /** Ends it; `start`, `contentStart` and `end` are where it lies in the input. */
  close(
    { step, before }: { readonly step: number; readonly before: number },
    {
      start,
      contentStart,
      end,
    }: { readonly start: number; readonly contentStart: number; readonly end: number },
  ): void {
    const length = this.#length - before;
    const steps = this.#steps;
    const isOneSpan =
      steps.length === step + 6 &&
      steps[step + 3] === SPAN &&
      steps[step + 4] === contentStart &&
      steps[step + 5] === end;
    const isUnchanged = isOneSpan || (length === 0 && contentStart === end);
    if (isUnchanged && headerLength(length) === contentStart - start) {
      this.#steps.length = step;
      this.#length = before;
      this.span(start, end);
    } else {
      this.#steps[step + 1] = length;
      this.#length += headerLength(length);
    }
  }

  write(bytes: Uint8Array): Uint8Array {
    const out = new Uint8Array(this.#length);
    let offset = 0;
    for (let index = 0; index < this.#steps.length; index += 3) {
      const kind = this.#steps[index] ?? 0;
      const first = this.#steps[index + 1] ?? 0;
      const second = this.#steps[index + 2] ?? 0;
      if (kind === SPAN) {
        out.set(bytes.subarray(first, second), offset);
        offset += second - first;
      } else {
        offset = writeHeader(out, offset, kind, first);
      }
    }
    return out;
  }
}

/**
 * The element at the beginning of BER, with the lengths of DER and each OCTET STRING in one piece; `end` is where it ended.
 * What was so already keeps its octets, certificates and signed attributes among them: nothing is put in order, and no
 * value is written anew. Other programs put CMS into PDF files in this form (poppler and openssl with indefinite lengths).
 * Strict in all else, as deep as {@link MAX_DEPTH}. Throws the `der-…` errors.
 */
export function fromBer(bytes: Uint8Array): { readonly der: Uint8Array; readonly end: number } {
  const plan = new Plan();
  const end = rewrite(bytes, 0, bytes.length, 0, plan);
  return { der: plan.write(bytes), end };
}

function rewrite(bytes: Uint8Array, start: number, limit: number, depth: number, plan: Plan): number {
  const { tag, contentStart, end: told } = headerAt(bytes, start, limit);
  if (tag === 0) throw new PkiError('der-tag', 'an end of contents where none belongs');
  if ((tag & CONSTRUCTED) === 0 && told !== undefined) {
    plan.primitive(tag, start, contentStart, told);
    return told;
  }
  const isString = tag === STRING_IN_PIECES;
  const opened = plan.open(isString ? TAG.octetString : tag);
  const end = walk(bytes, contentStart, told, limit, depth, plan, isString ? piece : rewrite);
  // a string in pieces lies nowhere as it will be
  plan.close(opened, { start, contentStart: isString ? -1 : contentStart, end });
  return end;
}

/** A piece of an OCTET STRING, which may be in pieces itself (X.690 §8.7.3): its content alone. */
function piece(bytes: Uint8Array, start: number, limit: number, depth: number, plan: Plan): number {
  const { tag, contentStart, end } = headerAt(bytes, start, limit);
  if (tag === STRING_IN_PIECES) return walk(bytes, contentStart, end, limit, depth, plan, piece);
  if (tag !== TAG.octetString || end === undefined) {
    throw new PkiError('der-tag', `tag ${tag} in an OCTET STRING`);
  }
  plan.span(contentStart, end);
  return end;
}

/** What a constructed element is made of, one after the other; gives where the element ends. */
function walk(
  bytes: Uint8Array,
  contentStart: number,
  end: number | undefined,
  limit: number,
  depth: number,
  plan: Plan,
  each: typeof rewrite,
): number {
  if (depth >= MAX_DEPTH) throw new PkiError('der-depth', `nested deeper than ${MAX_DEPTH}`);
  let next = contentStart;
  while (end === undefined ? !isEnd(bytes, next, limit) : next < end) {
    next = each(bytes, next, end ?? limit, depth + 1, plan);
  }
  return end ?? next + 2;
}

function isEnd(bytes: Uint8Array, offset: number, limit: number): boolean {
  if (offset + 2 > limit) throw new PkiError('der-truncated', 'input ends before an end of contents');
  return bytes[offset] === 0 && bytes[offset + 1] === 0;
}
