import { createHash } from 'node:crypto';
import { der } from '@mibun/pki';
import { PdfError } from '../errors.ts';
import { DIGEST_OID, OID } from './oids.ts';
import type { Signer } from './signer.ts';
import { readSigner } from './signer.ts';

function attribute(type: string, value: Uint8Array): Uint8Array {
  return der.sequence(der.oid(type), der.setOf(value));
}

/**
 * The attributes to be signed, as the DER `SET` that the signer hashes and signs (RFC 5652 §5.4): content type,
 * message digest and signing-certificate-v2 (RFC 5035), which binds the certificate to the signature and makes it
 * CAdES baseline B. There is no signing-time attribute: in PAdES the time stands in /M (EN 319 142-1 §6.3).
 *
 * @throws PdfError `unsupported-key`, `bad-certificate`, `certificate-mismatch` when the digest has another length
 *   than the key's digest algorithm.
 */
export function signedAttributes(input: {
  readonly digest: Uint8Array;
  readonly certificate: Uint8Array;
}): Uint8Array {
  const signer = readSigner(input.certificate);
  if (input.digest.length !== createHash(signer.digestAlgorithm).digest().length) {
    throw new PdfError('certificate-mismatch', `the digest is not ${signer.digestAlgorithm}`);
  }
  return der.setOf(
    attribute(OID.contentType, der.oid(OID.data)),
    attribute(OID.messageDigest, der.octetString(input.digest)),
    attribute(OID.signingCertificateV2, signingCertificateV2(signer)),
  );
}

/** SigningCertificateV2 with one ESSCertIDv2 (RFC 5035 §3); the default hash algorithm is left out. */
function signingCertificateV2(signer: Signer): Uint8Array {
  const { digestAlgorithm } = signer;
  const hash = createHash(digestAlgorithm).update(signer.certificate).digest();
  const algorithm = digestAlgorithm === 'sha256' ? [] : [der.sequence(der.oid(DIGEST_OID[digestAlgorithm]))];
  const directoryName = der.explicit(4, signer.issuer);
  const issuerSerial = der.sequence(der.sequence(directoryName), signer.serialNumber);
  const certId = der.sequence(...algorithm, der.octetString(hash), issuerSerial);
  return der.sequence(der.sequence(certId));
}
