import type { SignatureAlgorithm } from '../algorithms.ts';
import { assertDer } from '../der/assert.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { nameText, type ReadAttribute, readName } from '../names.ts';
import { OID } from '../oids.ts';
import { type CertifiedPerson, type OtherName, personFromOtherNames } from '../person.ts';
import { personOids } from '../profiles/common.ts';
import { PROFILES } from '../profiles/index.ts';
import { readSigned } from '../signed.ts';
import { type DecodedExtensions, decodeExtensions, type Extension } from './extensions.ts';
import { type ReadTbs, readTbs } from './tbs.ts';

/** A certificate as a verifier sees it. Octets are views of `der`. */
export interface Certificate extends Omit<DecodedExtensions, 'subjectAltName'> {
  readonly der: Uint8Array;
  readonly version: number;
  /** Lower-case hex of the magnitude (see `serialHex`). */
  readonly serial: string;
  /** The DN as one line in encoded order: 'C=JP, O=MIBUN, CN=…'. */
  readonly issuer: string;
  readonly issuerDer: Uint8Array;
  readonly subject: string;
  readonly subjectDer: Uint8Array;
  readonly subjectAttributes: readonly ReadAttribute[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  readonly extensions: readonly Extension[];
  readonly otherNames: readonly OtherName[];
  readonly emails: readonly string[];
  /** The holder, if the six otherNames of one of the profiles are there. */
  readonly person: CertifiedPerson | undefined;
  /** undefined: an algorithm this system does not use; such a signature is never accepted. */
  readonly algorithm: SignatureAlgorithm | undefined;
  /** As it stands, DER. */
  readonly algorithmIdentifier: Uint8Array;
  /** The signed octets. */
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

/** A TBSCertificate with its extensions decoded; what lints look at. */
export interface InspectedTbs {
  readonly fields: ReadTbs;
  readonly decoded: DecodedExtensions;
  readonly subject: readonly ReadAttribute[];
}

/** Reads to-be-signed octets. Throws `certificate-malformed`. */
export function inspectTbs(tbs: Uint8Array): InspectedTbs {
  return reading('certificate-malformed', 'to-be-signed certificate', () => {
    assertDer(tbs);
    const fields = readTbs(tbs);
    return {
      fields,
      decoded: decodeExtensions(fields.extensions, fields.issuer),
      subject: readName(fields.subject),
    };
  });
}

/** No certificate of anybody is larger; the limit is checked before anything is read. */
const MAX_CERTIFICATE_OCTETS = 0x10000 + 4;

/**
 * Reads an X.509 certificate of any issuer. Nothing is verified. Throws `certificate-malformed` on octets that are
 * not exactly one DER certificate; use `der.readElement(bytes).raw` first where filler may follow (chip.md §2.1).
 */
export function readCertificate(der: Uint8Array): Certificate {
  return reading('certificate-malformed', 'certificate', () => {
    if (der.length > MAX_CERTIFICATE_OCTETS)
      throw new PkiError('certificate-malformed', 'certificate too large');
    assertDer(der);
    const signed = readSigned(der);
    const fields = readTbs(signed.tbs);
    // RFC 5280 §4.1.1.2: both must contain the same algorithm identifier
    if (!equalBytes(signed.algorithmIdentifier, fields.algorithmIdentifier)) {
      throw new PkiError('certificate-malformed', 'two different signature algorithms');
    }
    const { subjectAltName, ...decoded } = decodeExtensions(fields.extensions, fields.issuer);
    const subjectAttributes = readName(fields.subject);
    const issuerAttributes = readName(fields.issuer);
    assertNames(issuerAttributes, subjectAttributes, fields.extensions, decoded.isCa);
    const otherNames = subjectAltName?.otherNames ?? [];
    return {
      der,
      version: fields.version,
      serial: fields.serial,
      issuer: nameText(issuerAttributes),
      issuerDer: fields.issuer,
      subject: nameText(subjectAttributes),
      subjectDer: fields.subject,
      subjectAttributes,
      notBefore: fields.notBefore,
      notAfter: fields.notAfter,
      spki: fields.publicKey,
      extensions: fields.extensions,
      otherNames,
      emails: subjectAltName?.emails ?? [],
      person: personOf(otherNames),
      ...decoded,
      algorithm: signed.algorithm,
      algorithmIdentifier: signed.algorithmIdentifier,
      tbs: signed.tbs,
      signature: signed.signature,
    };
  });
}

/** RFC 5280 §4.1.2.4, §4.1.2.6: somebody has issued it, and it is of somebody, if only by a critical subjectAltName. */
function assertNames(
  issuer: readonly ReadAttribute[],
  subject: readonly ReadAttribute[],
  extensions: readonly Extension[],
  isCa: boolean,
): void {
  if (issuer.length === 0) throw new PkiError('certificate-malformed', 'issuer without a name');
  if (subject.length > 0) return;
  const named = extensions.some(({ oid, critical }) => oid === OID.subjectAltName && critical);
  if (isCa || !named) throw new PkiError('certificate-malformed', 'subject without a name');
}

function personOf(otherNames: readonly OtherName[]): CertifiedPerson | undefined {
  if (otherNames.length === 0) return undefined;
  return (
    personFromOtherNames(otherNames, PROFILES.mibun.personOids) ??
    personFromOtherNames(otherNames, PROFILES['jpki-compatible'].personOids) ??
    personUnderAnyArc(otherNames)
  );
}

/** The six names as the layout `mibun` has them, under whichever arc: whose it may be is for the verifier to say. */
function personUnderAnyArc(otherNames: readonly OtherName[]): CertifiedPerson | undefined {
  const first = otherNames[0]?.oid ?? '';
  const arc = first.slice(0, Math.max(first.lastIndexOf('.'), 0));
  return arc.endsWith('.2') ? personFromOtherNames(otherNames, personOids(arc)) : undefined;
}
