import { type DerReader, readNull, readOid } from './der/read.ts';
import { OID } from './oids.ts';

/** The digests that count in signatures, imprints and certificate hashes. SHA-1 and MD5 would prove nothing. */
export const DIGESTS = {
  sha256: { oid: OID.sha256, octets: 32 },
  sha384: { oid: OID.sha384, octets: 48 },
  sha512: { oid: OID.sha512, octets: 64 },
} as const;
export type DigestAlgorithm = keyof typeof DIGESTS;

export function digestByOid(identifier: string): DigestAlgorithm | undefined {
  return (Object.keys(DIGESTS) as DigestAlgorithm[]).find((name) => DIGESTS[name].oid === identifier);
}

/** Reads AlgorithmIdentifier with absent or NULL parameters (RFC 5754 §2): its OID. */
export function readDigestIdentifier(reader: DerReader): string {
  const identifier = readOid(reader.next());
  if (!reader.done) readNull(reader.next());
  reader.end();
  return identifier;
}
