import {
  ageRecordPayload,
  type ChipPublicKey,
  encodeAgeRecord,
  encodeFace,
  encodeKeyId,
  encodeNumberImage,
  encodeVisualApInfo,
  FILES,
  faceSignaturePayload,
  numberImagePayload,
  type RsaPublicKey,
  type SexDigit,
} from '@mibun/card';
import type { IssuerChannel } from '../issuer.ts';
import { cvCertificateFor, type FileSigner, recordKeySpec } from './file-signer.ts';
import { has, placeOf, storeAs } from './places.ts';

// chip.md §2.3, with the 9 of this hierarchy (§2.7); the second goes with the opaque part of EF 0003.
const VISUAL_KEY_ID = encodeKeyId({ number: '9000024', version: '001' });
const OPAQUE_KEY_ID = encodeKeyId({ number: '9900025', version: '001' });

/** What is printed, as the chip has it. Pictures as chip.md §2.3 wants them. */
export interface PrintedData {
  /** 'YYYY-MM-DD' */
  readonly birthDate: string;
  readonly sex: SexDigit;
  /** 'YYYY-MM-DD' */
  readonly expiry: string;
  /** Five digits. */
  readonly municipality: string;
  readonly namePng: Uint8Array;
  readonly addressPng: Uint8Array;
  readonly securityCodePng: Uint8Array;
  readonly photoJp2: Uint8Array;
  readonly numberPng: Uint8Array;
}

/** Writes the card-face application, bound to the chip's own key (which must be there) by the issuer's signature. */
export async function writeVisualFiles(
  issuer: IssuerChannel,
  signer: FileSigner,
  printed: PrintedData,
): Promise<void> {
  recordKeySpec(issuer, signer);
  const { municipality } = printed;
  // The CV certificate of this application names the municipality (chip.md §2.3, EF 0004).
  const subject = encodeKeyId({ number: `90${municipality}`, version: '000' });
  await storeAs(issuer, 'face-cv-certificate', await cvCertificateFor(signer, subject));
  if (has(issuer, 'visual', FILES.visual.apInfo)) {
    const apInfo = encodeVisualApInfo({ keyId: VISUAL_KEY_ID, municipality, opaqueKeyId: OPAQUE_KEY_ID });
    await issuer.storeFile('visual', FILES.visual.apInfo, apInfo);
  }
  const key = placeOf(issuer, 'face-card-key');
  if (!key) return;
  const publicKey: ChipPublicKey = await issuer.readPublicKey(key.application, key.id);
  await writeFace(issuer, signer, { ...printed, publicKey });
  // Both have the form of generation 1 alone, which is RSA.
  if ('modulus' in publicKey) await writeAgeAndNumber(issuer, signer, { ...printed, publicKey });
}

async function writeFace(
  issuer: IssuerChannel,
  signer: FileSigner,
  printed: PrintedData & { readonly publicKey: ChipPublicKey },
): Promise<void> {
  const signature = await signer.signDigestInfo(faceSignaturePayload(printed));
  await storeAs(issuer, 'face', encodeFace({ ...printed, signDigestInfo: () => signature }));
}

async function writeAgeAndNumber(
  issuer: IssuerChannel,
  signer: FileSigner,
  printed: PrintedData & { readonly publicKey: RsaPublicKey },
): Promise<void> {
  const { publicKey, birthDate, numberPng: png } = printed;
  const ageSignature = await signer.sign(ageRecordPayload({ birthDate, publicKey }));
  const numberSignature = await signer.sign(numberImagePayload({ png, publicKey }));
  const ageFile = encodeAgeRecord({ birthDate, publicKey, sign: () => ageSignature });
  const numberFile = encodeNumberImage({ png, publicKey, sign: () => numberSignature });
  await storeAs(issuer, 'age-record', ageFile);
  await storeAs(issuer, 'number-image', numberFile);
}
