import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict } from '../../pdf/objects.ts';
import { as } from '../../pdf/objects.ts';
import type { FieldLock, PermissionLevel } from '../permission-terms.ts';
import { docMdpLevel, fieldLockIn, levelIn, lockOf, locks, transformsOf } from '../permission-terms.ts';
import type { FormField } from './form.ts';
import { itemsOf } from './form.ts';

export interface Permissions {
  /** What the author's certification permits (§12.8.2.2). Without one nothing is permitted beyond signing. */
  readonly certified: PermissionLevel | undefined;
  /** The strictest level that a certification or a signature's `/Lock` sets. */
  readonly strictest: PermissionLevel | undefined;
  /** Whether a signature has locked the field (§12.8.2.4, table 236). */
  isLocked(fieldName: string): boolean;
}

/** The permissions that the signatures of this revision set for what comes after them. */
export function permissionsOf(document: PdfDocument, fields: ReadonlyMap<number, FormField>): Permissions {
  const levels: PermissionLevel[] = [];
  const fieldLocks: FieldLock[] = [];
  let first: { readonly end: number; readonly value: PdfDict } | undefined;
  for (const field of fields.values()) {
    const value = as('dict', field.value);
    if (field.type !== 'Sig' || field.isWidgetOnly || value === undefined) continue;
    const end = signedEndOf(document, value);
    if (first === undefined || end < first.end) first = { end, value };
    const { level, lock } = permissionsOfSignature(document, value, field.dict);
    if (level !== undefined) levels.push(level);
    fieldLocks.push(...lock);
  }
  const certification = certificationOf(document);
  const certified =
    first !== undefined && certification === first.value
      ? strictestOf(docMdpLevels(document, certification))
      : undefined;
  const strictest = strictestOf([...levels, ...(certified === undefined ? [] : [certified])]);
  return {
    certified: certified === undefined ? undefined : strictest,
    strictest,
    isLocked: (fieldName) => fieldLocks.some((lock) => locks(lock, fieldName)),
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
  const lock = lockOf(document, field);
  const lockLevel = lock && levelIn(document, lock);
  const fieldMdp = transformsOf(document, signature).filter(({ method }) => method === 'FieldMDP');
  const locked = [...(lock ? [lock] : []), ...fieldMdp.map(({ parameters }) => parameters)];
  return {
    level: strictestOf([
      ...docMdpLevels(document, signature),
      ...(lockLevel === undefined ? [] : [lockLevel]),
    ]),
    lock: locked.map((one) => fieldLockIn(document, one)),
  };
}

function docMdpLevels(document: PdfDocument, signature: PdfDict): readonly PermissionLevel[] {
  return transformsOf(document, signature)
    .filter(({ method }) => method === 'DocMDP')
    .map(({ parameters }) => docMdpLevel(document, parameters));
}

function strictestOf(levels: readonly PermissionLevel[]): PermissionLevel | undefined {
  return levels.length === 0 ? undefined : (Math.min(...levels) as PermissionLevel);
}

function signedEndOf(document: PdfDocument, signature: PdfDict): number {
  const [, , start, length] = itemsOf(document, signature.entries.get('ByteRange'));
  return typeof start === 'number' && typeof length === 'number' ? start + length : Number.POSITIVE_INFINITY;
}
