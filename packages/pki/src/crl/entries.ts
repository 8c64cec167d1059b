import { TAG } from '../der/tags.ts';
import { time } from '../der/time.ts';
import { PkiError } from '../errors.ts';
import { type SerialInput, serialHex } from '../serial.ts';
import { encodeReason } from './reason-extension.ts';
import type { RevocationReason } from './reasons.ts';

/** One line of a CRL. */
export interface RevokedEntry {
  readonly serial: SerialInput;
  /** When the revocation or hold took effect. */
  readonly at: Date;
  readonly reason: RevocationReason;
}

/** Grows by doubling; a CRL of a million lines is written without a million small arrays. */
class OctetSink {
  #bytes = new Uint8Array(65_536);
  length = 0;

  reserve(more: number): Uint8Array {
    if (this.length + more > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
      larger.set(this.#bytes.subarray(0, this.length));
      this.#bytes = larger;
    }
    return this.#bytes;
  }

  result(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}

const DAY_MS = 86_400_000;
/** hhmmss and the final Z, in both types of time. */
const CLOCK_OCTETS = 7;

/** Writes the times of one CRL: the calendar is asked once a day and not once an entry. */
class TimeWriter {
  readonly #days = new Map<number, Uint8Array>();
  #day = Number.NaN;
  #encoded: Uint8Array = new Uint8Array(0);

  /** The element of an instant of the same day; good for its length and its first octets. */
  ofDay(at: Date): Uint8Array {
    const day = Math.floor(at.getTime() / DAY_MS);
    if (day !== this.#day) {
      this.#encoded = this.#days.get(day) ?? time(at);
      this.#days.set(day, this.#encoded);
      this.#day = day;
    }
    return this.#encoded;
  }

  /** As `time` does; `encoded` is that of the day. */
  write(target: Uint8Array, offset: number, encoded: Uint8Array, at: Date): number {
    target.set(encoded, offset);
    const end = offset + encoded.length;
    const second = Math.floor(at.getTime() / 1000) - this.#day * (DAY_MS / 1000);
    const start = end - CLOCK_OCTETS;
    writeTwoDigits(target, start, (second / 3600) | 0);
    writeTwoDigits(target, start + 2, ((second / 60) | 0) % 60);
    writeTwoDigits(target, start + 4, second % 60);
    return end;
  }
}

function writeTwoDigits(target: Uint8Array, offset: number, value: number): void {
  const tens = (value / 10) | 0;
  target[offset] = 0x30 + tens;
  target[offset + 1] = 0x30 + value - tens * 10;
}

/**
 * revokedCertificates without its outer header: entries one after another. They must come in ascending order of
 * their serials, each serial once. Throws `crl-entries` otherwise, and on removeFromCRL outside a delta CRL.
 */
export function encodeEntries(entries: Iterable<RevokedEntry>, isDelta = false): Uint8Array {
  const sink = new OctetSink();
  const times = new TimeWriter();
  let previous = '';
  for (const { serial, at, reason } of entries) {
    const hex = serialHex(serial);
    if (hex.length < previous.length || (hex.length === previous.length && hex <= previous)) {
      throw new PkiError('crl-entries', `serial ${hex} is not above the one before it`);
    }
    if (reason === 'removeFromCRL' && !isDelta) {
      throw new PkiError('crl-entries', 'removeFromCRL belongs into delta CRLs (RFC 5280 §5.3.1)');
    }
    previous = hex;
    writeEntry(sink, hex, times, at, encodeReason(reason));
  }
  return sink.result();
}

/** SEQUENCE { INTEGER serial, Time, extensions }, written in place. */
function writeEntry(sink: OctetSink, hex: string, times: TimeWriter, at: Date, reason: Uint8Array): void {
  const signOctet = hex.charCodeAt(0) >= 0x38 ? 1 : 0; // '8' … 'f': the top bit is set
  const serialLength = hex.length / 2 + signOctet;
  const day = times.ofDay(at);
  // Serials have at most 20 octets, so that no header is longer than two.
  const contentLength = 2 + serialLength + day.length + reason.length;
  const bytes = sink.reserve(2 + contentLength);
  let offset = sink.length;
  bytes[offset++] = TAG.sequence;
  bytes[offset++] = contentLength;
  bytes[offset++] = TAG.integer;
  bytes[offset++] = serialLength;
  if (signOctet === 1) bytes[offset++] = 0;
  for (let index = 0; index < hex.length; index += 2) {
    bytes[offset++] = (nibble(hex.charCodeAt(index)) << 4) | nibble(hex.charCodeAt(index + 1));
  }
  offset = times.write(bytes, offset, day, at);
  bytes.set(reason, offset);
  sink.length = offset + reason.length;
}

/** Value of a lower-case hex digit's character code. */
function nibble(code: number): number {
  return code <= 0x39 ? code - 0x30 : code - 0x57;
}
