import { decodeJp2, Jp2Error } from '@mibun/documents';
import { PHOTO_LIMITS } from '@mibun/rules';
import sharp, { type Sharp } from 'sharp';

/** Both pictures are compared at this size: the person, not the grain of the compression. Same shape as on the card. */
const COMPARED = { width: 24, height: 30 } as const;
/** Mean difference of brightness, of 255. Compression stays below 2; another picture is far above. */
const MOST_DIFFERENCE = 6;
const WHITE = new Uint8Array(COMPARED.width * COMPARED.height).fill(0xff);

/**
 * Whether the picture in the chip is the photo of the application (PRD-03, INC-03). Decoded and compared here, not
 * made again by the line that wrote it: a check that shares the code of what it checks shares its faults.
 * @param photo as the applicant sent it; undefined where the card carries none (AGE-03)
 */
export async function isSamePhoto(photo: Uint8Array | undefined, jp2: Uint8Array): Promise<boolean> {
  const inChip = await fromChip(jp2);
  if (inChip === undefined) return false;
  const applied = photo
    ? await small(
        sharp(photo, { limitInputPixels: PHOTO_LIMITS.maxPixels ** 2 })
          .rotate()
          .flatten({ background: '#ffffff' }),
      )
    : WHITE;
  const difference = applied.reduce((sum, value, at) => sum + Math.abs(value - (inChip[at] ?? 0)), 0);
  return difference / applied.length <= MOST_DIFFERENCE;
}

async function fromChip(jp2: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const { width, height, grey } = await decodeJp2(jp2);
    return await small(sharp(grey, { raw: { width, height, channels: 1 } }));
  } catch (error) {
    if (error instanceof Jp2Error) return undefined;
    throw error;
  }
}

async function small(picture: Sharp): Promise<Uint8Array> {
  // CARD-05: 22 × 27.5 mm, cut from the top, where the margin above the crown is.
  const pixels = await picture
    .resize({ ...COMPARED, fit: 'cover', position: 'top' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer();
  return new Uint8Array(pixels);
}
