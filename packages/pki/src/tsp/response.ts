import { assertDer } from '../der/assert.ts';
import { DerReader, readNamedBits, readSmallInteger, readText } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { integer, namedBits, sequence, utf8 } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';

/** PKIFailureInfo (RFC 3161 §2.4.2): the number of the bit. */
export const TIME_STAMP_FAILURES = {
  /** A digest that is not taken. */
  badAlg: 0,
  /** Not a transaction that is supported (another version). */
  badRequest: 2,
  /** Not a TimeStampReq at all. */
  badDataFormat: 5,
  /** The clock cannot be trusted now. */
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const;
export type TimeStampFailure = keyof typeof TIME_STAMP_FAILURES;

const GRANTED = 0;
const GRANTED_WITH_MODS = 1;
const REJECTION = 2;

/** The answer that carries a token. */
export function timeStampGranted(token: Uint8Array): Uint8Array {
  return sequence(sequence(integer(GRANTED)), token);
}

/** The answer that refuses; `text` in words for whoever reads the log of the client. */
export function timeStampRejection(failure: TimeStampFailure, text: string): Uint8Array {
  const info = namedBits([TIME_STAMP_FAILURES[failure]]);
  return sequence(sequence(integer(REJECTION), sequence(utf8(text)), info));
}

export type TimeStampReply =
  | { readonly granted: true; readonly token: Uint8Array }
  | { readonly granted: false; readonly failures: readonly TimeStampFailure[]; readonly text: string };

/** Reads a TimeStampResp; the token is not looked at. Throws `tsp-malformed`. */
export function readTimeStampResponse(der: Uint8Array): TimeStampReply {
  return reading('tsp-malformed', 'time-stamp response', () => {
    assertDer(der);
    const reader = DerReader.sequence(der);
    const status = reader.enter();
    const code = readSmallInteger(status.next());
    const words = status.peek() === TAG.sequence ? [...status.enter()].map(readText) : [];
    const bits = status.optional(TAG.bitString);
    status.end();
    const token = reader.done ? undefined : reader.next(TAG.sequence).raw;
    reader.end();
    if (code === GRANTED || code === GRANTED_WITH_MODS) {
      if (!token) throw new PkiError('tsp-malformed', 'granted without a token');
      return { granted: true, token };
    }
    const numbers = bits ? readNamedBits(bits) : [];
    const failures = (Object.keys(TIME_STAMP_FAILURES) as TimeStampFailure[]).filter((name) =>
      numbers.includes(TIME_STAMP_FAILURES[name]),
    );
    return { granted: false, failures, text: words.join(' ') };
  });
}
