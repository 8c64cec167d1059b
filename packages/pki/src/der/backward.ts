import { PkiError } from '../errors.ts';
import { contextTag, primitiveContextTag, TAG } from './tags.ts';
import { headerLength, oid, writeHeader } from './write.ts';

const FIRST_SIZE = 4_096;

/**
 * Writes nested DER from its last octet to its first, into one buffer: when the header of an element is due, its
 * content is there and its length known, so nothing is measured twice and nothing copied but once, at the end. For
 * what is written thousands of times; everything else reads better with the functions of `write.ts`.
 *
 * ```ts
 * const end = writer.mark();
 * writer.octets(last);
 * writer.octets(first);
 * writer.close(TAG.sequence, end); // SEQUENCE { first, last }
 * ```
 */
export class BackwardWriter {
  #bytes = new Uint8Array(FIRST_SIZE);
  #start = FIRST_SIZE;

  /** The place before which the next element ends. */
  mark(): number {
    return this.#bytes.length - this.#start;
  }

  /** Octets as they are: an element that is there already, or content. */
  octets(part: Uint8Array): void {
    this.#reserve(part.length);
    this.#start -= part.length;
    if (part.length > 24) {
      this.#bytes.set(part, this.#start);
      return;
    }
    for (let index = 0; index < part.length; index++) this.#bytes[this.#start + index] = part[index] ?? 0;
  }

  octet(value: number): void {
    this.#reserve(1);
    this.#bytes[--this.#start] = value;
  }

  /** Identifier and length of the element whose content was written since `mark`. */
  close(tag: number, mark: number): void {
    const length = this.mark() - mark;
    const size = headerLength(length);
    this.#reserve(size);
    this.#start -= size;
    writeHeader(this.#bytes, this.#start, tag, length);
  }

  /** EXPLICIT [n], or IMPLICIT [n] of a constructed type. */
  closeContext(number: number, mark: number): void {
    this.close(contextTag(number), mark);
  }

  /** IMPLICIT [n] of a primitive type. */
  closePrimitiveContext(number: number, mark: number): void {
    this.close(primitiveContextTag(number), mark);
  }

  oid(dotted: string): void {
    this.octets(oid(dotted));
  }

  /** UTF8String. A lone surrogate has no encoding and is refused with `der-value`. */
  utf8(text: string): void {
    const end = this.mark();
    for (let index = text.length - 1; index >= 0; index--) {
      let code = text.charCodeAt(index);
      if (code < 0x80) {
        this.octet(code);
        continue;
      }
      if (code >= 0xd800 && code <= 0xdfff) {
        code = index > 0 && code >= 0xdc00 ? (text.codePointAt(index - 1) ?? 0) : 0;
        if (code < 0x10000) throw new PkiError('der-value', 'text with a lone surrogate');
        index--;
      }
      this.#wideCharacter(code);
    }
    this.close(TAG.utf8String, end);
  }

  /** A copy of all that was written; the writer is empty again. */
  finish(): Uint8Array {
    const result = this.#bytes.slice(this.#start);
    this.clear();
    return result;
  }

  /** Begins anew, whatever was written. */
  clear(): void {
    this.#start = this.#bytes.length;
  }

  #wideCharacter(code: number): void {
    let rest = code;
    let more = 0;
    do {
      this.octet(0x80 | (rest & 0x3f));
      rest >>= 6;
      more++;
      // the first octet holds 5, 4 or 3 bits beside 1, 2 or 3 octets that go on
    } while (rest >= 0x40 >> more);
    this.octet(((0xff00 >> (more + 1)) & 0xff) | rest);
  }

  #reserve(more: number): void {
    if (more <= this.#start) return;
    const used = this.mark();
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, used + more));
    larger.set(this.#bytes.subarray(this.#start), larger.length - used);
    this.#bytes = larger;
    this.#start = larger.length - used;
  }
}

const shared = new BackwardWriter();

/** What `write` writes, from its end; it must not call this again. */
export function backward(write: (writer: BackwardWriter) => void): Uint8Array {
  shared.clear();
  write(shared);
  return shared.finish();
}
