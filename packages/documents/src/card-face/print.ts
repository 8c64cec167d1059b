import { svgToPng } from '../drawing/render.ts';
import { collectPdf, MM, newPdf } from '../paper/pdf.ts';
import { CARD } from './sheet.ts';

/** Renders a face of {@link cardFaces}; 300 to 600 dpi. Corners outside the card are transparent. */
export async function renderFacePng(svg: string, dpi = 300): Promise<Uint8Array> {
  if (!(dpi >= 72 && dpi <= 1200)) throw new RangeError('dpi between 72 and 1200');
  return svgToPng(svg, { dpi });
}

/** Both faces for the card printer: two pages of ID-1 size, each a 600 dpi picture that fills the page. */
export async function facesPdf(
  faces: { readonly frontSvg: string; readonly backSvg: string },
  options: { readonly createdAt: Date; readonly title?: string },
): Promise<Uint8Array> {
  const size: [number, number] = [CARD.width * MM, CARD.height * MM];
  const document = newPdf({
    title: options.title ?? 'Individual Number Card',
    createdAt: options.createdAt,
    size,
  });
  const done = collectPdf(document);
  for (const svg of [faces.frontSvg, faces.backSvg]) {
    // A printer bleeds over the edge: the picture has square corners on white.
    const picture = Buffer.from(await svgToPng(svg, { dpi: 600, background: '#ffffff' }));
    document.addPage({ size, margin: 0 });
    document.image(picture, 0, 0, { width: size[0], height: size[1] });
  }
  document.end();
  return done;
}
