import { randomBytes } from 'node:crypto';

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

export const systemRandom: Random = randomFrom((length) => randomBytes(length));
