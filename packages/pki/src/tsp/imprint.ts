import { createHash } from 'node:crypto';
import { type DerElement, DerReader, readNull, readOctetString, readOid } from '../der/read.ts';
import { octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';

/** The digests over which a time stamp is given. SHA-1 and MD5 would prove nothing. */
export const IMPRINT_HASHES = {
  sha256: { oid: OID.sha256, octets: 32 },
  sha384: { oid: OID.sha384, octets: 48 },
  sha512: { oid: '2.16.840.1.101.3.4.2.3', octets: 64 },
} as const;
export type ImprintHash = keyof typeof IMPRINT_HASHES;

/** What is stamped: the digest of something, never the thing itself (RFC 3161 §2.4.1). */
export interface MessageImprint {
  readonly hash: ImprintHash;
  readonly digest: Uint8Array;
}

/** The imprint of octets. */
export function imprintOf(data: Uint8Array, hash: ImprintHash = 'sha256'): MessageImprint {
  return { hash, digest: Uint8Array.from(createHash(hash).update(data).digest()) };
}

export function encodeImprint({ hash, digest }: MessageImprint): Uint8Array {
  return sequence(sequence(oid(IMPRINT_HASHES[hash].oid)), octetString(digest));
}

export function hashByOid(identifier: string): ImprintHash | undefined {
  return (Object.keys(IMPRINT_HASHES) as ImprintHash[]).find(
    (name) => IMPRINT_HASHES[name].oid === identifier,
  );
}

/** Reads AlgorithmIdentifier with absent or NULL parameters (RFC 5754 §2): its OID. */
export function readHashIdentifier(reader: DerReader): string {
  const identifier = readOid(reader.next());
  if (!reader.done) readNull(reader.next());
  reader.end();
  return identifier;
}

/** Throws `tsp-algorithm` for a digest that is not taken, `tsp-malformed` for one of another length. */
export function readImprint(node: DerElement): MessageImprint {
  const reader = DerReader.sequence(node.raw);
  const identifier = readHashIdentifier(reader.enter());
  const digest = readOctetString(reader.next());
  reader.end();
  const hash = hashByOid(identifier);
  if (!hash) throw new PkiError('tsp-algorithm', `imprint by ${identifier}`);
  if (digest.length !== IMPRINT_HASHES[hash].octets) {
    throw new PkiError('tsp-malformed', `imprint of ${digest.length} octets by ${hash}`);
  }
  return { hash, digest };
}
