import sharp from 'sharp';

/** Width and height in pixels of a portrait as a photo file. */
export const PHOTO_SIZE = { width: 900, height: 1200 } as const;

/**
 * A drawn portrait as the photo file that an applicant would upload: baseline JPEG, RGB, 900 × 1200 (domain.md PHO-02).
 *
 * @param svg the text from `drawPortrait`
 * @throws Error when the text is not an SVG document
 * @example await portraitJpeg(drawPortrait({ seed: 'p-hanakomihon2', age: 34, sex: '2' }))
 */
export async function portraitJpeg(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg), { density: 108 })
    .resize(PHOTO_SIZE.width, PHOTO_SIZE.height)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4', progressive: false })
    .toBuffer();
}
