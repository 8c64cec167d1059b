import { randomBytes } from 'node:crypto';
import { checkSubjectKey } from '@mibun/pki';

/** SubjectPublicKeyInfo of RSA-2048 with exponent 65537, up to the 256 octets of the modulus. */
const BEFORE = Buffer.from('30820122300d06092a864886f70d01010105000382010f003082010a0282010100', 'hex');
const AFTER = Buffer.from('0203010001', 'hex');

/**
 * Public keys for which nobody has the private key: random moduli that pass every check of ours. Making real ones takes
 * a hundred times longer than issuing, and a CA cannot tell.
 */
export function plausibleKeys(count: number): readonly Uint8Array[] {
  const keys: Uint8Array[] = [];
  while (keys.length < count) {
    const modulus = randomBytes(256);
    modulus[0] = 0x80 | (modulus[0] ?? 0);
    modulus[255] = 1 | (modulus[255] ?? 0);
    const spki = new Uint8Array(Buffer.concat([BEFORE, modulus, AFTER]));
    if (checkSubjectKey(spki).length === 0) keys.push(spki);
  }
  return keys;
}
