import { concat, hex } from '../bytes.ts';
import { decodeDigits, encodeDigits } from './fields.ts';
import { encodeTlv, readTagged } from './tlv.ts';

const TAG = 0xff10;

/** Text EF 0001: `FF10 0C` + 12 digits + `FFFF`, 17 bytes. @throws RangeError unless it is 12 digits */
export function encodeNumberFile(individualNumber: string): Uint8Array {
  return concat(encodeTlv(TAG, encodeDigits(individualNumber, 12)), hex('FFFF'));
}

/** The 12 digits. @throws LayoutError */
export function decodeNumberFile(bytes: Uint8Array): string {
  return decodeDigits(readTagged(bytes, TAG).value, 12);
}
