import {
  type AuthorityKind,
  authorityName,
  type Certificates,
  type Generation,
  publishesStatus,
} from '../certificates/index.ts';

export const AUTHORITY_KINDS: readonly AuthorityKind[] = ['signature', 'authentication', 'institution'];

/** What a CRL covers: one shard of one generation of a CA, or everything that the generation has issued. */
export interface Scope {
  readonly kind: AuthorityKind;
  readonly generation: number;
  readonly shard: number | 'all';
}

export type CrlForm = 'complete' | 'delta';

export function scopeKey({ kind, generation, shard }: Scope): string {
  return `${kind} ${generation} ${shard}`;
}

/** Where it is published; the address of a shard's complete CRL stands in the certificates. */
export function crlUrl(origin: string, { kind, generation, shard }: Scope, form: CrlForm): string {
  return `${origin}/crl/${authorityName(kind, generation)}/${shard}${form === 'delta' ? '-delta' : ''}.crl`;
}

/** The generations of a CA that answer for what they have issued. */
export function publishedGenerations(certificates: Certificates, kind: AuthorityKind): readonly Generation[] {
  return certificates.generations(kind).filter(({ state }) => publishesStatus(state));
}

/** The scopes of a generation's CRLs: its shards and the whole. The institution CA has the whole alone. */
export function scopesOf({ generation, shards }: Generation, kind: AuthorityKind): readonly Scope[] {
  const numbers = Array.from({ length: kind === 'institution' ? 0 : shards }, (_, shard) => shard);
  return [...numbers, 'all' as const].map((shard) => ({ kind, generation, shard }));
}

/** The shard of a serial, fixed at issue by the URL in the certificate. */
export function shardOfSerial(serial: string, shards: number): number {
  return Number(BigInt(`0x${serial}`) % BigInt(shards));
}
