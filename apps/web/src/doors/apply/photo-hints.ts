/** What a machine can only suspect of a picture: said to the applicant, never a reason to refuse it (PHO-05). */
export type PhotoHint = 'too-dark' | 'too-bright' | 'blurred' | 'landscape';

/** A grey picture, one byte a pixel, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

// The bounds with which the screening marks pictures, so that applicant and screener hear the same.
const darkest = 45;
const brightest = 235;
const softest = 12;

/** Suspicions about a picture shrunk to about 480 pixels' width. */
export function photoHints(picture: GreyPicture): readonly PhotoHint[] {
  const mean = picture.grey.reduce((sum, value) => sum + value, 0) / Math.max(1, picture.grey.length);
  const suspected: readonly (PhotoHint | false)[] = [
    picture.width > picture.height && 'landscape',
    mean < darkest && 'too-dark',
    mean > brightest && 'too-bright',
    edgeVariance(picture) < softest && 'blurred',
  ];
  return suspected.filter((hint) => hint !== false);
}

/** Variance of the 4-neighbour Laplacian: low where edges are soft everywhere. */
function edgeVariance({ width, height, grey }: GreyPicture): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const around =
        (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - width] ?? 0) + (grey[at + width] ?? 0);
      const value = 4 * (grey[at] ?? 0) - around;
      sum += value;
      squares += value * value;
      count++;
    }
  }
  return count === 0 ? Number.POSITIVE_INFINITY : squares / count - (sum / count) ** 2;
}

/** Shrinks a picture file in the browser and takes its grey values; undefined when the browser cannot read it. */
export async function greyPicture(file: Blob): Promise<GreyPicture | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, 480 / bitmap.width);
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) return undefined;
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const { data } = context.getImageData(0, 0, width, height);
    const grey = new Uint8Array(width * height);
    for (let at = 0; at < grey.length; at++) {
      const [red = 0, green = 0, blue = 0] = data.subarray(4 * at, 4 * at + 3);
      grey[at] = 0.299 * red + 0.587 * green + 0.114 * blue;
    }
    return { width, height, grey };
  } catch {
    return undefined;
  }
}
