import { concat } from '../bytes.ts';
import { type Sign, signed } from './fields.ts';
import { decodePublicKey, encodePublicKey, type RsaPublicKey } from './public-key.ts';
import { signatureIsValid } from './signatures.ts';
import { encodeTlv, readSequence, readTagged } from './tlv.ts';
import { type TrustAnchor, type Verified, verifyWithCertificate } from './verification.ts';

/** The Individual Number as printed on the back (card-face EF 0005). */
export interface NumberImage {
  /** 72×12, 1-bit PNG. */
  readonly png: Uint8Array;
  readonly publicKey: RsaPublicKey;
}

/** What is signed: DF41 and DF42. */
export function numberImagePayload({ png, publicKey }: NumberImage): Uint8Array {
  return concat(encodeTlv(0xdf41, png), encodeTlv(0xdf42, encodePublicKey(publicKey), '82'));
}

/** Card-face EF 0005: `FF40 {DF41 PNG, DF42 public key, DF43 signature}`. */
export function encodeNumberImage(image: NumberImage & { readonly sign: Sign }): Uint8Array {
  const payload = numberImagePayload(image);
  return encodeTlv(0xff40, concat(payload, encodeTlv(0xdf43, signed(image.sign, payload), '82')), '82');
}

const objects = (file: Uint8Array) => readSequence(readTagged(file, 0xff40).value, [0xdf41, 0xdf42, 0xdf43]);

/** Decodes without checking the signature. @throws LayoutError */
export function decodeNumberImage(file: Uint8Array): NumberImage {
  const [png, publicKey] = objects(file);
  return { png: png.value, publicKey: decodePublicKey(publicKey.value) };
}

export function verifyNumberImage({
  file,
  ...anchor
}: TrustAnchor & { readonly file: Uint8Array }): Verified<NumberImage> {
  return verifyWithCertificate(anchor, (key) => {
    const [png, publicKey, signature] = objects(file);
    const valid = signatureIsValid(key, concat(png.bytes, publicKey.bytes), signature.value);
    return valid ? { ok: true, value: decodeNumberImage(file) } : { ok: false, reason: 'signature' };
  });
}
