/** Hexadecimal digits of the digests with which cards sign, as the protocol has them (request.test.ts holds both together). */
const LENGTHS = { 64: 'SHA-256', 96: 'SHA-384' } as const;

export type DigestName = (typeof LENGTHS)[keyof typeof LENGTHS];

/** Which digest it is, by its length; undefined for what is none. */
export function digestName(hex: string): DigestName | undefined {
  if (!/^[0-9a-fA-F]+$/.test(hex)) return undefined;
  return LENGTHS[hex.length as keyof typeof LENGTHS];
}
