import type { PdfBudget } from '../../pdf/budget.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfValue } from '../../pdf/objects.ts';
import { as, sameValue } from '../../pdf/objects.ts';
import { decodeStream } from '../../pdf/streams.ts';
import { itemsOf } from './form.ts';
import { COMPARED, nameOf, rethrowLimit } from './objects.ts';

const STORE_ARRAYS = ['Certs', 'OCSPs', 'CRLs'];
const VRI_ARRAYS = ['Cert', 'OCSP', 'CRL'];
const STREAM_KEYS = new Set(['Length', 'Filter', 'DecodeParms', 'DL', 'Type']);
const MOST_VRI = 5_000;

interface Sides {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  readonly budget: PdfBudget;
}

/**
 * What is wrong with a document security store that was added or brought up to date (ISO 32000-2 §12.8.4.3); undefined when
 * it only grew, and holds nothing but certificates, CRLs and OCSP answers.
 */
export function storeFault(sides: Sides, was: PdfValue, is: PdfValue): string | undefined {
  const [old, now] = [as('dict', was), as('dict', is)];
  if (now === undefined || (old === undefined && was !== null)) return 'is no dictionary';
  const fault = groupFault(sides, old, now, STORE_ARRAYS, 'DSS', ['VRI']);
  if (fault !== undefined) return fault;
  const [oldVri, newVri] = [
    sides.before.dictAt(old?.entries.get('VRI')),
    sides.after.dictAt(now.entries.get('VRI')),
  ];
  if (newVri === undefined) {
    const gone = oldVri !== undefined || now.entries.has('VRI');
    return gone ? 'lost its /VRI' : undefined;
  }
  return recordsFault(sides, oldVri, newVri);
}

function recordsFault(sides: Sides, old: PdfDict | undefined, now: PdfDict): string | undefined {
  for (const key of old?.entries.keys() ?? []) if (!now.entries.has(key)) return `lost /VRI ${key}`;
  if (now.entries.size > MOST_VRI) return 'has too many entries';
  for (const [key, value] of now.entries) {
    if (key === 'Type' && nameOf(value) === 'VRI') continue;
    // The name is the SHA-1 digest of a signature, in hexadecimal.
    const record = /^[0-9A-Fa-f]{40}$/.test(key) ? sides.after.dictAt(value) : undefined;
    if (record === undefined) return `has an entry ${key} that is none of a signature`;
    const oldRecord = sides.before.dictAt(old?.entries.get(key));
    const fault = groupFault(sides, oldRecord, record, VRI_ARRAYS, 'VRI', ['TU', 'TS']);
    if (fault !== undefined) return fault;
    if (!sameOrNew(sides, oldRecord?.entries.get('TU'), record.entries.get('TU'), 'string'))
      return 'has another /TU';
    const stamp = record.entries.get('TS');
    if (stamp !== undefined && !isDerStream(sides, stamp)) return 'has a /TS that is no time stamp';
    if (!sameOrNew(sides, oldRecord?.entries.get('TS'), stamp, 'stream')) return 'has another /TS';
  }
  return undefined;
}

/** A value that may be added, and afterwards stays what it is. */
function sameOrNew(
  { before, after }: Sides,
  was: PdfValue | undefined,
  is: PdfValue | undefined,
  kind: 'string' | 'stream',
): boolean {
  if (was === undefined) return is === undefined || as(kind, after.resolve(is)) !== undefined;
  return sameValue(before.resolve(was), after.resolve(is));
}

/** Arrays of DER objects, of which none may go. */
function groupFault(
  sides: Sides,
  old: PdfDict | undefined,
  now: PdfDict,
  arrays: readonly string[],
  type: string,
  others: readonly string[],
): string | undefined {
  for (const [key, value] of now.entries) {
    if (arrays.includes(key) || others.includes(key)) continue;
    if (key !== 'Type' || nameOf(value) !== type) return `holds /${key}, which is no validation data`;
  }
  for (const key of arrays) {
    const items = itemsOf(sides.after, now.entries.get(key));
    if (now.entries.has(key) && as('array', sides.after.resolve(now.entries.get(key))) === undefined) {
      return `/${key} is no array`;
    }
    for (const item of items) if (!isDerStream(sides, item)) return `/${key} holds something else`;
    const kept = new Map(items.map((item) => [as('ref', item)?.number, item]));
    for (const item of itemsOf(sides.before, old?.entries.get(key))) {
      const same = kept.get(as('ref', item)?.number);
      sides.budget.charge(COMPARED);
      if (same === undefined || !sameValue(sides.before.resolve(item), sides.after.resolve(same))) {
        return `/${key} lost what it held`;
      }
    }
  }
  return undefined;
}

/** A stream that is one DER value and says nothing else of itself. */
function isDerStream({ after, budget }: Sides, value: PdfValue): boolean {
  const stream = as('stream', after.resolve(value));
  if (stream === undefined || [...stream.dict.entries.keys()].some((key) => !STREAM_KEYS.has(key)))
    return false;
  try {
    return isOneDerSequence(decodeStream(stream, budget));
  } catch (error) {
    rethrowLimit(error);
    return false;
  }
}

function isOneDerSequence(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false;
  const first = bytes[1] ?? 0xff;
  if (first < 0x80) return bytes.length === 2 + first;
  const octets = first & 0x7f;
  if (octets < 1 || octets > 4 || bytes.length < 2 + octets) return false;
  const length = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).readUIntBE(2, octets);
  return bytes.length === 2 + octets + length;
}
