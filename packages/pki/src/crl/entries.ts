import { time } from '../der/time.ts';
import { headerLength, writeHeader } from '../der/write.ts';
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
  #bytes = new Uint8Array(4096);
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

/** Encodes the times of one CRL. The octets given out are good until the next call. */
class TimeWriter {
  readonly #days = new Map<number, Uint8Array>();

  /** As `time` does, but the calendar is asked once a day and not once an entry. */
  encode(at: Date): Uint8Array {
    const instant = at.getTime();
    const day = Math.floor(instant / DAY_MS);
    let encoded = this.#days.get(day);
    if (!encoded) {
      encoded = time(at);
      this.#days.set(day, encoded);
    }
    const second = Math.floor((instant - day * DAY_MS) / 1000);
    // hhmmss stand before the final Z in both types
    const start = encoded.length - 7;
    writeTwoDigits(encoded, start, Math.floor(second / 3600));
    writeTwoDigits(encoded, start + 2, Math.floor(second / 60) % 60);
    writeTwoDigits(encoded, start + 4, second % 60);
    return encoded;
  }
}

function writeTwoDigits(target: Uint8Array, offset: number, value: number): void {
  target[offset] = 0x30 + Math.floor(value / 10);
  target[offset + 1] = 0x30 + (value % 10);
}

/**
 * revokedCertificates without its outer header: entries one after another. They must come in ascending order of
 * their serials, each serial once. Throws `crl-entries` otherwise, and on removeFromCRL outside a delta CRL.
 */
export function encodeEntries(entries: Iterable<RevokedEntry>, isDelta: boolean): Uint8Array {
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
    writeEntry(sink, hex, times.encode(at), encodeReason(reason));
  }
  return sink.result();
}

/** SEQUENCE { INTEGER serial, Time, extensions }, written in place. */
function writeEntry(sink: OctetSink, hex: string, when: Uint8Array, reason: Uint8Array): void {
  const signOctet = hex.charCodeAt(0) >= 0x38 ? 1 : 0; // '8' … 'f': the top bit is set
  const serialLength = hex.length / 2 + signOctet;
  const contentLength = 2 + serialLength + when.length + reason.length;
  const bytes = sink.reserve(headerLength(contentLength) + contentLength);
  let offset = writeHeader(bytes, sink.length, 0x30, contentLength);
  offset = writeHeader(bytes, offset, 0x02, serialLength);
  if (signOctet === 1) bytes[offset++] = 0;
  for (let index = 0; index < hex.length; index += 2) {
    bytes[offset++] = (nibble(hex.charCodeAt(index)) << 4) | nibble(hex.charCodeAt(index + 1));
  }
  bytes.set(when, offset);
  offset += when.length;
  bytes.set(reason, offset);
  sink.length = offset + reason.length;
}

/** Value of a lower-case hex digit's character code. */
function nibble(code: number): number {
  return code <= 0x39 ? code - 0x30 : code - 0x57;
}
