import { PkiError } from '../errors.ts';
import { type SerialInput, serialHex } from '../serial.ts';
import type { RevokedEntry } from './entries.ts';
import { REVOCATION_REASONS, type RevocationReason, reasonName } from './reasons.ts';

/** A serial with what is said about it. */
export type RevokedRecord = RevokedEntry & { readonly serial: string };

/** Serials of this system have 10 octets; others are padded on the left, longer ones are refused. */
const DEFAULT_SERIAL_OCTETS = 10;
/** Seconds since 1970 in four octets, the reason in one. */
const VALUE_OCTETS = 5;
const PAGE_RECORDS = 4096;
const SMALLEST_PAGE = 16;
const MAX_SECONDS = 2 ** 32 - 1;

/** Sorted records, one after another; `count` of them are in use. */
interface Page {
  bytes: Uint8Array;
  count: number;
}

/**
 * The revoked certificates of one CA in memory: sorted serials packed into pages, 15 octets a certificate, so that a
 * country's 15 million take less than 300 MB (pki.md §6). Times are kept to the second, from 1970 to 2106.
 */
export class RevokedSet {
  readonly #serialOctets: number;
  readonly #recordOctets: number;
  readonly #pages: Page[] = [];
  readonly #key: Uint8Array;
  #size = 0;

  constructor(options: { readonly serialOctets?: number } = {}) {
    this.#serialOctets = options.serialOctets ?? DEFAULT_SERIAL_OCTETS;
    this.#recordOctets = this.#serialOctets + VALUE_OCTETS;
    this.#key = new Uint8Array(this.#serialOctets);
  }

  get size(): number {
    return this.#size;
  }

  /** Octets that the records take, unused room included. */
  get octets(): number {
    return this.#pages.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** Adds a certificate or changes what is said about it. Fastest in ascending order of serials. */
  set(serial: SerialInput, at: Date, reason: RevocationReason): void {
    const seconds = Math.floor(at.getTime() / 1000);
    if (!(seconds >= 0 && seconds <= MAX_SECONDS)) throw new PkiError('time-invalid', 'instant out of range');
    this.#pack(serial);
    const index = this.#pageFor();
    const page = this.#pages[index] ?? this.#addPage(index);
    const position = this.#positionIn(page);
    if (this.#isAt(page, position)) this.#write(page, position, seconds, reason);
    else this.#insert(index, page, position, seconds, reason);
  }

  /** Whether it was there. */
  delete(serial: SerialInput): boolean {
    this.#pack(serial);
    const index = this.#pageFor();
    const page = this.#pages[index];
    if (!page) return false;
    const position = this.#positionIn(page);
    if (!this.#isAt(page, position)) return false;
    const width = this.#recordOctets;
    page.bytes.copyWithin(position * width, (position + 1) * width, page.count * width);
    page.count--;
    this.#size--;
    if (page.count === 0) this.#pages.splice(index, 1);
    return true;
  }

  get(serial: SerialInput): RevokedRecord | undefined {
    this.#pack(serial);
    const page = this.#pages[this.#pageFor()];
    if (!page) return undefined;
    const position = this.#positionIn(page);
    return this.#isAt(page, position) ? this.#read(page, position) : undefined;
  }

  /** In ascending order, as a CRL wants them. */
  *entries(): Generator<RevokedRecord> {
    for (const page of this.#pages) {
      for (let position = 0; position < page.count; position++) yield this.#read(page, position);
    }
  }

  /** Writes the serial into the key that the other methods look for. */
  #pack(serial: SerialInput): void {
    const hex = serialHex(serial);
    const missing = this.#serialOctets - hex.length / 2;
    if (missing < 0) throw new PkiError('serial-invalid', `serial of more than ${this.#serialOctets} octets`);
    this.#key.fill(0, 0, missing);
    for (let octet = missing, digit = 0; octet < this.#serialOctets; octet++, digit += 2) {
      this.#key[octet] = Number.parseInt(hex.slice(digit, digit + 2), 16);
    }
  }

  /** The last page that begins at or before the key; the first one if none does. */
  #pageFor(): number {
    let low = 0;
    let high = this.#pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const page = this.#pages[middle];
      if (page && this.#compare(page, 0) >= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The first record that is not below the key. */
  #positionIn(page: Page): number {
    let low = 0;
    let high = page.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(page, middle) > 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isAt(page: Page, position: number): boolean {
    return position < page.count && this.#compare(page, position) === 0;
  }

  /** Positive: the key is above the record. */
  #compare({ bytes }: Page, position: number): number {
    const start = position * this.#recordOctets;
    for (let octet = 0; octet < this.#serialOctets; octet++) {
      const difference = (this.#key[octet] ?? 0) - (bytes[start + octet] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #addPage(index: number): Page {
    const page = { bytes: new Uint8Array(SMALLEST_PAGE * this.#recordOctets), count: 0 };
    this.#pages.splice(index, 0, page);
    return page;
  }

  #insert(index: number, page: Page, position: number, seconds: number, reason: RevocationReason): void {
    if (page.count === PAGE_RECORDS) {
      this.#insertIntoFull(index, page, position, seconds, reason);
      return;
    }
    const width = this.#recordOctets;
    if (page.count * width === page.bytes.length) {
      // By an eighth, so that no page has much room that it does not use.
      const records = Math.min(PAGE_RECORDS, page.count + Math.max(SMALLEST_PAGE, page.count >> 3));
      const larger = new Uint8Array(records * width);
      larger.set(page.bytes);
      page.bytes = larger;
    }
    page.bytes.copyWithin((position + 1) * width, position * width, page.count * width);
    page.bytes.set(this.#key, position * width);
    this.#write(page, position, seconds, reason);
    page.count++;
    this.#size++;
  }

  #insertIntoFull(
    index: number,
    page: Page,
    position: number,
    seconds: number,
    reason: RevocationReason,
  ): void {
    const width = this.#recordOctets;
    if (index === this.#pages.length - 1 && position === page.count) {
      // Filled in order: the page stays full and a new one begins.
      this.#insert(index + 1, this.#addPage(index + 1), 0, seconds, reason);
      return;
    }
    const half = PAGE_RECORDS / 2;
    this.#pages.splice(index + 1, 0, { bytes: page.bytes.slice(half * width), count: PAGE_RECORDS - half });
    page.bytes = page.bytes.slice(0, half * width);
    page.count = half;
    const [into, at] = position > half ? [index + 1, position - half] : [index, position];
    this.#insert(into, this.#pages[into] ?? page, at, seconds, reason);
  }

  #write({ bytes }: Page, position: number, seconds: number, reason: RevocationReason): void {
    const start = position * this.#recordOctets + this.#serialOctets;
    bytes[start] = seconds >>> 24;
    bytes[start + 1] = (seconds >>> 16) & 0xff;
    bytes[start + 2] = (seconds >>> 8) & 0xff;
    bytes[start + 3] = seconds & 0xff;
    bytes[start + 4] = REVOCATION_REASONS[reason];
  }

  #read({ bytes }: Page, position: number): RevokedRecord {
    const start = position * this.#recordOctets;
    const value = start + this.#serialOctets;
    const seconds =
      (bytes[value] ?? 0) * 2 ** 24 +
      (((bytes[value + 1] ?? 0) << 16) | ((bytes[value + 2] ?? 0) << 8) | (bytes[value + 3] ?? 0));
    return {
      serial: serialHex(bytes.subarray(start, value)),
      at: new Date(seconds * 1000),
      reason: reasonName(bytes[value + 4] ?? 0) ?? 'unspecified',
    };
  }
}
