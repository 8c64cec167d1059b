import { concat } from '../bytes.ts';
import { checkOffsets, objectOffsets } from './attributes-file.ts';
import {
  decodeBirthDate,
  decodeDate,
  decodeSex,
  encodeBirthDate,
  encodeDate,
  encodeSex,
  type SexDigit,
  type Sign,
  signed,
} from './fields.ts';
import { type ChipPublicKey, decodeChipPublicKey, encodeChipPublicKey } from './public-key.ts';
import { type RecordAlgorithm, recordAlgorithmOf } from './record-algorithms.ts';
import { encodeTlv, readSequence, readTagged } from './tlv.ts';
import { type TrustAnchor, type Verified, verifyWithCertificate } from './verification.ts';

/** What the front of the card shows (card-face EF 0002). */
export interface Face {
  /** YYYY-MM-DD; YYYY-MM or YYYY where day, or month and day, are not known. */
  readonly birthDate: string;
  readonly sex: SexDigit;
  /** Public key of EF 001A, the card's own. Its kind is that of the key that signs the face, too. */
  readonly publicKey: ChipPublicKey;
  /** 1-bit greyscale PNG. */
  readonly namePng: Uint8Array;
  readonly addressPng: Uint8Array;
  /** Greyscale JPEG 2000 in a JP2 container. */
  readonly photoJp2: Uint8Array;
  /** YYYY-MM-DD; not covered by the signature. */
  readonly expiry: string;
  /** 24×12 PNG with the four digits; not covered by the signature. */
  readonly securityCodePng: Uint8Array;
}

type SignedPart = Omit<Face, 'expiry' | 'securityCodePng'>;

const TAGS = [0xdf21, 0xdf22, 0xdf23, 0xdf24, 0xdf25, 0xdf26, 0xdf27, 0xdf28, 0xdf29, 0xdf2a] as const;
// FF20 82 LLLL, then DF21 12 and nine offsets: the first object stands at 001A.
const FIRST_OBJECT = 5 + 3 + 18;

const SIGNED_OBJECTS = {
  birthDate: ({ birthDate }: SignedPart) => encodeTlv(0xdf22, encodeBirthDate(birthDate)),
  sex: ({ sex }: SignedPart) => encodeTlv(0xdf23, encodeSex(sex)),
  publicKey: ({ publicKey }: SignedPart) => encodeTlv(0xdf24, encodeChipPublicKey(publicKey), '82'),
  name: ({ namePng }: SignedPart) => encodeTlv(0xdf25, namePng),
  address: ({ addressPng }: SignedPart) => encodeTlv(0xdf26, addressPng),
  photo: ({ photoJp2 }: SignedPart) => encodeTlv(0xdf27, photoJp2),
};

function signedObjects(face: SignedPart): readonly Uint8Array[] {
  return Object.values(SIGNED_OBJECTS).map((encode) => encode(face));
}

/** Three digests: person and key, name and address pictures, photo (96 bytes, with SHA-384 144). */
function digestsOf({ digest }: RecordAlgorithm, objects: readonly Uint8Array[]): Uint8Array {
  return concat(
    digest(...objects.slice(0, 3)),
    digest(...objects.slice(3, 5)),
    digest(...objects.slice(5, 6)),
  );
}

/**
 * What the issuer signs: a DigestInfo with an OCTET STRING of 96 bytes, ready for PKCS#1 v1.5 padding; on a card of
 * generation 2 the digests themselves, 144 bytes, to be signed as any message (ours).
 */
export function faceSignaturePayload(face: SignedPart): Uint8Array {
  const algorithm = recordAlgorithmOf(face.publicKey);
  return algorithm.facePayload(digestsOf(algorithm, signedObjects(face)));
}

/**
 * Card-face EF 0002: `FF20 82 LLLL {DF21 offsets, DF22 … DF2A}`.
 * `signDigestInfo` pads the given DigestInfo with PKCS#1 v1.5 type 1 and applies the private key, without hashing;
 * for a card of generation 2 it signs the 144 bytes with ECDSA and SHA-384.
 */
export function encodeFace(face: Face & { readonly signDigestInfo: Sign }): Uint8Array {
  const { signatureLength } = recordAlgorithmOf(face.publicKey);
  const objects = [
    ...signedObjects(face),
    encodeTlv(0xdf28, signed(face.signDigestInfo, faceSignaturePayload(face), signatureLength), '82'),
    encodeTlv(0xdf29, encodeDate(face.expiry)),
    encodeTlv(0xdf2a, face.securityCodePng),
  ];
  const offsets = encodeTlv(0xdf21, objectOffsets(objects, FIRST_OBJECT));
  return encodeTlv(0xff20, concat(offsets, ...objects), '82');
}

function readFace(file: Uint8Array) {
  const outer = readTagged(file, 0xff20);
  const all = readSequence(outer.value, TAGS);
  const [offsets, ...objects] = all;
  const start = outer.bytes.length - outer.value.length + offsets.bytes.length;
  checkOffsets(
    offsets.value,
    objects.map((object) => object.bytes),
    start,
  );
  return all;
}

/** Decodes without checking the signature. @throws LayoutError */
export function decodeFace(file: Uint8Array): Face {
  const [, birthDate, sex, publicKey, name, address, photo, , expiry, securityCode] = readFace(file);
  return {
    birthDate: decodeBirthDate(birthDate.value),
    sex: decodeSex(sex.value),
    publicKey: decodeChipPublicKey(publicKey.value),
    namePng: name.value,
    addressPng: address.value,
    photoJp2: photo.value,
    expiry: decodeDate(expiry.value),
    securityCodePng: securityCode.value,
  };
}

/** The signature says nothing about `expiry` and `securityCodePng`: real cards leave them out, too. */
export function verifyFace({ file, ...anchor }: TrustAnchor & { readonly file: Uint8Array }): Verified<Face> {
  return verifyWithCertificate(anchor, (key) => {
    const [, ...objects] = readFace(file);
    const algorithm = recordAlgorithmOf(key);
    const digests = digestsOf(
      algorithm,
      objects.slice(0, 6).map((object) => object.bytes),
    );
    const valid = algorithm.faceIsValid(key, digests, objects[6].value);
    return valid ? { ok: true, value: decodeFace(file) } : { ok: false, reason: 'signature' };
  });
}
