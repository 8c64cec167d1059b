import { checkPhotoFile, PHOTO_DEFECTS, PHOTO_LIMITS } from '@mibun/rules';
import sharp from 'sharp';
import type { Finding } from './migrations.ts';
import { withoutMetadata } from './photo-metadata.ts';

/** The largest picture allowed takes about one second. */
const LONGEST_SECONDS = 15;
const BRIGHTNESS = { darkest: 45, brightest: 235 };
/** Variance of the Laplacian of a 480-pixel grey copy: below it, edges are soft everywhere. */
const SOFTEST = 12;

const defect = (id: string): Finding => {
  const found = PHOTO_DEFECTS.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no photo defect ${id}`);
  return found;
};

const UNREADABLE: Finding = {
  id: 'unreadable',
  ja: '写真のデータが途中で壊れています。もう一度保存し直すか、撮り直してください。',
  en: 'The picture data is damaged. Save it again, or take another picture.',
};

/** A picture that may be kept, without its metadata; or why the upload is refused. */
export type PhotoRead = { readonly bytes: Uint8Array } | { readonly findings: readonly Finding[] };

/** What is wrong with the file itself (PHO-02). Size, format and dimensions come from its headers, before any pixel. */
export async function readPhoto(bytes: Uint8Array): Promise<PhotoRead> {
  const findings = checkPhotoFile(bytes);
  if (findings.length > 0) return { findings };
  const bare = withoutMetadata(bytes);
  if (!bare) return { findings: [UNREADABLE] };
  try {
    await smallGrey(bare).toBuffer();
    return { bytes: bare };
  } catch {
    return { findings: [UNREADABLE] };
  }
}

/** Every pixel is read, so that damage is found; the copy is small, so that a large picture is no large burden. */
const smallGrey = (bytes: Uint8Array) =>
  sharp(bytes, {
    failOn: 'error',
    limitInputPixels: PHOTO_LIMITS.maxPixels * PHOTO_LIMITS.maxPixels,
    sequentialRead: true,
  })
    .timeout({ seconds: LONGEST_SECONDS })
    .rotate()
    .resize({ width: 480 })
    .grayscale()
    .raw();

/** Hints for the person who screens (PHO-05): the machine never rejects a picture for what it shows. */
export async function hintsFor(bytes: Uint8Array): Promise<readonly Finding[]> {
  const { data, info } = await smallGrey(bytes).toBuffer({ resolveWithObject: true });
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const findings: Finding[] = [];
  if (mean < BRIGHTNESS.darkest) findings.push(defect('too-dark'));
  if (mean > BRIGHTNESS.brightest) findings.push(defect('too-bright'));
  if (sharpness(data, info.width, info.height) < SOFTEST) findings.push(defect('blurred'));
  return findings;
}

/** Variance of the 4-neighbour Laplacian. */
function sharpness(grey: Uint8Array, width: number, height: number): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  const at = (x: number, y: number) => grey[y * width + x] ?? 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const value = 4 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1);
      sum += value;
      squares += value * value;
      count++;
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}
