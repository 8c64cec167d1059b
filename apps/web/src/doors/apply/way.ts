import { useSearchParams } from 'react-router';
import { birthDateFromParts } from '../../components/date-parts.ts';
import type { Draft } from './draft.ts';

/** Pages of the continued application, in the order in which they ask. */
export const questions = [
  { field: 'photo', path: '/continue/photo' },
  { field: 'birthDate', path: '/continue/birth-date' },
  { field: 'wantsSignature', path: '/continue/signature' },
  { field: 'wantsAuthentication', path: '/continue/authentication' },
  { field: 'phone', path: '/continue/phone' },
] as const;

/** Where the answers are checked and sent. */
export const checkPath = '/continue/check';

/** Whether a question has been answered. */
export function isAnswered(
  field: (typeof questions)[number]['field'],
  draft: Draft,
  hasPhoto: boolean,
): boolean {
  if (field === 'photo') return hasPhoto || draft.withoutPhoto;
  if (field === 'birthDate') return birthDateFromParts(draft.birthDate) !== undefined;
  return draft[field] !== null;
}

/** The first page that still has to ask something. */
export function nextPath(draft: Draft, hasPhoto: boolean): string {
  return questions.find(({ field }) => !isAnswered(field, draft, hasPhoto))?.path ?? checkPath;
}

/** Which of the door's five steps a page of the continued application belongs to. */
export function stepOf(path: string): number {
  if (path === checkPath) return 4;
  return path === questions[0].path ? 2 : 3;
}

/** Whether the page was opened from a check page, to which it returns. */
export function useChanging(): boolean {
  return useSearchParams()[0].has('change');
}

/** Where a question leads: on, or back to the check page from which it was opened. */
export function afterChange(changing: boolean, next: string, check: string): string {
  return changing ? check : next;
}
