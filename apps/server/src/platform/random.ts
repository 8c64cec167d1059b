import { randomBytes, randomFillSync } from 'node:crypto';

/** The only source of randomness and of identifiers. */
export interface Random {
  bytes(length: number): Uint8Array;
  /** An unguessable id: a readable prefix and 16 characters of Crockford's base 32 (80 bits), e.g. `card-7K3M…`. */
  id(prefix: string): string;
  /** An unguessable bearer token, 256 bits, base64url. */
  token(): string;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function randomFrom(bytes: (length: number) => Uint8Array): Random {
  return {
    bytes,
    id: (prefix) => `${prefix}-${Array.from(bytes(16), (byte) => ALPHABET[byte & 31]).join('')}`,
    token: () => Buffer.from(bytes(32)).toString('base64url'),
  };
}

/** Asking OpenSSL for ten octets costs as much as for a thousand. */
const POOL_OCTETS = 4_096;
const MOST_FROM_POOL = 64;
const pool = new Uint8Array(POOL_OCTETS);
let used = POOL_OCTETS;

/** Octets of the system's generator; each is given out once and wiped from the pool. */
function pooledBytes(length: number): Uint8Array {
  if (length > MOST_FROM_POOL) return randomBytes(length);
  if (used + length > POOL_OCTETS) {
    randomFillSync(pool);
    used = 0;
  }
  const octets = pool.slice(used, used + length);
  pool.fill(0, used, used + length);
  used += length;
  return octets;
}

export const systemRandom: Random = randomFrom(pooledBytes);
