import { PdfError } from '../../errors.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfValue } from '../../pdf/objects.ts';
import { as, textOf } from '../../pdf/objects.ts';
import { nameOf, refOf } from './objects.ts';

const MAX_FIELDS = 50_000;

/** A field of the form, or a widget of one (ISO 32000-2 §12.7.4). */
export interface FormField {
  readonly number: number;
  readonly dict: PdfDict;
  /** Fully qualified (§12.7.4.2). */
  readonly name: string;
  /** With what it inherits. */
  readonly type: string | undefined;
  /** It has no name of its own: a widget of the field above it. */
  readonly isWidgetOnly: boolean;
  /** Nothing but a place in the tree for the fields below it. */
  readonly isContainer: boolean;
  readonly value: PdfValue;
  readonly parent: FormField | undefined;
}

export function formOf(document: PdfDocument): PdfDict | undefined {
  return document.dictAt(document.catalog.entries.get('AcroForm'));
}

export function itemsOf(document: PdfDocument, value: PdfValue | undefined): readonly PdfValue[] {
  return as('array', document.resolve(value))?.items ?? [];
}

/** Every field and widget of the form by its object number. */
export function formFields(document: PdfDocument): ReadonlyMap<number, FormField> {
  const fields = new Map<number, FormField>();
  const todo: { readonly value: PdfValue; readonly parent: FormField | undefined }[] = itemsOf(
    document,
    formOf(document)?.entries.get('Fields'),
  ).map((value) => ({ value, parent: undefined }));
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const number = refOf(next.value)?.number;
    const dict = document.dictAt(next.value);
    if (number === undefined || dict === undefined || fields.has(number)) continue;
    if (fields.size >= MAX_FIELDS) throw new PdfError('limit-exceeded', 'form fields');
    const field = fieldOf(document, number, dict, next.parent);
    fields.set(number, field);
    for (const value of itemsOf(document, dict.entries.get('Kids'))) todo.push({ value, parent: field });
  }
  return fields;
}

function fieldOf(
  document: PdfDocument,
  number: number,
  dict: PdfDict,
  parent: FormField | undefined,
): FormField {
  const own = textOf(document.resolve(dict.entries.get('T')));
  const above = parent?.name ?? '';
  const type = nameOf(document.resolve(dict.entries.get('FT'))) ?? parent?.type;
  const kids = itemsOf(document, dict.entries.get('Kids'));
  return {
    number,
    dict,
    name: own === undefined ? above : above === '' ? own : `${above}.${own}`,
    type,
    isWidgetOnly: own === undefined && parent !== undefined,
    isContainer:
      type === undefined &&
      dict.entries.has('Kids') &&
      kids.every((kid) => document.dictAt(kid)?.entries.has('T') ?? false),
    value: document.resolve(dict.entries.get('V')) ?? (own === undefined ? (parent?.value ?? null) : null),
    parent,
  };
}
