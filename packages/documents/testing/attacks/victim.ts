import { createHash } from 'node:crypto';
import {
  assembleSignedData,
  buildTimeStampToken,
  imprintOf,
  readCertificate,
  signedAttributes,
} from '@mibun/pki';
import { openPdf } from '../../src/pdf/document.ts';
import { writeValue } from '../../src/pdf/write.ts';
import type { ThrowAwaySigner } from '../throw-away-signer.ts';

/** The document that is attacked, and the tools to attack it. For tests alone: everything is text that can be read. */

/** Object bodies by number; what a page may refer to, and some things that do not exist yet. */
export const CONTRACT: Readonly<Record<number, string>> = {
  1: `<< /Type /Catalog /Pages 2 0 R /AcroForm 10 0 R /Outlines 20 0 R /Names 21 0 R /OCProperties 22 0 R
/Metadata 25 0 R /Dests 27 0 R /PageLabels 41 0 R /ViewerPreferences << /DisplayDocTitle true >> >>`,
  2: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] /Resources 5 0 R >>',
  3: '<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Annots [30 0 R 31 0 R] >>',
  4: '<< /Type /Page /Parent 2 0 R /Contents [7 0 R 8 0 R] /Annots 33 0 R >>',
  // 90 does not exist, 91 is free, 92 is null, 93 is free and of another generation.
  5: `<< /Font << /F1 9 0 R >> /XObject << /Logo 11 0 R /Ghost 90 0 R >> /ExtGState << /GS 91 0 R >>
/Properties << /P 92 0 R /Layer 26 0 R >> /ColorSpace << /CS 93 1 R >> >>`,
  6: stream('BT /F1 12 Tf 72 700 Td (I agree to pay 100 crowns) Tj ET /Logo Do /Ghost Do'),
  7: stream('BT /F1 12 Tf 72 700 Td (page two) Tj ET'),
  8: stream('/OC /Layer BDC BT /F1 9 Tf 72 72 Td (small print) Tj ET EMC'),
  9: '<< /Type /Font /Subtype /TrueType /BaseFont /Own /Encoding 12 0 R /FontDescriptor 13 0 R >>',
  10: '<< /Fields [30 0 R 31 0 R 34 0 R 38 0 R 46 0 R] /SigFlags 3 /DA (/F1 12 Tf) /DR << /Font << /F1 9 0 R >> >> >>',
  11: stream('0 0 10 10 re f', '/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << >>'),
  12: '<< /Type /Encoding /Differences [49 /one] >>',
  13: '<< /Type /FontDescriptor /FontName /Own /Flags 32 /FontFile2 14 0 R >>',
  14: stream('glyphs'),
  20: '<< /Type /Outlines /First 23 0 R /Last 23 0 R >>',
  21: '<< /Dests 24 0 R /EmbeddedFiles 42 0 R >>',
  22: '<< /OCGs [26 0 R] /D << /ON [26 0 R] >> >>',
  23: '<< /Title (Terms) /Parent 20 0 R /Dest [4 0 R /Fit] >>',
  24: '<< /Names [(terms) [4 0 R /Fit]] >>',
  25: stream('<x:xmpmeta/>', '/Type /Metadata /Subtype /XML'),
  26: '<< /Type /OCG /Name (Layer) >>',
  27: '<< /terms [4 0 R /Fit] >>',
  28: '<< /Title (Contract) /Producer (Office) /ModDate (D:20260101000000Z) >>',
  30: `<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (100) /DA (/Missing 12 Tf 0 g) /Rect [72 600 200 620]
/AP << /N 35 0 R >> /P 3 0 R >>`,
  31: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (approval) /Rect [300 40 400 80] /F 4 /P 3 0 R >>',
  32: '<< /Type /Annot /Subtype /Link /Rect [72 72 100 90] /A 36 0 R >>',
  33: '[32 0 R 37 0 R 39 0 R 46 0 R]',
  34: '<< /T (group) /Kids [37 0 R] >>',
  35: stream('BT (100) Tj ET', '/Subtype /Form /BBox [0 0 128 20] /Resources << >>'),
  38: '<< /FT /Btn /Ff 65536 /T (button) /Kids [39 0 R] >>',
  39: '<< /Type /Annot /Subtype /Widget /Parent 38 0 R /Rect [72 200 200 220] /AP << /N 45 0 R >> >>',
  45: stream('0 0 9 9 re f', '/Subtype /Form /BBox [0 0 9 9] /Resources << >>'),
  46: '<< /Type /Annot /Subtype /Widget /FT /Tx /Ff 1 /T (fixed) /V (1) /Rect [72 250 200 270] >>',
  36: '<< /S /URI /URI (https://mihon.example/) >>',
  37: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (note) /Parent 34 0 R /Rect [72 300 200 320] >>',
  41: '<< /Nums [0 << /S /D >>] >>',
  42: '<< /Names [(a.txt) 43 0 R] >>',
  43: '<< /Type /Filespec /F (a.txt) /EF << /F 44 0 R >> >>',
  44: stream('attachment', '/Type /EmbeddedFile'),
  92: 'null',
  // Nothing refers to it.
  95: '(unused)',
};

/** With nothing missing: our own signer takes no document that may show something else later. */
export const WHOLE: Readonly<Record<number, string>> = {
  5: '<< /Font << /F1 9 0 R >> /XObject << /Logo 11 0 R >> /Properties << /Layer 26 0 R >> >>',
  6: stream('BT /F1 12 Tf 72 700 Td (I agree to pay 100 crowns) Tj ET /Logo Do'),
};

export function stream(text: string, entries = ''): string {
  return `<< ${entries} /Length ${text.length} >>\nstream\n${text}\nendstream`;
}

/** The contract as a file: with a table, or with object streams and a cross-reference stream. */
export function contractPdf(
  changes: Readonly<Record<number, string>> = {},
  form: 'table' | 'packed' = 'table',
): Uint8Array {
  const objects = Object.entries({ ...CONTRACT, ...changes });
  const isPacked = ([, body]: readonly [string, string]) => form === 'packed' && !body.includes('endstream');
  const packed = objects.filter(isPacked);
  const plain = Object.fromEntries(objects.filter((one) => !isPacked(one)));
  const heads: string[] = [];
  let at = 0;
  for (const [number, body] of packed) {
    heads.push(`${number} ${at}`);
    at += body.length + 1;
  }
  const first = `${heads.join(' ')} `;
  const container = stream(
    first + packed.map(([, body]) => body).join(' '),
    `/Type /ObjStm /N ${packed.length} /First ${first.length}`,
  );
  return append(Buffer.from('%PDF-1.7\n'), form === 'packed' ? { ...plain, 60: container } : plain, {
    free: { 0: 65535, 91: 0, 93: 1 },
    trailer: '/Root 1 0 R /Info 28 0 R',
    stream: form === 'packed',
    compressed: Object.fromEntries(packed.map(([number], index) => [Number(number), [60, index] as const])),
  });
}

export interface AppendOptions {
  readonly trailer?: string;
  /** null: no revision is named as the one before. */
  readonly prev?: number | null;
  readonly size?: number;
  /** Number and generation of objects that become free. */
  readonly free?: Readonly<Record<number, number>>;
  /** Of the objects in the cross-reference and in their own heads. */
  readonly generation?: number;
  readonly headGeneration?: number;
  readonly compressed?: Readonly<Record<number, readonly [container: number, index: number]>>;
  readonly stream?: boolean;
  /** Offsets that the cross-reference names though nothing new is there. */
  readonly elsewhere?: Readonly<Record<number, number>>;
  /** Lines that come at the beginning of the table. */
  readonly before?: string;
}

/** Writes a revision by hand: these objects, their cross-reference, a trailer. */
export function append(
  pdf: Uint8Array,
  objects: Readonly<Record<number, string>>,
  options: AppendOptions = {},
): Uint8Array {
  let text = Buffer.from(pdf).toString('latin1');
  if (!text.endsWith('\n')) text += '\n';
  const { generation = 0, free = {}, compressed = {} } = options;
  const rows = new Map<number, readonly [type: number, second: number, third: number]>();
  for (const [number, body] of Object.entries(objects)) {
    rows.set(Number(number), [1, text.length, generation]);
    text += `${number} ${options.headGeneration ?? generation} obj\n${body}\nendobj\n`;
  }
  for (const [number, next] of Object.entries(free)) rows.set(Number(number), [0, 0, next]);
  for (const [number, offset] of Object.entries(options.elsewhere ?? {})) {
    rows.set(Number(number), [1, offset, 0]);
  }
  for (const [number, [container, index]] of Object.entries(compressed)) {
    rows.set(Number(number), [2, container, index]);
  }
  const isFirst = pdf.length < 20;
  const previous = isFirst ? {} : trailerOf(pdf);
  const prev = options.prev === undefined ? previous.start : options.prev;
  const size =
    options.size ?? Math.max(previous.size ?? 0, 200, ...[...rows.keys()].map((number) => number + 1));
  const trailer = `${options.trailer ?? previous.entries} /Size ${size} ${prev === undefined || prev === null ? '' : `/Prev ${prev}`}`;
  const start = text.length;
  if (options.stream ?? previous.isStream ?? false) rows.set(199, [1, start, 0]);
  const sorted = [...rows].sort(([a], [b]) => a - b);
  if (rows.has(199)) {
    const hex = sorted.map(([, [type, second, third]]) =>
      [
        type.toString(16).padStart(2, '0'),
        second.toString(16).padStart(8, '0'),
        third.toString(16).padStart(4, '0'),
      ].join(''),
    );
    const raw = Buffer.from(hex.join(''), 'hex').toString('latin1');
    const index = sorted.map(([number]) => `${number} 1`).join(' ');
    text += `199 0 obj\n${stream(raw, `/Type /XRef /W [1 4 2] /Index [${index}] ${trailer}`)}\nendobj\n`;
  } else {
    text += `xref\n${options.before ?? ''}`;
    for (const [number, [type, second, third]] of sorted) {
      text += `${number} 1\n${String(second).padStart(10, '0')} ${String(third).padStart(5, '0')} ${type === 0 ? 'f' : 'n'} \n`;
    }
    text += `trailer\n<< ${trailer} >>\n`;
  }
  return Buffer.from(`${text}startxref\n${start}\n%%EOF\n`, 'latin1');
}

function trailerOf(pdf: Uint8Array): {
  readonly entries?: string;
  readonly start?: number;
  readonly size?: number;
  readonly isStream?: boolean;
} {
  const { trailer, startOffset, isStream } = openPdf(pdf).xref;
  const keep = ['Root', 'Info', 'ID'].flatMap((key) => {
    const value = trailer.entries.get(key);
    return value === undefined ? [] : [`/${key} ${writeValue(value).toString('latin1')}`];
  });
  return { entries: keep.join(' '), start: startOffset, size: Number(trailer.entries.get('Size')), isStream };
}

/** An object as it stands in the file now. */
export function now(pdf: Uint8Array, number: number): string {
  return writeValue(openPdf(pdf).object(number)).toString('latin1');
}

/** An object with one thing in it replaced; it has to be there. */
export function edited(
  pdf: Uint8Array,
  number: number,
  from: string | RegExp,
  to: string,
): Record<number, string> {
  const text = now(pdf, number);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${from} is not in object ${number}: ${text}`);
  return { [number]: changed };
}

export interface CounterSignature {
  /** The field, which is the widget, too; object 150, its value 151. */
  readonly field?: string;
  /** More entries of the signature dictionary. */
  readonly value?: string;
  readonly objects?: Readonly<Record<number, string>>;
  /** Entries of /Fields and of page 1's /Annots, if others than the field. */
  readonly fields?: string;
  readonly annots?: string;
  readonly kind?: 'signature' | 'time-stamp';
  /** Who gives the time stamp; else the signer does. */
  readonly stamp?: (signed: Uint8Array) => Promise<Uint8Array>;
  /** So many bytes less at the end are signed. */
  readonly short?: number;
  readonly append?: AppendOptions;
  /** The objects 150 to 159 of this description get numbers from here on; by default the first ten that are not taken. */
  readonly base?: number;
}

export const FIELD =
  '/Type /Annot /Subtype /Widget /FT /Sig /T (later) /V 151 0 R /F 132 /P 3 0 R /Rect [0 0 0 0]';
/** A small stamp that can be seen. */
export const STAMP = FIELD.replace('[0 0 0 0]', '[400 400 500 440] /AP << /N 152 0 R >>');
export const PAINT = stream('1 1 1 rg 0 0 595 842 re f', '/Subtype /Form /BBox [0 0 595 842]');

const ROOM = 24_000;
const HOLE = '**********';

/** A later signature that is genuine, whatever else its revision does. */
export async function counterSign(
  pdf: Uint8Array,
  signer: ThrowAwaySigner,
  description: CounterSignature = {},
): Promise<Uint8Array> {
  const { entries } = openPdf(pdf).xref;
  const free = [150, 160, 180, 190].find((one) => !entries.has(one + 1));
  const base = (description.base ?? free ?? 150) / 10;
  // The description is text throughout, so its numbers are exchanged as text.
  const how: CounterSignature = JSON.parse(JSON.stringify(description).replace(/\b15(\d)\b/g, `${base}$1`));
  const numbered = (text: string): string => text.replace(/\b15(\d)\b/g, `${base}$1`);
  const isStamp = how.kind === 'time-stamp';
  const type = isStamp
    ? '/Type /DocTimeStamp /SubFilter /ETSI.RFC3161'
    : '/Type /Sig /SubFilter /ETSI.CAdES.detached';
  const value = `<< ${type} /Filter /Adobe.PPKLite ${how.value ?? ''} /ByteRange [0 ${HOLE} ${HOLE} ${HOLE}] /Contents <${'0'.repeat(ROOM)}> >>`;
  const formNumber = openPdf(pdf).catalog.entries.get('AcroForm');
  const form = typeof formNumber === 'object' && formNumber?.kind === 'ref' ? formNumber.number : 10;
  const added = (key: string, number: number, entries: string): Record<number, string> =>
    entries === ''
      ? {}
      : edited(pdf, number, new RegExp(`/${key} \\[([^\\]]*)\\]`), `/${key} [$1 ${entries}]`);
  const unsigned = append(
    pdf,
    {
      [base * 10]: `<< ${how.field ?? numbered(FIELD)} >>`,
      [base * 10 + 1]: value,
      [base * 10 + 2]: PAINT,
      ...added('Fields', form, how.fields ?? numbered('150 0 R')),
      ...added('Annots', 3, how.annots ?? numbered('150 0 R')),
      ...how.objects,
    },
    how.append,
  );
  const text = Buffer.from(unsigned).toString('latin1');
  const gap = text.lastIndexOf(`<${'0'.repeat(ROOM)}>`);
  const next = gap + ROOM + 2;
  const numbers = [gap, next, text.length - next - (how.short ?? 0)];
  let range = text;
  for (const number of numbers) {
    const at = range.indexOf(HOLE, pdf.length);
    range = range.slice(0, at) + String(number).padEnd(HOLE.length) + range.slice(at + HOLE.length);
  }
  const out = Buffer.from(range, 'latin1');
  const signed = Buffer.concat([out.subarray(0, gap), out.subarray(next, next + (numbers[2] ?? 0))]);
  const contents = isStamp
    ? await (description.stamp ?? ((bytes) => token(bytes, signer)))(signed)
    : container(signed, signer);
  out.write(Buffer.from(contents).toString('hex'), gap + 1, 'latin1');
  return out;
}

function container(signed: Uint8Array, { certificate, sign }: ThrowAwaySigner): Uint8Array {
  const digest = createHash('sha256').update(signed).digest();
  const attributes = signedAttributes({ digest, certificate });
  return assembleSignedData({
    certificate,
    certificates: [certificate],
    signature: sign(attributes),
    signedAttributes: attributes,
  });
}

function token(signed: Uint8Array, signer: ThrowAwaySigner): Promise<Uint8Array> {
  return buildTimeStampToken({
    info: {
      policy: '1.2.3.4',
      imprint: imprintOf(signed),
      serial: 7n,
      time: new Date('2026-11-23T00:00:00Z'),
      ordering: false,
    },
    certificate: readCertificate(signer.certificate),
    withCertificate: true,
    sign: signer.sign,
  });
}

export interface Victim {
  /** The contract, signed. */
  readonly signed: Uint8Array;
  /** Somebody else, with a certificate of their own. */
  readonly other: ThrowAwaySigner;
}

/** How the contract is signed before it is attacked, by a program that looks at nothing. */
export interface Before {
  readonly form?: 'table' | 'packed';
  readonly objects?: Readonly<Record<number, string>>;
  /** Certified with this level. */
  readonly certified?: 1 | 2 | 3;
  /** The object that is the list of fields and of the first page's annotations at once. */
  readonly list?: number;
  /** The author's signature has a stamp that can be seen. */
  readonly stamp?: boolean;
  /** /Lock of the author's signature field, as text. */
  readonly lock?: string;
}

export async function victim(
  author: ThrowAwaySigner,
  other: ThrowAwaySigner,
  { form = 'table', objects = {}, certified, list, stamp, lock }: Before = {},
): Promise<Victim> {
  const pdf = contractPdf(objects, form);
  const catalog =
    certified === undefined
      ? {}
      : edited(pdf, 1, '/Type /Catalog', '/Type /Catalog /Perms << /DocMDP 171 0 R >>');
  const reference =
    certified === undefined
      ? ''
      : `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${certified} /V /1.2 >> >>]`;
  const signed = await counterSign(pdf, author, {
    field: (stamp ? STAMP : FIELD).replace('(later)', `(author) ${lock ?? ''}`),
    value: reference,
    objects: { ...catalog, ...(list !== undefined && edited(pdf, list, ']', ' 170 0 R]')) },
    ...(list !== undefined && { fields: '', annots: '' }),
    base: 170,
  });
  return { signed: Buffer.from(signed), other };
}
