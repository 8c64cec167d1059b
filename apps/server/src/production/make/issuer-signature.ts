import { cvCertificateBody, encodeCvCertificate, encodeKeyId, type RsaPublicKey } from '@mibun/card';
import type { CardFaceSigner } from '../../certificates/index.ts';

const EXPONENT = Uint8Array.of(1, 0, 1);

/** Key ids that stand in the files of the card (chip.md §2.2, §2.3), with the 9 of this hierarchy (§2.7). */
export const TEXT_KEY_ID = encodeKeyId({ number: '9000034', version: '001' });
export const VISUAL_KEY_ID = encodeKeyId({ number: '9000024', version: '001' });
/** Goes with the opaque part of the card-face application's information (chip.md §2.3, EF 0003). */
export const OPAQUE_KEY_ID = encodeKeyId({ number: '9900025', version: '001' });

/** The card-face files name the municipality in the subject of their CV certificate (chip.md §2.3, EF 0004). */
export function municipalityKeyId(municipality: string): Uint8Array {
  return encodeKeyId({ number: `90${municipality}`, version: '000' });
}

/** The CV certificate of the key that signs the card's files. */
export async function cvCertificateFor(
  signer: CardFaceSigner,
  subjectKeyId: Uint8Array,
): Promise<Uint8Array> {
  const publicKey: RsaPublicKey = { modulus: signer.modulus, exponent: EXPONENT };
  const certificate = { issuerKeyId: signer.keyId, subjectKeyId, publicKey };
  const signature = await signer.sign(cvCertificateBody(certificate));
  return encodeCvCertificate({ ...certificate, sign: () => signature });
}
