import { PHOTO_LIMITS } from '@mibun/rules';
import type { Cut } from './crop.ts';

/** A photo that can be sent, and from what it was made when it was no JPEG. */
export interface PreparedPhoto {
  readonly file: File;
  readonly convertedFrom: PictureKind | undefined;
}

export type PictureKind = 'PNG' | 'WebP' | 'HEIC' | 'AVIF' | 'GIF' | 'BMP' | 'TIFF';

/** What a file is by its first octets, whatever its name says; nothing for a JPEG and for what is no picture. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(1, 4) === 'PNG') return 'PNG';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'WebP';
  if (text(0, 4) === 'GIF8') return 'GIF';
  if (text(0, 2) === 'BM') return 'BMP';
  if (text(0, 4) === 'II*\0' || text(0, 4) === 'MM\0*') return 'TIFF';
  if (text(4, 8) !== 'ftyp') return undefined;
  const brand = text(8, 12);
  if (brand === 'avif' || brand === 'avis') return 'AVIF';
  return /^(hei[cxms]|hev[cx]|mif1|msf1)$/.test(brand) ? 'HEIC' : undefined;
}

/**
 * Makes a JPEG (PHO-02) of any picture that this browser can open: nobody has to know how one saves in another format.
 * What it cannot open stays as it is, and the check of the file then says what is wrong with it.
 */
export async function preparePhoto(chosen: File): Promise<PreparedPhoto> {
  const kind = pictureKind(new Uint8Array(await chosen.slice(0, 16).arrayBuffer()));
  if (kind === undefined) return { file: chosen, convertedFrom: undefined };
  const bitmap = await createImageBitmap(chosen).catch(() => undefined);
  if (bitmap === undefined) return { file: chosen, convertedFrom: undefined };
  const { width, height } = bitmap;
  const file = await jpegOf(bitmap, { left: 0, top: 0, width, height }, chosen.name);
  bitmap.close();
  return file === undefined ? { file: chosen, convertedFrom: undefined } : { file, convertedFrom: kind };
}

/** The part of a photo that was chosen in the frame, as a JPEG of its own. */
export async function cutPhoto(photo: Blob, cutFor: (size: ImageBitmap) => Cut, name: string): Promise<File> {
  const bitmap = await createImageBitmap(photo);
  const file = await jpegOf(bitmap, cutFor(bitmap), name);
  bitmap.close();
  if (file === undefined) throw new Error('this browser draws no pictures');
  return file;
}

async function jpegOf(picture: ImageBitmap, cut: Cut, name: string): Promise<File | undefined> {
  const scale = Math.min(1, PHOTO_LIMITS.maxPixels / Math.max(cut.width, cut.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(cut.width * scale);
  canvas.height = Math.round(cut.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  // What is transparent would become black.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, cut.left, cut.top, cut.width, cut.height, 0, 0, canvas.width, canvas.height);
  for (const quality of [0.92, 0.97, 1]) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (blob === null) return undefined;
    // A flat picture becomes a small file, which the rule takes for a thumbnail.
    if (blob.size >= PHOTO_LIMITS.minBytes || quality === 1) {
      return new File([blob], `${name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' });
    }
  }
  return undefined;
}
