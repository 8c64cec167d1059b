import type { PdfDocument } from '@mibun/documents';
import type { PageArea } from './tasks.ts';

/** The pages with the area that viewers show (ISO 32000-1 §14.11.2). Throws PdfError. */
export function visiblePages(document: PdfDocument): readonly PageArea[] {
  return document.pages().map(({ dict, mediaBox }, page) => {
    const [left, bottom, right, top] = mediaBox;
    const crop = document.resolve(dict.entries.get('CropBox'));
    const items = crop !== null && typeof crop === 'object' && crop.kind === 'array' ? crop.items : [];
    const [a, b, c, d] = items.map((item) => document.resolve(item));
    if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number') {
      return { page, x: 0, y: 0, width: right - left, height: top - bottom };
    }
    const shown = {
      left: Math.max(left, Math.min(a, c)),
      bottom: Math.max(bottom, Math.min(b, d)),
      right: Math.min(right, Math.max(a, c)),
      top: Math.min(top, Math.max(b, d)),
    };
    return {
      page,
      x: shown.left - left,
      y: top - shown.top,
      width: shown.right - shown.left,
      height: shown.top - shown.bottom,
    };
  });
}
