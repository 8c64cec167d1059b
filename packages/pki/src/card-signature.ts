import { algorithmForKey } from './algorithms.ts';
import { ecdsaValue } from './ecdsa-value.ts';
import { PkiError } from './errors.ts';
import { keySpecOf } from './spki.ts';
import { verifySignature } from './verify/signature.ts';

/**
 * What a chip has signed, in the form that certificates, CMS and verifiers have it: RSA as it is, ECDSA as Ecdsa-Sig-Value
 * made of the chip's r ‖ s (chip.md §7). The key says which, never the caller.
 *
 * @returns undefined unless this key has made it over this message
 */
export function signatureOfCard(
  spki: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Uint8Array | undefined {
  const spec = keySpecOf(spki);
  if (!spec) return undefined;
  try {
    const value = spec === 'ec-p384' ? ecdsaValue(signature) : signature;
    return verifySignature(spki, algorithmForKey(spec), message, value) ? value : undefined;
  } catch (error) {
    // r ‖ s of another length
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}
