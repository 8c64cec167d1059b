import { concat } from '../bytes.ts';
import { type Sign, signed } from './fields.ts';
import { decodePublicKey, encodePublicKey, type RsaPublicKey } from './public-key.ts';
import { signatureIsValid } from './signatures.ts';
import { encodeTlv, readSequence, readTagged } from './tlv.ts';
import { type TrustAnchor, type Verified, verifyWithCertificate } from './verification.ts';

/** Text EF 0006: `A1 82 0109 {90, 91}`, the public key for session keys, 269 bytes. */
export function encodeSessionKeyFile(publicKey: RsaPublicKey): Uint8Array {
  return encodeTlv(0xa1, encodePublicKey(publicKey), '82');
}

/** @throws LayoutError */
export function decodeSessionKeyFile(bytes: Uint8Array): RsaPublicKey {
  return decodePublicKey(readTagged(bytes, 0xa1).value);
}

/** What is signed in text EF 0007: the object DF51 with the public key. */
export function signedCardKeyPayload(publicKey: RsaPublicKey): Uint8Array {
  return encodeTlv(0xdf51, encodePublicKey(publicKey), '82');
}

/** Text EF 0007: `FF50 82 0213 {DF51 public key of 0013, DF52 signature}`, 536 bytes. */
export function encodeSignedCardKey(card: {
  readonly publicKey: RsaPublicKey;
  readonly sign: Sign;
}): Uint8Array {
  const payload = signedCardKeyPayload(card.publicKey);
  return encodeTlv(0xff50, concat(payload, encodeTlv(0xdf52, signed(card.sign, payload), '82')), '82');
}

/** Checks EF 0007 and gives the card's own key, against which a challenge can then be verified. */
export function verifySignedCardKey({
  file,
  ...anchor
}: TrustAnchor & { readonly file: Uint8Array }): Verified<RsaPublicKey> {
  return verifyWithCertificate(anchor, (key) => {
    const [publicKey, signature] = readSequence(readTagged(file, 0xff50).value, [0xdf51, 0xdf52]);
    if (!signatureIsValid(key, publicKey.bytes, signature.value)) return { ok: false, reason: 'signature' };
    return { ok: true, value: decodePublicKey(publicKey.value) };
  });
}
