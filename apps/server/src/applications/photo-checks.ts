import { checkPhotoFile, PHOTO_DEFECTS } from '@mibun/rules';
import sharp from 'sharp';
import type { Finding } from './store.ts';

const BRIGHTNESS = { darkest: 45, brightest: 235 };
/** Variance of the Laplacian of a 480-pixel grey copy: below it, edges are soft everywhere. */
const SOFTEST = 12;

const defect = (id: string): Finding => {
  const found = PHOTO_DEFECTS.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no photo defect ${id}`);
  return found;
};

/** What is wrong with the file itself (PHO-02): the upload is refused with these reasons. */
export async function refusePhoto(bytes: Uint8Array): Promise<readonly Finding[]> {
  const findings = checkPhotoFile(bytes);
  if (findings.length > 0) return findings;
  try {
    await sharp(bytes, { failOn: 'error', limitInputPixels: 6000 * 6000 }).stats();
    return [];
  } catch {
    return [
      {
        id: 'unreadable',
        ja: '写真のデータが途中で壊れています。もう一度保存し直すか、撮り直してください。',
        en: 'The picture data is damaged. Save it again, or take another picture.',
      },
    ];
  }
}

/** Hints for the person who screens (PHO-05): the machine never rejects a picture for what it shows. */
export async function hintsFor(bytes: Uint8Array): Promise<readonly Finding[]> {
  const grey = sharp(bytes).rotate().resize({ width: 480 }).grayscale();
  const [{ channels }, { data, info }] = await Promise.all([
    grey.clone().stats(),
    grey.clone().raw().toBuffer({ resolveWithObject: true }),
  ]);
  const mean = channels[0]?.mean ?? 128;
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
