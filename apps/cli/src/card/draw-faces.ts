import {
  type CardProfile,
  decodeAttributes,
  decodeCommonSerial,
  decodeFace,
  decodeNumberFile,
} from '@mibun/card';
import { type CardFaces, cardFaces, decodeJp2, TEST_FACE } from '@mibun/documents';
import { der, readCertificate } from '@mibun/pki';
import type { FoundFile, GivenCredentials } from '@mibun/reader';
import { birthDateKey, birthDate as birthDateOf, jstDate } from '@mibun/rules';
import sharp from 'sharp';

/** Both faces, as far as what was read shows them. */
export interface DrawnFaces {
  readonly faces: CardFaces;
  /** The photo of the chip; undefined where the file was closed or the picture is blank. */
  readonly photoPng: Uint8Array | undefined;
}

/**
 * Draws the plastic from the chip: from the text application the words, from the card-face application the photo.
 * undefined when the attributes were not opened (text PIN or code B).
 */
export async function drawFaces(
  files: readonly FoundFile[],
  given: GivenCredentials,
  { sexInPrint }: Pick<CardProfile, 'sexInPrint'>,
): Promise<DrawnFaces | undefined> {
  const read = (name: string) => files.find((file) => file.name === name && file.state === 'read')?.bytes;
  const attributesFile = read('attributes');
  const serialFile = read('serial');
  if (attributesFile === undefined || serialFile === undefined) return undefined;
  const { name, address, birthDate, sex } = decodeAttributes(attributesFile);
  const { expiry, municipality } = decodeCommonSerial(serialFile);
  const certificate = read('authenticationCertificate');
  const faceFile = read('face');
  const numberFile = read('number');
  const photoPng = faceFile && (await photoOf(faceFile));
  // Code B begins with the year of the Western calendar on the cards of foreign residents (CARD-04).
  const national = given.codeB === undefined || given.codeB.startsWith(birthDateKey(birthDateOf(birthDate)));
  const faces = cardFaces({
    face: TEST_FACE,
    name,
    address,
    birthDate,
    ...(sexInPrint && { sex: sex === '1' ? 'male' : 'female' }),
    nationality: national ? 'japanese' : 'foreign',
    ...(photoPng && { photo: `data:image/png;base64,${Buffer.from(photoPng).toString('base64')}` }),
    cardExpiry: expiry,
    ...(certificate && {
      certificateExpiry: jstDate(readCertificate(der.readElement(certificate).raw).notAfter),
    }),
    // The last four digits of code B are the security code (chip.md §3.2).
    securityCode: given.codeB?.slice(-4) ?? '0000',
    issuer: municipalityIn(read('signatureCertificate')) ?? `市区町村 ${municipality}`,
    individualNumber: numberFile === undefined ? '0'.repeat(12) : decodeNumberFile(numberFile),
    maskNumber: numberFile === undefined,
  });
  return { faces, photoPng };
}

/** Who issued the card: the second L of the signature certificate names the municipality, no free file does. */
function municipalityIn(certificate: Uint8Array | undefined): string | undefined {
  if (certificate === undefined) return undefined;
  const { subjectAttributes } = readCertificate(der.readElement(certificate).raw);
  const name = subjectAttributes.filter(({ type }) => type === 'L')[1]?.value;
  return name === undefined ? undefined : `${name}長`;
}

async function photoOf(faceFile: Uint8Array): Promise<Uint8Array | undefined> {
  const { grey, width, height } = await decodeJp2(decodeFace(faceFile).photoJp2);
  // White paper stands for no photo (AGE-03).
  if (grey.every((dot) => dot > 0xf0)) return undefined;
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}
