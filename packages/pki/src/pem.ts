import { PkiError } from './errors.ts';

export type PemLabel = 'CERTIFICATE' | 'X509 CRL' | 'PUBLIC KEY';

/** DER as PEM (RFC 7468), lines of 64. */
export function toPem(label: PemLabel, der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}

/** Every block with this label, in order. Throws `pem-malformed` if there is none, or a block is damaged. */
export function fromPem(label: PemLabel, text: string): readonly Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (const part of text.split(`-----BEGIN ${label}-----`).slice(1)) {
    const end = part.indexOf(`-----END ${label}-----`);
    const base64 = part.slice(0, Math.max(end, 0)).replace(/\s+/g, '');
    if (end < 0 || base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
      throw new PkiError('pem-malformed', `damaged ${label} block`);
    }
    blocks.push(Uint8Array.from(Buffer.from(base64, 'base64')));
  }
  if (blocks.length === 0) throw new PkiError('pem-malformed', `no ${label} block`);
  return blocks;
}
