import { createHash } from 'node:crypto';
import { der } from '@mibun/pki';
import { PdfError } from '../errors.ts';
import { signedAttributes } from './attributes.ts';
import { DIGEST_OID, OID, SIGNATURE_OID } from './oids.ts';
import type { Signer } from './signer.ts';
import { readSigner, verifyValue } from './signer.ts';
import type { PreparedSignature, SignatureParts } from './types.ts';

const VERSION_1 = der.integer(1);

/**
 * Puts the signature value with its certificates into the prepared PDF. What would not verify is refused here,
 * so a document with a broken signature never leaves: the attributes must be those of this document and this
 * certificate, and the certificate's key must have made the signature.
 *
 * @throws PdfError `certificate-mismatch`, `signature-too-large`, `unsupported-key`, `bad-certificate`
 */
export function embedSignature(prepared: PreparedSignature, parts: SignatureParts): Uint8Array {
  const signer = readSigner(parts.certificate);
  const expected = signedAttributes({ digest: prepared.digest, certificate: parts.certificate });
  if (Buffer.compare(expected, parts.signedAttributes) !== 0) {
    throw new PdfError(
      'certificate-mismatch',
      'the signed attributes belong to another document or certificate',
    );
  }
  demandSigned(signer, parts);
  const [, gapStart, gapEnd] = prepared.byteRange;
  const container = signedData(signer, parts);
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

/**
 * A detached CMS signature for any file (CAdES baseline B): `parts.signedAttributes` are those of the file's digest.
 *
 * @throws PdfError `certificate-mismatch`, `unsupported-key`, `bad-certificate`
 */
export function detachedSignature(parts: SignatureParts): Uint8Array {
  const signer = readSigner(parts.certificate);
  demandSigned(signer, parts);
  return signedData(signer, parts);
}

function demandSigned(signer: Signer, parts: SignatureParts): void {
  if (!verifyValue(signer.publicKey, signer.digestAlgorithm, parts.signedAttributes, parts.signature)) {
    throw new PdfError('certificate-mismatch', 'the signature was not made by the key of the certificate');
  }
}

/** ContentInfo with detached SignedData (RFC 5652 §5.1). */
function signedData(signer: Signer, parts: SignatureParts): Uint8Array {
  const certificates = der.setOf(...distinct([parts.certificate, ...parts.chain]));
  const data = der.sequence(
    VERSION_1,
    der.setOf(algorithm(DIGEST_OID[signer.digestAlgorithm])),
    der.sequence(der.oid(OID.data)),
    der.retag(der.contextTag(0), certificates),
    der.setOf(signerInfo(signer, parts)),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, data));
}

function signerInfo(signer: Signer, parts: SignatureParts): Uint8Array {
  const token = parts.timeStampToken;
  return der.sequence(
    VERSION_1,
    der.sequence(signer.issuer, signer.serialNumber),
    algorithm(DIGEST_OID[signer.digestAlgorithm]),
    der.retag(der.contextTag(0), parts.signedAttributes),
    algorithm(SIGNATURE_OID[signer.family][signer.digestAlgorithm], signer.family === 'rsa'),
    der.octetString(parts.signature),
    ...(token === undefined
      ? []
      : [der.explicit(1, der.sequence(der.oid(OID.timeStampToken), der.setOf(token)))]),
  );
}

/** RSA identifiers carry NULL (RFC 4055 §5), SHA-2 and ECDSA ones nothing (RFC 5754 §2). */
function algorithm(identifier: string, withNull = false): Uint8Array {
  return der.sequence(der.oid(identifier), ...(withNull ? [der.nullValue()] : []));
}

function distinct(certificates: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Map(certificates.map((one) => [createHash('sha256').update(one).digest('hex'), one]));
  return [...seen.values()];
}
