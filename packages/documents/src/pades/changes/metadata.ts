import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfValue } from '../../pdf/objects.ts';
import { as, sameValue } from '../../pdf/objects.ts';
import { nameOf } from './objects.ts';

/** What a program that saves a file notes about itself (ISO 32000-2 table 349). The rest of /Info is the author's. */
const OF_THE_PROGRAM = new Set(['ModDate', 'Producer']);
const INFORMATION = new Set(
  'Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped'.split(' '),
);

/** What is wrong with a change of the document information; undefined for what every saving program writes. */
export function informationFault(
  before: PdfDocument,
  after: PdfDocument,
  was: PdfValue,
  is: PdfValue,
): string | undefined {
  const [old, now] = [as('dict', was), as('dict', is)];
  if (now === undefined) return 'is gone';
  if (was !== null && old === undefined) return 'was something else';
  for (const key of new Set([...(old?.entries.keys() ?? []), ...now.entries.keys()])) {
    const [from, to] = [before.resolve(old?.entries.get(key)), after.resolve(now.entries.get(key))];
    if (sameValue(from, to)) continue;
    if (to === null && OF_THE_PROGRAM.has(key)) continue;
    const isText = as('string', to) !== undefined || (key === 'Trapped' && as('name', to) !== undefined);
    const mayChange = old === undefined ? INFORMATION.has(key) : OF_THE_PROGRAM.has(key);
    if (!mayChange || !isText) return `has another /${key}`;
  }
  return undefined;
}

/** What is wrong with other metadata of the catalog; undefined when it tells about the file and shows nothing. */
export function metadataFault(
  key: string,
  after: PdfDocument,
  was: PdfValue,
  is: PdfValue,
): string | undefined {
  if (key === 'Metadata') return streamFault(was, is);
  if (key === 'Version') {
    const [from, to] = [nameOf(was) ?? '1.0', nameOf(is)];
    return to !== undefined && /^[12]\.\d$/.test(to) && to > from ? undefined : 'is another one';
  }
  const extensions = as('dict', is);
  if (extensions === undefined) return 'is gone';
  return [...extensions.entries].every(([name, value]) => name === 'Type' || isExtension(after, value)) &&
    keeps(as('dict', was), extensions)
    ? undefined
    : 'holds something else';
}

function streamFault(was: PdfValue, is: PdfValue): string | undefined {
  const stream = as('stream', is);
  if (stream === undefined) return 'is gone';
  if (was !== null && as('stream', was) === undefined) return 'was something else';
  const { entries } = stream.dict;
  return nameOf(entries.get('Type')) === 'Metadata' && nameOf(entries.get('Subtype')) === 'XML'
    ? undefined
    : 'is no XMP';
}

/** A developer extension (§7.12): names, numbers and texts. */
function isExtension(after: PdfDocument, value: PdfValue): boolean {
  const resolved = after.resolve(value);
  const list = as('array', resolved)?.items.map((item) => after.resolve(item)) ?? [resolved];
  return list.every((one) => {
    const dict = as('dict', one);
    return (
      dict !== undefined &&
      [...dict.entries.values()].every(
        (entry) =>
          typeof entry === 'number' || as('name', entry) !== undefined || as('string', entry) !== undefined,
      )
    );
  });
}

function keeps(was: PdfDict | undefined, is: PdfDict): boolean {
  return [...(was?.entries.keys() ?? [])].every((key) => is.entries.has(key));
}
