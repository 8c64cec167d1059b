import type { CallerRelation, CallRequest } from '@mibun/server/schemas/office/call-centre';
import type { FieldProblem } from '../../api/problem.ts';
import { birthDateFromParts, type DateParts, emptyDate } from '../../components/date-parts.ts';

/** What the caller has said so far. */
export interface ClaimDraft {
  readonly relation: CallerRelation | '';
  readonly name: string;
  readonly birthDate: DateParts;
  readonly sex: '1' | '2' | '';
  readonly address: string;
}

export const emptyClaim: ClaimDraft = { relation: '', name: '', birthDate: emptyDate, sex: '', address: '' };

/** Texts for what may be missing. */
export interface ClaimWords {
  readonly relationNeeded: string;
  readonly atLeastThree: string;
  readonly dateWrong: string;
}

/** The request for what was said; facts that were not said are left out. */
export function claimOf(draft: ClaimDraft): CallRequest['claim'] {
  const birthDate = birthDateFromParts(draft.birthDate);
  return {
    ...(draft.name.trim() !== '' && { name: draft.name.trim() }),
    ...(birthDate !== undefined && { birthDate }),
    ...(draft.sex !== '' && { sex: draft.sex }),
    ...(draft.address.trim() !== '' && { address: draft.address.trim() }),
  };
}

/** What is to be asked before comparing makes sense: fewer than three facts can never be enough (domain.md LOS-03). */
export function claimProblems(draft: ClaimDraft, words: ClaimWords): readonly FieldProblem[] {
  const found: FieldProblem[] = [];
  const { year, month, day } = draft.birthDate;
  const dateTyped = year !== '' || month !== '' || day !== '';
  if (draft.relation === '') found.push({ field: 'relation', message: words.relationNeeded });
  if (dateTyped && birthDateFromParts(draft.birthDate) === undefined) {
    found.push({ field: 'birth-date', message: words.dateWrong });
  } else if (Object.keys(claimOf(draft)).length < 3) {
    found.push({ field: 'name', message: words.atLeastThree });
  }
  return found;
}
