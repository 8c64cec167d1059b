import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm, signatureAlgorithmOf } from './algorithms.ts';
import { DerReader, readBitString, readOid } from './der/read.ts';
import { TAG } from './der/tags.ts';
import { bitString, sequence } from './der/write.ts';

/** SEQUENCE { tbs, AlgorithmIdentifier, BIT STRING }: certificates, CRLs and OCSP answers alike. */
export interface SignedStructure {
  /** The signed octets, as they stand. */
  readonly tbs: Uint8Array;
  readonly algorithmIdentifier: Uint8Array;
  /** undefined: none of this system's algorithms. */
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
}

/** Puts a signed structure together. */
export function assembleSigned(
  tbs: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
  ...rest: readonly Uint8Array[]
): Uint8Array {
  return sequence(tbs, SIGNATURE_ALGORITHMS[algorithm].identifier, bitString(signature), ...rest);
}

/** Reads the three parts; the reader stands behind them, for what OCSP lets follow. */
export function readSignedParts(reader: DerReader): SignedStructure {
  const tbs = reader.next(TAG.sequence).raw;
  const algorithmIdentifier = readAlgorithmIdentifier(reader);
  const signature = readBitString(reader.next());
  return { tbs, algorithmIdentifier, algorithm: signatureAlgorithmOf(algorithmIdentifier), signature };
}

/** An AlgorithmIdentifier of anybody: an OID, and at most one element of parameters. */
export function readAlgorithmIdentifier(reader: DerReader): Uint8Array {
  const node = reader.next(TAG.sequence);
  const fields = DerReader.inside(node);
  readOid(fields.next());
  if (!fields.done) fields.next();
  fields.end();
  return node.raw;
}

export function readSigned(der: Uint8Array): SignedStructure {
  const reader = DerReader.sequence(der);
  const parts = readSignedParts(reader);
  reader.end();
  return parts;
}
