import { type Certificate, type DigestAlgorithm, PkiError, readCertificate, signingDigest } from '@mibun/pki';
import { PdfError } from '../errors.ts';

/** What a document needs to know of its signer's certificate. */
export interface Signer {
  readonly certificate: Certificate;
  readonly digestAlgorithm: DigestAlgorithm;
}

/**
 * Reads a signer's certificate; RSA of 2048 bits or more signs SHA-256, a curve the digest of its own size.
 *
 * @throws PdfError `bad-certificate`, `unsupported-key`
 */
export function readSigner(der: Uint8Array): Signer {
  try {
    const certificate = readCertificate(der);
    return { certificate, digestAlgorithm: signingDigest(certificate) };
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    const code = error.code === 'key-malformed' ? 'unsupported-key' : 'bad-certificate';
    throw new PdfError(code, error.message);
  }
}
