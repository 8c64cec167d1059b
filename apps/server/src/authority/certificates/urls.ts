import { CA_KINDS, type CaKind, type CertificateUrls } from '@mibun/pki';
import type { AuthorityKind, Generation } from './api.ts';
import { shardOf } from './values.ts';

/** How a generation is called in addresses: the first by the name of its CA alone. */
export function authorityName(kind: CaKind, generation: number): string {
  return generation === 1 ? kind : `${kind}-${generation}`;
}

/** The generation behind a name; undefined if it is none. Whether it exists is another question. */
export function parseAuthorityName(
  name: string,
): { readonly kind: CaKind; readonly generation: number } | undefined {
  const match = /^(.+?)(?:-([2-9]|[1-9]\d{1,2}))?$/.exec(name);
  const kind = CA_KINDS.find((candidate) => candidate === match?.[1]);
  return kind && { kind, generation: Number(match?.[2] ?? 1) };
}

/**
 * Where a certificate says that its status is found. The institution CA has one CRL; the resident CAs have shards.
 * The addresses are answered by the status module; a country may have its practice statement elsewhere.
 */
export function certificateUrls(
  origin: string,
  authority: AuthorityKind,
  { generation, shards }: Pick<Generation, 'generation' | 'shards'>,
  serial: string,
  practiceStatement = `${origin}/cps`,
): CertificateUrls {
  const shard = authority === 'institution' ? 'all' : shardOf(serial, shards);
  const name = authorityName(authority, generation);
  return {
    ocsp: `${origin}/ocsp/${name}`,
    caIssuers: `${origin}/ca/${name}.cer`,
    crl: `${origin}/crl/${name}/${shard}.crl`,
    cps: practiceStatement,
  };
}
