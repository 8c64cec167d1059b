import { createHash } from 'node:crypto';
import { DerReader, onlyElement, readOctetString, readOid } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { equalBytes } from '../der/write.ts';
import { type DigestAlgorithm, digestByOid, readDigestIdentifier } from '../digests.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import type { Attribute, SignerInfo } from './read.ts';

/** The value of an attribute that is there exactly once and has exactly one (RFC 5652 §11.1, §11.2; RFC 5035 §3). */
function singleValue(attributes: readonly Attribute[], type: string): Uint8Array | undefined {
  const [found, ...more] = attributes.filter((attribute) => attribute.type === type);
  return found && more.length === 0 && found.values.length === 1 ? found.values[0] : undefined;
}

/** The first time stamp over the signature value, as it stands (EN 319 122-1 §5.3). */
export function signatureTimeStamp({ unsignedAttributes }: SignerInfo): Uint8Array | undefined {
  return unsignedAttributes.find(({ type }) => type === OID.timeStampToken)?.values[0];
}

function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}

/** The content type that was signed; undefined unless it is named once. */
export function signedContentType({ attributes }: SignerInfo): string | undefined {
  const value = singleValue(attributes, OID.contentType);
  return value && orNothing(() => readOid(onlyElement(value)));
}

/** The digest of the content that was signed; undefined unless it is named once. */
export function signedDigest({ attributes }: SignerInfo): Uint8Array | undefined {
  const value = singleValue(attributes, OID.messageDigest);
  return value && orNothing(() => readOctetString(onlyElement(value)));
}

/** The first ESSCertIDv2 of a signing-certificate-v2 attribute (RFC 5035 §3, §4): the signer's certificate. */
export interface SigningCertificate {
  /** undefined: one that is not accepted. */
  readonly digest: DigestAlgorithm | undefined;
  readonly hash: Uint8Array;
  /** IssuerSerial, DER. */
  readonly issuerSerial: Uint8Array | undefined;
}

/** undefined unless there is exactly one, of the standard's form. */
export function signingCertificate({ attributes }: SignerInfo): SigningCertificate | undefined {
  const value = singleValue(attributes, OID.signingCertificateV2);
  return value && orNothing(() => readSigningCertificate(value));
}

function readSigningCertificate(value: Uint8Array): SigningCertificate {
  const fields = DerReader.sequence(value);
  const certId = fields.enter().enter();
  if (!fields.done) fields.next(TAG.sequence); // policies
  fields.end();
  const explicit = certId.peek() === TAG.sequence ? readDigestIdentifier(certId.enter()) : undefined;
  const hash = readOctetString(certId.next());
  const issuerSerial = certId.optional(TAG.sequence);
  certId.end();
  return {
    digest: explicit === undefined ? 'sha256' : digestByOid(explicit),
    hash,
    issuerSerial: issuerSerial?.raw,
  };
}

/** Whether the signer has signed that this is the certificate; an issuer that is named beside its hash is not looked at. */
export function namesCertificate(signer: SignerInfo, certificate: Uint8Array): boolean {
  const named = signingCertificate(signer);
  return named !== undefined && isHashOf(named, certificate);
}

export function isHashOf({ digest, hash }: SigningCertificate, certificate: Uint8Array): boolean {
  return digest !== undefined && equalBytes(hash, createHash(digest).update(certificate).digest());
}

/**
 * The signer's certificate among others, which may be anybody's and of any form: by issuer and serial number as they stand,
 * or, where the signer is named by a key identifier, by the certificate that the signature names.
 */
export function signerCertificate(
  signer: SignerInfo,
  certificates: readonly Uint8Array[],
): Uint8Array | undefined {
  const { identifier } = signer;
  if ('keyIdentifier' in identifier) return certificates.find((one) => namesCertificate(signer, one));
  return certificates.find((one) => {
    const own = orNothing(() => issuerAndSerial(one));
    return (
      own !== undefined &&
      equalBytes(own.issuer, identifier.issuer) &&
      equalBytes(own.serialNumber, identifier.serialNumber)
    );
  });
}

/** The exact octets of issuer and serial number (RFC 5280 §4.1); nothing else of the certificate is looked at. */
function issuerAndSerial(certificate: Uint8Array) {
  const tbs = DerReader.sequence(certificate).enter();
  tbs.enterContext(0);
  const serialNumber = tbs.next(TAG.integer).raw;
  tbs.next(TAG.sequence);
  return { serialNumber, issuer: tbs.next(TAG.sequence).raw };
}
