import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict, PdfValue } from '../pdf/objects.ts';
import { as, textOf } from '../pdf/objects.ts';

/**
 * What may be changed after a signature (ISO 32000-2 table 257). 1: nothing but validation data and document time stamps;
 * 2: filling in forms and signing, too; 3: annotations, too.
 */
export type PermissionLevel = 1 | 2 | 3;

/** Table 257: when no level is named. */
const DEFAULT_LEVEL = 2;

/** What a lock is of (§12.7.5.5, table 236; §12.8.2.4, table 258). */
export interface FieldLock {
  readonly action: string | undefined;
  readonly fields: readonly string[];
}

/** A transform method with its parameters (table 256). */
export interface Transform {
  readonly method: string;
  /** Empty when there are none. */
  readonly parameters: PdfDict;
}

const NONE: PdfDict = { kind: 'dict', entries: new Map() };

function nameIn(document: PdfDocument, dict: PdfDict | undefined, key: string): string | undefined {
  return as('name', document.resolve(dict?.entries.get(key)))?.value;
}

function itemsIn(document: PdfDocument, dict: PdfDict | undefined, key: string): readonly PdfValue[] {
  return as('array', document.resolve(dict?.entries.get(key)))?.items ?? [];
}

/** What a signature reference says, or any dictionary that could be one; undefined when it names no method. */
export function transformIn(document: PdfDocument, dict: PdfDict | undefined): Transform | undefined {
  const method = nameIn(document, dict, 'TransformMethod');
  if (method === undefined) return undefined;
  return { method, parameters: document.dictAt(dict?.entries.get('TransformParams')) ?? NONE };
}

/** The terms of a signature: all of its references (table 255). */
export function transformsOf(document: PdfDocument, signature: PdfDict | undefined): readonly Transform[] {
  return itemsIn(document, signature, 'Reference').flatMap(
    (item) => transformIn(document, document.dictAt(item)) ?? [],
  );
}

/** What the level of a DocMDP transform comes to. */
export function docMdpLevel(document: PdfDocument, parameters: PdfDict): PermissionLevel {
  return levelIn(document, parameters) ?? DEFAULT_LEVEL;
}

/** The level that a dictionary names in `/P`. What is named and is no level at all permits nothing. */
export function levelIn(document: PdfDocument, dict: PdfDict): PermissionLevel | undefined {
  const named = dict.entries.get('P');
  if (named === undefined) return undefined;
  const level = document.resolve(named);
  return level === 2 || level === 3 ? level : 1;
}

/** `/Lock` of a signature field: what its signer locks in signing it. */
export function lockOf(document: PdfDocument, field: PdfDict | undefined): PdfDict | undefined {
  return document.dictAt(field?.entries.get('Lock'));
}

export function fieldLockIn(document: PdfDocument, dict: PdfDict): FieldLock {
  return {
    action: nameIn(document, dict, 'Action'),
    fields: itemsIn(document, dict, 'Fields').map((item) => textOf(document.resolve(item)) ?? ''),
  };
}

/** A name stands for the field and for everything below it. A lock that nobody knows locks everything. */
export function locks({ action, fields }: FieldLock, name: string): boolean {
  const named = fields.some((field) => name === field || name.startsWith(`${field}.`));
  if (action === 'Include') return named;
  return action !== 'Exclude' || !named;
}
