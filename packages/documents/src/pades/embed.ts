import { assembleSignedData, PkiError, signedAttributes } from '@mibun/pki';
import { PdfError } from '../errors.ts';
import { readSigner, type Signer } from './signer.ts';
import type { PreparedSignature, SignatureParts } from './types.ts';

/**
 * Puts the signature value with its certificates into the prepared PDF. What would not verify is refused here,
 * so a document with a broken signature never leaves: the attributes must be those of this document and this
 * certificate, and the certificate's key must have made the signature.
 *
 * @throws PdfError `certificate-mismatch`, `signature-too-large`, `unsupported-key`, `bad-certificate`
 */
export function embedSignature(prepared: PreparedSignature, parts: SignatureParts): Uint8Array {
  const container = containerOf(readSigner(parts.certificate), prepared.digest, parts);
  const [, gapStart, gapEnd] = prepared.byteRange;
  const room = (gapEnd - gapStart - 2) / 2;
  if (container.length > room) {
    throw new PdfError('signature-too-large', `${container.length} bytes, ${room} reserved`);
  }
  const out = Uint8Array.from(prepared.pdf);
  const hex = Buffer.from(container)
    .toString('hex')
    .padEnd(room * 2, '0');
  out.set(Buffer.from(`<${hex}>`, 'latin1'), gapStart);
  return out;
}

/** A detached CMS signature (CAdES baseline B), whose attributes name this digest and this certificate. */
function containerOf({ certificate }: Signer, digest: Uint8Array, parts: SignatureParts): Uint8Array {
  try {
    const expected = signedAttributes({ digest, certificate });
    if (Buffer.compare(expected, parts.signedAttributes) !== 0) {
      throw new PdfError(
        'certificate-mismatch',
        'the signed attributes belong to another document or certificate',
      );
    }
    return assembleSignedData({
      ...parts,
      certificate,
      certificates: [parts.certificate, ...parts.chain],
    });
  } catch (error) {
    if (error instanceof PkiError) throw new PdfError('certificate-mismatch', error.message);
    throw error;
  }
}
