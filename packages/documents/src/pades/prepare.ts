import { createHash } from 'node:crypto';
import { PdfError } from '../errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { openPdf } from '../pdf/document.ts';
import type { PdfDict, PdfRef, PdfValue } from '../pdf/objects.ts';
import { array, as, dict, name, ref, textString, withEntries } from '../pdf/objects.ts';
import type { PdfPage } from '../pdf/pages.ts';
import { ownBox } from '../pdf/pages.ts';
import type { NewObject } from '../pdf/write.ts';
import { appendRevision, nextObjectNumber, writeValue } from '../pdf/write.ts';
import { demandSignable } from '../signable/signable.ts';
import { appearanceStream } from './appearance.ts';
import { freeFieldName } from './field-name.ts';
import { readSigner } from './signer.ts';
import type { ByteRange, PreparedSignature, SignatureRequest } from './types.ts';

const NUMBER_ROOM = 10;
/** Annotation flags: print (4) and locked (128), ISO 32000-1 §12.5.3. */
const WIDGET_FLAGS = 4 + 128;

/**
 * Adds an empty signature to a PDF as an incremental update and says what has to be signed. Earlier signatures
 * stay intact; the same input gives the same bytes.
 *
 * @throws PdfError when the PDF cannot be read, may not be signed, or the certificate's key cannot sign.
 */
export function prepareSignature(pdf: Uint8Array, request: SignatureRequest): PreparedSignature {
  const { digestAlgorithm } = readSigner(request.certificate);
  const document = openPdf(pdf);
  demandSignable(document);
  const first = nextObjectNumber(document);
  const fieldRef = ref(first);
  const valueRef = ref(first + 1);
  const value = signatureValue(request);
  const page = pageOf(document, request.appearance?.page ?? 0);
  const objects: NewObject[] = [
    { number: valueRef.number, generation: 0, body: { kind: 'raw', raw: value.raw } },
    ...fieldObjects(document, request, page, fieldRef, valueRef),
    ...attachToPage(document, page, fieldRef),
    ...attachToForm(document, fieldRef, ref(first + 3)),
  ];
  const revision = appendRevision(document, objects);
  const body = revision.bodyOffsets.get(valueRef.number) ?? 0;
  const gapStart = body + value.contentsAt;
  const gapEnd = gapStart + value.contentsLength;
  const byteRange: ByteRange = [0, gapStart, gapEnd, revision.bytes.length - gapEnd];
  const filled = byteRange.slice(1).map((n) => String(n).padEnd(NUMBER_ROOM));
  const bytes = Uint8Array.from(revision.bytes);
  bytes.set(Buffer.from(`[0 ${filled.join(' ')}]`, 'latin1'), body + value.byteRangeAt);
  const digest = createHash(digestAlgorithm)
    .update(bytes.subarray(0, gapStart))
    .update(bytes.subarray(gapEnd))
    .digest();
  return { pdf: bytes, byteRange, digestAlgorithm, digest };
}

/** The signature dictionary with known places for the byte range and the contents. */
function signatureValue(request: SignatureRequest): {
  readonly raw: Uint8Array;
  readonly byteRangeAt: number;
  readonly contentsAt: number;
  readonly contentsLength: number;
} {
  const certificates = [request.certificate, ...(request.chain ?? [])];
  const needed = certificates.reduce((sum, der) => sum + der.length, 2048 + (request.extraRoom ?? 0));
  const room = Math.ceil(needed / 256) * 256;
  const open = Buffer.from(
    '<</Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/ByteRange ',
  );
  const placeholder = Buffer.from(`[0 ${Array(3).fill(' '.repeat(NUMBER_ROOM)).join(' ')}]`);
  const between = Buffer.from('\n/Contents ');
  const contents = Buffer.from(`<${'0'.repeat(room * 2)}>`);
  const rest = writeValue(
    dict({
      M: { ...textString(pdfDate(request.signingTime)), hexadecimal: false },
      Name: textString(request.signerName),
      Reason: textString(request.reason),
      ...(request.location === undefined ? {} : { Location: textString(request.location) }),
    }),
  );
  const byteRangeAt = open.length;
  const contentsAt = byteRangeAt + placeholder.length + between.length;
  const raw = Buffer.concat([open, placeholder, between, contents, Buffer.from('\n'), rest.subarray(2)]);
  return { raw, byteRangeAt, contentsAt, contentsLength: contents.length };
}

/** A date of ISO 32000-1 §7.9.4, in Japan's time. */
export function pdfDate(instant: Date): string {
  const japan = new Date(instant.getTime() + 9 * 3_600_000).toISOString();
  return `D:${japan.slice(0, 19).replace(/[-T:]/g, '')}+09'00'`;
}

function pageOf(document: PdfDocument, index: number): PdfPage {
  const page = document.pages()[index];
  if (page === undefined) throw new PdfError('no-such-page', `page ${index}`);
  return page;
}

function fieldObjects(
  document: PdfDocument,
  request: SignatureRequest,
  page: PdfPage,
  fieldRef: PdfRef,
  valueRef: PdfRef,
): NewObject[] {
  const common = {
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: textString(freeFieldName(document)),
    V: valueRef,
    P: page.ref,
    F: WIDGET_FLAGS,
  };
  const shown = request.appearance;
  if (shown === undefined) {
    return [{ number: fieldRef.number, generation: 0, body: dict({ ...common, Rect: array([0, 0, 0, 0]) }) }];
  }
  const rect = ownBox(page, shown);
  const drawing = ref(fieldRef.number + 2);
  return [
    {
      number: fieldRef.number,
      generation: 0,
      body: dict({ ...common, Rect: array(rect), AP: dict({ N: drawing }) }),
    },
    { number: drawing.number, generation: 0, body: appearanceStream(shown, page.rotate) },
  ];
}

function generationOf(document: PdfDocument, number: number): number {
  const entry = document.xref.entries.get(number);
  return entry?.type === 'plain' ? entry.generation : 0;
}

/** Appends an item to an array that stands in a dictionary or in an object of its own. */
function appended(
  document: PdfDocument,
  holder: { readonly ref: PdfRef; readonly dict: PdfDict },
  key: string,
  item: PdfValue,
  extra: Readonly<Record<string, PdfValue>> = {},
): NewObject[] {
  const current = holder.dict.entries.get(key);
  const items = as('array', document.resolve(current))?.items ?? [];
  const own = as('ref', current);
  const holderObject = (changes: Readonly<Record<string, PdfValue>>): NewObject => ({
    number: holder.ref.number,
    generation: generationOf(document, holder.ref.number),
    body: withEntries(holder.dict, changes),
  });
  if (own === undefined) return [holderObject({ ...extra, [key]: array([...items, item]) })];
  return [
    { number: own.number, generation: generationOf(document, own.number), body: array([...items, item]) },
    ...(Object.keys(extra).length > 0 ? [holderObject(extra)] : []),
  ];
}

function attachToPage(document: PdfDocument, page: PdfPage, fieldRef: PdfRef): NewObject[] {
  return appended(document, page, 'Annots', fieldRef);
}

function attachToForm(document: PdfDocument, fieldRef: PdfRef, newFormRef: PdfRef): NewObject[] {
  const catalog = document.catalog;
  const current = catalog.entries.get('AcroForm');
  const formRef = as('ref', current);
  const form = document.dictAt(current);
  // SigFlags 3: signatures exist, and only appending keeps them valid (§12.7.2).
  if (formRef !== undefined && form !== undefined) {
    return appended(document, { ref: formRef, dict: form }, 'Fields', fieldRef, { SigFlags: 3 });
  }
  const fields = as('array', document.resolve(form?.entries.get('Fields')))?.items ?? [];
  const catalogRef = document.catalogRef;
  return [
    {
      number: newFormRef.number,
      generation: 0,
      body: withEntries(form ?? dict({}), { Fields: array([...fields, fieldRef]), SigFlags: 3 }),
    },
    {
      number: catalogRef.number,
      generation: generationOf(document, catalogRef.number),
      body: withEntries(catalog, { AcroForm: newFormRef }),
    },
  ];
}
