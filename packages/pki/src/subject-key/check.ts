import { PkiError } from '../errors.ts';
import { type PublicKeyParts, readSpki } from '../spki.ts';
import type { Finding } from '../types.ts';
import { pointProblem } from './curve.ts';
import { hasCloseFactors } from './fermat.ts';
import { residues, SMALL_PRIMES } from './primes.ts';
import { hasRocaFingerprint } from './roca.ts';

/**
 * Checks a key before a certificate is made for it (pki.md §3): RSA-2048 with exponent 65537 and none of the known
 * weaknesses, or a point on P-384. An empty list is a good key. "Not seen before for another card" is for the
 * store of issued keys to say.
 */
export function checkSubjectKey(spki: Uint8Array): readonly Finding[] {
  let key: PublicKeyParts;
  try {
    key = readSpki(spki);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ id: 'key-readable', rule: 'RFC 3279 §2.3', detail: error.message }];
  }
  switch (key.type) {
    case 'rsa':
      return checkRsa(key.modulus, key.exponent, key.bits);
    case 'ec':
      return checkEc(key.curve, key.point);
    case 'other':
      return [{ id: 'key-type', rule: 'pki.md §1', detail: `algorithm ${key.algorithm}` }];
  }
}

function checkRsa(modulus: bigint, exponent: bigint, bits: number): readonly Finding[] {
  if (bits !== 2048 || modulus <= 0n) {
    return [{ id: 'rsa-size', rule: 'pki.md §1', detail: `modulus of ${bits} bits, 2048 wanted` }];
  }
  const findings: Finding[] = [];
  if (exponent !== 65537n) {
    findings.push({ id: 'rsa-exponent', rule: 'domain.md CA-02', detail: 'public exponent is not 65537' });
  }
  const remainders = residues(modulus);
  const factor = modulus % 2n === 0n ? 2 : SMALL_PRIMES.find((prime) => remainders[prime] === 0);
  if (factor !== undefined) {
    findings.push({ id: 'rsa-small-factor', rule: 'CABF BR §6.1.6', detail: `divisible by ${factor}` });
    return findings;
  }
  if (hasRocaFingerprint(remainders)) {
    findings.push({ id: 'rsa-roca', rule: 'CVE-2017-15361', detail: 'modulus has the ROCA fingerprint' });
  }
  if (hasCloseFactors(modulus)) {
    findings.push({
      id: 'rsa-close-primes',
      rule: 'CABF BR §6.1.1.3',
      detail: 'factored by Fermat’s method',
    });
  }
  return findings;
}

function checkEc(curve: 'P-256' | 'P-384', point: Uint8Array): readonly Finding[] {
  if (curve !== 'P-384') {
    return [{ id: 'ec-curve', rule: 'pki.md §1', detail: `curve ${curve}, P-384 wanted` }];
  }
  const detail = pointProblem(curve, point);
  return detail === undefined ? [] : [{ id: 'ec-point', rule: 'SEC 1 §3.2.2.1', detail }];
}
