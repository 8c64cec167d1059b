import { concat, hex } from '../bytes.ts';
import { decodeDigits, encodeDigits, ofLength } from './fields.ts';
import { malformed } from './layout-error.ts';

/** Key id of the card's CV certificates (chip.md §2.7). */
export interface KeyId {
  /**
   * Seven digits. The first is 5 on real cards and 6 in the test hierarchy; ours begin with 9, so that nobody
   * mistakes one for the other.
   */
  readonly number: string;
  /** Three digits. */
  readonly version: string;
  /** Four bytes, zero unless given. */
  readonly tail?: Uint8Array;
}

const SEPARATOR = hex('0805');

/** 16 bytes. @throws RangeError */
export function encodeKeyId({ number, version, tail = new Uint8Array(4) }: KeyId): Uint8Array {
  return concat(encodeDigits(number, 7), SEPARATOR, encodeDigits(version, 3), ofLength(tail, 4, 'the tail'));
}

/** @throws LayoutError */
export function decodeKeyId(bytes: Uint8Array): Required<KeyId> {
  if (bytes.length !== 16) malformed('a key id is 16 bytes');
  return {
    number: decodeDigits(bytes.slice(0, 7), 7),
    version: decodeDigits(bytes.slice(9, 12), 3),
    tail: bytes.slice(12),
  };
}
