import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm, signatureAlgorithmOf } from '../algorithms.ts';
import { type SignerInfo, signedDataIn } from '../cms/read.ts';
import { onlyElement } from '../der/read.ts';
import { equalBytes, nullValue, oid, sequence } from '../der/write.ts';
import type { DigestAlgorithm } from '../digests.ts';
import { PkiError, reading } from '../errors.ts';
import { OID } from '../oids.ts';
import { readSerial } from '../serial.ts';
import { readTstInfo, type TstInfo } from './tst-info.ts';

/** A TimeStampToken as it stands, unverified. */
export interface TimeStampToken {
  readonly info: TstInfo;
  /** The octets of TSTInfo. */
  readonly content: Uint8Array;
  /** Certificates in the token, DER. */
  readonly certificates: readonly Uint8Array[];
  readonly signer: { readonly issuer: Uint8Array; readonly serial: string };
  /** undefined: none of this system's. */
  readonly algorithm: SignatureAlgorithm | undefined;
  /** The authority's signature, each of its signed attributes there once and with one value. */
  readonly signature: SignerInfo & { readonly signedAttributes: Uint8Array };
}

const MAX_TOKEN_OCTETS = 65_536;

/** Reads a token of one signer. Throws `tsp-malformed`, `tsp-too-large`, `tsp-version`, `tsp-algorithm`. */
export function readTimeStampToken(der: Uint8Array): TimeStampToken {
  if (der.length > MAX_TOKEN_OCTETS) throw new PkiError('tsp-too-large', `token of ${der.length} octets`);
  return reading('tsp-malformed', 'time-stamp token', () => {
    const data = signedDataIn(der);
    // RFC 5652 §5.1: 3, as the content is not plain data; other numbers have other things in them
    if (data.version !== 3) throw new PkiError('tsp-version', 'SignedData is not version 3');
    if (data.contentType !== OID.tstInfo) throw malformed('content is no TSTInfo');
    const { content, certificates, digests } = data;
    if (!content) throw malformed('the content is not inside');
    // attribute certificates and others need another version (RFC 5652 §5.1)
    if (data.hasOtherCertificates) {
      throw malformed('something other than a certificate among the certificates');
    }
    const [signer, ...others] = data.signers;
    // RFC 3161 §2.4.2: the authority's signature and no other
    if (!signer || others.length > 0) throw malformed('not of one signer');
    const { signedAttributes, identifier, digest } = signer;
    if (signer.version !== 1 || 'keyIdentifier' in identifier) {
      throw malformed('signer not named by issuer and serial');
    }
    const serial = readSerial(onlyElement(identifier.serialNumber));
    if (!signedAttributes) throw malformed('no signed attributes');
    demandOneOfEach(signer);
    // another order was signed by somebody who does not write DER
    if (!signer.inOrder) throw malformed('signed attributes not in DER');
    if (!digests.includes(digest)) throw malformed('digest not announced');
    return {
      info: readTstInfo(content),
      content,
      certificates,
      signer: { issuer: identifier.issuer, serial },
      algorithm: algorithmOf(signer.signatureAlgorithm, digest),
      signature: { ...signer, signedAttributes },
    };
  });
}

function malformed(detail: string): PkiError {
  return new PkiError('tsp-malformed', `time-stamp token: ${detail}`);
}

function demandOneOfEach({ attributes }: SignerInfo): void {
  const seen = new Set<string>();
  for (const { type, values } of attributes) {
    if (values.length !== 1 || seen.has(type)) throw malformed(`attribute ${type} not exactly once`);
    seen.add(type);
  }
}

/** `rsaEncryption`, its NULL written or not (RFC 4055 §5). */
const PLAIN_RSA = [sequence(oid(OID.rsaEncryption), nullValue()), sequence(oid(OID.rsaEncryption))];

/** RFC 3370 §3.2: `rsaEncryption` stands for PKCS #1 v1.5 with the digest that is named apart. */
function algorithmOf(
  identifier: Uint8Array,
  digest: DigestAlgorithm | undefined,
): SignatureAlgorithm | undefined {
  const plainRsa = PLAIN_RSA.some((known) => equalBytes(identifier, known));
  const named = plainRsa && digest === 'sha256' ? 'sha256WithRSA' : signatureAlgorithmOf(identifier);
  return named && SIGNATURE_ALGORITHMS[named].hash === digest ? named : undefined;
}
