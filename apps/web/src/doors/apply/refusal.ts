import type { FieldProblem, ProblemBody } from '../../api/problem.ts';

/** Questions of this door, by the name of their field. */
export type Question =
  | 'termsAccepted'
  | 'applicationId'
  | 'contactName'
  | 'email'
  | 'photo'
  | 'birthDate'
  | 'wantsSignature'
  | 'wantsAuthentication'
  | 'phone';

/** Which question a refusal is about, where the server names no field. */
const questionOf: { readonly [code: string]: Question } = {
  APPLICATION_ID_INVALID: 'applicationId',
  APPLICATION_ID_UNKNOWN: 'applicationId',
  APPLICATION_ID_SUPERSEDED: 'applicationId',
  APPLICATION_ID_LOCKED: 'applicationId',
  APPLICATION_BIRTH_DATE_WRONG: 'birthDate',
  APPLICATION_PHOTO_UNFIT: 'photo',
  APPLICATION_PHOTO_MISSING: 'photo',
};

/**
 * A refusal as errors of the fields it is about; empty when it is about none of those that can be asked here. Says what is
 * wrong and the way out, because a field's error is all that its page shows.
 */
export function fieldErrors(
  problem: ProblemBody | undefined,
  asked: readonly Question[],
): readonly FieldProblem[] {
  if (problem === undefined) return [];
  const known = asked as readonly string[];
  const question = questionOf[problem.code];
  if (question !== undefined && known.includes(question)) {
    return [{ field: question, message: [problem.title, problem.next].filter(Boolean).join(' ') }];
  }
  return (problem.fields ?? []).filter(({ field }) => known.includes(field));
}
