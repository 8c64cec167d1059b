import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfValue } from '../../pdf/objects.ts';
import { as, textOf } from '../../pdf/objects.ts';
import type { FormField } from './form.ts';
import { itemsOf } from './form.ts';
import { nameOf } from './objects.ts';

/**
 * What may be changed after a signature (ISO 32000-2 table 257). 1: nothing but validation data and document time stamps;
 * 2: filling in forms and signing, too; 3: annotations, too.
 */
export type PermissionLevel = 1 | 2 | 3;

export interface Permissions {
  /** What the author's certification permits (§12.8.2.2). Without one nothing is permitted beyond signing. */
  readonly certified: PermissionLevel | undefined;
  /** The strictest level that a certification or a signature's `/Lock` sets. */
  readonly strictest: PermissionLevel | undefined;
  /** Whether a signature has locked the field (§12.8.2.4, table 236). */
  isLocked(fieldName: string): boolean;
}

interface FieldLock {
  readonly action: string | undefined;
  readonly fields: readonly string[];
}

/** The permissions that the signatures of this revision set for what comes after them. */
export function permissionsOf(document: PdfDocument, fields: ReadonlyMap<number, FormField>): Permissions {
  const levels: PermissionLevel[] = [];
  const locks: FieldLock[] = [];
  let first: { readonly end: number; readonly value: PdfDict } | undefined;
  for (const field of fields.values()) {
    const value = as('dict', field.value);
    if (field.type !== 'Sig' || field.isWidgetOnly || value === undefined) continue;
    const end = signedEndOf(document, value);
    if (first === undefined || end < first.end) first = { end, value };
    const { level, lock } = permissionsOfSignature(document, value, field.dict);
    if (level !== undefined) levels.push(level);
    locks.push(...lock);
  }
  const certification = certificationOf(document);
  const certified =
    first !== undefined && certification === first.value ? docMdpLevel(document, certification) : undefined;
  const strictest =
    levels.length === 0 ? certified : (Math.min(...levels, certified ?? 3) as PermissionLevel);
  return {
    certified: certified === undefined ? undefined : strictest,
    strictest,
    isLocked: (fieldName) => locks.some((lock) => covers(lock, fieldName)),
  };
}

/** The signature dictionary that `/Perms` names as the author's certification. */
export function certificationOf(document: PdfDocument): PdfDict | undefined {
  const permissions = document.dictAt(document.catalog.entries.get('Perms'));
  return document.dictAt(permissions?.entries.get('DocMDP'));
}

/** What one signature permits: by its DocMDP reference, and by the `/Lock` of its field. */
export function permissionsOfSignature(
  document: PdfDocument,
  signature: PdfDict,
  field: PdfDict | undefined,
): { readonly level: PermissionLevel | undefined; readonly lock: readonly FieldLock[] } {
  const lockDict = document.dictAt(field?.entries.get('Lock'));
  const levels = [docMdpLevel(document, signature), levelOf(document.resolve(lockDict?.entries.get('P')))];
  const known = levels.filter((level) => level !== undefined);
  const locks = [lockDict, transform(document, signature, 'FieldMDP')].filter((one) => one !== undefined);
  return {
    level: known.length === 0 ? undefined : (Math.min(...known) as PermissionLevel),
    lock: locks.map((one) => readLock(document, one)),
  };
}

function docMdpLevel(document: PdfDocument, signature: PdfDict): PermissionLevel | undefined {
  const parameters = transform(document, signature, 'DocMDP');
  if (parameters === undefined) return undefined;
  const level = document.resolve(parameters.entries.get('P'));
  // Table 257: 2 when it is not said. What is no level at all permits nothing.
  return level === null ? 2 : (levelOf(level) ?? 1);
}

function levelOf(value: PdfValue): PermissionLevel | undefined {
  return value === 1 || value === 2 || value === 3 ? value : undefined;
}

/** The parameters of a transform method among the references of a signature (table 256). */
function transform(document: PdfDocument, signature: PdfDict, method: string): PdfDict | undefined {
  for (const item of itemsOf(document, signature.entries.get('Reference'))) {
    const reference = document.dictAt(item);
    if (nameOf(document.resolve(reference?.entries.get('TransformMethod'))) !== method) continue;
    return document.dictAt(reference?.entries.get('TransformParams')) ?? { kind: 'dict', entries: new Map() };
  }
  return undefined;
}

function readLock(document: PdfDocument, dict: PdfDict): FieldLock {
  return {
    action: nameOf(document.resolve(dict.entries.get('Action'))),
    fields: itemsOf(document, dict.entries.get('Fields')).map((item) => textOf(document.resolve(item)) ?? ''),
  };
}

/** A name stands for the field and for everything below it. */
function covers({ action, fields }: FieldLock, name: string): boolean {
  const named = fields.some((field) => name === field || name.startsWith(`${field}.`));
  if (action === 'Include') return named;
  if (action === 'Exclude') return !named;
  return action === 'All';
}

function signedEndOf(document: PdfDocument, signature: PdfDict): number {
  const [, , start, length] = itemsOf(document, signature.entries.get('ByteRange'));
  return typeof start === 'number' && typeof length === 'number' ? start + length : Number.POSITIVE_INFINITY;
}
