import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm, signatureAlgorithmOf } from '../algorithms.ts';
import { backward } from '../der/backward.ts';
import { DerReader, readSmallInteger } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readTime, time } from '../der/time.ts';
import { explicit, integer } from '../der/write.ts';
import { readSerial, type SerialInput, serialInteger } from '../serial.ts';
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

/** Reads a TBSCertificate of any version. Throws the `der-…` errors. */
export function readTbs(tbs: Uint8Array): ReadTbs {
  const reader = DerReader.sequence(tbs);
  const version = reader.enterContext(0);
  const versionNumber = version ? readSmallInteger(version.next()) + 1 : 1;
  const serial = readSerial(reader.next());
  const algorithmIdentifier = reader.next(TAG.sequence).raw;
  const issuer = reader.next(TAG.sequence).raw;
  const validity = reader.next(TAG.sequence);
  const times = DerReader.inside(validity);
  const notBefore = readTime(times.next());
  const notAfter = readTime(times.next());
  times.end();
  const subject = reader.next(TAG.sequence).raw;
  const publicKey = reader.next(TAG.sequence).raw;
  // issuerUniqueID [1] and subjectUniqueID [2], BIT STRING IMPLICIT
  const issuerUnique = reader.optional(0x81);
  const subjectUnique = reader.optional(0x82);
  const list = reader.enterContext(3);
  const extensions = list ? readExtensions(list.enter()) : [];
  list?.end();
  reader.end();
  return {
    version: versionNumber,
    serial,
    algorithmIdentifier,
    algorithm: signatureAlgorithmOf(algorithmIdentifier),
    issuer,
    validity: validity.raw,
    notBefore,
    notAfter,
    subject,
    publicKey,
    hasUniqueIdentifiers: issuerUnique !== undefined || subjectUnique !== undefined,
    extensions,
  };
}
