/** The object types of ISO 32000-1 §7.3, as plain immutable values. */
export interface PdfName {
  readonly kind: 'name';
  readonly value: string;
}

export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly hexadecimal: boolean;
  /** Where the token with its delimiters stands in the bytes it was read from. */
  readonly start: number;
  readonly end: number;
}

export interface PdfRef {
  readonly kind: 'ref';
  readonly number: number;
  readonly generation: number;
}

export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
}

export interface PdfDict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

export interface PdfStream {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  /** As stored, still encoded. */
  readonly raw: Uint8Array;
}

export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfArray
  | PdfDict
  | PdfStream;

export type PdfKind = Exclude<PdfValue, null | boolean | number>['kind'];

/** The value as that kind, or undefined. */
export function as<K extends PdfKind>(
  kind: K,
  value: PdfValue | undefined,
): Extract<PdfValue, { readonly kind: K }> | undefined {
  return typeof value === 'object' && value !== null && value.kind === kind
    ? (value as Extract<PdfValue, { readonly kind: K }>)
    : undefined;
}

export function name(value: string): PdfName {
  return { kind: 'name', value };
}

export function ref(number: number, generation = 0): PdfRef {
  return { kind: 'ref', number, generation };
}

export function array(items: readonly PdfValue[]): PdfArray {
  return { kind: 'array', items };
}

export function dict(entries: Readonly<Record<string, PdfValue>>): PdfDict {
  return { kind: 'dict', entries: new Map(Object.entries(entries)) };
}

export function bytesString(bytes: Uint8Array): PdfString {
  return { kind: 'string', bytes, hexadecimal: true, start: 0, end: 0 };
}

/** A text string: PDFDocEncoding where plain ASCII will do, else UTF-16BE with its mark (§7.9.2.2). */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return { ...bytesString(Buffer.from(text, 'latin1')), hexadecimal: false };
  return bytesString(Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(text, 'utf16le').swap16()]));
}

export function withEntries(from: PdfDict, changes: Readonly<Record<string, PdfValue>>): PdfDict {
  return { kind: 'dict', entries: new Map([...from.entries, ...Object.entries(changes)]) };
}

/** Text of a text string; bytes outside ASCII in PDFDocEncoding are read as Latin 1. */
export function textOf(value: PdfValue | undefined): string | undefined {
  const string = as('string', value);
  if (string === undefined) return undefined;
  const bytes = Buffer.from(string.bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
  return bytes.toString('latin1');
}

/** Structural equality; references are compared, not followed. Positions of strings do not count. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  switch (a.kind) {
    case 'name':
      return b.kind === 'name' && a.value === b.value;
    case 'ref':
      return b.kind === 'ref' && a.number === b.number && a.generation === b.generation;
    case 'string':
      return b.kind === 'string' && Buffer.compare(a.bytes, b.bytes) === 0;
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => sameValue(item, b.items[i]))
      );
    case 'dict':
      return b.kind === 'dict' && sameEntriesExcept(a, b, []);
    case 'stream':
      return b.kind === 'stream' && sameValue(a.dict, b.dict) && Buffer.compare(a.raw, b.raw) === 0;
  }
}

export function sameEntriesExcept(a: PdfDict, b: PdfDict, except: readonly string[]): boolean {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
  for (const key of except) keys.delete(key);
  return [...keys].every((key) => sameValue(a.entries.get(key), b.entries.get(key)));
}
