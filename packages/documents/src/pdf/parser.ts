import { PdfError } from '../errors.ts';
import type { PdfBudget } from './budget.ts';
import { MAX_DEPTH, TOKEN_STEPS } from './budget.ts';
import type { PdfDict, PdfValue } from './objects.ts';

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITER = new Set([...'()<>[]{}/%'].map((c) => c.charCodeAt(0)));

function isRegular(byte: number | undefined): byte is number {
  return byte !== undefined && !WHITE.has(byte) && !DELIMITER.has(byte);
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/**
 * Reads objects (ISO 32000-1 §7.2, §7.3) from bytes, beginning at `position`. Nesting is limited, every step
 * moves on and is charged to the document's budget, looking ahead too, and anything that is not PDF syntax is a
 * {@link PdfError}.
 */
export class PdfParser {
  readonly bytes: Uint8Array;
  readonly #budget: PdfBudget;
  position: number;

  constructor(bytes: Uint8Array, budget: PdfBudget, position = 0) {
    this.bytes = bytes;
    this.#budget = budget;
    this.position = position;
  }

  fail(what: string): never {
    throw new PdfError('damaged', `${what} at byte ${this.position}`);
  }

  skipWhite(): void {
    const start = this.position;
    for (;;) {
      const byte = this.bytes[this.position];
      if (byte === 0x25) {
        while (this.position < this.bytes.length && !this.#atLineEnd()) this.position++;
      } else if (byte !== undefined && WHITE.has(byte)) {
        this.position++;
      } else break;
    }
    this.#budget.charge(this.position - start);
  }

  #atLineEnd(): boolean {
    return this.bytes[this.position] === 10 || this.bytes[this.position] === 13;
  }

  /** A run of regular characters: keyword or number. Empty at a delimiter or the end. */
  word(): string {
    this.skipWhite();
    const start = this.position;
    while (isRegular(this.bytes[this.position]) && this.position - start < 128) this.position++;
    this.#budget.charge(this.position - start + TOKEN_STEPS);
    return Buffer.from(this.bytes.subarray(start, this.position)).toString('latin1');
  }

  /** Consumes the keyword if it comes next. */
  accept(keyword: string): boolean {
    const before = this.position;
    if (this.word() === keyword) return true;
    this.position = before;
    return false;
  }

  integer(): number {
    const word = this.word();
    if (!/^\+?\d{1,12}$/.test(word)) this.fail('expected an integer');
    return Number(word);
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw new PdfError('limit-exceeded', 'objects nested too deeply');
    this.skipWhite();
    const byte = this.bytes[this.position];
    if (byte === 0x2f) return { kind: 'name', value: this.#name() };
    if (byte === 0x28 || byte === 0x5b || byte === 0x3c) this.#budget.chargeValue();
    if (byte === 0x28) return this.#literalString();
    if (byte === 0x5b) return this.#array(depth);
    if (byte === 0x3c) {
      return this.bytes[this.position + 1] === 0x3c ? this.dictionary(depth) : this.#hexString();
    }
    return this.#numberReferenceOrKeyword();
  }

  #numberReferenceOrKeyword(): PdfValue {
    const word = this.word();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) this.fail('expected an object');
    if (/^\d{1,10}$/.test(word)) {
      const after = this.position;
      const generation = this.word();
      if (/^\d{1,5}$/.test(generation) && this.word() === 'R') {
        return { kind: 'ref', number: Number(word), generation: Number(generation) };
      }
      this.position = after;
    }
    return Number(word);
  }

  #name(): string {
    this.position++;
    const raw: number[] = [];
    for (let byte = this.bytes[this.position]; isRegular(byte); byte = this.bytes[this.position]) {
      const high = hexDigit(this.bytes[this.position + 1] ?? 0);
      const low = hexDigit(this.bytes[this.position + 2] ?? 0);
      const escaped = byte === 0x23 && high >= 0 && low >= 0;
      raw.push(escaped ? high * 16 + low : byte);
      this.position += escaped ? 3 : 1;
      if (raw.length > 512) throw new PdfError('limit-exceeded', 'name too long');
    }
    this.#budget.charge(raw.length + TOKEN_STEPS);
    return Buffer.from(raw).toString('latin1');
  }

  #array(depth: number): PdfValue {
    this.position++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipWhite();
      if (this.bytes[this.position] === 0x5d) {
        this.position++;
        return { kind: 'array', items };
      }
      items.push(this.value(depth + 1));
    }
  }

  dictionary(depth = 0): PdfDict {
    this.skipWhite();
    if (this.bytes[this.position] !== 0x3c || this.bytes[this.position + 1] !== 0x3c) {
      this.fail('expected a dictionary');
    }
    this.position += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skipWhite();
      if (this.bytes[this.position] === 0x3e && this.bytes[this.position + 1] === 0x3e) {
        this.position += 2;
        return { kind: 'dict', entries };
      }
      if (this.bytes[this.position] !== 0x2f) this.fail('expected a key');
      const key = this.#name();
      // Readers disagree about which of two equal keys counts; that is how signatures are forged.
      if (entries.has(key)) throw new PdfError('damaged', `key ${key} twice in one dictionary`);
      entries.set(key, this.value(depth + 1));
    }
  }

  #hexString(): PdfValue {
    const start = this.position++;
    const out = new Uint8Array((this.#distanceTo(0x3e) + 1) >> 1);
    let digits = 0;
    for (;;) {
      const byte = this.bytes[this.position++];
      if (byte === undefined) this.fail('string without end');
      if (byte === 0x3e) break;
      if (WHITE.has(byte)) continue;
      const digit = hexDigit(byte);
      if (digit < 0) this.fail('not a hexadecimal digit');
      out[digits >> 1] = (out[digits >> 1] ?? 0) | (digits % 2 === 0 ? digit << 4 : digit);
      digits++;
    }
    const bytes = out.subarray(0, (digits + 1) >> 1);
    return { kind: 'string', bytes, hexadecimal: true, start, end: this.position };
  }

  #distanceTo(byte: number): number {
    const at = this.bytes.indexOf(byte, this.position);
    this.#budget.charge((at < 0 ? this.bytes.length : at) - this.position);
    if (at < 0) this.fail('string without end');
    return at - this.position;
  }

  #literalString(): PdfValue {
    const start = this.position++;
    const out = new Uint8Array(this.#literalLength());
    let length = 0;
    let open = 1;
    for (;;) {
      const byte = this.bytes[this.position++];
      if (byte === undefined) this.fail('string without end');
      const escaped = byte === 0x5c ? this.#escape() : byte;
      if (byte === 0x28) open++;
      if (byte === 0x29 && --open === 0) break;
      if (escaped !== undefined) out[length++] = escaped;
    }
    const bytes = out.subarray(0, length);
    return { kind: 'string', bytes, hexadecimal: false, start, end: this.position };
  }

  /** How long the string is as written, so that its octets need no list that grows. */
  #literalLength(): number {
    let open = 1;
    for (let at = this.position; at < this.bytes.length; at++) {
      const byte = this.bytes[at];
      if (byte === 0x5c) at++;
      else if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) {
        this.#budget.charge(at - this.position);
        return at - this.position;
      }
    }
    this.#budget.charge(this.bytes.length - this.position);
    this.fail('string without end');
  }

  /** The octet of an escape; undefined for a line that goes on. */
  #escape(): number | undefined {
    const byte = this.bytes[this.position++];
    if (byte === undefined) this.fail('string without end');
    const known = 'nrtbf'.indexOf(String.fromCharCode(byte));
    if (known >= 0) return [10, 13, 9, 8, 12][known];
    if (byte === 13) {
      if (this.bytes[this.position] === 10) this.position++;
      return undefined;
    }
    if (byte < 0x30 || byte > 0x37) return byte === 10 ? undefined : byte;
    let code = byte - 0x30;
    for (let i = 0; i < 2; i++) {
      const next = this.bytes[this.position] ?? 0;
      if (next < 0x30 || next > 0x37) break;
      code = code * 8 + (next - 0x30);
      this.position++;
    }
    return code & 0xff;
  }
}
