import { publicKeyFromSpki } from '@mibun/card';
import type { KeyCustody } from '@mibun/pki';
import { type FileSigner, fileSignerKeyId } from '@mibun/reader';
import type { Generation } from './api.ts';

/** The key that signs the chip's text and card-face files. */
export function cardFaceSignerOf(custody: KeyCustody, authority: Generation): FileSigner {
  return {
    keyId: fileSignerKeyId(authority.generation),
    publicKey: publicKeyFromSpki(authority.info.certificate.spki),
    sign: (payload) => custody.sign(authority.keyLabel, 'sha256WithRSA', payload),
    signDigestInfo: (digestInfo) => custody.sign(authority.keyLabel, 'rsaPkcs1', digestInfo),
  };
}
