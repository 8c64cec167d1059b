/** What of the comparison of face, photo and document is ticked off. */
export const FACE_CHECKS = ['mask', 'person', 'document'] as const;

/** One tick of the comparison. */
export type FaceCheck = (typeof FACE_CHECKS)[number];

/** Everything that there is to compare was compared (domain.md IDD-03). */
export function faceMatches(checks: readonly FaceCheck[]): boolean {
  return FACE_CHECKS.every((check) => checks.includes(check));
}
