import type { KeyObject } from 'node:crypto';
import { constants, verify, X509Certificate } from 'node:crypto';
import type { Integer, Sequence } from 'asn1js';
import { fromBER } from 'asn1js';
import { PdfError } from '../errors.ts';
import type { DigestAlgorithm } from './types.ts';

/** What a signature needs to know of the signer's certificate. */
export interface Signer {
  readonly certificate: Uint8Array;
  readonly publicKey: KeyObject;
  readonly family: 'rsa' | 'ec';
  readonly digestAlgorithm: DigestAlgorithm;
  /** Name (DER) and INTEGER (DER) as they stand in the certificate. */
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
}

const EC_DIGEST: Readonly<Record<string, DigestAlgorithm>> = {
  prime256v1: 'sha256',
  secp384r1: 'sha384',
  secp521r1: 'sha512',
};

/** Reads a signer's certificate; RSA of 2048 bits or more signs SHA-256, a curve the digest of its own size. */
export function readSigner(certificate: Uint8Array): Signer {
  const publicKey = publicKeyOf(certificate);
  const details = publicKey.asymmetricKeyDetails;
  const { issuer, serialNumber } = issuerAndSerial(certificate);
  if (publicKey.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= 2048) {
    return { certificate, publicKey, family: 'rsa', digestAlgorithm: 'sha256', issuer, serialNumber };
  }
  const digestAlgorithm = EC_DIGEST[details?.namedCurve ?? ''];
  if (publicKey.asymmetricKeyType === 'ec' && digestAlgorithm !== undefined) {
    return { certificate, publicKey, family: 'ec', digestAlgorithm, issuer, serialNumber };
  }
  throw new PdfError('unsupported-key', publicKey.asymmetricKeyType ?? 'unknown');
}

function publicKeyOf(certificate: Uint8Array): KeyObject {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch {
    throw new PdfError('bad-certificate', 'the certificate cannot be read');
  }
}

/** The exact bytes of issuer and serial number (RFC 5280 §4.1). */
export function issuerAndSerial(certificate: Uint8Array): {
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
} {
  const parsed = fromBER(certificate);
  const tbs = (parsed.result as Sequence).valueBlock?.value?.[0] as Sequence | undefined;
  const fields = tbs?.valueBlock?.value ?? [];
  const withoutVersion = fields[0]?.idBlock.tagClass === 3 ? fields.slice(1) : fields;
  const serial = withoutVersion[0] as Integer | undefined;
  const issuer = withoutVersion[2];
  if (parsed.offset === -1 || serial === undefined || issuer === undefined) {
    throw new PdfError('bad-certificate', 'no issuer and serial number');
  }
  return {
    issuer: Uint8Array.from(issuer.valueBeforeDecodeView),
    serialNumber: Uint8Array.from(serial.valueBeforeDecodeView),
  };
}

/** Checks one signature value; never throws. */
export function verifyValue(
  key: KeyObject,
  digest: DigestAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
  pss?: { readonly saltLength: number },
): boolean {
  try {
    if (pss === undefined) return verify(digest, data, key, signature);
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return verify(digest, data, { key, padding, saltLength: pss.saltLength }, signature);
  } catch {
    return false;
  }
}
