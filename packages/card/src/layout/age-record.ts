import { concat } from '../bytes.ts';
import { decodeBirthDate, encodeBirthDate, type Sign, signed } from './fields.ts';
import { decodePublicKey, encodePublicKey, type RsaPublicKey } from './public-key.ts';
import { signatureIsValid } from './signatures.ts';
import { encodeTlv, readSequence, readTagged } from './tlv.ts';
import { type TrustAnchor, type Verified, verifyWithCertificate } from './verification.ts';

/** Birth date and the card's key, bound by the issuer (card-face EF 0001). */
export interface AgeRecord {
  /** YYYY-MM-DD; YYYY-MM or YYYY where day, or month and day, are not known. */
  readonly birthDate: string;
  /** Public key of EF 001A: a signed challenge proves that this card is present (CHIP-06). */
  readonly publicKey: RsaPublicKey;
}

/** What is signed: DF11 and DF12. */
export function ageRecordPayload({ birthDate, publicKey }: AgeRecord): Uint8Array {
  return concat(
    encodeTlv(0xdf11, encodeBirthDate(birthDate)),
    encodeTlv(0xdf12, encodePublicKey(publicKey), '82'),
  );
}

/** Card-face EF 0001: `FF10 82 021E {DF11 birth date, DF12 public key, DF13 signature}`, 547 bytes. */
export function encodeAgeRecord(record: AgeRecord & { readonly sign: Sign }): Uint8Array {
  const payload = ageRecordPayload(record);
  return encodeTlv(0xff10, concat(payload, encodeTlv(0xdf13, signed(record.sign, payload), '82')), '82');
}

const objects = (file: Uint8Array) => readSequence(readTagged(file, 0xff10).value, [0xdf11, 0xdf12, 0xdf13]);

/** Decodes without checking the signature. @throws LayoutError */
export function decodeAgeRecord(file: Uint8Array): AgeRecord {
  const [birthDate, publicKey] = objects(file);
  return { birthDate: decodeBirthDate(birthDate.value), publicKey: decodePublicKey(publicKey.value) };
}

export function verifyAgeRecord({
  file,
  ...anchor
}: TrustAnchor & { readonly file: Uint8Array }): Verified<AgeRecord> {
  return verifyWithCertificate(anchor, (key) => {
    const [birthDate, publicKey, signature] = objects(file);
    const payload = concat(birthDate.bytes, publicKey.bytes);
    if (!signatureIsValid(key, payload, signature.value)) return { ok: false, reason: 'signature' };
    return { ok: true, value: decodeAgeRecord(file) };
  });
}
