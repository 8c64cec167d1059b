import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../algorithms.ts';
import type { CaInfo } from '../certificate/authority.ts';
import { announcedAlgorithm } from '../certificate/tbs.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { assembleSigned } from '../signed.ts';
import { signatureFits } from '../verify/signature.ts';

/**
 * Certificate from to-be-signed octets and signature. Throws `profile-violation` if the algorithm is not the one
 * inside the octets, or if the outer length would not take two octets: readers of the chip take octets 2 and 3 as
 * the length of the file (chip.md §2.1).
 */
export function assembleCertificate(
  tbs: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
): Uint8Array {
  const inside = reading('certificate-malformed', 'to-be-signed certificate', () => announcedAlgorithm(tbs));
  if (!equalBytes(inside, SIGNATURE_ALGORITHMS[algorithm].identifier)) {
    throw new PkiError('profile-violation', 'the signature is by another algorithm than announced inside');
  }
  const der = assembleSigned(tbs, algorithm, signature);
  if (der[0] !== 0x30 || der[1] !== 0x82) {
    throw new PkiError('profile-violation', `certificate of ${der.length} octets does not begin 30 82`);
  }
  return der;
}

/**
 * Step 4 of pki.md §3: puts the certificate together and compares it with the intent. The octets between the outer
 * header and the algorithm are those of the intent by construction; what is left to find out is whether the
 * signature is the CA's over exactly them. Throws `signature-mismatch` if not: a certificate like that leaves nobody.
 */
export function finishCertificate(intent: Uint8Array, issuer: CaInfo, signature: Uint8Array): Uint8Array {
  if (!signatureFits(issuer.certificate.spki, issuer.algorithm, intent, signature)) {
    throw new PkiError('signature-mismatch', 'the signature does not fit the intent and the key of the CA');
  }
  return assembleCertificate(intent, issuer.algorithm, signature);
}
