import { malformed } from './layout-error.ts';

/** Which certificates the card carries (JPKI EF 0008); a child under 15 has no signature certificate. */
export interface CertificatePresence {
  readonly signature: boolean;
  readonly authentication: boolean;
}

const PRESENT = 0x8f;

/** Three bytes: 8F present, 00 absent; the third is always 00. */
export function encodeCertificatePresence({ signature, authentication }: CertificatePresence): Uint8Array {
  return Uint8Array.of(signature ? PRESENT : 0, authentication ? PRESENT : 0, 0);
}

/** @throws LayoutError */
export function decodeCertificatePresence(bytes: Uint8Array): CertificatePresence {
  if (bytes.length !== 3) malformed('certificate presence is three bytes');
  return { signature: bytes[0] === PRESENT, authentication: bytes[1] === PRESENT };
}
