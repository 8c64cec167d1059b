/** Bytes of a hexadecimal text; spaces are allowed for reading. */
export function hex(digits: string): Uint8Array {
  const compact = digits.replaceAll(' ', '');
  if (!/^([0-9a-f]{2})*$/i.test(compact)) throw new RangeError('not hexadecimal');
  return new Uint8Array(Buffer.from(compact, 'hex'));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

export function ascii(text: string): Uint8Array {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new RangeError('not printable ASCII');
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Two bytes, big-endian. */
export function u16(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) throw new RangeError('not a 16-bit number');
  return Uint8Array.of(value >> 8, value & 0xff);
}

/** Reads two bytes, big-endian; bytes beyond the end count as zero, so check the length first. */
export function readU16(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export const NO_BYTES = new Uint8Array(0);
