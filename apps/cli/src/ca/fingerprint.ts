import { createHash } from 'node:crypto';

/** SHA-256, hex: what people compare. */
export function fingerprint(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('hex');
}
