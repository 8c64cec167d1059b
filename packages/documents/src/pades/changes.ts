import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict, PdfValue } from '../pdf/objects.ts';
import { as, sameEntriesExcept, sameValue } from '../pdf/objects.ts';

/**
 * What a later revision changed beyond adding signatures, as short English remarks; empty when nothing. Allowed
 * are new signature fields with their widgets, filling an empty signature field, and the validation data of
 * PAdES-LT (/DSS). Everything else counts as a change: this is what defeats shadow and overlay attacks.
 */
export function changesBeyondSignatures(before: PdfDocument, after: PdfDocument): readonly string[] {
  const remarks: string[] = [];
  for (const key of ['Root', 'Info']) {
    if (!sameValue(before.xref.trailer.entries.get(key), after.xref.trailer.entries.get(key))) {
      remarks.push(`the trailer names another ${key}`);
    }
  }
  const comparison = new Comparison(before, after);
  for (const number of before.xref.entries.keys()) {
    if (!comparison.mayStay(number)) remarks.push(`object ${number} was changed`);
  }
  return remarks;
}

class Comparison {
  readonly #before: PdfDocument;
  readonly #after: PdfDocument;
  readonly #catalog: number;
  readonly #formNumber: number | undefined;
  readonly #fieldsNumber: number | undefined;
  readonly #pages = new Set<number>();
  readonly #annotationArrays = new Set<number>();

  constructor(before: PdfDocument, after: PdfDocument) {
    this.#before = before;
    this.#after = after;
    this.#catalog = before.catalogRef.number;
    const form = before.catalog.entries.get('AcroForm');
    this.#formNumber = as('ref', form)?.number;
    this.#fieldsNumber = as('ref', before.dictAt(form)?.entries.get('Fields'))?.number;
    for (const page of before.pages()) {
      this.#pages.add(page.ref.number);
      const annotations = as('ref', page.dict.entries.get('Annots'));
      if (annotations !== undefined) this.#annotationArrays.add(annotations.number);
    }
  }

  mayStay(number: number): boolean {
    const [old, now] = [this.#before.xref.entries.get(number), this.#after.xref.entries.get(number)];
    if (old === undefined || old.type === 'free') return true;
    if (now === undefined || now.type === 'free') return false;
    if (sameEntry(old, now)) return true;
    const [was, is] = [this.#before.object(number), this.#after.object(number)];
    if (sameValue(was, is)) return true;
    if (number === this.#fieldsNumber || this.#annotationArrays.has(number)) {
      return this.#onlySignaturesAdded(was, is);
    }
    const [wasDict, isDict] = [as('dict', was), as('dict', is)];
    if (wasDict === undefined || isDict === undefined) return false;
    if (number === this.#catalog) return this.#sameCatalog(wasDict, isDict);
    if (number === this.#formNumber) return this.#sameForm(wasDict, isDict);
    if (this.#pages.has(number)) return this.#samePage(wasDict, isDict);
    return this.#signatureFieldFilled(wasDict, isDict);
  }

  #sameCatalog(was: PdfDict, is: PdfDict): boolean {
    if (!sameEntriesExcept(was, is, ['AcroForm', 'DSS', 'Extensions'])) return false;
    const [oldForm, newForm] = [was.entries.get('AcroForm'), is.entries.get('AcroForm')];
    if (sameValue(oldForm, newForm)) return true;
    const [from, to] = [this.#before.dictAt(oldForm), this.#after.dictAt(newForm)];
    return to !== undefined && this.#sameForm(from ?? { kind: 'dict', entries: new Map() }, to);
  }

  #sameForm(was: PdfDict, is: PdfDict): boolean {
    return (
      sameEntriesExcept(was, is, ['Fields', 'SigFlags']) &&
      this.#onlySignaturesAdded(was.entries.get('Fields') ?? null, is.entries.get('Fields') ?? null)
    );
  }

  #samePage(was: PdfDict, is: PdfDict): boolean {
    return (
      sameEntriesExcept(was, is, ['Annots']) &&
      this.#onlySignaturesAdded(was.entries.get('Annots') ?? null, is.entries.get('Annots') ?? null)
    );
  }

  #onlySignaturesAdded(was: PdfValue, is: PdfValue): boolean {
    const old = as('array', this.#before.resolve(was))?.items ?? [];
    const now = as('array', this.#after.resolve(is))?.items ?? [];
    return (
      old.every((item, i) => sameValue(item, now[i])) &&
      now.slice(old.length).every((item) => this.#isNewSignatureField(item))
    );
  }

  #isNewSignatureField(value: PdfValue): boolean {
    const reference = as('ref', value);
    if (reference === undefined || !this.#isNew(reference.number)) return false;
    const field = this.#after.dictAt(reference);
    const parent = this.#after.dictAt(field?.entries.get('Parent'));
    const type = field?.entries.get('FT') ?? parent?.entries.get('FT');
    return as('name', type)?.value === 'Sig';
  }

  #isNew(number: number): boolean {
    return (this.#before.xref.entries.get(number)?.type ?? 'free') === 'free';
  }

  #signatureFieldFilled(was: PdfDict, is: PdfDict): boolean {
    const value = as('ref', is.entries.get('V'));
    return (
      as('name', was.entries.get('FT'))?.value === 'Sig' &&
      !was.entries.has('V') &&
      value !== undefined &&
      this.#isNew(value.number) &&
      sameEntriesExcept(was, is, ['V', 'AP', 'M'])
    );
  }
}

function sameEntry(
  a: {
    readonly type: string;
    readonly offset?: number;
    readonly container?: number;
    readonly index?: number;
  },
  b: typeof a,
): boolean {
  return a.type === b.type && a.offset === b.offset && a.container === b.container && a.index === b.index;
}
