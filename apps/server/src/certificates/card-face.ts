import { createPublicKey } from 'node:crypto';
import type { KeyCustody } from '@mibun/pki';
import type { CardFaceSigner } from './api.ts';
import type { Authority } from './authorities.ts';

/** chip.md §2.7: seven digits ‖ 08 05 ‖ three digits ‖ 00000000; the 9 says that it is no real hierarchy. */
function keyId(generation: number): Uint8Array {
  const text = new TextEncoder();
  return Uint8Array.from([
    ...text.encode('9000033'),
    0x08,
    0x05,
    ...text.encode(String(generation).padStart(3, '0')),
    ...[0, 0, 0, 0],
  ]);
}

/** The key that signs the chip's text and card-face files. */
export function cardFaceSignerOf(custody: KeyCustody, authority: Authority): CardFaceSigner {
  const { spki } = authority.info.certificate;
  const { n } = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  if (typeof n !== 'string') throw new Error('the card-face CA has no RSA key');
  return {
    keyId: keyId(authority.generation),
    modulus: Uint8Array.from(Buffer.from(n, 'base64url')),
    sign: (payload) => custody.sign(authority.keyLabel, 'sha256WithRSA', payload),
    signDigestInfo: (digestInfo) => custody.sign(authority.keyLabel, 'rsaPkcs1', digestInfo),
  };
}
