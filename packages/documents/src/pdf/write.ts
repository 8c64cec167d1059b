import { createHash } from 'node:crypto';
import type { PdfDocument } from './document.ts';
import type { PdfDict, PdfValue } from './objects.ts';
import { array, as, bytesString, dict, name } from './objects.ts';

/** An object of a new revision; `raw` is a body that is already written (its placeholders have known places). */
export interface NewObject {
  readonly number: number;
  readonly generation: number;
  readonly body: PdfValue | { readonly kind: 'raw'; readonly raw: Uint8Array };
}

export interface Revision {
  readonly bytes: Uint8Array;
  /** Where the body of each written object begins. */
  readonly bodyOffsets: ReadonlyMap<number, number>;
}

function writeNumber(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : value.toFixed(5).replace(/\.?0+$/, '');
}

function writeName(value: string): string {
  const escaped = Buffer.from(value, 'latin1').reduce((text, byte) => {
    const plain = byte > 0x20 && byte < 0x7f && !'()<>[]{}/%#'.includes(String.fromCharCode(byte));
    return text + (plain ? String.fromCharCode(byte) : `#${byte.toString(16).padStart(2, '0')}`);
  }, '');
  return `/${escaped}`;
}

/** Serialises a value (ISO 32000-1 §7.3). */
export function writeValue(value: PdfValue): Buffer {
  if (value === null) return Buffer.from('null');
  if (typeof value === 'boolean') return Buffer.from(String(value));
  if (typeof value === 'number') return Buffer.from(writeNumber(value));
  switch (value.kind) {
    case 'name':
      return Buffer.from(writeName(value.value), 'latin1');
    case 'ref':
      return Buffer.from(`${value.number} ${value.generation} R`);
    case 'string': {
      const bytes = Buffer.from(value.bytes);
      if (value.hexadecimal) return Buffer.from(`<${bytes.toString('hex').toUpperCase()}>`);
      const escaped = bytes
        .toString('latin1')
        .replace(/[\\()\r\n]/g, (c) => `\\${c === '\r' ? 'r' : c === '\n' ? 'n' : c}`);
      return Buffer.from(`(${escaped})`, 'latin1');
    }
    case 'array':
      return Buffer.concat([
        Buffer.from('['),
        ...value.items.flatMap((item, i) => [Buffer.from(i > 0 ? ' ' : ''), writeValue(item)]),
        Buffer.from(']'),
      ]);
    case 'dict':
      return Buffer.concat([
        Buffer.from('<<'),
        ...[...value.entries].flatMap(([key, item]) => [
          Buffer.from(`${writeName(key)} `, 'latin1'),
          writeValue(item),
          Buffer.from('\n'),
        ]),
        Buffer.from('>>'),
      ]);
    case 'stream':
      return Buffer.concat([
        writeValue(value.dict),
        Buffer.from('\nstream\n'),
        value.raw,
        Buffer.from('\nendstream'),
      ]);
  }
}

/** The next free object number. */
export function nextObjectNumber(document: PdfDocument): number {
  const size = document.xref.trailer.entries.get('Size');
  let next = typeof size === 'number' ? size : 0;
  for (const number of document.xref.entries.keys()) next = Math.max(next, number + 1);
  return next;
}

/**
 * Appends a revision (ISO 32000-1 §7.5.6): the bytes before stay as they are, so earlier signatures stay intact.
 * Writes a cross-reference stream where the file uses them, else a table.
 */
export function appendRevision(document: PdfDocument, objects: readonly NewObject[]): Revision {
  const parts: Uint8Array[] = [document.bytes];
  let position = document.bytes.length;
  const push = (part: Uint8Array | string): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    position += bytes.length;
  };
  if (document.bytes.at(-1) !== 10) push('\n');

  const offsets = new Map<number, { readonly offset: number; readonly generation: number }>();
  const bodyOffsets = new Map<number, number>();
  const sorted = [...objects].sort((a, b) => a.number - b.number);
  for (const object of sorted) {
    offsets.set(object.number, { offset: position, generation: object.generation });
    push(`${object.number} ${object.generation} obj\n`);
    bodyOffsets.set(object.number, position);
    const body = object.body;
    push(typeof body === 'object' && body?.kind === 'raw' ? body.raw : writeValue(body));
    push('\nendobj\n');
  }

  const xrefNumber = Math.max(nextObjectNumber(document), ...sorted.map((o) => o.number + 1));
  const xrefOffset = position;
  const trailer = newTrailer(
    document,
    createHash('sha256')
      .update(Buffer.concat(parts.slice(1)))
      .digest(),
  );
  if (document.xref.isStream) {
    offsets.set(xrefNumber, { offset: xrefOffset, generation: 0 });
    push(writeXrefStream(xrefNumber, trailer, offsets));
  } else {
    push(writeXrefTable(trailer, xrefNumber, offsets));
  }
  push(`startxref\n${xrefOffset}\n%%EOF\n`);
  return { bytes: Buffer.concat(parts), bodyOffsets };
}

function newTrailer(document: PdfDocument, digest: Uint8Array): PdfDict {
  const old = document.xref.trailer.entries;
  const entries = new Map<string, PdfValue>();
  for (const key of ['Root', 'Info']) {
    const value = old.get(key);
    if (value !== undefined) entries.set(key, value);
  }
  // The second identifier changes with each revision (§14.4).
  const changed = bytesString(digest.subarray(0, 16));
  const first = as('string', as('array', document.resolve(old.get('ID')))?.items[0]);
  entries.set('ID', array([first === undefined ? changed : bytesString(first.bytes), changed]));
  entries.set('Prev', document.xref.startOffset);
  return { kind: 'dict', entries };
}

type Offsets = ReadonlyMap<number, { readonly offset: number; readonly generation: number }>;

/** Runs of consecutive object numbers. */
function runs(offsets: Offsets): number[][] {
  const result: number[][] = [];
  for (const number of [...offsets.keys()].sort((a, b) => a - b)) {
    const last = result.at(-1);
    if (last !== undefined && last.at(-1) === number - 1) last.push(number);
    else result.push([number]);
  }
  return result;
}

function writeXrefTable(trailer: PdfDict, size: number, offsets: Offsets): string {
  let text = 'xref\n';
  for (const run of runs(offsets)) {
    text += `${run[0]} ${run.length}\n`;
    for (const number of run) {
      const { offset, generation } = offsets.get(number) ?? { offset: 0, generation: 0 };
      text += `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`;
    }
  }
  const complete = { kind: 'dict', entries: new Map([['Size', size], ...trailer.entries]) } as const;
  return `${text}trailer\n${writeValue(complete).toString('latin1')}\n`;
}

function writeXrefStream(number: number, trailer: PdfDict, offsets: Offsets): Uint8Array {
  const grouped = runs(offsets);
  const rows = grouped.flat().map((n) => {
    const row = Buffer.alloc(7);
    const { offset, generation } = offsets.get(n) ?? { offset: 0, generation: 0 };
    row[0] = 1;
    row.writeUInt32BE(offset, 1);
    row.writeUInt16BE(generation, 5);
    return row;
  });
  const raw = Buffer.concat(rows);
  const own = dict({
    Type: name('XRef'),
    Size: number + 1,
    W: array([1, 4, 2]),
    Index: array(grouped.flatMap((run) => [run[0] ?? 0, run.length])),
    Length: raw.length,
  });
  const stream = writeValue({
    kind: 'stream',
    dict: { kind: 'dict', entries: new Map([...own.entries, ...trailer.entries]) },
    raw,
  });
  return Buffer.concat([Buffer.from(`${number} 0 obj\n`), stream, Buffer.from('\nendobj\n')]);
}
