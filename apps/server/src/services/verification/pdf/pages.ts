import { type PdfDocument, shownSize } from '@mibun/documents';
import type { PageArea } from './tasks.ts';

/** The pages as viewers show them: cropped, turned, in points. Throws PdfError. */
export function visiblePages(document: PdfDocument): readonly PageArea[] {
  return document.pages().map((shown, page) => ({ page, x: 0, y: 0, ...shownSize(shown) }));
}
