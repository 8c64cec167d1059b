import { createHash } from 'node:crypto';
import { readTimeStampToken } from '@mibun/pki';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfValue } from '../../pdf/objects.ts';
import { as, textOf } from '../../pdf/objects.ts';
import type { PdfRevision } from '../../pdf/revisions.ts';
import { itemsOf } from './form.ts';
import { isAbsent, nameOf, refOf } from './objects.ts';
import type { ShownPage } from './pages.ts';
import { boxOf, shareOf } from './pages.ts';
import type { Addition } from './types.ts';

/** What a signature field or its widget may say. Not among them: `/A`, `/AA`, `/OC`, `/Parent` of another field. */
const FIELD_KEYS = new Set(
  'Type Subtype FT T TU TM Ff V P Rect F AP AS MK BS Border C DA DS Q H M NM Lock SV StructParent Kids Parent'.split(
    ' ',
  ),
);
/** NoZoom and NoRotate (§12.5.3): the widget then shows outside its own rectangle. */
const STAYS_ITS_SIZE = 8 + 16;
/** A mark over more than this is no mark of a signer any more; it takes the place of the page. */
const LARGEST_SHARE = 0.25;

/** A field that was added, with the pages whose `/Annots` name its widget. */
export interface NewField {
  readonly ref: number;
  /** The container it was added to, or undefined for the form itself. */
  readonly container: number | undefined;
}

export interface Context {
  readonly before: PdfDocument;
  readonly revision: PdfRevision;
  readonly pages: ReadonlyMap<number, ShownPage>;
  /** By object number: on which pages (their object numbers) new annotations are, once for each time. */
  readonly placed: ReadonlyMap<number, readonly number[]>;
}

export type Verdict =
  | { readonly fault: string }
  | { readonly additions: readonly Addition[]; readonly widget: number; readonly value: number };

/**
 * Whether a new field is a signature and nothing else (ISO 32000-2 §12.7.5.5): one widget on one page, without actions,
 * filled with the signature of this very revision.
 */
export function judgeNewField(context: Context, field: NewField, name: string): Verdict {
  const { document } = context.revision;
  const dict = document.dictAt({ kind: 'ref', number: field.ref, generation: 0 });
  if (dict === undefined) return { fault: 'a new field is no dictionary' };
  const keys = keysFault(dict);
  if (keys !== undefined) return keys;
  if (nameOf(dict.entries.get('FT')) !== 'Sig') return { fault: 'a new field is no signature field' };
  if (!isParent(dict, field.container)) return { fault: 'a new field belongs to another field' };
  const kids = itemsOf(document, dict.entries.get('Kids'));
  const widgetRef = dict.entries.has('Kids') ? refOf(kids[0]) : { number: field.ref };
  if (widgetRef === undefined || kids.length > 1) return { fault: 'a new signature has several widgets' };
  const widget = dict.entries.has('Kids') ? document.dictAt(kids[0]) : dict;
  if (widget === undefined || !isAbsent(context.before, widgetRef.number)) {
    return { fault: 'a new signature has taken another widget' };
  }
  if (widget !== dict) {
    const fault = keysFault(widget);
    if (fault !== undefined) return fault;
    const own = ['T', 'FT', 'V', 'Kids'].find((key) => widget.entries.has(key));
    if (own !== undefined || !isParent(widget, field.ref)) return { fault: 'a new widget is another field' };
  }
  const mark = judgeWidget(context, widget, widgetRef.number, name);
  if ('fault' in mark) return mark;
  const signature = judgeValue(context, dict.entries.get('V'), name);
  if ('fault' in signature) return signature;
  return {
    additions: [signature.addition, ...mark.marks],
    widget: widgetRef.number,
    value: signature.value,
  };
}

function keysFault(dict: PdfDict): { readonly fault: string } | undefined {
  const other = [...dict.entries.keys()].find((key) => !FIELD_KEYS.has(key));
  return other === undefined ? undefined : { fault: `a new signature field has /${other}` };
}

function isParent(dict: PdfDict, number: number | undefined): boolean {
  const parent = dict.entries.get('Parent');
  return number === undefined ? parent === undefined : refOf(parent)?.number === number;
}

/** The widget is one, on one page; what of it can be seen is reported. */
function judgeWidget(
  context: Context,
  widget: PdfDict,
  number: number,
  name: string,
): { readonly fault: string } | { readonly marks: readonly Addition[] } {
  if (nameOf(widget.entries.get('Subtype')) !== 'Widget') return { fault: 'a new field is no widget' };
  const [place, ...more] = context.placed.get(number) ?? [];
  const page = place === undefined ? undefined : context.pages.get(place);
  if (page === undefined || more.length > 0) return { fault: 'a new signature is not on one page' };
  const { document } = context.revision;
  const named = refOf(widget.entries.get('P'));
  if (named !== undefined && named.number !== page.number)
    return { fault: 'a new widget names another page' };
  return marksOf(document, widget, page, name);
}

/** What can be seen of a widget on its page (§12.5.5: its appearance is fitted into the rectangle). */
export function marksOf(
  document: PdfDocument,
  widget: PdfDict,
  page: ShownPage,
  fieldName?: string,
): { readonly fault: string } | { readonly marks: readonly Addition[] } {
  const box = boxOf(document, widget, 'Rect');
  if (box === undefined) return { fault: 'a new annotation has no rectangle' };
  const share = shareOf(page, box);
  if (share === 0) return { marks: [] };
  const flags = document.resolve(widget.entries.get('F')) ?? 0;
  // The note of a text annotation is an icon of one small size, and is always marked so.
  const isNote = nameOf(widget.entries.get('Subtype')) === 'Text';
  if (typeof flags !== 'number' || ((flags & STAYS_ITS_SIZE) !== 0 && !isNote)) {
    return { fault: `a mark on page ${page.page} does not keep to its rectangle` };
  }
  if (share > LARGEST_SHARE) return { fault: `a mark covers page ${page.page}` };
  return {
    marks: [{ kind: 'visible-mark', page: page.page, share, ...(fieldName !== undefined && { fieldName }) }],
  };
}

/** The signature dictionary is new, stands in this revision, and covers all up to the end of it (§12.8.1). */
export function judgeValue(
  { before, revision }: Context,
  value: PdfValue | undefined,
  fieldName: string,
): { readonly fault: string } | { readonly addition: Addition; readonly value: number } {
  const { document, start } = revision;
  const number = refOf(value)?.number;
  const entry = number === undefined ? undefined : document.xref.entries.get(number);
  const signature = document.dictAt(value);
  if (number === undefined || entry?.type !== 'plain' || signature === undefined || entry.offset < start) {
    return { fault: `field ${fieldName} holds no new signature` };
  }
  if (!isAbsent(before, number)) return { fault: `field ${fieldName} is signed with an older object` };
  const type = nameOf(signature.entries.get('Type')) ?? 'Sig';
  if (type !== 'Sig' && type !== 'DocTimeStamp')
    return { fault: `the value of field ${fieldName} is no signature` };
  const range = rangeFault(revision, signature);
  if (range !== undefined) return { fault: `the signature of field ${fieldName} ${range}` };
  const [, , third = 0, fourth = 0] = numbersOf(document, signature);
  const isStamp = isTimeStamp(document, signature);
  if (isStamp && !isStampOfThis(revision, signature)) {
    return { fault: `the time stamp of field ${fieldName} is of something else` };
  }
  return {
    value: number,
    addition: { kind: isStamp ? 'document-time-stamp' : 'signature', fieldName, end: third + fourth },
  };
}

/** Whether a signature dictionary holds a document time stamp (§12.8.5). */
export function isTimeStamp(document: PdfDocument, signature: PdfDict): boolean {
  const of = (key: string): string | undefined => nameOf(document.resolve(signature.entries.get(key)));
  return of('Type') === 'DocTimeStamp' && of('SubFilter') === 'ETSI.RFC3161';
}

function numbersOf(document: PdfDocument, signature: PdfDict): readonly number[] {
  return itemsOf(document, signature.entries.get('ByteRange')).map((item) =>
    typeof item === 'number' ? item : Number.NaN,
  );
}

function rangeFault({ document, end }: PdfRevision, signature: PdfDict): string | undefined {
  const contents = as('string', signature.entries.get('Contents'));
  const [start, length, next = 0, rest = 0, ...more] = numbersOf(document, signature);
  if (start !== 0 || more.length > 0 || contents === undefined || !contents.hexadecimal)
    return 'has no byte range';
  if (contents.start !== length || contents.end !== next) return 'leaves out more than itself';
  // `end` is just behind %%EOF; the end of that line may be signed or not.
  const missing = next + rest - end;
  return missing >= 0 && missing <= 2 ? undefined : 'does not reach to the end of its revision';
}

/** A token that can be read must be of these bytes; one of another make is judged by whoever trusts its authority. */
function isStampOfThis({ document, file }: PdfRevision, signature: PdfDict): boolean {
  const contents = as('string', signature.entries.get('Contents'));
  const [, length = 0, next = 0, rest = 0] = numbersOf(document, signature);
  const imprint = contents === undefined ? undefined : imprintOfToken(contents.bytes);
  if (imprint === undefined) return contents?.bytes[0] === 0x30;
  const digest = createHash(imprint.hash)
    .update(file.subarray(0, length))
    .update(file.subarray(next, next + rest))
    .digest();
  return Buffer.compare(digest, imprint.digest) === 0;
}

/** What a time-stamp token says that it is of; undefined when it is not of a form that is read here. */
export function imprintOfToken(
  contents: Uint8Array,
): { readonly hash: 'sha256' | 'sha384' | 'sha512'; readonly digest: Uint8Array } | undefined {
  try {
    return readTimeStampToken(withoutPadding(contents)).info.imprint;
  } catch {
    return undefined;
  }
}

/** The DER value at the beginning; the rest of /Contents is filled with zeros. */
export function withoutPadding(contents: Uint8Array): Uint8Array {
  const first = contents[1] ?? 0;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (octets > 4 || contents.length < 2 + octets) return contents;
  const length =
    octets === 0
      ? first
      : Buffer.from(contents.buffer, contents.byteOffset, contents.length).readUIntBE(2, octets);
  return contents.subarray(0, 2 + octets + length);
}

/** The names that are taken among the fields; a second field of a name is the same field to readers (§12.7.4.2). */
export function freeName(
  document: PdfDocument,
  field: NewField,
  container: string | undefined,
  taken: ReadonlySet<string>,
): string | undefined {
  const dict = document.dictAt({ kind: 'ref', number: field.ref, generation: 0 });
  const own = textOf(document.resolve(dict?.entries.get('T')));
  if (own === undefined || own === '' || own.includes('.')) return undefined;
  const full = container === undefined || container === '' ? own : `${container}.${own}`;
  return taken.has(full) ? undefined : full;
}
