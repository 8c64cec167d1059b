import type { PdfDocument } from '../pdf/document.ts';
import type { PdfDict, PdfValue } from '../pdf/objects.ts';
import { as, textOf } from '../pdf/objects.ts';
import { refuse } from './refuse.ts';

/** What the author allows of the whole document (ISO 32000-2 §12.8.6). */
export function demandDocumentPermission(document: PdfDocument): void {
  const permissions = document.dictAt(document.catalog.entries.get('Perms'));
  for (const [key, value] of permissions?.entries ?? []) {
    const signature = document.dictAt(value);
    if (key !== 'DocMDP') refuse('usage-rights', `permission /${key}`);
    const own = as('array', document.resolve(signature?.entries.get('Reference')))?.items ?? [];
    // A certification whose terms cannot be found may say anything.
    const terms = own.some((item) => methodOf(document, document.dictAt(item)) === 'DocMDP');
    if (!terms) refuse('author-forbids-changes', 'a certification without terms');
  }
}

/** What one dictionary forbids: the terms of a signature, or the lock of a field that is signed. */
export function demandPermissionOf(document: PdfDocument, dict: PdfDict, fieldName: string): void {
  const method = methodOf(document, dict);
  if (method !== undefined) {
    const parameters = document.dictAt(dict.entries.get('TransformParams'));
    if (method === 'DocMDP') demandLevel(document, parameters?.entries.get('P') ?? 2);
    else if (method === 'FieldMDP') demandUnlocked(document, parameters, fieldName);
    else if (method !== 'Identity') refuse('usage-rights', `transform ${method}`);
  }
  const lock = document.dictAt(dict.entries.get('Lock'));
  if (lock !== undefined && document.resolve(dict.entries.get('V')) !== null) {
    const level = lock.entries.get('P');
    if (level !== undefined) demandLevel(document, level);
    demandUnlocked(document, lock, fieldName);
  }
}

function methodOf(document: PdfDocument, dict: PdfDict | undefined): string | undefined {
  return as('name', document.resolve(dict?.entries.get('TransformMethod')))?.value;
}

/** 1: nothing may be changed; 2 and 3 allow signing. What is none of them is taken for the strictest. */
function demandLevel(document: PdfDocument, value: PdfValue): void {
  const level = document.resolve(value);
  if (level !== 2 && level !== 3) refuse('author-forbids-changes', 'certified without permission to sign');
}

function demandUnlocked(document: PdfDocument, lock: PdfDict | undefined, fieldName: string): void {
  const action = as('name', document.resolve(lock?.entries.get('Action')))?.value;
  const listed = as('array', document.resolve(lock?.entries.get('Fields')))?.items ?? [];
  const named = listed.some((item) => textOf(document.resolve(item)) === fieldName);
  const free = (action === 'Include' && !named) || (action === 'Exclude' && named);
  if (!free) refuse('author-locked-fields', `field lock ${action ?? 'without action'}`);
}
