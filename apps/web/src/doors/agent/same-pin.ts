import type { CredentialKind } from '@mibun/rules';

/** A 4-digit PIN that was chosen a moment ago. */
export interface EarlierPin {
  readonly kind: CredentialKind;
  readonly value: string;
}

/**
 * The PIN that may be used again for this secret: the 4-digit ones may be equal (PIN-02), the signature password is of
 * another form. It has passed the same rules in the same context, and its holder has typed it twice.
 */
export function earlierPin(
  credential: CredentialKind,
  before: readonly CredentialKind[],
  values: Readonly<Partial<Record<CredentialKind, string>>>,
): EarlierPin | undefined {
  if (credential === 'signature') return undefined;
  const kind = before.findLast((one) => one !== 'signature' && values[one] !== undefined);
  const value = kind && values[kind];
  return kind && value !== undefined ? { kind, value } : undefined;
}
