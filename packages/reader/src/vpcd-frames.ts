/** Controls of vpcd: payloads of exactly one byte (chip.md §6). */
export const VPCD_CONTROL = { powerOff: 0x00, powerOn: 0x01, reset: 0x02, getAtr: 0x04 } as const;

/** One vpcd message: 2-byte big-endian length, then the payload. @throws RangeError over 65,535 bytes */
export function vpcdFrame(payload: Uint8Array): Uint8Array {
  if (payload.length > 0xffff) throw new RangeError('a vpcd message has at most 65535 bytes');
  const frame = new Uint8Array(2 + payload.length);
  frame.set([payload.length >> 8, payload.length & 0xff]);
  frame.set(payload, 2);
  return frame;
}

/** Cuts a byte stream into vpcd payloads, however the stream is chopped. */
export class VpcdFrameReader {
  #rest: Uint8Array = new Uint8Array(0);

  /** Takes bytes as they arrive; returns the payloads that are complete now, in order. */
  push(bytes: Uint8Array): readonly Uint8Array[] {
    let rest: Uint8Array = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
    const payloads: Uint8Array[] = [];
    for (;;) {
      const length = ((rest[0] ?? 0) << 8) | (rest[1] ?? 0);
      if (rest.length < 2 || rest.length < 2 + length) break;
      payloads.push(rest.slice(2, 2 + length));
      rest = rest.subarray(2 + length);
    }
    this.#rest = rest.slice();
    return payloads;
  }
}
