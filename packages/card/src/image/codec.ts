import { concat } from '../bytes.ts';

/** Bytes that are no image of a chip, or a damaged one. */
export class CardImageError extends Error {
  override readonly name = 'CardImageError';
  readonly code = 'damaged-image';
}

/** Collects fields: numbers of one, two or four bytes, and byte strings with their length before them. */
export class FieldWriter {
  readonly #parts: Uint8Array[] = [];

  u8(value: number): void {
    this.#parts.push(Uint8Array.of(value));
  }

  u16(value: number): void {
    this.#parts.push(Uint8Array.of(value >> 8, value & 0xff));
  }

  bytes(value: Uint8Array): void {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, value.length);
    this.#parts.push(length, value);
  }

  list<Item>(items: readonly Item[], write: (item: Item) => void): void {
    this.u16(items.length);
    items.forEach(write);
  }

  finish(): Uint8Array {
    return concat(...this.#parts);
  }
}

/** Reads what {@link FieldWriter} wrote. @throws CardImageError when the bytes end too soon */
export class FieldReader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2));
  }

  bytes(): Uint8Array {
    const length = this.#view.getUint32(this.#take(4));
    const start = this.#take(length);
    return this.#bytes.slice(start, start + length);
  }

  list<Item>(read: () => Item): readonly Item[] {
    return Array.from({ length: this.u16() }, read);
  }

  end(): void {
    if (this.#offset !== this.#bytes.length) throw new CardImageError('bytes left over');
  }

  #take(length: number): number {
    const start = this.#offset;
    if (start + length > this.#bytes.length) throw new CardImageError('the image ends too soon');
    this.#offset += length;
    return start;
  }
}
