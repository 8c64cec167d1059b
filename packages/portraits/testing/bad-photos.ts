import { PHOTO_LIMITS } from '@mibun/rules';
import sharp from 'sharp';
import { createRandom } from '../src/random.ts';

/** The same picture as a PNG, which is refused (domain.md PHO-02). */
export async function asPng(photo: Uint8Array): Promise<Uint8Array> {
  return sharp(photo).png().toBuffer();
}

/** The same picture as a JPEG of four inks, which is refused (domain.md PHO-02). */
export async function asCmykJpeg(photo: Uint8Array): Promise<Uint8Array> {
  return sharp(photo).toColourspace('cmyk').jpeg({ quality: 92 }).toBuffer();
}

/** The first part of a file, as after a broken upload: it begins as a JPEG and never ends. */
export function truncated(photo: Uint8Array, keep = 0.5): Uint8Array {
  return photo.slice(0, Math.floor(photo.length * keep));
}

/** A JPEG one pixel narrower than allowed (479 × 639), otherwise sound. */
export async function tooSmall(photo: Uint8Array): Promise<Uint8Array> {
  return sharp(photo)
    .resize(PHOTO_LIMITS.minPixels - 1, 639)
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/**
 * A sound JPEG of more than 7 MB whose pixel size is allowed: the picture enlarged, with grain that does not compress.
 *
 * @param minBytes the least size in bytes; 10 MB when left out
 */
export async function oversized(photo: Uint8Array, minBytes = 10_000_000): Promise<Uint8Array> {
  const [width, height] = [2400, 3200];
  const random = createRandom('grain');
  // One row of noise, laid so that no two rows repeat in step, is as incompressible for JPEG as full noise.
  const grain = Buffer.alloc(width * height * 3);
  const row = Uint8Array.from({ length: 65_521 }, () => random.int(0, 255));
  for (let i = 0; i < grain.length; i += row.length) {
    grain.set(row.subarray(0, Math.min(row.length, grain.length - i)), i);
  }
  const picture = await sharp(photo)
    .resize(width, height)
    .composite([{ input: grain, raw: { width, height, channels: 3 }, blend: 'overlay' }])
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
  if (picture.length < minBytes) {
    throw new RangeError(`the enlarged picture has ${picture.length} bytes, fewer than ${minBytes}`);
  }
  return picture;
}
