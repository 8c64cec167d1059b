/** CRLReason of RFC 5280 §5.3.1, by name. The names are those of domain.md §6.6. */
export const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
} as const;

export type RevocationReason = keyof typeof REVOCATION_REASONS;

const NAMES: ReadonlyMap<number, RevocationReason> = new Map(
  Object.entries(REVOCATION_REASONS).map(([name, code]) => [code, name as RevocationReason]),
);

/** The name of a code; undefined for codes this system does not use (7, 9, 10). */
export function reasonName(code: number): RevocationReason | undefined {
  return NAMES.get(code);
}
