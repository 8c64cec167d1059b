/**
 * Length of the BER-TLV object at the start of `bytes`, header included, so that a file can be read to its end and
 * no further. undefined while the header is incomplete, or when it is not one of this chip's (tags of one or two
 * bytes, lengths of up to two length bytes).
 */
export function tlvLength(bytes: Uint8Array): number | undefined {
  const [first, second] = bytes;
  if (first === undefined) return undefined;
  const twoByteTag = (first & 0x1f) === 0x1f;
  if (twoByteTag && (second === undefined || second >= 0x80)) return undefined;
  const tagLength = twoByteTag ? 2 : 1;
  const length = bytes[tagLength];
  if (length === undefined) return undefined;
  if (length < 0x80) return tagLength + 1 + length;
  const count = length & 0x7f;
  const digits = bytes.subarray(tagLength + 1, tagLength + 1 + count);
  if (count === 0 || count > 2 || digits.length < count) return undefined;
  return tagLength + 1 + count + digits.reduce((n, digit) => (n << 8) | digit, 0);
}
