import type { FieldProblem } from '../../../api/problem.ts';

/**
 * Of the problems found at the last attempt, those that are not put right yet: a field stops complaining as soon as it
 * is right, and none starts to complain while it is being filled in.
 */
export function stillWrong(
  found: readonly FieldProblem[],
  now: readonly FieldProblem[],
): readonly FieldProblem[] {
  return found.filter(({ field }) => now.some((problem) => problem.field === field));
}
