import { concat, equalBytes } from '../bytes.ts';
import type { KeySpec } from '../surroundings.ts';
import { signedAttributeObjects } from './attributes-file.ts';
import { type Sign, signed } from './fields.ts';
import { malformed } from './layout-error.ts';
import { RECORD_ALGORITHMS, recordAlgorithmOf } from './record-algorithms.ts';
import { encodeTlv, readSequence, readTagged } from './tlv.ts';
import { type TrustAnchor, type Verified, verifyWithCertificate } from './verification.ts';

/** Files of the text application that EF 0003 vouches for. */
export interface TextFiles {
  /** EF 0001 as stored, with its filler: all 17 bytes are hashed. */
  readonly numberFile: Uint8Array;
  /** EF 0002; only its objects DF22…DF25 are hashed. */
  readonly attributesFile: Uint8Array;
}

/**
 * What is signed: the digests of both files as the objects DF31 and DF32, 70 bytes.
 * @param algorithm of the key that signs; `ec-p384`, generation 2's, makes them SHA-384, 102 bytes (ours)
 */
export function textSignaturePayload(
  { numberFile, attributesFile }: TextFiles,
  algorithm: KeySpec = 'rsa-2048',
): Uint8Array {
  const { digest } = RECORD_ALGORITHMS[algorithm];
  const digests = [digest(numberFile), digest(signedAttributeObjects(attributesFile))] as const;
  return concat(encodeTlv(0xdf31, digests[0]), encodeTlv(0xdf32, digests[1]));
}

/** Text EF 0003: `FF30 82 014B {DF31 h1, DF32 h2, DF33 signature}`, 336 bytes. */
export function encodeTextSignatureFile({
  sign,
  algorithm = 'rsa-2048',
  ...files
}: TextFiles & { readonly sign: Sign; readonly algorithm?: KeySpec }): Uint8Array {
  const payload = textSignaturePayload(files, algorithm);
  const signature = signed(sign, payload, RECORD_ALGORITHMS[algorithm].signatureLength);
  return encodeTlv(0xff30, concat(payload, encodeTlv(0xdf33, signature, '82')), '82');
}

/** @throws LayoutError */
export function decodeTextSignatureFile(bytes: Uint8Array): {
  readonly numberDigest: Uint8Array;
  readonly attributesDigest: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
} {
  const [number, attributes, signature] = readSequence(
    readTagged(bytes, 0xff30).value,
    [0xdf31, 0xdf32, 0xdf33],
  );
  const lengths = Object.values(RECORD_ALGORITHMS).map(({ digestLength }) => digestLength);
  if (!lengths.includes(number.value.length) || attributes.value.length !== number.value.length) {
    malformed('a digest is 32 or 48 bytes');
  }
  return {
    numberDigest: number.value,
    attributesDigest: attributes.value,
    payload: concat(number.bytes, attributes.bytes),
    signature: signature.value,
  };
}

/**
 * Checks that the issuer wrote what was read. Give the files that could be read: with 照合番号A alone there is no
 * attributes file, with B no number.
 */
export function verifyText({
  signatureFile,
  numberFile,
  attributesFile,
  ...anchor
}: TrustAnchor & Partial<TextFiles> & { readonly signatureFile: Uint8Array }): Verified<Partial<TextFiles>> {
  return verifyWithCertificate(anchor, (key) => {
    const { numberDigest, attributesDigest, payload, signature } = decodeTextSignatureFile(signatureFile);
    const { digest, isValid } = recordAlgorithmOf(key);
    if (!isValid(key, payload, signature)) return { ok: false, reason: 'signature' };
    if (numberFile && !equalBytes(digest(numberFile), numberDigest))
      return { ok: false, reason: 'number-digest' };
    if (attributesFile && !equalBytes(digest(signedAttributeObjects(attributesFile)), attributesDigest)) {
      return { ok: false, reason: 'attributes-digest' };
    }
    return {
      ok: true,
      value: { ...(numberFile && { numberFile }), ...(attributesFile && { attributesFile }) },
    };
  });
}
