import { concat, u16 } from '../bytes.ts';
import { aesCmac } from './cmac.ts';

/**
 * Key derivation in counter mode with AES-CMAC (NIST SP 800-108) over the fields GlobalPlatform Amendment D §4.1.5
 * lays down: label ‖ 00 ‖ length in bits (2) ‖ counter (1) ‖ context.
 * @param length of the derived key in bytes
 */
export function deriveKey(
  key: Uint8Array,
  label: Uint8Array,
  context: Uint8Array,
  length: number,
): Uint8Array {
  const before = concat(label, Uint8Array.of(0x00), u16(length * 8));
  const blocks = Array.from({ length: Math.ceil(length / 16) }, (_, index) =>
    aesCmac(key, concat(before, Uint8Array.of(index + 1), context)),
  );
  return concat(...blocks).slice(0, length);
}
