import type { FieldLock, PermissionLevel } from '../pades/permission-terms.ts';
import {
  docMdpLevel,
  fieldLockIn,
  levelIn,
  lockOf,
  locks,
  transformIn,
  transformsOf,
} from '../pades/permission-terms.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict } from '../pdf/objects.ts';
import { refuse } from './refuse.ts';

/** What the author allows of the whole document (ISO 32000-2 §12.8.6). */
export function demandDocumentPermission(document: PdfDocument): void {
  const permissions = document.dictAt(document.catalog.entries.get('Perms'));
  for (const [key, value] of permissions?.entries ?? []) {
    if (key !== 'DocMDP') refuse('usage-rights', `permission /${key}`);
    // A certification whose terms cannot be found may say anything.
    const terms = transformsOf(document, document.dictAt(value)).some(({ method }) => method === 'DocMDP');
    if (!terms) refuse('author-forbids-changes', 'a certification without terms');
  }
}

/** What one dictionary forbids: the terms of a signature, or the lock of a field that is signed. */
export function demandPermissionOf(document: PdfDocument, dict: PdfDict, fieldName: string): void {
  const transform = transformIn(document, dict);
  if (transform !== undefined) {
    const { method, parameters } = transform;
    if (method === 'DocMDP') demandLevel(docMdpLevel(document, parameters));
    else if (method === 'FieldMDP') demandUnlocked(fieldLockIn(document, parameters), fieldName);
    else if (method !== 'Identity') refuse('usage-rights', `transform ${method}`);
  }
  const lock = lockOf(document, dict);
  if (lock !== undefined && document.resolve(dict.entries.get('V')) !== null) {
    demandLevel(levelIn(document, lock));
    demandUnlocked(fieldLockIn(document, lock), fieldName);
  }
}

/** 1: nothing may be changed; 2 and 3 allow signing. */
function demandLevel(level: PermissionLevel | undefined): void {
  if (level === 1) refuse('author-forbids-changes', 'certified without permission to sign');
}

function demandUnlocked(lock: FieldLock, fieldName: string): void {
  if (locks(lock, fieldName)) refuse('author-locked-fields', `field lock ${lock.action ?? 'without action'}`);
}
