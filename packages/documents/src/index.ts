export {
  type ChipPictures,
  chipPictures,
  type PrintedPerson,
  photoForChip,
  photoForPrint,
  printedName,
} from './card-face/chip-pictures.ts';
export { type CountryFace, type EmblemShape, TEST_FACE } from './card-face/face.ts';
export { cardFaces } from './card-face/faces.ts';
export { facesPdf, renderFacePng } from './card-face/print.ts';
export type { Addendum, CardFaces, CardFacesInput } from './card-face/types.ts';
export type { QrPath } from './drawing/qr.ts';
export { qrPath } from './drawing/qr.ts';
export { digitsToPng1bit, svgToPng, textToPng1bit } from './drawing/render.ts';
export type { TextPath, TextPathOptions } from './drawing/text-path.ts';
export { textPath } from './drawing/text-path.ts';
export type { PdfErrorCode } from './errors.ts';
export { PdfError } from './errors.ts';
export type { GreyImage } from './jp2/codec.ts';
export { decodeJp2, encodeJp2, Jp2Error } from './jp2/codec.ts';
export type { Addition, LaterChanges } from './pades/changes/types.ts';
export { embedSignature } from './pades/embed.ts';
export { inspectPdfSignatures } from './pades/inspect.ts';
export type { PermissionLevel } from './pades/permission-terms.ts';
export { prepareSignature } from './pades/prepare.ts';
export type {
  ByteRange,
  PdfInspection,
  PdfSignature,
  PdfTimeStamp,
  PreparedSignature,
  SignatureAppearance,
  SignatureParts,
  SignaturePermission,
  SignatureProblem,
  SignatureRequest,
} from './pades/types.ts';
export type { FontBook, FontFace, FontRole, FontRun, Substitute } from './paper/fonts.ts';
export { openFontBook, substitutesIn } from './paper/fonts.ts';
export type { AttestationBlock, FormBlock, QrBlock } from './paper/forms.ts';
export type { Paper } from './paper/paper.ts';
export { createPaper } from './paper/paper.ts';
export type {
  Addressee,
  Definition,
  PaperLanguage,
  PaperOptions,
  PaperTable,
  SealText,
  Sender,
  TableColumn,
} from './paper/types.ts';
export type { PdfDocument } from './pdf/document.ts';
export { openPdf } from './pdf/document.ts';
export type { PdfPage } from './pdf/pages.ts';
export { shownSize } from './pdf/pages.ts';
export { demandSignable } from './signable/signable.ts';
