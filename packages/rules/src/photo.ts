import { inspectJpeg, type JpegProblem } from './jpeg.ts';
import type { Bilingual } from './text-pair.ts';

/**
 * Limits of a photo file (domain.md PHO-02). “KB” and “MB” are read in the applicant's favour: the smaller kilobyte for
 * the minimum, the larger megabyte for the maximum.
 */
export const PHOTO_LIMITS = {
  minBytes: 20_000,
  maxBytes: 7 * 1024 * 1024,
  minPixels: 480,
  maxPixels: 6000,
} as const;

/** Width and height of the printed photo in millimetres (domain.md PHO-01, CARD-05). */
export const PHOTO_SIZES = {
  paper: { width: 35, height: 45 },
  onCard: { width: 22, height: 27.5 },
} as const;

/** Defects for which a screener may refuse a photo: a closed list (domain.md PHO-03). */
export const PHOTO_DEFECTS = [
  { id: 'not-frontal', ja: '正面を向いていません', en: 'The face is not turned to the front.' },
  {
    id: 'background',
    ja: '背景に模様や影があります',
    en: 'The background is not plain, or there is a shadow on it.',
  },
  {
    id: 'differs-from-normal',
    ja: '表情などが普段の顔つきと大きく異なります',
    en: 'Face or expression differs markedly from the normal appearance.',
  },
  {
    id: 'eyes-not-visible',
    ja: '目が見えません（反射、髪、色付き眼鏡など）',
    en: 'The eyes are not visible (reflection, hair, dark glasses).',
  },
  { id: 'headwear', ja: '帽子などをかぶっています', en: 'There is headwear.' },
  { id: 'mask', ja: 'マスクをしています', en: 'There is a mask.' },
  {
    id: 'blurred',
    ja: 'ピントが合っていないか、ぶれています',
    en: 'The picture is out of focus or blurred.',
  },
  { id: 'too-dark', ja: '暗すぎます', en: 'The picture is too dark.' },
  { id: 'too-bright', ja: '明るすぎます', en: 'The picture is too bright.' },
  {
    id: 'cropped',
    ja: '頭が切れているか、余白が足りません',
    en: 'The head is cropped, or there is not enough margin.',
  },
  { id: 'face-too-small', ja: '顔が小さすぎます', en: 'The face is too small.' },
  { id: 'face-too-large', ja: '顔が大きすぎます', en: 'The face is too large.' },
  {
    id: 'other-person-or-object',
    ja: 'ほかの人や物が写っています',
    en: 'Another person or an object is visible.',
  },
  { id: 'too-old', ja: '6か月以内に撮影された写真ではありません', en: 'The picture is older than 6 months.' },
  {
    id: 'low-resolution-or-format',
    ja: '画質が低いか、形式が合っていません',
    en: 'The resolution is too low or the format is wrong.',
  },
  { id: 'edited', ja: '加工された写真です', en: 'The picture has been edited.' },
] as const satisfies readonly (Bilingual & { readonly id: string })[];

export type PhotoDefectId = (typeof PHOTO_DEFECTS)[number]['id'];

/** Circumstances in which an otherwise defective photo is accepted, with the reason stated (domain.md PHO-04). */
export const PHOTO_EXCEPTIONS = [
  {
    id: 'religious-headwear',
    ja: '宗教上の理由（顔の輪郭が分かるもの）',
    en: 'religious headwear with the outline of the face visible',
  },
  {
    id: 'medical',
    ja: '医療上の理由（医療用かつら、眼帯、包帯など）',
    en: 'medical wig, eye-patch or bandage',
  },
  { id: 'cannot-sit', ja: '座ることができない', en: 'cannot sit up' },
  { id: 'cannot-open-eye', ja: '目を開けることができない', en: 'cannot open an eye' },
  {
    id: 'infant-lying',
    ja: '乳児を無地のシーツの上で撮影',
    en: 'infant photographed lying on a plain sheet',
  },
  {
    id: 'aid-visible',
    ja: '車いすや医療用チューブなどが写る',
    en: 'wheelchair, tube or other aid visible',
  },
] as const satisfies readonly (Bilingual & { readonly id: string })[];

export type PhotoExceptionId = (typeof PHOTO_EXCEPTIONS)[number]['id'];

export type PhotoFindingId =
  | 'format'
  | 'truncated'
  | 'damaged'
  | 'unsupported'
  | 'cmyk'
  | 'not-rgb'
  | 'file-too-small'
  | 'file-too-large'
  | 'too-few-pixels'
  | 'too-many-pixels';

/** One reason why a file cannot be taken, with what to do. */
export interface PhotoFinding extends Bilingual {
  readonly id: PhotoFindingId;
}

const UNREADABLE: Readonly<Record<Exclude<JpegProblem, 'not-jpeg'>, PhotoFinding>> = {
  truncated: {
    id: 'truncated',
    ja: '写真のファイルが途中で切れています。もう一度送ってください。',
    en: 'The photo file is cut off. Send it again.',
  },
  damaged: {
    id: 'damaged',
    ja: '写真のファイルが壊れています。別のファイルを選ぶか、撮り直してください。',
    en: 'The photo file is damaged. Choose another file or take the photo again.',
  },
  unsupported: {
    id: 'unsupported',
    ja: 'この種類のJPEGは使えません。一般的なJPEG（8ビット）で保存し直してください。',
    en: 'This kind of JPEG cannot be used. Save it again as an ordinary (8-bit) JPEG.',
  },
};

/**
 * Technical checks of an uploaded photo (domain.md PHO-02), all reasons at once; empty when the file can be taken.
 * Whether the picture is good is judged by people (PHO-05).
 */
export function checkPhotoFile(bytes: Uint8Array): readonly PhotoFinding[] {
  const jpeg = inspectJpeg(bytes);
  // Size and pixels of something that is no JPEG help nobody.
  if (!jpeg.ok && jpeg.reason === 'not-jpeg') return [wrongFormat(bytes)];
  const findings: PhotoFinding[] = [];
  if (bytes.length < PHOTO_LIMITS.minBytes) {
    findings.push({
      id: 'file-too-small',
      ja: `写真のファイルが小さすぎます（${kilobytes(bytes)} KB）。20 KB以上にしてください。`,
      en: `The photo file is too small (${kilobytes(bytes)} KB). It must have at least 20 KB.`,
    });
  }
  if (bytes.length > PHOTO_LIMITS.maxBytes) {
    findings.push({
      id: 'file-too-large',
      ja: '写真のファイルが大きすぎます。7 MB以下にしてください。',
      en: 'The photo file is too large. It may have at most 7 MB.',
    });
  }
  if (!jpeg.ok) {
    if (jpeg.reason !== 'not-jpeg') findings.push(UNREADABLE[jpeg.reason]);
    return findings;
  }
  if (jpeg.components === 4) {
    findings.push({
      id: 'cmyk',
      ja: 'CMYKカラーの写真は使えません。RGBカラーで保存し直してください。',
      en: 'A photo in CMYK colours cannot be used. Save it again in RGB.',
    });
  } else if (jpeg.components !== 3) {
    findings.push({
      id: 'not-rgb',
      ja: 'RGBカラーの写真ではありません。RGBカラーで保存し直してください（白黒の写真もRGBで保存できます）。',
      en: 'The photo is not in RGB. Save it again in RGB (a black-and-white photo can be saved so, too).',
    });
  }
  const size = `${jpeg.width} × ${jpeg.height}`;
  if (Math.min(jpeg.width, jpeg.height) < PHOTO_LIMITS.minPixels) {
    findings.push({
      id: 'too-few-pixels',
      ja: `写真が小さすぎます（${size}ピクセル）。縦も横も480ピクセル以上にしてください。`,
      en: `The photo is too small (${size} pixels). Width and height must each be at least 480 pixels.`,
    });
  }
  if (Math.max(jpeg.width, jpeg.height) > PHOTO_LIMITS.maxPixels) {
    findings.push({
      id: 'too-many-pixels',
      ja: `写真が大きすぎます（${size}ピクセル）。縦も横も6000ピクセル以下にしてください。`,
      en: `The photo is too large (${size} pixels). Width and height may each be at most 6000 pixels.`,
    });
  }
  return findings;
}

function kilobytes(bytes: Uint8Array): string {
  return (bytes.length / 1000).toFixed(1);
}

const SIGNATURES: readonly { readonly name: string; readonly offset: number; readonly bytes: string }[] = [
  { name: 'PNG', offset: 0, bytes: '\x89PNG' },
  { name: 'GIF', offset: 0, bytes: 'GIF8' },
  { name: 'BMP', offset: 0, bytes: 'BM' },
  { name: 'WebP', offset: 8, bytes: 'WEBP' },
  { name: 'TIFF', offset: 0, bytes: 'II*\0' },
  { name: 'TIFF', offset: 0, bytes: 'MM\0*' },
  { name: 'PDF', offset: 0, bytes: '%PDF' },
  // HEIC and AVIF are both ISO base media files.
  { name: 'HEIC', offset: 4, bytes: 'ftyp' },
];

function wrongFormat(bytes: Uint8Array): PhotoFinding {
  const kind = SIGNATURES.find((signature) =>
    [...signature.bytes].every((char, index) => bytes[signature.offset + index] === char.charCodeAt(0)),
  );
  return kind === undefined
    ? {
        id: 'format',
        ja: '写真のファイルではないようです。JPEG形式のファイルを選んでください。',
        en: 'This does not seem to be a photo. Choose a JPEG file.',
      }
    : {
        id: 'format',
        ja: `${kind.name}形式のファイルは使えません。JPEG形式で保存し直してください。`,
        en: `A ${kind.name} file cannot be used. Save it again as JPEG.`,
      };
}
