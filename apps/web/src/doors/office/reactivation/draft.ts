import { sufficientDocuments } from '@mibun/rules';
import type { FieldProblem } from '../../../api/problem.ts';
import { type FaceCheck, faceMatches } from '../acts/face-check.ts';

/** A reactivation while its checks are being made. */
export interface ReactivationDraft {
  readonly here: boolean;
  readonly documents: readonly string[];
  readonly face: readonly FaceCheck[];
  readonly wantsSignature: boolean;
}

export const emptyReactivation: ReactivationDraft = {
  here: false,
  documents: [],
  face: [],
  wantsSignature: false,
};

/** What the checks still lack. */
export function reactivationProblems(
  draft: ReactivationDraft,
  words: { readonly cardHereNeeded: string; readonly documentsNeeded: string; readonly faceNeeded: string },
): readonly FieldProblem[] {
  return [
    ...(draft.here ? [] : [{ field: 'card-here', message: words.cardHereNeeded }]),
    ...(sufficientDocuments(draft.documents).ok
      ? []
      : [{ field: 'documents', message: words.documentsNeeded }]),
    ...(faceMatches(draft.face) ? [] : [{ field: 'face', message: words.faceNeeded }]),
  ];
}
