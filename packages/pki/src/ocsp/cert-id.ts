import { createHash } from 'node:crypto';
import type { Certificate } from '../certificate/read.ts';
import { DerReader, readNull, readOctetString, readOid } from '../der/read.ts';
import { equalBytes, nullValue, octetString, oid, sequence } from '../der/write.ts';
import { OID } from '../oids.ts';
import { readSerial, type SerialInput, serialHex, serialInteger } from '../serial.ts';
import { subjectPublicKeyBits } from '../spki.ts';

/** Hash functions a CertID may be made with (pki.md §4). */
export type CertIdHash = 'sha1' | 'sha256';

/** The certificate an OCSP question or answer is about (RFC 6960 §4.1.1). */
export interface CertId {
  /** undefined: a hash function this system does not know; such an issuer is never recognised. */
  readonly hash: CertIdHash | undefined;
  readonly nameHash: Uint8Array;
  readonly keyHash: Uint8Array;
  /** Canonical hex. */
  readonly serial: string;
  /** The octets as asked: an answer repeats them. */
  readonly der: Uint8Array;
}

const HASH_OIDS: Readonly<Record<CertIdHash, string>> = { sha1: OID.sha1, sha256: OID.sha256 };

const HASHES: ReadonlyMap<string, CertIdHash> = new Map([
  [OID.sha1, 'sha1'],
  [OID.sha256, 'sha256'],
]);

interface IssuerHashes {
  readonly nameHash: Uint8Array;
  readonly keyHash: Uint8Array;
}

const known = new WeakMap<Certificate, Map<CertIdHash, IssuerHashes>>();

/** Hashes of DN and key of an issuer; computed once for each certificate object. */
function issuerHashes(issuer: Certificate, hash: CertIdHash): IssuerHashes {
  const byHash = known.get(issuer) ?? new Map<CertIdHash, IssuerHashes>();
  known.set(issuer, byHash);
  const found = byHash.get(hash);
  if (found) return found;
  const digest = (bytes: Uint8Array) => Uint8Array.from(createHash(hash).update(bytes).digest());
  const computed = {
    nameHash: digest(issuer.subjectDer),
    keyHash: digest(subjectPublicKeyBits(issuer.spki)),
  };
  byHash.set(hash, computed);
  return computed;
}

/** Makes the CertID of a certificate of this issuer. */
export function makeCertId(issuer: Certificate, serial: SerialInput, hash: CertIdHash = 'sha256'): CertId {
  const { nameHash, keyHash } = issuerHashes(issuer, hash);
  const der = sequence(
    sequence(oid(HASH_OIDS[hash]), nullValue()),
    octetString(nameHash),
    octetString(keyHash),
    serialInteger(serial),
  );
  return { hash, nameHash, keyHash, serial: serialHex(serial), der };
}

/** Reads a CertID. Throws the `der-…` errors. */
export function readCertId(der: Uint8Array): CertId {
  const fields = DerReader.sequence(der);
  const algorithm = fields.enter();
  const hash = HASHES.get(readOid(algorithm.next()));
  // RFC 5754 §2: no parameters, or NULL. Anything else would make endless questions of one.
  if (!algorithm.done) readNull(algorithm.next());
  algorithm.end();
  const nameHash = readOctetString(fields.next());
  const keyHash = readOctetString(fields.next());
  const serial = readSerial(fields.next());
  fields.end();
  return { hash, nameHash, keyHash, serial, der };
}

/** Whether a CertID means this issuer, by the hash function the asker chose. */
export function certIdMatches(certId: CertId, issuer: Certificate): boolean {
  if (!certId.hash) return false;
  const { nameHash, keyHash } = issuerHashes(issuer, certId.hash);
  return equalBytes(certId.nameHash, nameHash) && equalBytes(certId.keyHash, keyHash);
}
