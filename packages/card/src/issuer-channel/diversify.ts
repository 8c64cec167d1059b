import { ascii, concat, hex } from '../bytes.ts';
import { deriveKey } from '../crypto/kdf.ts';
import type { ScpKeySet } from '../image/card-image.ts';

const DIVERSIFICATION_LENGTH = 10;

/**
 * The issuer keys of one chip, from a master key that never leaves the issuer: NIST SP 800-108 in counter mode with
 * AES-CMAC, label `MIBUN-SCPENC` and its like, context the 15 digits of the chip serial.
 * @param master 16 or 32 bytes; the derived keys are as long
 * @param version key version number, 1…127
 */
export function diversify(master: Uint8Array, chipSerial: string, version = 1): ScpKeySet {
  if (master.length !== 16 && master.length !== 32) throw new RangeError('a master key is 16 or 32 bytes');
  checkSerial(chipSerial);
  const key = (use: string) => deriveKey(master, ascii(`MIBUN-SCP${use}`), ascii(chipSerial), master.length);
  return { version, enc: key('ENC'), mac: key('MAC'), dek: key('DEK') };
}

/** Key diversification data of INITIALIZE UPDATE: the serial in BCD, F, then two zero bytes. */
export function diversificationData(chipSerial: string): Uint8Array {
  checkSerial(chipSerial);
  const digits = hex(`${chipSerial}F`);
  return concat(digits, new Uint8Array(DIVERSIFICATION_LENGTH - digits.length));
}

function checkSerial(chipSerial: string): void {
  if (!/^\d{15}$/.test(chipSerial)) throw new RangeError('a chip serial is 15 digits');
}
