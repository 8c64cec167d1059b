import { PdfError } from '../errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { as, textOf } from '../pdf/objects.ts';

const MAX_FIELDS = 10_000;

/** The name of the next signature field: the first of Signature1, Signature2 … that no field has. */
export function freeFieldName(document: PdfDocument): string {
  const form = document.dictAt(document.catalog.entries.get('AcroForm'));
  const fields = as('array', document.resolve(form?.entries.get('Fields')))?.items ?? [];
  if (fields.length > MAX_FIELDS) throw new PdfError('limit-exceeded', 'form fields');
  const taken = new Set(fields.map((field) => textOf(document.dictAt(field)?.entries.get('T'))));
  for (let n = 1; ; n++) if (!taken.has(`Signature${n}`)) return `Signature${n}`;
}
