import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm, signatureAlgorithmOf } from '../algorithms.ts';
import { backward } from '../der/backward.ts';
import { type DerElement, DerReader, readSmallInteger } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readTime, time } from '../der/time.ts';
import { explicit, integer } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { readSerial, type SerialInput, serialInteger } from '../serial.ts';
import { readAlgorithmIdentifier } from '../signed.ts';
import { assertSpki } from '../spki.ts';
import { type Extension, readExtensions, writeExtension } from './extensions.ts';

/** The parts of a TBSCertificate (RFC 5280 §4.1), names and key as DER. */
export interface TbsParts {
  readonly serial: SerialInput;
  readonly algorithm: SignatureAlgorithm;
  readonly issuer: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly extensions: readonly Extension[];
}

/** Writes a TBSCertificate, version 3. */
export function encodeTbs(parts: TbsParts): Uint8Array {
  const serial = serialInteger(parts.serial);
  return backward((writer) => {
    const end = writer.mark();
    for (const extension of parts.extensions.toReversed()) writeExtension(writer, extension);
    writer.close(TAG.sequence, end);
    writer.closeContext(3, end);
    writer.octets(parts.publicKey);
    writer.octets(parts.subject);
    const validity = writer.mark();
    writer.octets(time(parts.notAfter));
    writer.octets(time(parts.notBefore));
    writer.close(TAG.sequence, validity);
    writer.octets(parts.issuer);
    writer.octets(SIGNATURE_ALGORITHMS[parts.algorithm].identifier);
    writer.octets(serial);
    writer.octets(VERSION_3);
    writer.close(TAG.sequence, end);
  });
}

const VERSION_3 = explicit(0, integer(2));

/** A TBSCertificate as read; `validity` and `algorithmIdentifier` keep the octets for the lints. */
export interface ReadTbs {
  readonly version: number;
  readonly serial: string;
  readonly algorithmIdentifier: Uint8Array;
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly issuer: Uint8Array;
  readonly validity: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly hasUniqueIdentifiers: boolean;
  readonly extensions: readonly Extension[];
}

/** The AlgorithmIdentifier inside to-be-signed octets; nothing behind it is read. Throws the `der-…` errors. */
export function announcedAlgorithm(tbs: Uint8Array): Uint8Array {
  const reader = DerReader.sequence(tbs);
  reader.enterContext(0);
  reader.next(TAG.integer);
  return reader.next(TAG.sequence).raw;
}

/** Version ::= INTEGER { v1(0), v2(1), v3(2) } DEFAULT v1; there are no others. */
function readVersion(node: DerElement | undefined): number {
  if (!node) return 1;
  const version = readSmallInteger(node) + 1;
  if (version !== 2 && version !== 3) throw new PkiError('der-value', `version ${version}`);
  return version;
}

/** The content of a BIT STRING of any length (X.690 §8.6.2, §11.2.1). */
function assertBits(content: Uint8Array): void {
  const [unused] = content;
  const last = content.at(-1) ?? 0;
  const isSound =
    unused !== undefined &&
    unused < 8 &&
    (content.length > 1 ? (last & ((1 << unused) - 1)) === 0 : unused === 0);
  if (!isSound) throw new PkiError('der-value', 'BIT STRING with wrong unused bits');
}

/** Reads a TBSCertificate of any version. Throws the `der-…` errors. */
export function readTbs(tbs: Uint8Array): ReadTbs {
  const reader = DerReader.sequence(tbs);
  const version = readVersion(reader.explicit(0));
  const serial = readSerial(reader.next());
  const algorithmIdentifier = readAlgorithmIdentifier(reader);
  const issuer = reader.next(TAG.sequence).raw;
  const validity = reader.next(TAG.sequence);
  const times = DerReader.inside(validity);
  const notBefore = readTime(times.next());
  const notAfter = readTime(times.next());
  times.end();
  const subject = reader.next(TAG.sequence).raw;
  const publicKey = reader.next(TAG.sequence).raw;
  // issuerUniqueID [1] and subjectUniqueID [2], BIT STRING IMPLICIT
  const unique = [0x81, 0x82].flatMap((tag) => reader.optional(tag) ?? []);
  for (const { content } of unique) assertBits(content);
  const list = reader.explicit(3, TAG.sequence);
  const extensions = list ? readExtensions(DerReader.inside(list)) : [];
  reader.end();
  assertSpki(publicKey);
  // RFC 5280 §4.1.2.8, §4.1.2.9: what a version does not have does not stand in it
  if (list && version !== 3) throw new PkiError('der-value', `extensions in version ${version}`);
  if (unique.length > 0 && version === 1) throw new PkiError('der-value', 'unique identifiers in version 1');
  return {
    version,
    serial,
    algorithmIdentifier,
    algorithm: signatureAlgorithmOf(algorithmIdentifier),
    issuer,
    validity: validity.raw,
    notBefore,
    notAfter,
    subject,
    publicKey,
    hasUniqueIdentifiers: unique.length > 0,
    extensions,
  };
}
