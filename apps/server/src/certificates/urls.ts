import type { CertificateUrls } from '@mibun/pki';
import type { AuthorityKind } from './api.ts';
import { shardOf } from './values.ts';

/**
 * Where a certificate says that its status is found. The institution CA has one CRL; the resident CAs have shards.
 * The addresses are answered by the status module.
 */
export function certificateUrls(origin: string, authority: AuthorityKind, serial: string): CertificateUrls {
  const shard = authority === 'institution' ? 'all' : shardOf(serial);
  return {
    ocsp: `${origin}/ocsp/${authority}`,
    caIssuers: `${origin}/ca/${authority}.cer`,
    crl: `${origin}/crl/${authority}/${shard}.crl`,
    cps: `${origin}/cps`,
  };
}
