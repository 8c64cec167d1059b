import { NO_BYTES } from './bytes.ts';

/** A command APDU, ISO/IEC 7816-3 §12.1: cases 1 to 4, short or extended. */
export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
  /** The Lc field as it was sent (0, 1 or 3 bytes); a secure channel's MAC covers it. */
  readonly lcField: Uint8Array;
  /** Bytes wanted at most, 1…65536; undefined where no answer data is expected. */
  readonly le: number | undefined;
  readonly extended: boolean;
}

const LONGEST_SHORT_ANSWER = 0x100;
const LONGEST_EXTENDED_ANSWER = 0x10000;

/** Parses a command; undefined when its length fields do not fit its length (6700). */
export function parseCommand(bytes: Uint8Array): CommandApdu | undefined {
  const [cla, ins, p1, p2, first] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return undefined;
  const header = { cla, ins, p1, p2 };
  const none = { data: NO_BYTES, lcField: NO_BYTES, extended: false };
  if (first === undefined) return { ...header, ...none, le: undefined };
  if (bytes.length === 5) return { ...header, ...none, le: first || LONGEST_SHORT_ANSWER };
  return first === 0 ? parseExtended(header, bytes) : parseShort(header, bytes, first);
}

type Header = Pick<CommandApdu, 'cla' | 'ins' | 'p1' | 'p2'>;

function parseShort(header: Header, bytes: Uint8Array, lc: number): CommandApdu | undefined {
  const end = 5 + lc;
  const parsed = { ...header, data: bytes.slice(5, end), lcField: bytes.slice(4, 5), extended: false };
  if (bytes.length === end) return { ...parsed, le: undefined };
  if (bytes.length === end + 1) return { ...parsed, le: bytes[end] || LONGEST_SHORT_ANSWER };
  return undefined;
}

function parseExtended(header: Header, bytes: Uint8Array): CommandApdu | undefined {
  if (bytes.length < 7) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint16(5);
  if (bytes.length === 7) {
    const le = first || LONGEST_EXTENDED_ANSWER;
    return { ...header, data: NO_BYTES, lcField: NO_BYTES, le, extended: true };
  }
  const end = 7 + first;
  if (first === 0) return undefined;
  const parsed = { ...header, data: bytes.slice(7, end), lcField: bytes.slice(4, 7), extended: true };
  if (bytes.length === end) return { ...parsed, le: undefined };
  if (bytes.length === end + 2) return { ...parsed, le: view.getUint16(end) || LONGEST_EXTENDED_ANSWER };
  return undefined;
}
