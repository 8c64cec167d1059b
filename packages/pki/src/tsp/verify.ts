import { createHash } from 'node:crypto';
import { type Certificate, readCertificate } from '../certificate/read.ts';
import { isHashOf, signedContentType, signedDigest, signingCertificate } from '../cms/attributes.ts';
import { DerReader } from '../der/read.ts';
import { contextTag } from '../der/tags.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import { readSerial } from '../serial.ts';
import type { Check } from '../types.ts';
import type { TrustAnchors } from '../verify/anchors.ts';
import { verifyEndEntity } from '../verify/end-entity.ts';
import { verifySignature } from '../verify/signature.ts';
import { imprintOf, type MessageImprint } from './imprint.ts';
import { readTimeStampToken, type TimeStampToken } from './read-token.ts';

export interface TimeStampExpectation {
  /** DER TimeStampToken. */
  readonly token: Uint8Array;
  /** What was stamped: the octets, or their imprint. */
  readonly stamped: Uint8Array | MessageImprint;
  /** Pinned roots of the institution CA. */
  readonly roots: TrustAnchors;
  /** The nonce of the request; leave it out for a token that was kept. */
  readonly nonce?: bigint;
  /** Certificates to look for the authority's in, beside those in the token. */
  readonly certificates?: readonly Uint8Array[];
}

export interface TimeStampVerification {
  /** Every check passed. Says nothing about the revocation of the authority's certificate. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** Set when the token could be read; to be believed only when `ok`. */
  readonly time?: Date;
  readonly token?: TimeStampToken;
  readonly certificate?: Certificate;
}

interface Context {
  readonly token: TimeStampToken;
  readonly wanted: MessageImprint;
  readonly nonce: bigint | undefined;
  readonly certificate: Certificate | undefined;
  readonly roots: TrustAnchors;
}

/** What is wrong, or undefined. */
type TokenCheck = readonly [check: string, rule: string, run: (context: Context) => string | undefined];

const CHECKS: readonly TokenCheck[] = [
  [
    'imprint',
    'RFC 3161 §2.2',
    ({ token: { info }, wanted }) =>
      info.imprint.hash === wanted.hash && equalBytes(info.imprint.digest, wanted.digest)
        ? undefined
        : 'the token is of something else',
  ],
  [
    'nonce',
    'RFC 3161 §2.2',
    ({ token: { info }, nonce }) =>
      nonce === undefined || info.nonce === nonce ? undefined : 'not the nonce of the request',
  ],
  [
    'signer-certificate',
    'RFC 3161 §2.4.2',
    ({ certificate }) => (certificate ? undefined : 'the certificate of the authority is not there'),
  ],
  [
    'signing-certificate-attribute',
    'RFC 5035 §4, RFC 5816 §2.2.1',
    ({ token, certificate }) =>
      certificate && isNamed(token, certificate) ? undefined : 'the signature does not name this certificate',
  ],
  [
    'content-attributes',
    'RFC 5652 §11.1, §11.2',
    ({ token }) => (contentBound(token) ? undefined : 'content type or digest are not those of the content'),
  ],
  [
    'signature',
    'RFC 5652 §5.4',
    ({ token, certificate }) =>
      certificate &&
      token.algorithm &&
      verifySignature(
        certificate.spki,
        token.algorithm,
        token.signature.signedAttributes,
        token.signature.signature,
      )
        ? undefined
        : 'the authority’s key did not make the signature',
  ],
  [
    'serial',
    'RFC 3161 §2.4.2',
    ({ token: { info } }) => (info.serial > 0n ? undefined : 'the serial is not positive'),
  ],
];

/**
 * Verifies a time stamp against the pinned roots of the institution CA, the authority's certificate as of the time that
 * is stamped. Never throws on a bad token: what is wrong stands in `checks`.
 */
export function verifyTimeStamp(expectation: TimeStampExpectation): TimeStampVerification {
  let token: TimeStampToken;
  try {
    token = readTimeStampToken(expectation.token);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    const checks = [{ check: 'readable', ok: false, rule: 'RFC 3161 §2.4.2', detail: error.message }];
    return { ok: false, checks };
  }
  const { stamped, roots, nonce } = expectation;
  const wanted = stamped instanceof Uint8Array ? imprintOf(stamped, token.info.imprint.hash) : stamped;
  const certificate = [...token.certificates, ...(expectation.certificates ?? [])]
    .flatMap(readable)
    .find((one) => one.serial === token.signer.serial && equalBytes(one.issuerDer, token.signer.issuer));
  const context = { token, wanted, nonce, certificate, roots };
  const own = CHECKS.map(([check, rule, run]): Check => {
    const detail = run(context);
    return { check, ok: detail === undefined, rule, detail: detail ?? '' };
  });
  const chain = certificate
    ? verifyEndEntity({ certificate: certificate.der, roots, kind: 'time-stamp', at: token.info.time }).checks
    : [];
  const readableCheck = { check: 'readable', ok: true, rule: 'RFC 3161 §2.4.2', detail: '' };
  const checks = [readableCheck, ...own, ...chain];
  return {
    ok: checks.every(({ ok }) => ok),
    checks,
    time: token.info.time,
    token,
    ...(certificate && { certificate }),
  };
}

function readable(der: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(der)];
  } catch (error) {
    if (error instanceof PkiError) return [];
    throw error;
  }
}

/** The signature names this certificate, by its hash and, where it says so, by issuer and serial number. */
function isNamed({ signature }: TimeStampToken, certificate: Certificate): boolean {
  const named = signingCertificate(signature);
  if (!named || !isHashOf(named, certificate.der)) return false;
  try {
    return !named.issuerSerial || namesIssuer(DerReader.sequence(named.issuerSerial), certificate);
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}

/** IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber }, one directoryName (RFC 5035 §4). */
function namesIssuer(fields: DerReader, { issuerDer, serial }: Certificate): boolean {
  const issuer = fields.enter().next(contextTag(4)).content;
  const named = readSerial(fields.next());
  fields.end();
  return named === serial && equalBytes(issuer, issuerDer);
}

function contentBound({ signature, content }: TimeStampToken): boolean {
  const digest = signedDigest(signature);
  return (
    signedContentType(signature) === OID.tstInfo &&
    digest !== undefined &&
    signature.digest !== undefined &&
    equalBytes(digest, createHash(signature.digest).update(content).digest())
  );
}
