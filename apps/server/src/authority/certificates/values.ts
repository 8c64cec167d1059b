import { createHash } from 'node:crypto';

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** X.509 times have no fractions of a second. */
export function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}

/** A public key is recognised by the SHA-256 of its SubjectPublicKeyInfo; `checkSubjectKey` lets one encoding through. */
export function keyHashOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex');
}

/** Fixed at issue, because the certificate names the URL of its shard (pki.md §4). */
export function shardOf(serial: string, shards: number): number {
  return Number(BigInt(`0x${serial}`) % BigInt(shards));
}

/** How long an entry stays on the CRL after its certificate has expired: many CRLs, so that it is on one at least. */
export const ON_CRL_AFTER_END_MS = 31 * 86_400_000;
