import { concat } from '../bytes.ts';
import { decodeDate, decodeDigits, encodeDate, encodeDigits, ofLength } from './fields.ts';
import { malformed } from './layout-error.ts';

/** What anybody may read of a card (common EF 0001). */
export interface CommonSerial {
  /** Manufacturing serial, 15 digits. */
  readonly chipSerial: string;
  /** Five digits. */
  readonly municipality: string;
  /** YYYY-MM-DD. */
  readonly expiry: string;
}

/** Splits a record file into its simple-TLV records. @throws LayoutError */
export function splitRecords(file: Uint8Array): readonly Uint8Array[] {
  const records: Uint8Array[] = [];
  for (let offset = 0; offset < file.length; ) {
    const length = file[offset + 1];
    // Simple TLV, ISO/IEC 7816-4: tags 00 and FF are not used, FF as a length would announce two more bytes.
    if (length === undefined || length === 0xff || file[offset] === 0x00 || file[offset] === 0xff) {
      malformed('not a simple-TLV record');
    }
    const end = offset + 2 + length;
    if (end > file.length) malformed('a record ends too soon');
    records.push(file.slice(offset, end));
    offset = end;
  }
  return records;
}

const record = (tag: number, value: Uint8Array) => concat(Uint8Array.of(tag, value.length), value);

function readRecord(bytes: Uint8Array, length: number): Uint8Array {
  const [first] = splitRecords(bytes);
  if (first?.[0] !== 0x01 || first.length !== length + 2) malformed('not the record of this file');
  return first.slice(2);
}

/** Common EF 0001: one record `01 1C` + 28 digits. */
export function encodeCommonSerial({ chipSerial, municipality, expiry }: CommonSerial): Uint8Array {
  const parts = [encodeDigits(chipSerial, 15), encodeDigits(municipality, 5), encodeDate(expiry)];
  return record(0x01, concat(...parts));
}

/** @throws LayoutError */
export function decodeCommonSerial(bytes: Uint8Array): CommonSerial {
  const value = readRecord(bytes, 28);
  return {
    chipSerial: decodeDigits(value.slice(0, 15), 15),
    municipality: decodeDigits(value.slice(15, 20), 5),
    expiry: decodeDate(value.slice(20)),
  };
}

/** EF 0002 of the common and resident-register applications: one record with a key id. */
export function encodeKeyIdRecord(keyId: Uint8Array): Uint8Array {
  return record(0x01, ofLength(keyId, 16, 'a key id'));
}

/** The 16 bytes of the key id. @throws LayoutError */
export function decodeKeyIdRecord(bytes: Uint8Array): Uint8Array {
  return readRecord(bytes, 16);
}
