import { PdfError } from '../errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict, PdfString, PdfValue } from '../pdf/objects.ts';
import { as, textOf } from '../pdf/objects.ts';
import type { ByteRange } from './types.ts';

const MAX_FIELDS = 10_000;
const MAX_DEPTH = 32;
/** A signature is read and told, be it one that another field shows already. */
const FILLED_STEPS = 20_000;

/** A filled signature field of the form tree. */
export interface SignatureField {
  readonly name: string;
  /** The field itself, without what it inherits. */
  readonly field: PdfDict;
  readonly value: PdfDict;
  readonly contents: PdfString;
  readonly byteRange: ByteRange;
}

/** All filled signature fields (ISO 32000-1 §12.7.4.5); what is filled but unreadable is a problem. */
export function signatureFields(document: PdfDocument): {
  readonly fields: readonly SignatureField[];
  readonly problems: readonly string[];
} {
  const fields: SignatureField[] = [];
  const problems: string[] = [];
  const seen = new Set<number>();
  const values = new Set<PdfDict>();
  const walk = (value: PdfValue, inheritedType: string | undefined, path: string, depth: number): void => {
    const number = as('ref', value)?.number;
    if (number !== undefined) {
      if (seen.has(number)) return;
      seen.add(number);
    }
    if (depth > MAX_DEPTH || seen.size > MAX_FIELDS) throw new PdfError('limit-exceeded', 'form fields');
    const field = document.dictAt(value);
    if (field === undefined) return;
    const type = as('name', field.entries.get('FT'))?.value ?? inheritedType;
    const own = textOf(document.resolve(field.entries.get('T')));
    const name = own === undefined ? path : path === '' ? own : `${path}.${own}`;
    const filled = field.entries.get('V');
    if (type === 'Sig' && filled !== undefined) {
      document.budget.charge(FILLED_STEPS);
      const signature = readField(document, name, field, filled);
      if (signature === undefined) problems.push(`signature field ${name} cannot be read`);
      else if (values.has(signature.value))
        problems.push(`signature field ${name} shows the signature of another`);
      else {
        values.add(signature.value);
        fields.push(signature);
      }
      return;
    }
    for (const kid of as('array', document.resolve(field.entries.get('Kids')))?.items ?? []) {
      walk(kid, type, name, depth + 1);
    }
  };
  const form = document.dictAt(document.catalog.entries.get('AcroForm'));
  for (const field of as('array', document.resolve(form?.entries.get('Fields')))?.items ?? []) {
    walk(field, undefined, '', 0);
  }
  return { fields, problems };
}

function readField(
  document: PdfDocument,
  name: string,
  field: PdfDict,
  filled: PdfValue,
): SignatureField | undefined {
  const reference = as('ref', filled);
  // The contents must stand in the file itself: only there do they have a place that a byte range can name.
  if (reference !== undefined && document.xref.entries.get(reference.number)?.type !== 'plain')
    return undefined;
  const value = document.dictAt(filled);
  const contents = as('string', value?.entries.get('Contents'));
  const range = as('array', document.resolve(value?.entries.get('ByteRange')))?.items;
  if (value === undefined || contents === undefined || range?.length !== 4) return undefined;
  const [a, b, c, d] = range;
  if (![a, b, c, d].every((n) => typeof n === 'number' && Number.isSafeInteger(n) && n >= 0))
    return undefined;
  return { name, field, value, contents, byteRange: [a, b, c, d] as unknown as ByteRange };
}
