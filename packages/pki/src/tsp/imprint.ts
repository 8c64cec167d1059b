import { createHash } from 'node:crypto';
import { type DerElement, DerReader, readOctetString } from '../der/read.ts';
import { octetString, oid, sequence } from '../der/write.ts';
import { DIGESTS, type DigestAlgorithm, digestByOid, readDigestIdentifier } from '../digests.ts';
import { PkiError } from '../errors.ts';

/** What is stamped: the digest of something, never the thing itself (RFC 3161 §2.4.1). */
export interface MessageImprint {
  readonly hash: DigestAlgorithm;
  readonly digest: Uint8Array;
}

/** The imprint of octets. */
export function imprintOf(data: Uint8Array, hash: DigestAlgorithm = 'sha256'): MessageImprint {
  return { hash, digest: Uint8Array.from(createHash(hash).update(data).digest()) };
}

export function encodeImprint({ hash, digest }: MessageImprint): Uint8Array {
  return sequence(sequence(oid(DIGESTS[hash].oid)), octetString(digest));
}

/** Throws `tsp-algorithm` for a digest that is not taken, `tsp-malformed` for one of another length. */
export function readImprint(node: DerElement): MessageImprint {
  const reader = DerReader.sequence(node.raw);
  const identifier = readDigestIdentifier(reader.enter());
  const digest = readOctetString(reader.next());
  reader.end();
  const hash = digestByOid(identifier);
  if (!hash) throw new PkiError('tsp-algorithm', `imprint by ${identifier}`);
  if (digest.length !== DIGESTS[hash].octets) {
    throw new PkiError('tsp-malformed', `imprint of ${digest.length} octets by ${hash}`);
  }
  return { hash, digest };
}
